"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.content"
    label = "content"
    verbose_name = _("Published content")
    default_auto_field = "django.db.models.BigAutoField"
