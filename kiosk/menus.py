"""The dialogs of the shell: languages, the menu, all commands, the question before leaving."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from a11y.command import Command, Topic
from a11y.document import Action, Document, Privacy
from a11y.key_words import Keys
from a11y.speech.utterance import Category
from kiosk.choices import Choice, compose_choices
from kiosk.screens import Screen
from kiosk.stage import Stage
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import begun
from views.compose.dialogs import compose_language, compose_leave, compose_menu
from views.compose.models import LanguageModel, MenuEntry, MenuGroup, MenuModel, TakeModel
from views.compose.take import compose_register, compose_take

LEFT_OUT = frozenset(
    "activate start confirm.yes confirm.no end_visit.now stay extend retry menu submit "
    "commands field.enter elder.on sign_in.page sign_in.ask sign_in.asked assist.menu "
    "type.delete type.kind type.spell type.words type.done print.send print.paper "
    "lock.capitals lock.numbers scan.select scan.menu".split()
)
"""Commands that mean something at their place only."""

MENU = tuple(
    "language.menu sight settings list.headings list.links list.fields list.regions find overview "
    "status read_all home back staff.call staff.join help.keys help.lesson commands "
    "voice.toggle end_visit".split()
)
"""What the menu offers; the first nine by their digit. Leaving is the last."""

NAME, COMMANDS, REGISTER = "menu", "commands", "register"


class Menus:
    """Opens dialogs; made from the one table of commands and keys."""

    def __init__(self, stage: Stage, commands: Mapping[str, Command], register: str = "") -> None:
        self._stage = stage
        self._register = register
        self._commands = commands

    def languages(self) -> None:
        """Choose a language."""
        model = LanguageModel(self._stage.language)
        self._stage.open(Screen("languages", lambda words: compose_language(model, words), False))

    def menu(self, *, voice_on: bool) -> None:
        """What is needed most, as a list."""
        keys = self._stage.narrator.keys
        composed = partial(compose_main, keys, self._commands, voice_on=voice_on)
        self._stage.open(Screen(NAME, composed, False))

    def commands(self, *, voice_on: bool) -> None:
        """Everything that can be done, by chapter, with its keys."""
        keys = self._stage.narrator.keys
        composed = partial(compose_commands, keys, self._commands, voice_on=voice_on)
        self._stage.open(Screen(COMMANDS, composed, False))

    def close(self) -> None:
        """Close the menus, so that what was chosen happens where the visitor was."""
        while self._stage.screen is not None and self._stage.screen.name in (
            NAME,
            COMMANDS,
            REGISTER,
        ):
            self._stage.pop(say=False)

    def take_along(self, address: str, title: Text) -> None:
        """Offer something for the visitor's phone: a file, a page, a place elsewhere."""
        personal = self._stage.privacy_of(self._stage.reader.node.id) is not Privacy.PUBLIC
        self.take(TakeModel(title.source, title.lang, address, personal=personal))

    def take(self, model: TakeModel) -> None:
        """The same for an address that is known with all that there is to say of it."""
        self._stage.push(Screen("take", lambda words: compose_take(model, words), False))

    def register(self) -> None:
        """How to open an account, on the visitor's phone."""
        if not self._register:
            said = self._stage.words("reading.register.nowhere")
            self._stage.narrator.say(said, category=Category.ALERT)
            return
        address = self._register
        self._stage.push(
            Screen(REGISTER, lambda words: compose_register(address, words), framed=False)
        )

    def leave(self, *, signed_in: bool, printing: bool = False) -> None:
        """Ask whether to end the visit."""
        composed = partial(compose_leave, signed_in=signed_in, printing=printing)
        self._stage.open(Screen("leave", composed, False))


def compose_main(
    keys: Keys, commands: Mapping[str, Command], words: Words, *, voice_on: bool
) -> Document:
    """What is needed most, by number."""
    choices = []
    for command_id in MENU:
        entry = _entry(keys, commands[command_id], words, voice_on)
        value = EMPTY
        if entry.on is not None:
            value = words("screens.switch.on" if entry.on else "screens.switch.off")
        action = Action("command", command_id)
        choices.append(Choice(command_id, entry.name, action, value, entry.keys))
    return compose_choices(NAME, words("screens.menu.title"), choices, words)


def compose_commands(
    keys: Keys, commands: Mapping[str, Command], words: Words, *, voice_on: bool
) -> Document:
    """Everything that can be done, by chapter."""
    groups = []
    for topic in Topic:
        entries = tuple(
            _entry(keys, command, words, voice_on)
            for command in commands.values()
            if command.topic is topic and command.id not in LEFT_OUT
        )
        if entries:
            title = begun(words(f"reading.topic.{topic.value}"))
            groups.append(MenuGroup(topic.value, title, entries))
    return compose_menu(MenuModel(tuple(groups)), words)


def _entry(keys: Keys, command: Command, words: Words, voice_on: bool) -> MenuEntry:
    written = keys.named(command.id, words)
    on = voice_on if command.id == "voice.toggle" else None
    return MenuEntry(command.id, begun(words(command.description)), written, on)
