"""Page labels of a web page, after the annex of the State Council's guide 国办发〔2017〕47号.

Site labels (SiteName, SiteDomain, SiteIDCode), column labels (ColumnName, ColumnDescription,
ColumnKeywords, ColumnType) on lists, and content labels (ArticleTitle, PubDate, ContentSource,
Keywords, Author, Description, Image, Url) on single items.
"""

from __future__ import annotations

from typing import Any

from server.content.models import Edition
from server.content.shape import Page, moment
from server.words import Words

Label = tuple[str, str]


def labels(page: Page, host: str, canonical: str) -> list[Label]:
    """The labels of a page, as name and content, without empty ones."""
    say = Words(page["edition"])
    found = [
        ("SiteName", say("pages.site.name")),
        ("SiteDomain", host),
        ("SiteIDCode", say("pages.site.id_code")),
    ]
    if page["kind"] in {"home", "collection"}:
        found += _column(page, say)
    else:
        found += [*_parent(page), *_article(page, canonical)]
    return [(name, content) for name, content in found if content]


def _column(page: Page, say: Words) -> list[Label]:
    description = page.get("description", "")
    return [
        ("ColumnName", page["title"]),
        ("ColumnDescription", description),
        ("ColumnKeywords", page["title"]),
        ("ColumnType", say("pages.site.column_type")),
    ]


def _parent(page: Page) -> list[Label]:
    """The column that an item stands in: the last step of the way down to it."""
    trail = page["links"].get("breadcrumbs", ())
    return [("ColumnName", trail[-1]["title"])] if trail else []


def _article(page: Page, canonical: str) -> list[Label]:
    text = Edition.objects.filter(item__address=page["address"], edition=page["edition"])
    found = text.select_related("item__organ").first()
    source, keywords, at = "", "", str(page.get("updated_at", ""))
    if found:
        organ = found.item.organ
        source = organ.name(page["edition"]) if organ else ""
        keywords = ",".join(found.keywords)
        at = moment(found.item.published_at)
    return [
        ("ArticleTitle", page["title"]),
        ("PubDate", at[:16].replace("T", " ")),
        ("ContentSource", source),
        ("Keywords", keywords),
        ("Author", source),
        ("Description", page.get("description", "")),
        ("Image", _image(page["blocks"])),
        ("Url", canonical),
    ]


def _image(blocks: list[dict[str, Any]]) -> str:
    return next((block["href"] for block in blocks if block["type"] == "image"), "")
