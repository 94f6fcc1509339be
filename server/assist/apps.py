"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.assist"
    label = "assist"
    verbose_name = _("Help at the terminals")
    default_auto_field = "django.db.models.BigAutoField"
