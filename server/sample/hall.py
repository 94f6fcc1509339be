"""Services of the hall, written from the list of subjects; the same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from server.base import EDITIONS, EN, ZH
from server.sample.draft import Draft, Text
from server.sample.generate import full_name, organs, portion, read
from server.sample.places import District, districts

CITY_SERVICES: Final = 5_184
ENGLISH_EVERY: Final = 4
_CITY: Final = "440600"


@dataclass(frozen=True, slots=True)
class Subject:
    """A service as the list has it, before it is offered anywhere."""

    slug: str
    names: dict[str, str]
    actions: dict[str, str]
    set: str
    action: str
    kind: str
    category: str
    audience: str
    organ: str
    also_for: str
    number: int


@dataclass(frozen=True, slots=True)
class Details:
    """What ``Service`` and ``ServiceText`` take besides the item."""

    service: dict[str, Any]
    texts: dict[str, dict[str, str]]
    form: str


def subjects() -> list[Subject]:
    """All of them, in the order of the hall."""
    data = read("hall.toml")
    codes = {organ[1]: organ[0] for organ in organs()}
    found: list[Subject] = []
    for one in data["category"]:
        lines = one["subjects"].strip().splitlines()
        for number, line in enumerate(lines, start=1):
            zh, en, name = (part.strip() for part in line.split("|"))
            actions = data["actions"][name]
            for action, action_zh, action_en in actions["names"]:
                found.append(
                    Subject(
                        slug=f"{one['slug']}-{number}-{action}",
                        names={ZH: zh, EN: en},
                        actions={ZH: action_zh, EN: action_en},
                        set=name,
                        action=action,
                        kind=actions["kind"],
                        category=one["slug"],
                        audience=one["audience"],
                        organ=codes[full_name(one["organ"])],
                        also_for=one.get("also", {}).get(str(number), ""),
                        number=len(found) + 1,
                    )
                )
    return found


def services(scale: float, seed: int, wanted: set[str]) -> Iterator[Draft]:
    """The services of a scale; the city's own ``wanted`` ones are there at every scale."""
    dice = random.Random(seed + 1)
    writer = _Writer(dice)
    every = subjects()
    total = portion(CITY_SERVICES, scale)
    rest = [(one, office) for one in every for office in (None, *districts())]
    first = [pair for pair in rest if pair[1] is None and _needed(pair[0], wanted)]
    kept = {(one.slug, None) for one, _office in first}
    others = [pair for pair in rest if (pair[0].slug, pair[1] and pair[1].code) not in kept]
    dice.shuffle(others)
    chosen = first + others[: max(0, total - len(first))]
    chosen.sort(key=lambda pair: (pair[0].number, pair[1].code if pair[1] else ""))
    for place, (subject, office) in enumerate(chosen):
        english = (office is None and _needed(subject, wanted)) or place % ENGLISH_EVERY == 0
        yield writer.draft(subject, office, place, EDITIONS if english else (ZH,))


def _needed(subject: Subject, wanted: set[str]) -> bool:
    """What scenarios and lanes lead to, and the first of every category."""
    return subject.slug in wanted or subject.slug.endswith("-1-apply")


