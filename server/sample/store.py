"""The way of drafts into the database: many at once, in few statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Final

from server.bulk import insert, reserve
from server.content.models import Attachment, Category, Edition, Item, Organ
from server.sample.draft import Block, Draft
from server.words import Words

_BATCH: Final = 500
_ITEM: Final = (
    *("id", "address", "kind", "state", "parent", "position", "organ", "category"),
    *("index_no", "doc_year", "doc_number", "written_on", "published_at", "updated_at"),
    *("withdrawn_at", "withdrawn_reason", "sample"),
)
_EDITION: Final = ("id", "item", "edition", "title", "description", "keywords", "blocks")


class Store:
    """Puts drafts into an empty database; knows the keys of what they refer to."""

    def __init__(self) -> None:
        self.organs: dict[str, int] = dict(Organ.objects.values_list("code", "pk"))
        self.categories: dict[str, int] = {}
        self.items: dict[str, int] = {}
        self.files: dict[str, Attachment] = {}
        self._suffix = {name: Words(name)("pages.sample_suffix") for name in ("zh-Hans", "en")}

    def category(self, slug: str, scheme: str, titles: tuple[str, str], place: int) -> None:
        """A class of a scheme that has no classes above it."""
        made = Category.objects.create(
            slug=slug, scheme=scheme, title=titles[0], title_en=titles[1], position=place
        )
        self.categories[slug] = made.pk

    def keep(self, file: Attachment) -> None:
        """A file that blocks may name from now on."""
        file.save()
        self.files[file.name] = file

    def put(self, drafts: Iterable[Draft], *, checked: bool = False) -> list[int]:
        """Stores the drafts; ``checked`` proves their blocks first, for what was written by hand.

        Gives the keys of the editions, in the order of the drafts.
        """
        made: list[int] = []
        for batch in _batches(drafts):
            keys = reserve(Item, len(batch))
            pairs = list(zip(keys, batch, strict=True))
            insert(Item, _ITEM, (self._item(key, draft) for key, draft in pairs))
            self.items.update(
                {draft.address: key for key, draft in pairs if draft.kind != "disclosure"}
            )
            texts = [
                self._edition(key, draft, name) for key, draft in pairs for name in draft.texts
            ]
            if checked:
                for text in texts:
                    Edition(blocks=text[-1]).clean()
            numbers = reserve(Edition, len(texts))
            insert(Edition, _EDITION, zip(numbers, *zip(*texts, strict=True), strict=True))
            made.extend(numbers)
        return made

    def _item(self, key: int, draft: Draft) -> tuple[Any, ...]:
        """The values of an item's row."""
        at = draft.published_at
        return (
            *(key, draft.address, draft.kind, draft.state),
            self.items[draft.parent] if draft.parent else None,
            draft.position,
            self.organs[draft.organ] if draft.organ else None,
            self.categories[draft.category] if draft.category else None,
            *(draft.index_no or None, draft.doc_year, draft.doc_number, draft.written_on),
            *(at, at, at if draft.state == Item.State.WITHDRAWN else None),
            *(draft.withdrawn_reason, draft.sample),
        )

    def _edition(self, item: int, draft: Draft, name: str) -> tuple[Any, ...]:
        """The values of one edition's row but its key; sample content says so in its title."""
        text = draft.texts[name]
        return (
            *(item, name, text.title + (self._suffix[name] if draft.sample else "")),
            *(text.description, text.keywords),
            [self._finished(block) for block in text.blocks],
        )

    def _finished(self, block: Block) -> Block:
        """A block of the page vocabulary; a ``…-of`` becomes the file that it names."""
        if block["type"] not in {"form-of", "picture-of"}:
            return block
        file = self.files[block["name"]]
        href = f"/files/{file.name}"
        if block["type"] == "picture-of":
            return {"id": block["id"], "type": "image", "href": href, "alt": block["alt"]}
        return {
            "id": block["id"],
            "type": "attachment",
            "href": href,
            "title": file.title,
            "media_type": file.media_type,
            "size": len(file.content),
        }


def _batches(found: Iterable[Draft]) -> Iterator[list[Draft]]:
    source = iter(found)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch
