"""A visit played by real key events, for the tour and for the journeys of the tests."""
