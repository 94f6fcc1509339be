"""The service hall: services, scenarios that lead to them, and the progress of applications."""
