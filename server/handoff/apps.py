"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoffConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.handoff"
    label = "handoff"
    verbose_name = _("Material from phones")
    default_auto_field = "django.db.models.BigAutoField"
