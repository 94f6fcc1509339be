"""Django app."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.content"
    label = "content"
    default_auto_field = "django.db.models.BigAutoField"
