"""The lines of interviews and surveys (server.cases.routes)."""

from __future__ import annotations

from typing import Any

from server.cases.routes import Asked, Read, Send
from server.live.interviews import (
    INTERVIEWS,
    interview_of,
    interview_page,
    interviews_page,
    messages_page,
    question_form,
    question_form_page,
)
from server.live.models import Interview
from server.live.surveys import (
    SURVEYS,
    survey_form,
    survey_form_page,
    survey_of,
    survey_page,
    surveys_page,
)
from server.live.work import ask, vote
from server.problems import FieldError, Problem
from server.words import Words


def _ask(asked: Asked, values: dict[str, Any]) -> str:
    """A question; it waits for the moderator, and the visitor goes on following."""
    interview = interview_of(asked)
    if interview.state == Interview.State.OVER:
        raise Problem(404, "not_found")
    ask(asked.user, interview, values["text"])
    return interview.address


def _vote(asked: Asked, values: dict[str, Any]) -> str:
    survey = survey_of(asked)
    if not survey.is_open():
        raise Problem(404, "not_found")
    if not vote(asked.user, survey, [int(value) for value in values.values()]):
        again = FieldError(next(iter(values)), "answered", Words(asked.edition)("survey.answered"))
        raise Problem(422, "invalid", errors=[again])
    return survey.address


READS = (
    Read(INTERVIEWS, "Interviews", interviews_page, ("state", "page")),
    Read("/interviews/{slug}", "An interview", interview_page),
    Read("/interviews/{slug}/messages", "What is new in it", messages_page, ("after",)),
    Read("/interviews/{slug}/question", "The form for a question", question_form_page),
    Read(SURVEYS, "Surveys", surveys_page, ("page",)),
    Read("/surveys/{slug}", "A survey and its results", survey_page),
    Read("/surveys/{slug}/answer", "The form of a survey", survey_form_page),
)
SENDS = (
    Send("/interviews/{slug}/questions", "Ask a question", question_form, _ask),
    Send("/surveys/{slug}/answers", "Answer a survey", survey_form, _vote, alone=True),
)
