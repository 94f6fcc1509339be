"""A person's preferences at the terminal: the table, the knobs, the scanner."""

from __future__ import annotations

import filecmp
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y.key_words import Keys
from a11y.keymap import FOLDER, Mode, load
from a11y.keys import KeyChord
from a11y.wording import Verbosity
from auth.errors import BadToken, ConfigWrong, NetworkFailed
from auth.idtoken import IdClaims
from auth.preferences import Preferences, Value
from auth.settings_code import NewerCode
from kiosk.captions import Captions
from kiosk.commands import all_commands
from kiosk.gate import HandSettings
from kiosk.looks import Looks
from kiosk.manner.fields import TABLE, fields, from_bytes
from kiosk.manner.keyboards import FIELD, Keyboards
from kiosk.manner.knobs import NAMED, NUMBERS, SAME, SWITCHES, knobs_of, language_knob
from kiosk.manner.manner import Manner, Wrong
from kiosk.manner.wishes import Here, Wishes, WishService
from kiosk.setting import Setting
from kiosk.settings_table import table
from locales.languages import Language
from locales.text import Text
from tests.harness.documents import document
from tests.harness.instant import Instant
from tests.harness.stage import PaperStage
from views.sight import COLOURS

ROOT = Path(__file__).resolve().parents[3]


def test_terminal_and_user_system_know_the_same_fields() -> None:
    assert filecmp.cmp(TABLE, ROOT / "server/identity/data/preferences.toml", shallow=False)
    assert len({field.number for field in fields().values()}) == len(fields())


def test_every_field_is_explained() -> None:
    told = (ROOT / "docs/preferences.md").read_text(encoding="utf-8")
    assert [name for name in fields() if f"`{name}`" not in told] == []


class Set:
    """The settings of a terminal as plain values, with the real values to choose from."""

    def __init__(self, language: Language = Language.ZH_HANS, **values: str) -> None:
        self.language = language
        self.values = {**DEFAULTS, **values}
        table = [self._setting(own, offered) for own, offered in OFFERED.items()]
        knobs = {**knobs_of(table), **language_knob(lambda: self.language, self.use)}
        self.keys = Keys()
        own = ("keyboard", "pad12-calculator")
        knobs |= Keyboards(self.keys, LOADED.__getitem__, own).knob
        self.manner = Manner(knobs)

    def _setting(self, own: str, offered: tuple[str, ...]) -> Setting:
        def put(value: str) -> None:
            assert value in offered
            self.values[own] = value

        return Setting(own, "voice", offered, lambda: self.values[own], put, lambda v, _w: Text(v))

    def use(self, language: Language) -> None:
        self.language = language


def real_table() -> tuple[Setting, ...]:
    """What a terminal offers; the voice is only asked for what it offers."""
    voice: Any = SimpleNamespace(manager=None, toggle=None)
    looks = Looks(lambda _sight: None, lambda _on: None, lambda: None)
    captions = Captions(lambda _text, _span, _ruby: None)
    asking = SimpleNamespace(way="whole")
    stage = PaperStage(document()).stage
    return table(voice, HandSettings(), stage, looks, captions, asking)


LOADED = {path.stem: load(path, all_commands()) for path in FOLDER.glob("*.toml")}
USED = [
    *(own for _, own in (*SAME, *SWITCHES)),
    *(own for _, own, _ in NUMBERS),
    *(own for own, _ in NAMED.values()),
]
"""The settings that a field turns: all of them."""

OFFERED = {setting.id: setting.values for setting in real_table()}
DEFAULTS = {
    **{own: "off" for own, offered in OFFERED.items() if offered == ("off", "on")},
    "rate": "4",
    "volume": "100",
    "verbosity": "normal",
    "questions": "auto",
    "chinese": "cmn",
    "pitch": "50",
    "signs": "some",
    "text": "100",
    "colours": "paper",
    "captions": "auto",
    "side": "both",
    "motion": "on",
    "slow": "0",
    "bounce": "0",
}


def test_every_setting_can_stand_at_its_default() -> None:
    assert all(DEFAULTS[own] in offered for own, offered in OFFERED.items())


def test_every_knob_has_a_field_and_every_field_that_can_be_set_a_knob() -> None:
    turned = {*knobs_of(real_table()), "language", FIELD}
    assert set(fields()) == turned
    assert {setting.id for setting in real_table()} == set(USED)