class _Writer:
    """Fills the templates of hall_text.toml."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._words = read("hall_text.toml")
        self._organs = {organ[0]: {ZH: organ[1], EN: organ[2]} for organ in organs()}
        self._towns = [town for one in districts() for town in one.towns]

    def draft(
        self, subject: Subject, office: District | None, place: int, editions: tuple[str, ...]
    ) -> Draft:
        """One service at one office; ``office`` None: the city's own."""
        code = f"{office.code if office else _CITY}-{subject.number:04}"
        organ = office.organ if office else subject.organ
        service = self._figures(subject, code)
        town = self._dice.choice(office.towns if office else self._towns)
        places = {ZH: town.title, EN: town.title_en}
        window = self._dice.randrange(1, 40)
        facts = {
            edition: self._facts(subject, office, organ, service, edition)
            | {"town": places[edition], "n": window}
            for edition in editions
        }
        words = {edition: self._texts(subject, facts[edition], edition) for edition in editions}
        return Draft(
            address=f"/services/{code}",
            kind="service",
            texts={edition: self._text(facts[edition], edition) for edition in editions},
            organ=organ,
            category=subject.category,
            position=place,
            more=Details(service, words, f"service-{subject.category}"),
        )

    def _figures(self, subject: Subject, code: str) -> dict[str, Any]:
        """Limits, fee and telephones; the law's limit is never shorter than the promise."""
        dice = self._dice
        statutory = dice.choice((5, 7, 10, 15, 20, 20, 30))
        promised = 0 if subject.set == "card" and dice.random() < 0.4 else statutory // 2
        fee = dice.choice((5, 10, 20)) if subject.set == "card" and dice.random() < 0.3 else 0
        return {
            "code": code,
            "subject": subject.slug,
            "kind": subject.kind,
            "also_for": subject.also_for,
            "statutory_days": statutory,
            "promised_days": promised,
            "fee": fee,
            "visits": dice.choice((0, 1, 1, 1, 2)),
            "phone": f"0757-0000{dice.randrange(1000, 9999)}",
            "complaint_phone": "0757-00012345",
        }

    def _facts(
        self,
        subject: Subject,
        office: District | None,
        organ: str,
        service: dict[str, Any],
        edition: str,
    ) -> dict[str, Any]:
        """What the templates may name."""
        words = self._words[edition]
        days, fee = service["promised_days"], service["fee"]
        area = (office.name if edition == ZH else office.name_en) if office else ""
        return {
            "subject": subject.names[edition],
            "action": subject.actions[edition],
            "name": subject.names[edition] + subject.actions[edition],
            "office": self._organs[organ][edition],
            "area": area or words["city"],
            "centre": words["centre"].format(area=area) if area else words["centre_city"],
            "where": area or words["audience_city"],
            "promised": words["days"].format(n=days) if days else words["at_once"],
            "days": words["days"].format(n=days) if days else words["at_once"],
            "fee": words["yuan"].format(n=fee) if fee else words["free"],
            "hours": words["office_hours"],
            "always": words["always"],
            "amount": fee,
        }

    def _text(self, facts: dict[str, Any], edition: str) -> Text:
        """Title and summary; the blocks are composed of the details when they are stored."""
        words = self._words[edition]
        return Text(
            title=words["title"].format(**facts),
            description=words["summary"].format(**facts),
            keywords=[facts["subject"]],
            blocks=[],
        )

    def _texts(self, subject: Subject, facts: dict[str, Any], edition: str) -> dict[str, str]:
        """The words of ``ServiceText``."""
        words = self._words[edition]
        own = words["sets"][subject.set]
        rule = words["rules"][subject.action].format(**facts)
        audience = words[f"audience_{subject.audience}"].format(area=facts["where"])
        channels = ("channel_window", "channel_online", "channel_terminal")
        steps = ("step_receive", "step_check", "step_decide", "step_result")
        paper = words[f"paper_{subject.audience}"]
        return {
            "audience": audience,
            "legal_basis": own["basis"].format(**facts),
            "output": own["output"].format(**facts),
            "conditions": "\n".join(line.format(rule=rule) for line in own["conditions"]),
            "materials": "\n".join([paper, *own["materials"], words["proxy"]]),
            "steps": "\n".join(words[name].format(**facts) for name in steps),
            "channels": "\n".join(words[name].format(**facts) for name in channels),
            "fee_note": words["fee_yuan"].format(n=facts["amount"])
            if facts["amount"]
            else words["fee_free"],
            "faq": "\n".join(
                words[name].format(**facts) for name in ("ask_proxy", "ask_access", "ask_wait")
            ),
        }
