"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.services"
    label = "services"
    verbose_name = _("Service hall")
    default_auto_field = "django.db.models.BigAutoField"
