from __future__ import annotations

from dataclasses import replace

import pytest

from portal.cache import Entry, PageCache
from portal.models import Page

PAGE = Page(kind="home", address="/", edition="en", lang="en", title="Home")


def entry(size: int = 10) -> Entry:
    return Entry(PAGE, '"1"', size, 0.0)


def test_the_page_used_longest_ago_gives_way() -> None:
    cache = PageCache(most_pages=2)
    cache.put("a", entry())
    cache.put("b", entry())
    cache.get("a")
    cache.put("c", entry())
    assert [cache.get(path) is not None for path in "abc"] == [True, False, True]


def test_bytes_are_bounded() -> None:
    cache = PageCache(most_bytes=100)
    for path in "abc":
        cache.put(path, entry(40))
    assert [cache.get(path) is not None for path in "abc"] == [False, True, True]


def test_a_page_put_twice_counts_once() -> None:
    cache = PageCache(most_bytes=100)
    for _ in range(10):
        cache.put("a", entry(40))
    cache.put("b", entry(40))
    assert cache.get("a") is not None


def test_a_page_larger_than_the_cache_is_not_kept() -> None:
    cache = PageCache(most_bytes=100)
    cache.put("a", entry(200))
    assert cache.get("a") is None


def test_a_personal_page_is_refused() -> None:
    with pytest.raises(ValueError, match="personal"):
        PageCache().put("a", replace(entry(), page=replace(PAGE, personal=True)))
