"""The settings as a list that can be read out, and as names and values that a profile brings.

Activating an entry goes to its next value and says it. Every visit starts from
the defaults; nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from a11y.document import Action, Document, Node, Role
from a11y.speech.utterance import Category
from kiosk.screens import Screen
from kiosk.setting import Setting
from kiosk.settings_table import TOPICS
from kiosk.stage import Stage
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import FOCUSABLE, Maker
from views.compose.dialogs import close_actions, dialog

NAME = "settings"
COMMANDS = ("language.menu", "settings.save", "settings.take")
"""What the list offers besides."""


class Settings:
    """The list of settings, and what they do."""

    def __init__(self, stage: Stage, table: Sequence[Setting]) -> None:
        self._stage = stage
        self._settings = {setting.id: setting for setting in table}
        self._defaults = self.values

    @property
    def values(self) -> Mapping[str, str]:
        """Every setting with its present value."""
        return {setting.id: setting.now() for setting in self._settings.values()}

    @property
    def changed(self) -> Mapping[str, str]:
        """What is not as every visit begins: what a person would want to keep."""
        now = self.values
        return {own: value for own, value in now.items() if value != self._defaults[own]}

    def apply(self, wanted: Mapping[str, str]) -> tuple[str, ...]:
        """Take values by name, as a profile brings them; nothing is said.

        Returns the names that were not taken: unknown here, or with an unknown value.
        """
        refused = []
        for own, value in wanted.items():
            setting = self._settings.get(own)
            if setting is None or value not in setting.values:
                refused.append(own)
            elif value != setting.now():
                setting.put(value)
        self._stage.refresh(quiet=True)
        return tuple(refused)

    def reset(self) -> None:
        """Everything as a visit begins."""
        self.apply(self._defaults)

    def show(self, topic: str = "") -> None:
        """Open the list, at a chapter or at its beginning."""
        first = next((one.id for one in self._settings.values() if one.topic == topic), "")
        self._stage.open(
            Screen(NAME, partial(compose_settings, tuple(self._settings.values()), first), False)
        )

    def turn(self, setting_id: str) -> None:
        """Go to the next value of a setting and say it."""
        setting = self._settings[setting_id]
        if setting.turn is not None:
            setting.turn()
        else:
            setting.put(setting.following())
        self._stage.refresh(quiet=True)
        if setting.turn is None:
            self.say(setting_id)

    def step(self, setting_id: str, by: int) -> None:
        """Go some values on, no further than the ends, and say it."""
        setting = self._settings[setting_id]
        values, now = setting.values, setting.now()
        place = values.index(now) + by if now in values else 0
        setting.put(values[min(max(place, 0), len(values) - 1)])
        self._stage.refresh(quiet=True)
        self.say(setting_id)

    def say(self, setting_id: str) -> None:
        """Say a setting and its value."""
        self._stage.narrator.say(self.told(setting_id), category=Category.ALERT)

    def told(self, setting_id: str) -> Text:
        """A setting and its value in words."""
        words, setting = self._stage.words, self._settings[setting_id]
        name = words(f"reading.setting.{setting_id}")
        return words("reading.setting.now", name=name, value=setting.word(setting.now(), words))


def compose_settings(settings: Sequence[Setting], first: str, words: Words) -> Document:
    """The list by chapters, as everything stands now; reading begins at the entry ``first``."""
    make = Maker(f"screen:{NAME}", words)
    topics = [(topic, [one for one in settings if one.topic == topic]) for topic in TOPICS]
    inside: list[Node] = []
    for topic, those in topics:
        title = words(f"reading.settings.{topic}")
        inside.append(make.heading(f":{topic}.title", title, look="small"))
        own = [_item(one, make) for one in those]
        inside.append(make.list(f":{topic}.list", title, own, "rows"))
    others = [
        _entry(command, words(f"reading.command.{command}"), EMPTY, make) for command in COMMANDS
    ]
    inside.append(make.list(":more", EMPTY, others, "rows"))
    begin = make.id(f":{first or settings[0].id}")
    return dialog(make, words("reading.settings.title"), [*inside, close_actions(make)], begin)


def _item(setting: Setting, make: Maker) -> Node:
    words = make.words
    name = words(f"reading.setting.{setting.id}")
    return _entry(setting.id, name, setting.word(setting.now(), words), make, setting=True)


def _entry(own: str, name: Text, value: Text, make: Maker, *, setting: bool = False) -> Node:
    """A button over a whole row: what it is called and how it stands."""
    action = Action("setting" if setting else "command", own)
    button = Node(
        make.id(f":{own}"),
        Role.BUTTON,
        name,
        value=value,
        states=FOCUSABLE,
        action=action,
        look="choice",
    )
    return Node(make.id(f":{own}:item"), Role.LISTITEM, children=(button,))
