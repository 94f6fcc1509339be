"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.cases"
    label = "cases"
    verbose_name = _("Casework")
    default_auto_field = "django.db.models.BigAutoField"
