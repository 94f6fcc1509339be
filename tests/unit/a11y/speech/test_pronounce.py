from __future__ import annotations

import pytest

from a11y.speech.front import Front


def read(front: Front, text: str, voice: str = "cmn") -> str:
    return " ".join(one.syllable for one in front.pronouncer.read(text, voice))


def fed(front: Front, text: str, voice: str = "cmn") -> str:
    return front.pronounce(text, voice).text


def test_a_word_is_not_found_across_the_border_of_two_others(front: Front) -> None:
    assert read(front, "参与投标的单位").split()[4] == "de5"
    assert read(front, "标的物") == "biao1 di4 wu4"


def test_words_are_apart_and_their_syllables_together(front: Front) -> None:
    assert fed(front, "东莞市政府信息").split() == ["dong1guan3shi4", "zheng4fu3", "xin4xi1"]


def test_syllables_keep_apart_from_latin_letters(front: Front) -> None:
    assert fed(front, "A兄b").split() == ["eigh", "xong1", "b"]


def test_a_lone_a_between_letters_or_before_its_number_is_the_letter(front: Front) -> None:
    assert fed(front, "A B A", "en") == "eigh B eigh"
    assert fed(front, "A four form", "en") == "eigh four form"
    assert fed(front, "A form", "en") == "A form"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("请区先生到窗口", "qing3 ou1 xian1 sheng5 dao4 chuang1 kou3"),
        ("社区先生", "she4 qu1 xian1 sheng5"),
        ("曾女士和解小姐", "zeng1 nv3 shi4 he2 xie4 xiao3 jie3"),
        ("任晓明女士", "ren2 xiao3 ming2 nv3 shi4"),
        ("任何女士", "ren4 he2 nv3 shi4"),
        ("申请人：查文", "shen1 qing3 ren2 zha1 wen2"),
        ("我姓盖", "wo3 xing4 ge3"),
    ],
)
def test_a_surname_is_read_as_one_where_it_is_one(front: Front, text: str, reading: str) -> None:
    assert read(front, text) == reading


def test_a_surname_is_read_in_cantonese_too(front: Front) -> None:
    assert read(front, "单先生", "yue") == "sin6 sin1 saang1"


@pytest.mark.parametrize(
    ("text", "place", "syllable"),
    [
        ("为老年人提供服务", 0, "wei4"),
        ("期限为五天", 2, "wei2"),
        ("依法有序地推进", 4, "de5"),
        ("户籍地派出所", 2, "di4"),
        ("第三行", 2, "hang2"),
        ("三只", 1, "zhi1"),
        ("只有", 0, "zhi3"),
    ],
)
def test_neighbours_decide(front: Front, text: str, place: int, syllable: str) -> None:
    assert front.pronouncer.read(text, "cmn")[place].syllable == syllable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("不是", "bu2 shi4"),
        ("不能", "bu4 neng2"),
        ("一个", "yi2 ge4"),
        ("一年", "yi4 nian2"),
        ("第一页", "di4 yi1 ye4"),
        ("一月一日", "yi1 yue4 yi1 ri4"),
        ("二零一一", "er4 ling2 yi1 yi1"),
    ],
)
def test_one_and_not_change_their_tone(front: Front, text: str, said: str) -> None:
    assert " ".join(one.said for one in front.pronouncer.read(text, "cmn")) == said


def test_syllabic_ng_keeps_its_tone(front: Front) -> None:
    assert fed(front, "五", "yue") == front.forms["zh"].tables["respelled"]["ng5"]


def test_traditional_characters_are_read_too(front: Front) -> None:
    assert read(front, "廣東") == "guang3 dong1"
    assert read(front, "廣東", "yue") == "gwong2 dung1"


def test_what_is_unknown_stays(front: Front) -> None:
    assert fed(front, "\u3400") == "\u3400"
