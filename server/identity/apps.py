"""Django app."""

import logging

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.identity"
    label = "identity"
    verbose_name = _("Unified user system")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Silences authlib below warnings: its debug lines contain whole tokens."""
        logging.getLogger("authlib").setLevel(logging.WARNING)
