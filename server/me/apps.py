"""Django app."""

from django.apps import AppConfig


class MeConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.me"
    label = "me"
    default_auto_field = "django.db.models.BigAutoField"
