"""Stores services: item, details, words, forms, and the blocks composed of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from server.base import EDITIONS, EN
from server.bulk import insert
from server.content.models import Organ
from server.sample.draft import Block, Draft, Text
from server.sample.forms import form_name
from server.sample.store import Store
from server.services.compose import service_blocks
from server.services.models import Service, ServiceText
from server.words import Words

_BATCH: Final = 500


def put_services(store: Store, drafts: list[Draft]) -> None:
    """Stores all of ``drafts``, whose ``more`` are their details."""
    organs = {organ.code: organ for organ in Organ.objects.all()}
    words = {edition: Words(edition) for edition in EDITIONS}
    for batch in _batches(drafts):
        texts = store.put(_composed(draft, organs[draft.organ], store, words) for draft in batch)
        insert(
            Service,
            ("item", *batch[0].more.service),
            ((store.items[draft.address], *draft.more.service.values()) for draft in batch),
        )
        details = [draft.more.texts[edition] for draft in batch for edition in draft.texts]
        insert(
            ServiceText,
            ("text", *details[0]),
            ((text, *detail.values()) for text, detail in zip(texts, details, strict=True)),
        )
        through = Service.forms.through
        through.objects.bulk_create(
            through(service_id=store.items[draft.address], attachment_id=store.files[name].pk)
            for draft in batch
            for name in (form_name(draft.more.form, edition) for edition in draft.texts)
        )


def _composed(draft: Draft, organ: Organ, store: Store, words: dict[str, Words]) -> Draft:
    """The draft with the blocks of its page in each edition."""
    texts = {}
    for edition, text in draft.texts.items():
        blocks = _blocks(draft, edition, organ, store, words[edition])
        texts[edition] = Text(text.title, text.description, text.keywords, blocks)
    return replace(draft, texts=texts)


def _blocks(draft: Draft, edition: str, organ: Organ, store: Store, say: Words) -> list[Block]:
    service = Service(**draft.more.service)
    detail = ServiceText(**draft.more.texts[edition])
    authority = organ.title_en if edition == EN else organ.title
    form = store.files[form_name(draft.more.form, edition)]
    return service_blocks(service, detail, authority, [form], say)


def _batches(drafts: list[Draft]) -> Iterator[list[Draft]]:
    source = iter(drafts)
    while batch := list(itertools.islice(source, _BATCH)):
        yield batch
