"""The desk of interviews (guest, moderator, queue of questions) and of surveys."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from server.cases.models import Case
from server.cases.moderation import Shown
from server.cases.moderators import ComplaintsDesk
from server.cases.rights import CityDesk, OrganDesk, within
from server.desk import Historic, note
from server.live.models import Choice, Interview, Item, Message, Survey
from server.live.work import hide, make_complaint, show


@admin.register(Interview)
class InterviewAdmin(OrganDesk, Historic):
    """Interviews of the officer's organ; begun and ended from the list."""

    list_display = ("title", "guest", "organ", "state", "starts_at")
    list_filter = ("state", "lang")
    search_fields = ("title", "guest")
    prepopulated_fields = {"slug": ("guest",)}  # noqa: RUF012 - Django reads it as it is
    actions = ("begin", "end")

    @admin.action(description=_("Begin"), permissions=["change"])
    def begin(self, request: HttpRequest, interviews: QuerySet[Interview]) -> None:
        """Lets them be followed live."""
        self._turn(request, interviews, Interview.State.LIVE)

    @admin.action(description=_("End"), permissions=["change"])
    def end(self, request: HttpRequest, interviews: QuerySet[Interview]) -> None:
        """Closes them to questions; the transcript stays."""
        self._turn(request, interviews, Interview.State.OVER)

    def _turn(
        self, request: HttpRequest, interviews: QuerySet[Interview], state: Interview.State
    ) -> None:
        for interview in interviews.exclude(state=state):
            interview.state = state
            interview.save(update_fields=["state"])
            note(self, request, interview, state.label)


@admin.register(Message)
class MessageAdmin(ComplaintsDesk):
    """What guest and moderator say is shown when it is saved; questions wait to be shown."""

    organ_paths = ("interview__organ",)
    list_display = ("text_start", "interview", "role", "author", "state", "number", "case")
    list_filter = ("state", "role", "interview")
    list_select_related = ("interview", "case")
    search_fields = ("text", "author")
    fields = ("interview", "role", "author", "text", "in_reply_to")
    raw_id_fields = ("in_reply_to",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """What guest and moderator say comes in here."""
        return admin.ModelAdmin.has_add_permission(self, request)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Only interviews of the officer's organ that are not over."""
        if db_field.name == "interview":
            kwargs["queryset"] = Interview.objects.filter(within(request, "organ")).exclude(
                state=Interview.State.OVER
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Visitors ask at a terminal, not here."""
        if db_field.name == "role":
            kwargs["choices"] = [
                pair for pair in Message.Role.choices if pair[0] != Message.Role.VISITOR
            ]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Message, form: Any, change: bool) -> None:
        """Saves what guest or moderator says and shows it at once."""
        super().save_model(request, obj, form, change)
        show(obj)

    @admin.display(description=_("text"))
    def text_start(self, message: Message) -> str:
        """The beginning of a message; the admin escapes it."""
        return message.text[:40]

    def moderate(self, row: Message, state: Shown) -> None:
        """Whoever follows the interview hears of it."""
        (show if state == Shown.SHOWN else hide)(row)

    def case_of(self, row: Message) -> Case:
        """Answered in the interview."""
        return make_complaint(row)


class ItemInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The questions of a survey."""

    model = Item
    extra = 0


class ChoiceInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The answers of a question, with how often each was chosen."""

    model = Choice
    extra = 0
    readonly_fields = ("votes",)


@admin.register(Survey)
class SurveyAdmin(CityDesk, Historic):
    """Surveys are the city's."""

    list_display = ("title", "opens_at", "closes_at")
    search_fields = ("title", "title_en")
    inlines = (ItemInline,)


@admin.register(Item)
class ItemAdmin(CityDesk, Historic):
    """A question with its answers."""

    list_display = ("title", "survey", "position")
    list_filter = ("survey",)
    inlines = (ChoiceInline,)
