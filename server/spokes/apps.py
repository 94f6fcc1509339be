"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpokesConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.spokes"
    label = "spokes"
    verbose_name = _("Spokespersons' platform")
    default_auto_field = "django.db.models.BigAutoField"
