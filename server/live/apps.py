"""Django app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follows the cases that questions have become."""
        from server.live.work import follow_cases  # noqa: PLC0415 - models are loaded by now

        follow_cases()
