"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.forum"
    label = "forum"
    verbose_name = _("Government forum")
    default_auto_field = "django.db.models.BigAutoField"
