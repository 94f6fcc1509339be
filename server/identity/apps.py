"""Django app."""

import logging

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Silences authlib below warnings: its debug lines contain whole tokens."""
        logging.getLogger("authlib").setLevel(logging.WARNING)
