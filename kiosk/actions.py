"""Carrying out what a node is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from a11y.command import Command
from a11y.document import Node
from kiosk.along import Along
from kiosk.browser import Browser
from kiosk.forms import Forms
from kiosk.menus import Menus
from locales.languages import Language
from locales.text import Text


class Actions:
    """Verbs of nodes to calls; commands get the desk they were given with."""

    def __init__(
        self,
        browser: Browser,
        forms: Forms,
        menus: Menus,
        along: Along,
        commands: Mapping[str, Command],
    ) -> None:
        self._browser = browser
        self._forms = forms
        self._menus = menus
        self._along = along
        self._commands = commands

    def carry_out(self, node: Node, run: Callable[[Command], None]) -> None:
        """Do what the node is for; ``run`` runs a command on the desk."""
        action = node.action
        if action is None:
            return
        if action.verb == "open":
            self._browser.open(action.target, needs=action.needs, title=node.name)
        elif action.verb == "read":
            self._browser.open(action.target, title=node.name, sheet=int(action.value or 1))
        elif action.verb == "command":
            for command in commands_of(action.target):
                run(self._commands[command])
        elif action.verb == "submit":
            self._forms.search(action.target, action.value)
        elif action.verb == "take":
            address = urljoin(self._browser.client.base_url + "/", action.target)
            self._menus.take_along(address, self._title(node))
        elif action.verb == "along":
            self._along.ask(action.target, self._title(node))
        elif action.verb == "choose":
            self._forms.choose(action.target, action.value)

    def _title(self, node: Node) -> Text:
        """What is taken along: the page, or what the link is called."""
        page, action = self._browser.page, node.action
        if page is None or action is None or not action.value:
            return node.name
        return Text(action.value, page.lang)


def commands_of(target: str) -> tuple[str, ...]:
    """What a button does by its name; those of the attract screen can still be pressed while
    the first page is on its way, and mean a language and the elder look.
    """
    way, _, tag = target.partition(".")
    if way == "elder" and tag in set(Language):
        return (f"language.{tag}", "elder.on")
    return (target,)
