"""The officers' desk: cases are read, accepted and answered here, never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.base import ZH
from server.cases.models import CalendarDay, Case, Event
from server.cases.states import Happening, NotAllowed, possible
from server.cases.work import lamp, recompute_open, record
from server.words import Words


class EventInline(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """The log of a case, to be read."""

    model = Event
    extra = 0
    can_delete = False
    fields = readonly_fields = ("at", "name", "state", "text", "officer")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Events come from what happens, not from the desk's form."""
        del request, obj
        return False


@admin.register(Case)
class CaseAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Cases with their lamps; accepting and replying are the only changes."""

    list_display = ("no", "subject", "organ", "state", "lamp", "accept_due", "reply_due")
    list_filter = ("state", "service_code", "organ")
    search_fields = ("no", "subject")
    date_hierarchy = "requested_at"
    actions = ("accept",)
    inlines = (EventInline,)
    change_form_template = "desk/case.html"
    exclude = ("values",)

    def get_readonly_fields(self, request: HttpRequest, obj: Case | None = None) -> list[str]:
        """All of it, and what was sent as text."""
        del request, obj
        return [
            field.name for field in Case._meta.fields if field.editable and field.name != "values"
        ] + ["sent"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Cases come from visitors."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Case | None = None) -> bool:
        """Cases stay."""
        del request, obj
        return False

    @admin.display(description=_("time limit"))
    def lamp(self, case: Case) -> str:
        """The lamp in words: a colour alone says nothing to many officers."""
        return Words(ZH)(f"cases.lamps.{lamp(case, timezone.now())}")

    @admin.display(description=_("what was sent"))
    def sent(self, case: Case) -> str:
        """The visitor's own text, escaped."""
        return format_html(
            '<div style="white-space: pre-wrap">{}</div>', case.values.get("text", "")
        )

    @admin.action(description=_("Accept the chosen cases"), permissions=["change"])
    def accept(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        """Accepts those that wait for it and says how many that were."""
        waiting = [case for case in cases if Happening.ACCEPT in possible(case.state)]
        for case in waiting:
            self._happen(request, case, Happening.ACCEPT, "")
        messages.success(request, _now("%d cases accepted.") % len(waiting))

    def get_urls(self) -> list[URLPattern]:
        """The pages of the admin and the one for replying."""
        view = self.admin_site.admin_view(self.decide)
        own = path("<int:pk>/decide/<str:event>/", view, name="cases_case_decide")
        return [own, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The case with buttons for what can happen next."""
        case = Case.objects.filter(pk=object_id).first() if object_id.isdigit() else None
        buttons = _buttons(case) if case else []
        context = {**(extra_context or {}), "buttons": buttons, "show_save": False}
        return super().change_view(request, object_id, form_url, context)

    def decide(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Asks for the text of a decision, then records it."""
        case = get_object_or_404(Case, pk=pk)
        if not self.has_change_permission(request, case):
            return HttpResponse(status=403)
        text = request.POST.get("text", "").strip()
        needed = event == Happening.REPLY
        if request.method == "POST" and (text or not needed):
            return self._decided(request, case, event, text)
        context = {
            **self.admin_site.each_context(request),
            "title": next((words for name, words in _EVENTS.items() if name == event), event),
            "case": case,
            "needed": needed,
            "missing": request.method == "POST",
        }
        return render(request, "desk/decide.html", context)

    def _decided(
        self, request: HttpRequest, case: Case, event: str, text: str
    ) -> HttpResponseRedirect:
        try:
            self._happen(request, case, event, text)
            messages.success(request, _now("Recorded."))
        except NotAllowed:
            messages.error(request, _now("This is not possible in the present state."))
        return HttpResponseRedirect(reverse("admin:cases_case_change", args=[case.pk]))

    def _happen(self, request: HttpRequest, case: Case, event: str, text: str) -> None:
        """The event, and the desk's own audit entry."""
        record(case, event, text=text, officer=request.user)  # type: ignore[arg-type]  # admin_view lets in users only
        self.log_change(request, case, [{"changed": {"fields": [event]}}])


_EVENTS = {
    Happening.ACCEPT: _("Accept"),
    Happening.REPLY: _("Reply"),
    Happening.CLOSE: _("Close"),
    Happening.REOPEN: _("Take up again"),
}


def _buttons(case: Case) -> list[tuple[str, Any]]:
    """Address and words of what can happen next."""
    return [
        (reverse("admin:cases_case_decide", args=[case.pk, event]), _EVENTS[event])
        for event in possible(case.state)
    ]


@admin.register(CalendarDay)
class CalendarDayAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Days that staff declare worked or free; open cases follow at once."""

    list_display = ("day", "is_working", "source")

    def save_model(self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool) -> None:
        """Saves the day and puts the limits right."""
        super().save_model(request, obj, form, change)
        recompute_open()

    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        """Takes the day away and puts the limits right."""
        super().delete_model(request, obj)
        recompute_open()
