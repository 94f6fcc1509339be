"""Random keys and touches at a real terminal, in this process, without a screen.

    python -m tests.harness.monkey PORTAL SEED VISITS

Everything but the sound device and the display is real. Keys and fingers come as those of a
visitor do (`tests.harness.monkey_hands`). hypothesis draws the visits: who comes, how they see,
which keyboard is there, in which language, and what they do. After each step what is on the
screen must have a way on; every hundred, Escape and the key for home must lead out of wherever
the visitor is, and no text may be cut off or lie upon another. A hurried visitor does not wait
for what comes; now and then the monkey does. The last line is JSON: how many steps, visits and
signed-in visits, and which screens.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QApplication

from a11y.document import Node, State
from kiosk.build import build_services
from kiosk.config import Config
from kiosk.farewell import Farewell, Reports
from kiosk.places import Place, places
from kiosk.terminal import Terminal
from kiosk.tour.phone import Phone
from tests.harness.clipping import faults
from tests.harness.fingers import middle
from tests.harness.monkey_hands import LONG, Hands
from tests.harness.visits import STEPS, Plan, plans
from views.sight import Sight
from views.widgets.roles import install
from views.widgets.window import MainWindow

OUT = ("close", "stay", "assist.no", "sign_in.cancel", "confirm.no", "home", "retry")
"""Commands that lead out, those of dialogs first."""

LEAVING = frozenset({"end_visit.now", "end_visit"})
PATIENT, SHORT = 0.06, 0.15
"""How often the visitor waits for what comes, and for how many seconds at most."""


class Trap(AssertionError):
    """The visitor cannot go on."""


class Monkey:
    """Plays visits, one terminal after another."""

    def __init__(self, portal: str) -> None:
        self.random = random.Random(0)
        self.portal = portal
        self.screens: Counter[str] = Counter()
        self.visits = 0
        self.signed_in = 0
        self.steps = 0
        self.last: list[str] = []
        self.faults: list[str] = []
        self.over = True

    def begin(self, plan: Plan) -> None:
        """A fresh terminal, shown, and a visitor as planned."""
        self.plan = plan
        self.owner = QObject()
        config = Config(
            portal=self.portal,
            data=tempfile.mkdtemp(),
            keymaps=plan.keymaps,
            screen_reader="absent",
            idle_quiet=3600.0,
            fullscreen=False,
        )
        self.services = build_services(config, self.owner)
        self.window = MainWindow()
        self.over = False
        reports = Reports(ending=lambda: None, bye=self._bye)
        self.terminal = Terminal(config, self.services, self.window, reports)
        self.terminal.prepare()
        self.terminal.show(Farewell())
        self.window.resize(*plan.size)
        self.hands = Hands(self.window, self.random, self.settle, self.note)
        self.visits += 1
        self.note(f"visit {plan.size} {plan.language} {plan.sight} {plan.keymaps}")
        self.terminal.desk.wake(voice=plan.voice, language=plan.language)
        self.terminal.looks.put(**{name: getattr(plan.sight, name) for name in Sight.__slots__})
        if plan.account is not None:
            self.sign_in(*plan.account)

    def sign_in(self, account: str, password: str) -> None:
        """With a phone, as visitors do."""
        signing_in = self.terminal.signing_in
        signing_in.start()
        if not self.until(lambda: bool(signing_in._model.user_code)):
            raise Trap("no code to sign in with")
        model = signing_in._model

        def approve() -> None:
            with Phone(self.portal) as phone, suppress(LookupError):
                phone.approve(model.user_code, model.binding_number, account, password)

        threading.Thread(target=approve, daemon=True).start()
        if not self.until(lambda: "confirm" in self.terminal.stage.names):  # or asked what to hear
            raise Trap(f"{account} is not asked whether it is them: {self.name}")
        signing_in.confirm()
        self.settle(0.1)
        self.signed_in += 1

    def until(self, done: Callable[[], bool], seconds: float = 60.0) -> bool:
        """Wait for something, and look after what comes meanwhile."""
        deadline = time.monotonic() + seconds
        while not done():
            if time.monotonic() > deadline:
                return False
            self.settle(0.02)
        return True

    def _bye(self, **_facts: object) -> None:
        self.over = True

    def end(self) -> None:
        """Take the terminal down."""
        self.services.close()
        self.window.close()
        self.window.deleteLater()
        self.owner.deleteLater()
        QCoreApplication.processEvents()

    def play(self, plan: Plan) -> None:
        """A visit, or as much of it as the visitor stays for; then another does the rest."""
        left = list(plan.steps)
        while left:
            self.begin(plan)
            while left and not self.over:
                self.random.seed(left.pop())
                self.step()
                if self.steps % 100 == 0 and not self.over:
                    self.out()
                    self.fits()
                if self.faults:
                    raise Trap(f"fault: {self.faults[0]}")
            self.end()

    def step(self) -> None:
        """One key or touch, and a look at what it did."""
        self.steps += 1
        if self.random.random() < 0.35:
            self.touch()
        else:
            self.hands.key()
        self.settle()
        if self.random.random() < PATIENT:
            self.until(lambda: self.over or self.services.tasks.pending == 0, SHORT)
        self.look()

    def fits(self) -> None:
        """Nothing that is shown is cut off or lies upon another."""
        self.window.top.settle()
        found = list(faults(self.window.top))
        if found:
            raise Trap(f"{self.name}, {self.window.size().toTuple()}: {found[:5]}")

    def touch(self) -> None:
        """Mostly something that can be touched; now and then anywhere, in any way."""
        found = list(places(self.window).items())
        if found and self.random.random() < 0.8:
            name, place = self.random.choice(found)
            if name.rpartition(":")[2] not in LEAVING or self.random.random() > 0.9:
                self.tap(name, place)
            return
        self.hands.anywhere()

    def settle(self, seconds: float = 0.0) -> None:
        """Let come what comes."""
        until = time.monotonic() + seconds
        while True:
            QCoreApplication.processEvents()
            if time.monotonic() >= until:
                return
            time.sleep(0.001)

    def look(self) -> None:
        """What is on top has a way on, and the reading position is in it."""
        stage = self.terminal.stage
        screen = stage.screen
        if self.over or screen is None:
            return
        self.screens[screen.name] += 1
        document = stage.reader.document
        if stage.reader.node.id not in document.index:
            raise Trap(f"{screen.name}: the reading position is nowhere")
        if screen.name != "ending" and not any(map(is_way_on, document.nodes)):
            raise Trap(f"{screen.name}: no way on")

    def out(self) -> None:
        """Escape closes everything, and home is home; an ending or the attract screen will do."""
        for _ in range(40):
            if self.is_out():
                return
            if "keyboard" in self.plan.keymaps:
                held = self.terminal._hands.slow and LONG
                self.hands.press(Qt.Key.Key_Escape, held=held)
                self.settle(0.01)
                self.hands.press(Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier, held)
            else:
                self.touch_out()
            self.until(self.is_out, 0.1)
        raise Trap(f"no way home from {self.name}")

    def is_out(self) -> bool:
        """Whether the visitor is at home, or has not come or has gone."""
        if self.over or self.name in ("attract", "ending"):
            return True
        page = self.terminal.browser.page
        at_home = page is not None and page.kind == "home"
        return self.name == "page" and at_home and not self.terminal.stage.dialog_open

    def touch_out(self) -> None:
        """What a finger finds that leads out: the button that closes, or the one for home."""
        document = self.terminal.stage.reader.document
        found = places(self.window)
        for way in OUT:
            for name in found:
                node = document.find(name)
                if node is not None and node.action is not None and node.action.target == way:
                    self.tap(name, found[name])
                    return
        if not found:  # the black screen: a finger anywhere brings the picture back
            size = self.window.size()
            self.tap("the black screen", (0, 0, size.width(), size.height()))

    def tap(self, name: str, place: Place) -> None:
        """A finger on the middle of something."""
        self.note(f"touch {name}")
        self.hands.tap(middle(self.window, place))

    @property
    def name(self) -> str:
        """What is on top."""
        screen = self.terminal.stage.screen
        return screen.name if screen is not None else ""

    def note(self, what: str) -> None:
        """Keep the last ones for whoever looks for the cause."""
        self.last = [*self.last[-119:], what]

    def fault(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """An exception that nobody caught."""
        sys.__excepthook__(kind, error, trace)
        self.faults.append(f"{kind.__name__}: {error}")


def is_way_on(node: Node) -> bool:
    """Whether a node does something."""
    return node.action is not None and State.DISABLED not in node.states


def main(arguments: list[str]) -> int:
    """Exit code 1 with the last keys where there is a trap or an exception."""
    portal, number, visits = arguments[0], int(arguments[1]), int(arguments[2])
    screen = Path(tempfile.mkdtemp()) / "screen.json"
    screen.write_text(json.dumps({"screens": [{"name": "m", "width": 1920, "height": 1920}]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"  # its own is 800 pixels wide
    application = QApplication([])
    accessible = install()
    monkey = Monkey(portal)
    sys.excepthook = monkey.fault

    @seed(number)
    @settings(
        max_examples=visits,
        phases=[Phase.generate],  # a shorter visit would take minutes to find; the seed is enough
        deadline=None,
        verbosity=Verbosity.quiet,  # the visits are long
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(plans(STEPS))
    def visit(plan: Plan) -> None:
        try:
            monkey.play(plan)
        except Trap as trap:  # at once: another try would find another state of the portal
            sys.stderr.write(f"seed {number}, step {monkey.steps}: {trap}\n")
            sys.stderr.write(f"last: {monkey.last}\n")
            sys.stderr.flush()
            os._exit(1)

    visit()
    found = {
        "steps": monkey.steps,
        "visits": monkey.visits,
        "signed_in": monkey.signed_in,
        "screens": dict(monkey.screens),
    }
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    del accessible, application
    os._exit(0)  # terminals are made to die with their process


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
