"""The files of the sample: application forms, reports, the handbook, pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from server.base import EDITIONS, ZH
from server.content.models import Attachment
from server.sample import docx, forms, ofd, pages, papers, pdf, pictures
from server.sample.generate import read
from server.words import Words


def files(seed: int) -> Iterator[Attachment]:
    """All of them, not saved yet."""
    for edition in EDITIONS:
        yield from _forms(edition)
        yield _request(edition)
        title, paragraphs = pages.handbook_text(edition)
        content = pdf.document(title, paragraphs, edition)
        shown = read("handbook.toml")["pdf"][0 if edition == ZH else 1]
        name = pages.handbook_file(edition)
        suffix = Words(edition)("pages.sample_suffix")
        yield _file(name, shown + suffix, pdf.MEDIA_TYPE, content)
    for paper in papers.reports(seed):
        content = ofd.document(paper.title, paper.parts)
        yield _file(paper.name, paper.file_title, ofd.MEDIA_TYPE, content)
    for scene in pictures.scenes():
        title = read("frame.toml")["pictures"][scene]
        yield _file(f"{scene}.png", title, pictures.MEDIA_TYPE, pictures.picture(scene))


def _forms(edition: str) -> Iterator[Attachment]:
    """One application form a subclass of the directory and a category of the hall."""
    words = read("forms.toml")[edition]
    kinds = [kind for one in read("classes.toml")["class"] for kind in one["subclass"]]
    categories = [
        {**one, "slug": f"service-{one['slug']}"} for one in read("hall.toml")["category"]
    ]
    for one in (*kinds, *categories):
        title = words["title"].format(name=one["zh" if edition == ZH else "en"])
        content = forms.application_form(title, words, edition)
        yield _file(forms.form_name(one["slug"], edition), title, forms.MEDIA_TYPE, content)


def _request(edition: str) -> Attachment:
    """The one form that every organ takes for what it has not published."""
    words = {**read("forms.toml")[edition], **read("organ_papers.toml")[edition]["request"]}
    content = docx.form(words["title"], words, edition)
    return _file(papers.request_name(edition), words["title"], docx.MEDIA_TYPE, content)


def _file(name: str, title: str, media_type: str, content: bytes) -> Attachment:
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(name=name, title=title, media_type=media_type, content=content, sha256=digest)
