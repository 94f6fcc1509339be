"""What a visitor takes back: possible until it is accepted, and nobody's to answer after it."""

from __future__ import annotations

from typing import Any

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor

RATE = """
    from server.cases.supervision import rates
    whole = rates()[0]
    result = [whole.total, whole.answered]
    """


def undo_of(case: dict[str, Any]) -> list[str]:
    return [link["href"] for link in case["case"]["next"] if link.get("id") == "undo"]


def test_it_is_withdrawn_once_and_counts_for_nobody(
    portal: PortalServer, visitor: PortalVisitor
) -> None:
    before = portal.call(RATE)
    case = visitor.send().json()
    assert portal.call(RATE) == [before[0] + 1, before[1]]
    [address] = undo_of(case)
    form = visitor.page(address)
    assert form["title"] == "撤回事项"
    assert visitor.send({}, address=form["form"]["submit"]["href"]).status_code == 422
    after = visitor.send({"sure": True}, address=form["form"]["submit"]["href"])
    assert after.status_code == 201
    found = after.json()["case"]
    assert (found["state"], found["timeline"][-1]["title"]) == ("closed", "您撤回了这件事项")
    assert undo_of(after.json()) == []
    assert [link["title"] for link in found["next"] if "评价" in link["title"]] == []
    assert portal.call(RATE) == before
    for again in ("withdraw", "rating"):
        assert visitor.get(f"{after.json()['address']}/{again}").status_code == 404


def test_what_is_accepted_cannot_be_withdrawn(portal: PortalServer, visitor: PortalVisitor) -> None:
    case = visitor.send().json()
    portal.accept(case["case"]["no"])
    assert undo_of(visitor.page(case["address"])) == []
    [address] = undo_of(case)
    assert visitor.get(address).status_code == 404
    assert visitor.send({"sure": True}, address=address).status_code == 404


def test_nobody_withdraws_another_s(portal: PortalServer, visitor: PortalVisitor) -> None:
    [address] = undo_of(visitor.send().json())
    stranger = PortalVisitor(portal.base_url)
    assert stranger.send({"sure": True}, address=address).status_code == 401
