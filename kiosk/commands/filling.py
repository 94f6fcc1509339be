"""Filling a form question by question."""

from __future__ import annotations

from a11y.command import Topic, command
from kiosk.desk import Desk


@command("form.next", Topic.BROWSING)
def next_question(desk: Desk) -> None:
    """The next question, and after the last all answers."""
    desk.questions.go(1)


@command("form.previous", Topic.BROWSING)
def previous_question(desk: Desk) -> None:
    """The question before."""
    desk.questions.go(-1)


@command("form.all", Topic.BROWSING)
def all_questions(desk: Desk) -> None:
    """All questions on one page."""
    desk.questions.all()
