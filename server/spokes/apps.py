"""Django app."""

from django.apps import AppConfig


class SpokesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.spokes"
    label = "spokes"
    default_auto_field = "django.db.models.BigAutoField"