def test_what_is_known_is_set_and_the_rest_is_left() -> None:
    here = Set()
    changed = here.manner.apply({"stickyKeys": True, "slowKeysInterval": 0.5, "of2031": "x"})
    assert changed == 2
    assert (here.values["latch"], here.values["slow"]) == ("on", "0.6")  # the nearest offered


WRONG: list[dict[str, Any]] = [
    {"slowKeysInterval": -1},
    {"slowKeysInterval": "long"},
    {"language": "zh"},
    {"language": True},
    {"speechRate": 10_000},
    {"speechRate": True},
    {"textSize": float("inf")},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_one_wrong_value_changes_nothing_at_all(wrong: dict[str, Any]) -> None:
    here = Set()
    with pytest.raises(Wrong) as caught:
        here.manner.apply({"stickyKeys": True, **wrong})
    assert caught.value.names == tuple(wrong)
    assert here.values == DEFAULTS


def test_how_it_stands_can_be_applied_to_another_terminal() -> None:
    set_up = {"latch": "on", "slow": "0.3", "text": "250", "rate": "9", "captions": "never"}
    here, there = Set(Language.ZH_HANT_TW, **set_up, side="left", signs="all"), Set()
    there.manner.apply(here.manner.now())
    assert (there.values, there.language) == (here.values, here.language)


@pytest.mark.parametrize("colours", COLOURS)
def test_every_scheme_of_colours_can_be_kept(colours: str) -> None:
    here, there = Set(colours=colours), Set()
    there.manner.apply(here.manner.now())
    assert there.values["colours"] == colours


def test_colours_that_the_terminal_has_not_stay_as_they_are() -> None:
    here = Set()
    assert here.manner.apply({"highContrastTheme": "white-black", "showCrosshairs": True}) == 1
    assert (here.values["colours"], here.values["cross_hair"]) == ("paper", "on")


@given(st.dictionaries(st.integers(0, 255), st.integers(0, 255)))
def test_whatever_a_signed_code_says_it_is_a_set_that_can_be_applied(pairs: dict[int, int]) -> None:
    values = from_bytes(pairs)
    Set().manner.apply(values)
    assert {fields()[name].number for name in values} <= pairs.keys()


CODE = "/AEBAGBAEAUDAOCAJBIFQYDIOAAAAAABBBB2222ZZ"


@dataclass
class Session:
    """What arrive looks at."""

    claims: IdClaims


def arrived(claim: object) -> Session:
    return Session(IdClaims("i", "s", "a", 0, 0, None, "2", {}, claim))


class Visit:
    """Wishes with a stage on paper and a user system that answers as told."""

    def __init__(self, answer: object = None, *, asleep: bool = False, session: Any = None) -> None:
        self.paper = PaperStage(document())
        self.set = Set()
        self.log: list[str] = []
        self.kept: dict[str, Value] = {}
        self.asleep = asleep
        self.answer = answer
        service = WishService(self._save, self._give, self._give)
        here = Here(
            lambda: session,
            lambda: self.asleep,
            self._wake,
            lambda: self.log.append("activity"),
            self.set.use,
            lambda: self.log.append("settled"),
        )
        tasks: Any = Instant()
        self.wishes = Wishes(self.paper.stage, tasks, service, self.set.manner, here)

    def _wake(self, voice: bool) -> None:
        self.asleep = False
        self.log.append(f"wake {voice} {self.set.language}")

    def _give(self, _asked: object) -> Any:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def _save(self, _session: object, values: Any) -> Preferences:
        self._give(None)
        self.kept = dict(values)
        return Preferences(self.kept, 1)


def test_signing_in_brings_what_was_saved() -> None:
    visit = Visit()
    session: Any = arrived({"version": 2, "values": {"stickyKeys": True, "pitch": 0.5}})
    visit.wishes.arrive(session)
    assert visit.set.values["latch"] == "on"
    assert visit.paper.said == ["已按您保存的设置"]


@pytest.mark.parametrize(
    "claim", ["nonsense", {"version": 1, "values": {"stickyKeys": True, "language": "xx"}}], ids=str
)
def test_a_wrong_set_changes_nothing_and_says_so(claim: object) -> None:
    visit = Visit()
    session: Any = arrived(claim)
    visit.wishes.arrive(session)
    assert visit.set.values == DEFAULTS
    assert visit.paper.said == ["您账号里的设置有误，没有使用，一切照旧"]


def test_who_never_saved_anything_hears_nothing_of_it() -> None:
    visit = Visit()
    session: Any = arrived(None)
    visit.wishes.arrive(session)
    assert visit.paper.said == []


def test_a_code_at_the_attract_screen_begins_a_visit_in_its_language() -> None:
    visit = Visit({1: 3, 2: 1, 11: 1}, asleep=True)
    visit.wishes.scanned(CODE)
    assert visit.log == ["activity", "wake True en"]
    assert visit.set.values["latch"] == "on"
    assert visit.paper.said == ["已按设置码改好"]


def test_who_wants_no_voice_is_not_spoken_to() -> None:
    visit = Visit({2: 0}, asleep=True)
    visit.wishes.scanned(CODE)
    assert visit.log[-1] == "wake False zh-Hans"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BadToken("signature"), "这不是本系统签发的设置码，或者没有扫完整，设置没有改动"),
        (NewerCode("2"), "这个设置码来自更新的系统，这台终端读不懂，设置没有改动"),
        (NetworkFailed("h"), "现在无法核对设置码，设置没有改动，请稍后再扫"),
        (ConfigWrong("settings_keys_uri"), "现在无法核对设置码，设置没有改动，请稍后再扫"),
    ],
)
def test_a_code_that_cannot_be_used_says_why(error: Exception, said: str) -> None:
    visit = Visit(error)
    visit.wishes.scanned(CODE)
    assert visit.paper.said == [said]
    assert (visit.set.values, visit.set.language) == (DEFAULTS, Language.ZH_HANS)


