"""The ways to sign in, each a state machine with its clock and transport injected."""
