from __future__ import annotations

from kiosk.history import History, Place


def test_the_way_back_keeps_where_each_page_was_left() -> None:
    history = History()
    assert history.before is None
    history.push(Place("/"))
    history.mark("/#columns")
    history.push(Place("/open"))
    assert history.before == Place("/", "/#columns")

    history.mark("/open#x")
    history.pop()
    assert history.now == Place("/", "/#columns")
    assert history.before is None


def test_an_empty_history_has_nowhere_to_go() -> None:
    history = History()
    history.mark("x")
    history.pop()

    assert history.now is None
