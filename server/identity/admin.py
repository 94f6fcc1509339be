"""The officers' desk: accounts are looked up, and identities checked at the counter recorded."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from server.identity import levels
from server.identity.models import CounterCheck, User


@admin.register(User)
class AccountAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    """Accounts to be found and read; nobody changes a person's account from the desk."""

    list_display = ("username", "display_name", "level", "is_active")
    search_fields = ("username", "display_name")
    fields = ("username", "display_name", "locale", "level", "is_active")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People register themselves."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Particulars are the person's own."""
        del request, obj
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Accounts stay."""
        del request, obj
        return False


class CheckForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What an officer fills in while the person stands at the counter."""

    officer: User

    class Meta:
        """Who it is, what was shown, what that proves."""

        model = CounterCheck
        fields = ("user", "document", "level")

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
    list_display = ("user", "level", "document", "officer", "at")
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
