"""Puts the sample content into an empty database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.contrib.auth.models import Permission
from django.db import transaction

from server.content.models import Category, Edition, Organ, Seat
from server.identity.models import User
from server.identity.sample import load as load_accounts
from server.sample import news, pages, papers, sites, ways
from server.sample.applications import put_applications
from server.sample.draft import Draft
from server.sample.files import files
from server.sample.generate import documents, organs, read
from server.sample.hall import services
from server.sample.scores import put_scores
from server.sample.services import put_services
from server.sample.store import Store
from server.sample.taking_part.load import load as load_taking_part
from server.services.models import Scenario

_ROOMS: Final = ("cases", "content", "services", "evaluation")
"""Rights are named within these: a question of a survey is an item as well."""

_CITY: Final = "/services/440600-"
"""Where the addresses of the city's own services begin."""


@transaction.atomic
def load(scale: float, seed: int) -> None:
    """Everything, in one transaction: a half-filled portal is never left behind."""
    load_accounts(seed)
    _organs()
    _officers()
    store = Store()
    _classes(store)
    for file in files(seed):
        store.keep(file)
    _written(store)
    _organs_and_news(store, scale, seed)
    _hall(store, scale, seed)
    _evaluation(store, seed)
    store.put(documents(scale, seed))
    load_taking_part(scale, seed)


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
        rights = Permission.objects.filter(content_type__app_label__in=_ROOMS)
        officer.user_permissions.set(rights.filter(codename__in=entry["permissions"]))
        if "seat" in entry:
            organ = Organ.objects.get(code=entry["seat"]) if entry["seat"] else None
            Seat.objects.create(officer=officer, organ=organ)


def _organs() -> None:
    Organ.objects.bulk_create(
        Organ(code=code, title=zh, title_en=en, is_district=district, position=position)
        for position, (code, zh, en, district) in enumerate(organs())
    )


def _classes(store: Store) -> None:
    """Every scheme: disclosures, the hall's two audiences, institutions, evaluated sites."""
    place = 0
    for one in read("classes.toml")["class"]:
        upper = _category(one, None, place)
        for kind in one["subclass"]:
            place += 1
            store.categories[kind["slug"]] = _category(kind, upper, place).pk
    for place, one in enumerate(read("hall.toml")["category"]):
        store.category(one["slug"], one["audience"], (one["zh"], one["en"]), place)
    for place, kind in enumerate(read("institutions.toml")["kinds"]):
        store.category(kind[0], "institution", (kind[1], kind[2]), place)
    for place, (slug, zh, en) in enumerate(read("evaluation.toml")["classes"]):
        store.category(f"sites-{slug}", "evaluation", (zh, en), place)


def _category(one: dict[str, Any], parent: Category | None, position: int) -> Category:
    return Category.objects.create(
        slug=one["slug"], title=one["zh"], title_en=one["en"], parent=parent, position=position
    )


def _written(store: Store) -> None:
    """What was written by hand; its blocks are proved against the schema."""
    by_rank: dict[str, list[Draft]] = {"home": [], "section": [], "": []}
    for draft in pages.pages():
        by_rank[draft.kind if draft.kind in by_rank else ""].append(draft)
    for drafts in by_rank.values():
        store.put(drafts, checked=True)
    _one_by_one(store, pages.handbook())


def _one_by_one(store: Store, drafts: Iterable[Draft]) -> None:
    """Drafts of which a later one may stand below an earlier one."""
    for draft in drafts:
        store.put([draft], checked=True)


def _organs_and_news(store: Store, scale: float, seed: int) -> None:
    store.put(papers.organ_pages(seed))
    store.put(papers.organ_papers(seed))
    store.put(papers.institutions(scale, seed))
    _one_by_one(store, news.topics())
    store.put(news.news(scale, seed))


def _hall(store: Store, scale: float, seed: int) -> None:
    """Services, what leads to them, and applications for them."""
    drafts = list(services(scale, seed, ways.wanted_subjects()))
    put_services(store, drafts)
    scenarios = list(ways.scenarios())
    store.put(scenarios, checked=True)
    Scenario.objects.bulk_create(
        Scenario(item_id=store.items[one.address], tree=one.more) for one in scenarios
    )
    store.put(ways.lanes(_city_services(drafts)), checked=True)
    put_applications(drafts, store, scale, seed)


def _city_services(drafts: list[Draft]) -> dict[tuple[str, str], tuple[str, str]]:
    """Address and title of the city's services by subject and edition."""
    texts = Edition.objects.filter(item__kind="service", item__address__startswith=_CITY)
    titles = {
        (address, edition): title
        for address, edition, title in texts.values_list("item__address", "edition", "title")
    }
    return {
        (draft.more.service["subject"], edition): (draft.address, titles[draft.address, edition])
        for draft in drafts
        if draft.address.startswith(_CITY)
        for edition in draft.texts
    }


def _evaluation(store: Store, seed: int) -> None:
    drafts = list(sites.sites(seed))
    store.put(drafts)
    put_scores(drafts, store)
