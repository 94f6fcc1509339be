"""The desk of interviews (guest, moderator, queue of questions) and of surveys."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.cases.moderation import Shown
from server.cases.rights import CityDesk, OrganDesk, own_organ, whole_city, within
from server.live.models import Choice, Interview, Item, Message, Survey
from server.live.work import hide, make_complaint, show


@admin.register(Interview)
class InterviewAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Interviews of the officer's organ; begun and ended from the list."""

    list_display = ("title", "guest", "organ", "state", "starts_at")
    list_filter = ("state", "lang")
    search_fields = ("title", "guest")
    prepopulated_fields = {"slug": ("guest",)}  # noqa: RUF012 - Django reads it as it is
    actions = ("begin", "end")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """An officer of one organ announces interviews of that organ."""
        if db_field.name == "organ" and not whole_city(request):
            kwargs["queryset"] = db_field.related_model.objects.filter(
                pk=getattr(own_organ(request), "pk", None)
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

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
            self.log_change(request, interview, [{"changed": {"fields": [str(state)]}}])


@admin.register(Message)
class MessageAdmin(OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """What guest and moderator say is shown when it is saved; questions wait to be shown."""

    organ_paths = ("interview__organ",)
    list_display = ("text_start", "interview", "role", "author", "state", "number", "case")
    list_filter = ("state", "role", "interview")
    list_select_related = ("interview", "case")
    search_fields = ("text", "author")
    fields = ("interview", "role", "author", "text", "in_reply_to")
    raw_id_fields = ("in_reply_to",)
    actions = ("show", "hide", "complain")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list and its actions; a single message is not rewritten."""
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Hidden, never deleted."""
        del request, obj
        return False

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

    @admin.action(description=_("Show"), permissions=["change"])
    def show(self, request: HttpRequest, queue: QuerySet[Message]) -> None:
        """Shows them, in the order in which they were asked."""
        chosen = list(queue.exclude(state=Shown.SHOWN).order_by("pk"))
        for message in chosen:
            show(message)
            self.log_change(request, message, [{"changed": {"fields": ["shown"]}}])
        messages.success(request, _now("%d posts changed.") % len(chosen))

    @admin.action(description=_("Hide"), permissions=["change"])
    def hide(self, request: HttpRequest, queue: QuerySet[Message]) -> None:
        """Lets nobody read them."""
        chosen = list(queue.exclude(state=Shown.HIDDEN))
        for message in chosen:
            hide(message)
            self.log_change(request, message, [{"changed": {"fields": ["hidden"]}}])
        messages.success(request, _now("%d posts changed.") % len(chosen))

    @admin.action(description=_("Mark as a valid complaint"), permissions=["change"])
    def complain(self, request: HttpRequest, queue: QuerySet[Message]) -> None:
        """Makes a case of each question; its reply appears in the interview."""
        fresh = list(queue.filter(case=None, user__isnull=False))
        for message in fresh:
            case = make_complaint(message)
            self.log_change(request, message, [{"changed": {"fields": [case.no]}}])
        messages.success(request, _now("%d cases made.") % len(fresh))


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
class SurveyAdmin(CityDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Surveys are the city's."""

    list_display = ("title", "opens_at", "closes_at")
    search_fields = ("title", "title_en")
    inlines = (ItemInline,)


@admin.register(Item)
class ItemAdmin(CityDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """A question with its answers."""

    list_display = ("title", "survey", "position")
    list_filter = ("survey",)
    inlines = (ChoiceInline,)
