"""The sample's Word texts and OFD open at the terminal, and say what their pages say."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.files.docx import blocks as docx_blocks
from kiosk.files.ofd import Ofd
from server.base import EDITIONS
from server.sample import docx, ofd, papers
from server.sample.generate import read

LONGEST_TITLE = 120
"""Characters that the portal keeps of a file's title."""


def texts(blocks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Kind and words of each; the entries of a list one by one."""
    return [
        (block["type"], text)
        for block in blocks
        for text in (
            [item["text"] for item in block["items"]] if "items" in block else [block.get("text")]
        )
        if text
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_form_is_read_with_its_heading_and_its_fields(edition: str) -> None:
    words = {**read("forms.toml")[edition], **read("organ_papers.toml")[edition]["request"]}
    made = docx.form(words["title"], words, edition)
    assert made == docx.form(words["title"], words, edition)
    found, whole = docx_blocks(made)
    assert whole
    assert ("heading", words["title"]) in texts(found)
    assert ("paragraph", words["remark"]) in texts(found)
    table = next(block for block in found if block["type"] == "table")
    said = str(table)
    assert all(field in said for field in words["fields"])


def test_every_report_is_read_as_its_page_is() -> None:
    found = list(papers.reports(2009))
    assert len({report.name for report in found}) == 61
    for report in found:
        assert len(report.file_title) <= LONGEST_TITLE
        made = Ofd(ofd.document(report.title, report.parts))
        blocks, whole = made.sheet(1) or ([], False)
        assert (made.total, whole) == (1, True)
        expected = [("heading", report.title)]
        for heading, paragraphs in report.parts:
            expected += [("heading", heading), *(("paragraph", text) for text in paragraphs)]
        assert texts(blocks) == expected


def test_what_is_long_goes_on_to_another_sheet() -> None:
    parts = [("第一章", ["补贴按月发放。" * 200])] * 3
    made = Ofd(ofd.document("住房补贴办法", parts))
    assert made.total > 1
    sheets = [made.sheet(n) or ([], True) for n in range(1, made.total + 1)]
    said = "".join(text for blocks, _ in sheets for _, text in texts(blocks))
    assert said.count("补贴按月发放。") == 600
