"""A page that can go nowhere but where its walls let it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEngineProfile,
)
from typing_extensions import override

from views.web.walls import Walls


class WalledPage(QWebEnginePage):
    """Refuses everything that leads out of the page, and catches the way back."""

    caught = Signal(str)
    """The redirect address, whole; it was not opened."""

    refused = Signal(str)
    """What was refused, by kind: ``navigation``, ``window``, ``dialog`` … for the log."""

    def __init__(self, profile: QWebEngineProfile, walls: Walls, parent: QObject) -> None:
        super().__init__(profile, parent)
        self._walls = walls
        self.certificateError.connect(self._certificate)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.fullScreenRequested.connect(self._full_screen)
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.desktopMediaRequested.connect(lambda request: request.cancel())
        self.selectClientCertificate.connect(lambda selection: selection.selectNone())
        self.authenticationRequired.connect(lambda *_: self.refused.emit("login"))
        self.proxyAuthenticationRequired.connect(lambda *_: self.refused.emit("login"))
        self.webAuthUxRequested.connect(lambda request: request.cancel())
        self.printRequested.connect(lambda: self.refused.emit("print"))

    @override
    def acceptNavigationRequest(
        self, url: QUrl | str, type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        """Called before every navigation, redirects included."""
        address = (
            url
            if isinstance(url, str)
            else url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        )
        if isMainFrame and self._walls.is_callback(address):
            self.caught.emit(address)
            return False
        if address == "about:blank" or self._walls.allows(address):
            return not (isMainFrame and address.startswith(("data:", "blob:")))
        self.refused.emit("navigation" if isMainFrame else "frame")
        return False

    @override
    def createWindow(  # type: ignore[override]  # none is what the engine takes for "no"
        self, type: QWebEnginePage.WebWindowType
    ) -> QWebEnginePage | None:
        """No second window."""
        self.refused.emit("window")
        return None

    @override
    def chooseFiles(
        self,
        mode: QWebEnginePage.FileSelectionMode,
        oldFiles: Sequence[str],
        acceptedMimeTypes: Sequence[str],
    ) -> list[str]:
        """No file of this machine."""
        self.refused.emit("file")
        return []

    @override
    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:
        """A box that nobody could hear or close by key."""
        self.refused.emit("dialog")

    @override
    def javaScriptConfirm(self, securityOrigin: QUrl | str, msg: str) -> bool:
        """Answered with no."""
        self.refused.emit("dialog")
        return False

    @override
    def javaScriptPrompt(
        self, securityOrigin: QUrl | str, msg: str, defaultValue: str
    ) -> tuple[bool, str]:
        """Answered with nothing."""
        self.refused.emit("dialog")
        return False, ""

    @override
    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,
        sourceID: str,
    ) -> None:
        """Nothing of a page goes to our log: it could hold what was typed."""

    def _certificate(self, error: QWebEngineCertificateError) -> None:
        error.rejectCertificate()
        self.refused.emit("certificate")

    def _full_screen(self, request: QWebEngineFullScreenRequest) -> None:
        request.reject()
