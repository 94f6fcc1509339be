"""The index changes with what is published, in the same transaction."""

from __future__ import annotations

import pytest

from tests.harness.portal_server import PortalServer
from tests.harness.portal_visitor import PortalVisitor


@pytest.fixture
def reader(portal: PortalServer) -> PortalVisitor:
    return PortalVisitor(portal.base_url)


def found(reader: PortalVisitor, words: str, edition: str = "zh-Hans") -> list[str]:
    return [
        item["href"] for item in reader.page(f"/search?q={words}", edition)["collection"]["items"]
    ]


def test_what_is_published_is_found_at_once(portal: PortalServer, reader: PortalVisitor) -> None:
    before = reader.page("/search?q=佛山")["collection"]["total"]
    address = portal.publish("关于佛山麒麟试点的通知", english="Trial of unicorns")
    assert found(reader, "麒麟試點") == [address]
    assert found(reader, "unicorn", "en") == [address]
    assert reader.page("/search?q=佛山")["collection"]["total"] == before + 1


def test_what_is_withdrawn_is_found_no_more(portal: PortalServer, reader: PortalVisitor) -> None:
    address = portal.publish("凤凰栖息地公告")
    assert found(reader, "凤凰栖息") == [address]
    portal.call(
        """
        from server.content.models import Item
        item = Item.objects.get(address=address)
        item.state = "withdrawn"
        item.save()
        result = None
        """,
        address=address,
    )
    assert found(reader, "凤凰栖息") == []
    assert reader.page(address)["title"]


def test_changed_words_replace_the_old_ones(portal: PortalServer, reader: PortalVisitor) -> None:
    address = portal.publish("蛟龙巡游安排")
    portal.call(
        """
        from server.content.models import Edition
        text = Edition.objects.get(item__address=address)
        text.title = "玄武巡游安排"
        text.blocks[0]["text"] = "玄武"
        text.save()
        result = None
        """,
        address=address,
    )
    assert (found(reader, "蛟龙"), found(reader, "玄武")) == ([], [address])


def test_what_is_deleted_is_found_no_more(portal: PortalServer, reader: PortalVisitor) -> None:
    address = portal.publish("貔貅展览预告")
    portal.call(
        """
        from server.content.models import Item
        result = Item.objects.get(address=address).delete()
        """,
        address=address,
    )
    assert found(reader, "貔貅") == []


def test_what_is_taken_back_was_never_found(portal: PortalServer, reader: PortalVisitor) -> None:
    portal.call(
        """
        from django.db import transaction
        from server.content.publish import publish
        from server.search.version import version
        before = version()
        try:
            with transaction.atomic():
                publish({"zh-Hans": ("饕餮试验", "x")}, organ="440600001", category="notices")
                raise RuntimeError
        except RuntimeError:
            pass
        assert version() == before
        result = None
        """
    )
    assert found(reader, "饕餮") == []


def index_all(portal: PortalServer) -> bool:
    """Makes the index anew; True if it then counts as made with today's tables."""
    done: bool = portal.call(
        """
        from server.search.index import index_all, up_to_date
        index_all()
        result = up_to_date()
        """
    )
    return done


def test_indexing_again_changes_no_answer(portal: PortalServer, reader: PortalVisitor) -> None:
    asked = ["居住证", "佛山", "通知 公开"]
    index_all(portal)  # other tests change rows behind the desk's back
    before = [sorted(found(reader, words)) for words in asked[:1]]
    total = [reader.page(f"/search?q={words}")["collection"]["total"] for words in asked]
    assert index_all(portal)
    assert [sorted(found(reader, words)) for words in asked[:1]] == before
    assert [reader.page(f"/search?q={words}")["collection"]["total"] for words in asked] == total
