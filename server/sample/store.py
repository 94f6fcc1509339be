"""The way of drafts into the database: many at once, in few statements."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final

from server.bulk import insert
from server.content.models import Attachment, Category, Edition, Item, Organ
from server.sample.draft import Block, Draft, Text
from server.words import Words

_BATCH: Final = 500
_NAMES: Final = ("item", "edition", "title", "description", "keywords", "blocks")
_NAMED: Final = attrgetter("item_id", *_NAMES[1:])


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

    def put(self, drafts: Iterable[Draft], *, checked: bool = False) -> list[Edition]:
        """Stores the drafts; ``checked`` proves their blocks first, for what was written by hand.

        Gives the editions, in the order of the drafts; not those of documents, which are many.
        """
        made: list[Edition] = []
        for batch in _batches(drafts):
            items = Item.objects.bulk_create(self._item(draft) for draft in batch)
            self.items.update(
                {item.address: item.pk for item in items if item.kind != "disclosure"}
            )
            pairs = zip(items, batch, strict=True)
            texts = [
                self._edition(item, name, text)
                for item, draft in pairs
                for name, text in draft.texts.items()
            ]
            if checked:
                for text in texts:
                    text.clean()
            if batch[0].kind == "disclosure":
                insert(Edition, _NAMES, map(_NAMED, texts))
            else:
                made += Edition.objects.bulk_create(texts)
        return made

    def _item(self, draft: Draft) -> Item:
        withdrawn = draft.state == Item.State.WITHDRAWN
        return Item(
            address=draft.address,
            kind=draft.kind,
            state=draft.state,
            parent_id=self.items[draft.parent] if draft.parent else None,
            position=draft.position,
            organ_id=self.organs[draft.organ] if draft.organ else None,
            category_id=self.categories[draft.category] if draft.category else None,
            index_no=draft.index_no or None,
            doc_year=draft.doc_year,
            doc_number=draft.doc_number,
            written_on=draft.written_on,
            published_at=draft.published_at,
            updated_at=draft.published_at,
            withdrawn_at=draft.published_at if withdrawn else None,
            withdrawn_reason=draft.withdrawn_reason,
            sample=draft.sample,
        )

    def _edition(self, item: Item, name: str, text: Text) -> Edition:
        """One edition; sample content says so in its title."""
        return Edition(
            item=item,
            edition=name,
            title=text.title + (self._suffix[name] if item.sample else ""),
            description=text.description,
            keywords=text.keywords,
            blocks=[self._finished(block) for block in text.blocks],
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
