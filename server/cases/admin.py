"""The officers' desk: cases are read and decided here, never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from server.base import ZH
from server.cases.decisions import TITLES, Decision, allowed, decide, decision
from server.cases.kinds import kind, kinds
from server.cases.models import CalendarDay, Case, Event, Part
from server.cases.pages import fields_of
from server.cases.rights import CityDesk, OrganDesk
from server.cases.states import OPEN_STATES, Happening, NotAllowed
from server.cases.work import By, Incomplete, lamp, overdue, recompute_open, record, warned
from server.desk import Historic, Kept, note
from server.words import Words


class _ToRead(admin.TabularInline):  # type: ignore[type-arg]  # not generic at run time
    """Rows of a case, to be read."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They come from what happens, not from the desk's form."""
        del request, obj
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may read the case may read them."""
        del obj
        return request.user.has_perm("cases.view_case")


class EventInline(_ToRead):
    """The log of a case."""

    model = Event
    fields = readonly_fields = (
        *("at", "what", "state", "text", "officer", "organ", "number"),
        "helper",
    )

    @admin.display(description=_("event"))
    def what(self, event: Event) -> str:
        """What happened, in words."""
        return Words(ZH)(f"cases.events.{event.name}", number=event.number)


class PartInline(_ToRead):
    """The organs beside the leading one."""

    model = Part
    fields = readonly_fields = ("organ", "since", "days", "due", "done_at")


class LampFilter(admin.SimpleListFilter):
    """Cases by their lamp."""

    title = _("time limit")
    parameter_name = "lamp"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two lamps that an office looks for."""
        del request, model_admin
        say = Words(ZH)
        return [(name, say(f"cases.lamps.{name}")) for name in ("yellow", "red")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases with the chosen lamp."""
        del request
        chosen = {"yellow": warned, "red": overdue}.get(self.value() or "")
        return queryset.filter(chosen(timezone.now())) if chosen else queryset


class ServiceFilter(admin.SimpleListFilter):
    """Cases by their kind, in words."""

    title = _("service")
    parameter_name = "service_code"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """All kinds that there are."""
        del request, model_admin
        say = Words(ZH)
        return [(code, say(f"cases.services.{code}")) for code in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """The cases of the chosen kind."""
        del request
        return queryset.filter(service_code=self.value()) if self.value() else queryset


@admin.register(Case)
class CaseAdmin(Kept, OrganDesk, admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Cases with their lamps; deciding is the only change."""

    organ_paths = ("organ", "parts__organ")
    list_display = ("no", "subject", "service", "organ", "state", "lamp", "accept_due", "reply_due")
    list_filter = (LampFilter, "state", ServiceFilter, "organ")
    list_select_related = ("organ",)
    search_fields = ("no", "subject")
    date_hierarchy = "requested_at"
    actions = ("accept", "publish", "unpublish")
    inlines = (PartInline, EventInline)
    change_form_template = "desk/case.html"
    exclude = ("values", "service_code")

    def get_readonly_fields(self, request: HttpRequest, obj: Case | None = None) -> list[str]:
        """All of it, and what was sent as text."""
        del request, obj
        hidden = {"id", *self.exclude}
        shown = [one.name for one in Case._meta.fields if one.editable and one.name not in hidden]
        return ["service", *shown, "sent", "files"]

    @admin.display(description=_("service"))
    def service(self, case: Case) -> str:
        """The kind of case in words."""
        return Words(ZH)(f"cases.services.{case.service_code}")

    @admin.display(description=_("time limit"))
    def lamp(self, case: Case) -> str:
        """The lamp in words: a colour alone says nothing to many officers."""
        return Words(ZH)(f"cases.lamps.{lamp(case, timezone.now())}")

    @admin.display(description=_("what was sent"))
    def sent(self, case: Case) -> str:
        """The visitor's own text under the words of the form, escaped."""
        rows = ((field["label"], field["value"]) for field in fields_of(case, ZH))
        inner = format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows)
        return format_html('<dl style="white-space: pre-wrap">{}</dl>', inner)

    @admin.display(description=_("files"))
    def files(self, case: Case) -> str:
        """The way to what came from the visitor's phone."""
        place = reverse("admin:handoff_upload_changelist")
        return format_html('<a href="{}?case__id__exact={}">{}</a>', place, case.pk, case.no)

    @admin.action(description=_("Accept the chosen cases"), permissions=["change"])
    def accept(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        """Accepts those that wait for it and says how many that were."""
        waiting = [case for case in cases if Happening.ACCEPT in allowed(request, case)]
        for case in waiting:
            record(case, Happening.ACCEPT, by=By(officer=request.user))  # type: ignore[arg-type]  # as in decide
            note(self, request, case, TITLES[Happening.ACCEPT])
        messages.success(request, _now("%d cases accepted.") % len(waiting))

    @admin.action(description=_("Publish question and answer"), permissions=["change"])
    def publish(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        """Publishes those that are answered and whose visitors agreed."""
        ready = [
            case
            for case in cases
            if case.state not in OPEN_STATES
            and case.values.get("publish") is True
            and kind(case.service_code).public
        ]
        self._show(request, ready, public=True)

    @admin.action(description=_("Publish no longer"), permissions=["change"])
    def unpublish(self, request: HttpRequest, cases: QuerySet[Case]) -> None:
        """Takes them off the list of letters."""
        self._show(request, list(cases.filter(public=True)), public=False)

    def get_urls(self) -> list[URLPattern]:
        """The pages of the admin and the one for deciding."""
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
        found = self.get_queryset(request).filter(pk=object_id) if object_id.isdigit() else ()
        case = next(iter(found), None)
        buttons = _buttons(request, case) if case is not None else []
        context = {**(extra_context or {}), "buttons": buttons, "show_save": False}
        return super().change_view(request, object_id, form_url, context)

    def decide(self, request: HttpRequest, pk: int, event: str) -> HttpResponse:
        """Asks for what a decision needs, then records it."""
        case = self.get_queryset(request).filter(pk=pk).first()
        if case is None:
            raise Http404
        if not self.has_change_permission(request, case):
            return HttpResponse(status=403)
        taken = decision(request, case, event)
        if taken is None:
            return self._back(request, case, done=False)
        missing = ""
        if request.method == "POST":
            try:
                return self._decided(request, case, taken)
            except Incomplete as error:
                missing = error.missing
        context = {
            **self.admin_site.each_context(request),
            "title": taken.title,
            "case": case,
            "decision": taken,
            "missing": missing,
        }
        return render(request, "desk/decide.html", context)

    def _decided(self, request: HttpRequest, case: Case, taken: Decision) -> HttpResponseRedirect:
        """Back to the case; raises ``Incomplete`` where something is missing."""
        try:
            decide(request, case, taken)
        except NotAllowed:
            return self._back(request, case, done=False)
        note(self, request, case, taken.title)
        return self._back(request, case, done=True)

    def _back(self, request: HttpRequest, case: Case, *, done: bool) -> HttpResponseRedirect:
        if done:
            messages.success(request, _now("Recorded."))
        else:
            messages.error(request, _now("This is not possible in the present state."))
        visible = self.get_queryset(request).filter(pk=case.pk).exists()
        if visible:
            return HttpResponseRedirect(reverse("admin:cases_case_change", args=[case.pk]))
        return HttpResponseRedirect(reverse("admin:cases_case_changelist"))

    def _show(self, request: HttpRequest, cases: list[Case], *, public: bool) -> None:
        words = _now("Publish question and answer") if public else _now("Publish no longer")
        for case in cases:
            case.public = public
            case.save(update_fields=["public"])
            note(self, request, case, words)
        messages.success(request, _now("%d cases changed.") % len(cases))


def _buttons(request: HttpRequest, case: Case) -> list[tuple[str, Any]]:
    """Address and words of what this officer may do next."""
    return [
        (reverse("admin:cases_case_decide", args=[case.pk, event]), TITLES[event])
        for event in allowed(request, case)
    ]


@admin.register(CalendarDay)
class CalendarDayAdmin(CityDesk, Historic):
    """Days that staff declare worked or free; open cases follow at once."""

    all_may_look = True
    list_display = ("day", "is_working", "source")

    def save_model(self, request: HttpRequest, obj: CalendarDay, form: Any, change: bool) -> None:
        """Saves the day and puts the limits right."""
        super().save_model(request, obj, form, change)
        recompute_open()

    def delete_model(self, request: HttpRequest, obj: CalendarDay) -> None:
        """Takes the day away and puts the limits right."""
        super().delete_model(request, obj)
        recompute_open()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[CalendarDay]) -> None:
        """The same for several at once."""
        super().delete_queryset(request, queryset)
        recompute_open()
