"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.evaluation"
    label = "evaluation"
    verbose_name = _("Evaluation of sites")
    default_auto_field = "django.db.models.BigAutoField"
