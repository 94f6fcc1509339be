"""Tags that turn text with runs, lists and page addresses into HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from server.content.shape import html_href

register = template.Library()


def _target(context: Mapping[str, Any], href: str) -> str:
    """Where a link of a web page goes: page addresses keep the edition."""
    return html_href(href, context["page"]["edition"]) if href.startswith("/") else href


@register.simple_tag(takes_context=True)
def here(context: Mapping[str, Any], href: str) -> str:
    """The address of another web page in this edition."""
    return _target(context, href)


@register.simple_tag(takes_context=True)
def words(context: Mapping[str, Any], block: Mapping[str, Any]) -> SafeString:
    """The text of a block, or its runs with their links."""
    runs = block.get("runs") or [{"text": block.get("text", "")}]
    return format_html_join("", "{}", ((_run(context, run),) for run in runs))


def _run(context: Mapping[str, Any], run: Mapping[str, Any]) -> SafeString:
    if "href" in run:
        return format_html('<a href="{}">{}</a>', _target(context, run["href"]), run["text"])
    if "lang" in run:
        return format_html('<span lang="{}">{}</span>', run["lang"], run["text"])
    return format_html("{}", run["text"])


@register.simple_tag(takes_context=True)
def heading(context: Mapping[str, Any], block: Mapping[str, Any]) -> SafeString:
    """A heading of its level; the schema allows 2 to 6."""
    level = int(block["level"])
    return format_html('<h{} id="{}">{}</h{}>', level, block["id"], words(context, block), level)


@register.simple_tag(takes_context=True)
def nested(context: Mapping[str, Any], block: Mapping[str, Any]) -> SafeString:
    """A list with the lists in it."""
    tag = "ol" if block.get("ordered") else "ul"
    items = format_html_join(
        "",
        '<li id="{}">{}{}</li>',
        ((item["id"], words(context, item), _inner(context, item)) for item in block["items"]),
    )
    return format_html('<{} id="{}">{}</{}>', tag, block["id"], items, tag)


def _inner(context: Mapping[str, Any], item: Mapping[str, Any]) -> SafeString:
    if not item.get("items"):
        return SafeString("")
    return nested(context, {"id": f"{item['id']}-list", "items": item["items"]})
