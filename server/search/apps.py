"""Django app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app and follows what is published."""

    name = "server.search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connects the index with the models that it is made of."""
        from server.search.follow import connect  # noqa: PLC0415 - models are loaded by now

        connect()
