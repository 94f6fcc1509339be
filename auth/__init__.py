"""A visitor becomes a session, and stops being one. No Qt, no words."""
