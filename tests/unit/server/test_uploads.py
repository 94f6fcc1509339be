"""Files that officers upload: of the kinds that a terminal reads, and what they say they are."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
import requests

from server.sample import docx, forms, ofd, pdf
from server.sample.generate import read
from server.sample.pictures import picture
from tests.harness.portal_desk import Officer
from tests.harness.portal_server import PortalServer

_WORDS = {**read("forms.toml")["zh-Hans"], **read("organ_papers.toml")["zh-Hans"]["request"]}
_WORD = docx.form("申请书", _WORDS, "zh-Hans")
_MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLACE = "content/attachment/add/"
_REFUSED = "文件内容和文件名的类型不一致。"

KINDS = {
    "png": ("image/png", picture("park")),
    "pdf": (pdf.MEDIA_TYPE, pdf.document("指南", ["第一段"], "zh-Hans")),
    "odt": (forms.MEDIA_TYPE, forms.application_form("申请表", _WORDS, "zh-Hans")),
    "docx": (docx.MEDIA_TYPE, _WORD),
    "ofd": (ofd.MEDIA_TYPE, ofd.document("年度报告", [("一、总体情况", ["正文。"])])),
}


def changed(content: bytes, name: str, **by: bytes) -> bytes:
    """A zip in which one part has other bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.infolist():
            part = old.read(one)
            new.writestr(one, part.replace(by["old"], by["new"]) if one.filename == name else part)
    return target.getvalue()


def bomb() -> bytes:
    """A zip whose list of types is 200 MB of spaces."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b" " * 200_000_000)
    return target.getvalue()


LYING = {
    "a page as a picture.png": b"<script>alert(1)</script>",
    "a picture as a text.docx": picture("park"),
    "a text as another.ofd": _WORD,
    "with macros.docx": changed(
        _WORD, "[Content_Types].xml", old=f"{docx.MEDIA_TYPE}.main+xml".encode(), new=_MACROS
    ),
    "any zip.docx": changed(_WORD, "[Content_Types].xml", old=b"wordprocessingml", new=b"x"),
    "an ofd without a body.ofd": changed(KINDS["ofd"][1], "OFD.xml", old=b"DocBody", new=b"Doc"),
    "half a text.docx": _WORD[: len(_WORD) // 2],
    "a bomb.docx": bomb(),
}


@pytest.fixture(scope="module")
def editor(portal: PortalServer) -> Iterator[Officer]:
    with Officer(portal, "editor") as officer:
        yield officer


@pytest.mark.parametrize("ending", KINDS)
def test_what_a_terminal_reads_is_taken_and_given_out(
    portal: PortalServer, editor: Officer, ending: str
) -> None:
    media_type, content = KINDS[ending]
    name = f"desk-upload.{ending}"
    editor.saved(_PLACE, {"name": name, "title": "材料"}, file=content)
    answer = requests.get(f"{portal.base_url}/files/{name}", timeout=20)
    assert (answer.headers["Content-Type"], answer.content) == (media_type, content)
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    listed = editor.look("content/attachment/?q=desk-upload").text
    assert media_type not in re.sub(r"<[^>]*>", " ", listed)  # officers see the kind in words


@pytest.mark.parametrize("lie", LYING)
def test_what_is_not_of_its_kind_is_refused(
    portal: PortalServer, editor: Officer, lie: str
) -> None:
    name = re.sub(r"[^a-z.]", "-", lie)
    answer = editor.save(_PLACE, {"name": name, "title": "材料"}, file=LYING[lie])
    assert _REFUSED in answer.text
    assert requests.get(f"{portal.base_url}/files/{name}", timeout=20).status_code == 404
