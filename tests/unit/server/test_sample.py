"""Sample content: the same every time, and no two documents the same."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from server.embed import scale_of
from server.sample import hall, news, papers, sites, ways
from server.sample.draft import Draft
from server.sample.forms import MEDIA_TYPE, application_form
from server.sample.generate import CITY_SIZE, FULL_SCALE, documents, organs, read, size
from server.sample.pdf import document as pdf_document
from server.sample.pictures import picture, scenes
from server.sample.places import districts
from server.words import Words

HASH = "abec9cc325877cbdb26e0f17f0382a6b7176d49e89b0a25685933267d95d6fec"
"""Of all that is generated at scale 1 with seed 2009: the same on every machine."""


def everything(scale: float, seed: int) -> Iterator[Draft]:
    yield from documents(scale, seed)
    yield from papers.organ_pages(seed)
    yield from papers.organ_papers(seed)
    yield from papers.institutions(scale, seed)
    yield from news.news(scale, seed)
    yield from hall.services(scale, seed, ways.wanted_subjects())
    yield from sites.sites(seed)
    yield from ways.scenarios()


def fingerprint(seed: int) -> str:
    digest = hashlib.sha256()
    for draft in everything(1.0, seed):
        digest.update(repr(draft).encode())
    return digest.hexdigest()


def test_the_same_seed_gives_the_same_sample_everywhere() -> None:
    assert fingerprint(2009) == HASH
    assert fingerprint(2010) != HASH


def test_the_city_s_own_figures_are_reached_at_full_scale() -> None:
    assert size(FULL_SCALE) == CITY_SIZE == 34_180
    assert len(list(hall.services(190, 2009, ways.wanted_subjects()))) == 5_184
    assert len(list(papers.institutions(190, 2009))) == 1_200
    assert len(list(papers.organ_papers(2009))) == 61 * 4
    assert len(list(sites.sites(2009))) == 95


def test_the_command_line_knows_full_and_numbers() -> None:
    assert size(scale_of("full")) == CITY_SIZE
    assert size(scale_of("0.5")) == 90


def test_no_two_services_institutions_or_news_share_title_and_body() -> None:
    drafts = [
        *hall.services(60, 2009, ways.wanted_subjects()),
        *papers.institutions(190, 2009),
        *news.news(190, 2009),
    ]
    texts = [
        (text.title, repr(text.blocks or draft.more.texts))
        for draft in drafts
        for text in draft.texts.values()
    ]
    assert len(set(texts)) == len(texts)


def test_a_district_s_documents_name_its_own_towns() -> None:
    towns = {town.title: one.organ for one in districts() for town in one.towns}
    seen = 0
    for draft in documents(5, 2009):
        named = {organ for town, organ in towns.items() if town in repr(draft.texts["zh-Hans"])}
        if draft.organ in set(towns.values()) and named:
            assert named == {draft.organ}, draft.address
            seen += 1
    assert seen > 20


def test_there_are_twenty_six_and_twenty_four_categories() -> None:
    audiences = [one["audience"] for one in read("hall.toml")["category"]]
    assert (audiences.count("personal"), audiences.count("business")) == (26, 24)
    assert len(hall.subjects()) == 5_184 // 6


def test_pictures_and_the_handbook_are_real_files() -> None:
    assert all(picture(name).startswith(b"\x89PNG") for name in scenes())
    made = pdf_document("\u624b\u518c", ["\u6b63\u6587" * 60], "zh-Hans")
    assert made == pdf_document("\u624b\u518c", ["\u6b63\u6587" * 60], "zh-Hans")
    places = [int(line[:10]) for line in made.split(b"\n") if line.endswith(b" 00000 n ")]
    assert all(made[place:].startswith(b"%d 0 obj" % n) for n, place in enumerate(places, 1))


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
    for subject in ("pages", "services", "progress", "evaluation", "fault", "problems"):
        chinese, english = keys(Words("zh-Hans").table(subject)), keys(Words("en").table(subject))
        assert chinese == english - extra, subject
