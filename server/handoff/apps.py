"""Django app."""

from django.apps import AppConfig


class HandoffConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.handoff"
    label = "handoff"
    default_auto_field = "django.db.models.BigAutoField"
