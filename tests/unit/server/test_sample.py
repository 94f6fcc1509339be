"""Sample content: the same every time, and no two documents the same."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from xml.etree import ElementTree as ET

from server.sample.forms import MEDIA_TYPE, application_form
from server.sample.generate import CITY_SIZE, documents, organs, read, size
from server.words import Words


def fingerprint(seed: int) -> str:
    digest = hashlib.sha256()
    for document in documents(1.0, seed):
        digest.update(repr(document).encode())
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_documents() -> None:
    assert fingerprint(2009) == fingerprint(2009)
    assert fingerprint(2009) != fingerprint(2010)


def test_no_two_documents_share_title_and_body() -> None:
    texts = [text for one in documents(10, 2009) for text in one.texts.values()]
    assert len(texts) > 2000
    assert len({(text.title, repr(text.blocks)) for text in texts}) == len(texts)


def test_index_numbers_have_twenty_characters_and_are_unique() -> None:
    found = [one.index_no for one in documents(10, 2009)]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"\d{9}-\d{4}-\d{5}", number) for number in found)


def test_a_scale_gives_at_least_the_skeleton_and_at_most_the_city() -> None:
    assert size(1) >= 120
    assert size(1000) == CITY_SIZE


def test_there_are_sixty_one_organs_seven_classes_and_twenty_subclasses() -> None:
    found = organs()
    assert len({code for code, *_ in found}) == 61
    assert [name for _, name, _, district in found if district] != []
    assert found[0][1] == "佛山市政府办公室"
    classes = read("classes.toml")["class"]
    assert (len(classes), sum(len(one["subclass"]) for one in classes)) == (7, 20)


def test_a_form_is_a_real_opendocument_text() -> None:
    words = {"fields": ["姓名 <&>"], "remark": "示例", "signature": "签名"}
    made = application_form("申请表", words, "zh-Hans")
    assert made == application_form("申请表", words, "zh-Hans")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert package.read("mimetype").decode() == MEDIA_TYPE
        content = ET.fromstring(package.read("content.xml"))  # noqa: S314 - our own file
    assert "姓名 <&>" in "".join(content.itertext())


def test_both_editions_have_the_same_words() -> None:
    def keys(table: dict[str, object], stem: str = "") -> set[str]:
        found = set()
        for name, value in table.items():
            found |= keys(value, f"{stem}{name}.") if isinstance(value, dict) else {stem + name}
        return found

    extra = {"facts.months"}  # Chinese months are numbers
    for subject in ("pages", "cases", "consultation", "problems"):
        chinese, english = keys(Words("zh-Hans").table(subject)), keys(Words("en").table(subject))
        assert chinese == english - extra, subject
