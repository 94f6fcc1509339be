"""Django app."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"
