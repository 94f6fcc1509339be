"""What must be well for a terminal to serve: facts, worded by ``main.py doctor``."""
