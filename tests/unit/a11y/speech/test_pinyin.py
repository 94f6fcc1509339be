from __future__ import annotations

import pytest

from a11y.speech.front import Front
from a11y.speech.pinyin import marked


@pytest.mark.parametrize(
    ("syllable", "written"),
    [
        ("fo2", "fó"),
        ("shan1", "shān"),
        ("lv4", "lǜ"),
        ("lve4", "lüè"),
        ("gui4", "guì"),
        ("liu2", "liú"),
        ("dou1", "dōu"),
        ("de5", "de"),
        ("xiong1", "xiōng"),
        ("", ""),
    ],
)
def test_the_mark_stands_where_people_write_it(syllable: str, written: str) -> None:
    assert marked(syllable) == written


def test_captions_have_the_readings_that_are_spoken(front: Front) -> None:
    said = [marked(one.syllable) for one in front.pronouncer.read("佛山市重名", "cmn")]
    assert said == ["fó", "shān", "shì", "chóng", "míng"]
