"""Model to Document: plain functions, no Qt, so that every screen is tested without one."""
