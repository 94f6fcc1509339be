"""Staff and terminals: who asked for help, how each terminal stands, and who is on the way."""
