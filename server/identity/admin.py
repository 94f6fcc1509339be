"""The officers' desk: accounts are looked up, and identities checked at the counter recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from server.base import SCREEN_NAMES
from server.identity import levels
from server.identity.models import CounterCheck, User


def column(name: str, words: Any) -> Callable[[Model], Any]:
    """A column of a list with the desk's words above it, and in it those of a choice."""

    @admin.display(description=words, ordering=name)
    def shown(row: Model) -> Any:
        said = getattr(row, f"get_{name}_display", None)
        return said() if said else getattr(row, name)

    return shown


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Accounts to be found and read. Only the number of a card that was handed out is recorded
    here, by who has the right; nothing else of a person's account is changed from the desk.
    """

    list_display = ("username", "name", "trust", "is_active")
    search_fields = ("username", "display_name")
    readonly_fields = ("username", "name", "language", "trust", "is_active")
    fields = (*readonly_fields, "card")

    @admin.display(description=_("name"), ordering="display_name")
    def name(self, user: User) -> str:
        """What the person is called."""
        return user.display_name

    @admin.display(description=_("trust level"), ordering="level")
    def trust(self, user: User) -> int:
        """How well the person is known."""
        return user.level

    @admin.display(description=_("language"))
    def language(self, user: User) -> str:
        """What the person is written to in."""
        return str(dict(SCREEN_NAMES).get(user.locale, user.locale))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People register themselves."""
        del request
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts stay."""
        del request, obj
        return False


_LABELS: Final = {
    "user": _("account"),
    "document": _("document shown"),
    "level": _("trust level"),
}


class CheckForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What an officer fills in while the person stands at the counter."""

    officer: User

    class Meta:
        """Who it is, what was shown, what that proves."""

        model = CounterCheck
        fields = ("user", "document", "level")
        labels = _LABELS

    def clean(self) -> dict[str, Any]:
        """No officer vouches for their own account, none for one that a password alone opens."""
        given = super().clean() or {}
        user, document, level = (given.get(name) for name in ("user", "document", "level"))
        if isinstance(user, User):
            if user == self.officer:
                self.add_error("user", _("Another officer must check your own identity."))
            elif not (user.totp or user.contact):
                self.add_error("user", _("The account needs a contact or an app first."))
        certified = document == CounterCheck.Document.CERTIFICATE
        if level == CounterCheck.Level.CERTIFICATE and not certified:
            self.add_error("level", _("This level needs a certificate."))
        return given


@admin.register(CounterCheck)
class CounterCheckAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """The log of checks; it grows and is never edited."""

    form = CheckForm
    list_display = (
        *(column(name, words) for name, words in _LABELS.items()),
        *(column("officer", _("officer")), column("at", _("at"))),
    )
    raw_id_fields = ("user",)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[CheckForm]:
        """The form, knowing which officer fills it in."""
        made = cast("type[CheckForm]", super().get_form(request, *args, **kwargs))
        return type("OfficersForm", (made,), {"officer": request.user})

    def has_change_permission(self, request: HttpRequest, obj: CounterCheck | None = None) -> bool:
        """What was seen was seen."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: CounterCheck | None = None) -> bool:
        """As above."""
        del request, obj
        return False

    def save_model(self, request: HttpRequest, obj: CounterCheck, form: Any, change: bool) -> None:
        """Records the check in the officer's name; the account counts for it at once."""
        del form, change
        levels.record_check(obj, request.user if isinstance(request.user, User) else None)
