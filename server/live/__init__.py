"""Interviews that can be followed as they happen, and surveys."""
