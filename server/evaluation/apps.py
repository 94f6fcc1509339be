"""Django app."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.evaluation"
    label = "evaluation"
    default_auto_field = "django.db.models.BigAutoField"
