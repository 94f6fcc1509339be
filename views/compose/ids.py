"""Node ids: the address of a page without what does not name it, ``#``, and a block id.

Our own parts of a page start with a colon, which no block id of the portal may
contain, so they never meet.
"""

from __future__ import annotations


def base_of(address: str) -> str:
    """The part of an address that names the page: what is before query and fragment.

    Paging, sorting, filters and search words are in the query and change what
    is shown of a page, not which page it is.
    """
    return address.partition("?")[0].partition("#")[0] or "/"


def node_id(address: str, *parts: str) -> str:
    """``/disclosures#item-3``; several parts are joined with a dot."""
    return f"{base_of(address)}#{'.'.join(parts)}"
