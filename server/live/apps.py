"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.live"
    label = "live"
    verbose_name = _("Interviews and surveys")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follows the cases that questions have become."""
        from server.live.work import follow_cases  # noqa: PLC0415 - models are loaded by now

        follow_cases()
