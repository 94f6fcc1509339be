"""The spokesperson platform: organs and public bodies that answer in public, and publish."""
