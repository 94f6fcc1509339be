"""Django app."""

from django.apps import AppConfig


class SubscriptionsConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.subscriptions"
    label = "subscriptions"
    default_auto_field = "django.db.models.BigAutoField"
