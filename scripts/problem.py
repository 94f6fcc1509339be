"""The one error of the house."""

from __future__ import annotations


class ProblemError(Exception):
    """Something that a person must cure; the text says what and how, and is all they see."""
