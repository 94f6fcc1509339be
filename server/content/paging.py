"""Pages of a collection: which fifty of how many, and the links between them (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from server.content.shape import PER_PAGE, Link, link
from server.problems import Problem
from server.words import Words


def pages_of(total: int, per_page: int = PER_PAGE) -> int:
    """How many pages ``total`` rows take; an empty collection has one."""
    return max(1, -(-total // per_page))


def editions_at(
    number: int, edition: str, totals: Mapping[str, int], per_page: int = PER_PAGE
) -> list[str]:
    """The editions in which a collection of ``totals`` rows has a page ``number``.

    Raises ``Problem``: ``no_edition`` where others have it and ``edition`` has not, else
    ``not_found``.
    """
    found = [name for name, total in totals.items() if number <= pages_of(total, per_page)]
    if edition in found:
        return found
    if found:
        raise Problem(404, "no_edition", extra={"editions": found})
    raise Problem(404, "not_found")


class Paging:
    """Which fifty of how many; raises ``Problem`` ``not_found`` beyond the last page."""

    def __init__(self, total: int, number: int) -> None:
        self.total = total
        self.number = number
        self.pages = pages_of(total)
        if number > self.pages:
            raise Problem(404, "not_found")
        self.start = (number - 1) * PER_PAGE

    def members(self) -> dict[str, int]:
        """The members of a collection that say where we are."""
        return {
            "total": self.total,
            "page": self.number,
            "pages": self.pages,
            "per_page": PER_PAGE,
        }

    def links(self, href: Callable[[int], str], say: Words) -> dict[str, Link]:
        """``first``, ``prev``, ``next``, ``last`` as far as they lead elsewhere."""
        wanted = {"first": 1, "prev": self.number - 1, "next": self.number + 1, "last": self.pages}
        return {
            name: link(href(number), say(f"pages.{name}"))
            for name, number in wanted.items()
            if 1 <= number <= self.pages and number != self.number
        }
