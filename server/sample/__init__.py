"""Deterministic, marked sample content; all its words are in the data files beside it."""
