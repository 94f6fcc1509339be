"""Django app."""

from django.apps import AppConfig


class ForumConfig(AppConfig):
    """Registers the app under a short label."""

    name = "server.forum"
    label = "forum"
    default_auto_field = "django.db.models.BigAutoField"
