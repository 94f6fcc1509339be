"""Puts the sample content into an empty database."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from django.contrib.auth.models import Permission
from django.db import transaction

from server.base import EDITIONS
from server.content.models import Attachment, Category, Edition, Item, Organ
from server.identity.models import User
from server.identity.sample import load as load_accounts
from server.sample.forms import MEDIA_TYPE, application_form, form_name
from server.sample.generate import FOLDER, Document, documents, organs, read
from server.words import Words

_BATCH: Final = 500
_FIRST: Final = datetime(2026, 1, 5, 9, 0, tzinfo=timezone(timedelta(hours=8)))
"""When the pages that are not generated were published."""


@transaction.atomic
def load(scale: float, seed: int) -> None:
    """Everything, in one transaction: a half-filled portal is never left behind."""
    load_accounts(seed)
    _officers()
    organ_ids = _organs()
    _attachments(_classes())
    files = {file.name: file for file in Attachment.objects.defer("content")}
    sizes = {name: len(Attachment.objects.get(name=name).content) for name in files}
    blocks = _Blocks(files, sizes)
    _pages(organ_ids, blocks)
    categories = dict(Category.objects.values_list("slug", "pk"))
    for batch in _batches(documents(scale, seed)):
        _documents(batch, organ_ids, categories, blocks)


def _officers() -> None:
    """Demonstration accounts of the desk, with the rights of their work only."""
    for entry in read("desk.toml")["officer"]:
        if User.objects.filter(username=entry["account"]).exists():
            continue
        officer = User.objects.create_user(
            entry["account"],
            password=entry["password"],
            sub=f"desk-{entry['account']}",
            display_name=entry["name"],
            is_staff=True,
        )
        officer.user_permissions.set(Permission.objects.filter(codename__in=entry["permissions"]))


def _organs() -> dict[str, int]:
    Organ.objects.bulk_create(
        Organ(code=code, title=zh, title_en=en, is_district=district, position=position)
        for position, (code, zh, en, district) in enumerate(organs())
    )
    return dict(Organ.objects.values_list("code", "pk"))


def _classes() -> list[dict[str, Any]]:
    """The scheme of the directory; gives its subclasses."""
    found: list[dict[str, Any]] = []
    for one in read("classes.toml")["class"]:
        upper = _category(one, None, len(found))
        for kind in one["subclass"]:
            found.append(kind)
            _category(kind, upper, len(found))
    return found


def _category(one: dict[str, Any], parent: Category | None, position: int) -> Category:
    return Category.objects.create(
        slug=one["slug"], title=one["zh"], title_en=one["en"], parent=parent, position=position
    )


def _attachments(kinds: list[dict[str, Any]]) -> None:
    """One application form a subclass and edition."""
    words = read("forms.toml")
    for kind, edition in itertools.product(kinds, EDITIONS):
        name = kind["zh"] if edition == EDITIONS[0] else kind["en"]
        title = words[edition]["title"].format(name=name)
        content = application_form(title, words[edition], edition)
        Attachment.objects.create(
            name=form_name(kind["slug"], edition),
            title=title,
            media_type=MEDIA_TYPE,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
        )


class _Blocks:
    """Replaces the data files' ``form-of`` by the attachment that it names."""

    def __init__(self, files: dict[str, Attachment], sizes: dict[str, int]) -> None:
        self._files = files
        self._sizes = sizes

    def finished(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Blocks of the page vocabulary."""
        return [self._one(block) for block in blocks]

    def _one(self, block: dict[str, Any]) -> dict[str, Any]:
        if block["type"] != "form-of":
            return block
        file = self._files[block["name"]]
        return {
            "id": block["id"],
            "type": "attachment",
            "href": f"/files/{file.name}",
            "title": file.title,
            "media_type": file.media_type,
            "size": self._sizes[file.name],
        }


def _pages(organ_ids: dict[str, int], blocks: _Blocks) -> None:
    """Home, sections, guides and articles, parents first."""
    sources = [read(f"pages/{path.name}") for path in sorted((FOLDER / "pages").glob("*.toml"))]
    ranks = {"home": 0, "section": 1}
    made: dict[str, Item] = {}
    for page in sorted(sources, key=lambda one: ranks.get(one["kind"], 2)):
        when = _FIRST + timedelta(minutes=len(made))
        sample = page.get("sample", True)
        item = made[page["address"]] = Item.objects.create(
            address=page["address"],
            kind=page["kind"],
            state=Item.State.PUBLISHED,
            parent=made.get(page.get("parent", "")),
            position=page.get("position", 0),
            organ_id=organ_ids.get(page.get("organ", "")),
            published_at=when,
            updated_at=when,
            sample=sample,
        )
        texts = [_edition(item, name, page[name], blocks) for name in EDITIONS if name in page]
        for text in texts:
            text.clean()
        Edition.objects.bulk_create(texts)


def _edition(item: Item, name: str, words: dict[str, Any], blocks: _Blocks) -> Edition:
    """One edition; sample content says so in its title."""
    suffix = Words(name)("pages.sample_suffix") if item.sample else ""
    return Edition(
        item=item,
        edition=name,
        title=words["title"] + suffix,
        description=words.get("description", ""),
        keywords=words.get("keywords", []),
        blocks=blocks.finished(words["blocks"]),
    )


def _batches(found: Iterator[Document]) -> Iterator[list[Document]]:
    while batch := list(itertools.islice(found, _BATCH)):
        yield batch


def _documents(
    batch: list[Document], organ_ids: dict[str, int], categories: dict[str, int], blocks: _Blocks
) -> None:
    items = Item.objects.bulk_create(
        Item(
            address=f"/disclosures/{one.index_no}",
            kind=Item.Kind.DISCLOSURE,
            state=Item.State.PUBLISHED,
            organ_id=organ_ids[one.organ],
            category_id=categories[one.category],
            index_no=one.index_no,
            doc_year=one.written_on.year,
            doc_number=one.doc_number,
            written_on=one.written_on,
            published_at=one.published_at,
            updated_at=one.published_at,
            sample=True,
        )
        for one in batch
    )
    Edition.objects.bulk_create(
        _edition(
            item,
            name,
            {
                "title": text.title,
                "description": text.description,
                "keywords": text.keywords,
                "blocks": text.blocks,
            },
            blocks,
        )
        for item, one in zip(items, batch, strict=True)
        for name, text in one.texts.items()
    )
