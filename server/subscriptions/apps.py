"""Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.subscriptions"
    label = "subscriptions"
    verbose_name = _("Subscriptions and bulletins")
    default_auto_field = "django.db.models.BigAutoField"