def test_saving_keeps_how_it_stands() -> None:
    visit = Visit(session=object())
    visit.set.values["slow"] = "0.3"
    visit.wishes.save()
    kept = {"slowKeysInterval": 0.3, "language": "zh-Hans", "speechRate": 180.0, "textSize": 1.0}
    assert kept.items() <= visit.kept.items()
    assert "captionsEnabled" not in visit.kept  # as the terminal likes: no word for that
    assert visit.paper.said == ["设置已保存，以后登录时自动使用"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NetworkFailed("h"), "用户系统暂时没有回应，设置没有保存，请稍后再试"),
        (ConfigWrong("preferences"), "用户系统没有接受，设置没有保存"),
    ],
)
def test_saving_that_fails_says_why(error: Exception, said: str) -> None:
    visit = Visit(error, session=object())
    visit.wishes.save()
    assert visit.paper.said == [said]


def test_without_a_sign_in_there_is_nowhere_to_save() -> None:
    visit = Visit()
    visit.wishes.save()
    assert visit.paper.said == ["保存设置需要先登录，不登录可以选择“带走我的设置”"]


def test_the_code_is_shown_and_never_spoken() -> None:
    visit = Visit(CODE)
    visit.wishes.take_along()
    shown = visit.paper.stage.reader.document
    assert CODE in {node.source for node in shown.nodes}
    assert CODE not in " ".join(visit.paper.said)


def test_the_levels_of_speech_are_ours() -> None:
    assert {each.value for each in Verbosity} == set(fields()["yizhan:verbosity"].choices)


@pytest.mark.parametrize(
    ("profile", "first", "others"),
    [
        ("pad12-telephone", "pad12-telephone", {"keyboard"}),
        ("pad12-calculator", "pad12-calculator", {"keyboard"}),
        ("pad5", "pad5", {"keyboard", "pad12-calculator"}),
        ("keyboard", "keyboard", {"pad12-calculator"}),
        ("scan", "keyboard", {"pad12-calculator"}),  # the terminal is not set up for it
    ],
)
def test_the_keys_that_a_person_is_used_to_hold(profile: str, first: str, others: set[str]) -> None:
    here = Set()
    here.manner.apply({FIELD: profile})
    used = here.keys.all.profile.split("+")
    assert (used[0], set(used[1:])) == (first, others)
    kept = here.manner.now().get(FIELD)
    assert kept == (profile if profile != "scan" else None)


def test_a_telephones_digits_are_above() -> None:
    here = Set()
    chord = (KeyChord.parse("KP_8"),)
    before = here.keys.all.match(chord, Mode.BROWSE).command
    here.manner.apply({FIELD: "pad12-telephone"})
    after = here.keys.all.match(chord, Mode.BROWSE).command
    assert before != after
    here.manner.apply({FIELD: "pad12-calculator"})
    assert here.keys.all.match(chord, Mode.BROWSE).command == before


def test_who_never_chose_a_keyboard_saves_none() -> None:
    assert FIELD not in Set().manner.now()
