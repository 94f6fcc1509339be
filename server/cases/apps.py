"""Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
