"""Follows what the desk and imports save: the index changes in the same transaction.

Bulk changes send no signals; who makes them calls ``refresh`` for the items they changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from server.content.models import Category, Edition, Item, Organ
from server.evaluation.models import Score
from server.search.index import put, remove
from server.search.sources import item_source, items
from server.search.version import changed
from server.services.models import ServiceText


@transaction.atomic
def refresh(keys: Iterable[int]) -> None:
    """Brings the index in step with items: published ones in, all others out."""
    wanted = list(keys)
    remove(item_source(key) for key in wanted)
    put(items(Item.objects.filter(pk__in=wanted)))


def connect() -> None:
    """Follows from now on; ``dispatch_uid`` keeps a second call from doubling."""
    for model, receiver in (
        (Item, _item_saved),
        (Edition, _edition_saved),
        (ServiceText, _service_saved),
        (Score, _score_saved),
        (Organ, _names_saved),
        (Category, _names_saved),
    ):
        post_save.connect(receiver, sender=model, dispatch_uid=f"search-{model.__name__}")
    post_delete.connect(_item_deleted, sender=Item, dispatch_uid="search-item-gone")
    post_delete.connect(_edition_saved, sender=Edition, dispatch_uid="search-edition-gone")


def _item_saved(instance: Item, **_: Any) -> None:
    refresh([instance.pk])


def _edition_saved(instance: Edition, **_: Any) -> None:
    refresh([instance.item_id])


def _service_saved(instance: ServiceText, **_: Any) -> None:
    refresh([instance.text.item_id])


def _score_saved(instance: Score, **_: Any) -> None:
    refresh([instance.site_id])


def _item_deleted(instance: Item, **_: Any) -> None:
    remove([item_source(instance.pk)])


def _names_saved(**_: Any) -> None:
    """A class or organ has another name, which stands in facets that were counted before."""
    changed()
