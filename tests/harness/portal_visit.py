"""A visitor at a terminal of the test's own, with a portal that answers what the test wants."""

from __future__ import annotations

from pathlib import Path

from portal.client import PortalClient
from tests.harness.own_terminal import OwnTerminal
from tests.harness.stored_portal import StoredPortal


class PortalVisit:
    """The clock is the test's; nothing waits in real time between two tries."""

    def __init__(self, folder: Path, portal: StoredPortal) -> None:
        self.portal = portal
        self.own = OwnTerminal(folder, "keyboard")
        self.terminal = self.own.terminal
        self.client(portal.url)

    def client(self, url: str) -> None:
        """The portal is there from now on."""
        clock = self.own.clock
        self.terminal.browser.client = PortalClient(
            url, None, clock=clock.now, pause=lambda _seconds: None
        )

    def open(self, address: str) -> list[str]:
        """Go to a page; what is said."""
        self.terminal.browser.open(address)
        return self.own.said

    def pass_time(self, seconds: float) -> list[str]:
        """Let time pass, in steps in which what is due is done; what is said."""
        for _ in range(round(seconds * 10)):
            self.own.clock.advance(0.1)
        return self.own.said

    @property
    def screen(self) -> str:
        """The name of what is shown below any dialog."""
        assert self.terminal.stage.screen is not None
        return self.terminal.stage.screen.name
