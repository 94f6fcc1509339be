"""Publishing by program: what the desk does by hand, for imports and tests."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from server.content.models import Category, Edition, Item, Organ


@transaction.atomic
def publish(texts: Mapping[str, tuple[str, str]], *, organ: str, category: str) -> str:
    """Publishes a document of one paragraph; gives its page address.

    ``texts`` has title and paragraph by edition; ``organ`` is a code and ``category`` a slug.
    Raises ``DoesNotExist`` for unknown ones.
    """
    now = timezone.localtime()
    publisher = Organ.objects.get(code=organ)
    index_no = next_index_no(organ, now.year)
    item = Item.objects.create(
        address=f"/disclosures/{index_no}",
        kind=Item.Kind.DISCLOSURE,
        state=Item.State.PUBLISHED,
        organ=publisher,
        category=Category.objects.get(slug=category),
        index_no=index_no,
        written_on=now.date(),
    )
    for edition, (title, text) in texts.items():
        blocks = [{"id": "p1", "type": "paragraph", "text": text}]
        Edition.objects.create(item=item, edition=edition, title=title, blocks=blocks)
    return item.address


def next_index_no(organ: str, year: int) -> str:
    """The next free index number of an organ in a year."""
    stem = f"{organ}-{year}-"
    last = (
        Item.objects.filter(index_no__startswith=stem)
        .order_by("-index_no")
        .values_list("index_no", flat=True)
        .first()
    )
    return f"{stem}{int(last[-5:]) + 1 if last else 1:05}"
