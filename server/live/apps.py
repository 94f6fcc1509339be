"""Django app."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.live"
    label = "live"
    default_auto_field = "django.db.models.BigAutoField"
