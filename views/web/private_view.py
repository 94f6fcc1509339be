"""A web view for one visit: a profile of its own in memory, walls around it, read by script.

Numbered:

1. a profile without a name keeps cookies and caches in memory only;
2. the script reads the page into a Document after each change and tells where the focus is;
3. the way back to the terminal is caught before it is opened;
4. ``close`` deletes the page, then the profile: the other order crashes at exit.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QFile,
    QIODevice,
    QObject,
    Qt,
    QTimer,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineLoadingInfo,
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from views.web.document import BadTree, address_of, compose_web
from views.web.hands import WORLD, Hands
from views.web.page import WalledPage
from views.web.walls import Interceptor, Walls, close_ways

_CHANNEL = ":/qtwebchannel/qwebchannel.js"
_LONGEST = 2000
_TIMED_OUT = -7
_NETWORK = range(-399, -99)
"""Chromium's net errors of connections, certificates and the protocol (net_error_list.h)."""

_READER = Path(__file__).with_name("reader.js")


class _Bridge(QObject):
    """What the script calls."""

    told = Signal(str, str)
    moved = Signal(str)
    typed = Signal(str, str, int)
    did = Signal(int)

    @Slot(int)
    def done(self, number: int) -> None:
        """A deed of that number is done."""
        self.did.emit(number)

    @Slot(str, str)
    def changed(self, tree: str, page: str) -> None:
        """The page is now this; ``page`` is another name for each page that was loaded."""
        self.told.emit(tree, page)

    @Slot(str)
    def focused(self, ref: str) -> None:
        """The keyboard is now there."""
        self.moved.emit(ref)

    @Slot(str, str, int)
    def edited(self, ref: str, text: str, caret: int) -> None:
        """A field holds this text (of a secret as many bullets), the caret at this unit."""
        self.typed.emit(ref, text, caret)


class PrivateView(QObject):
    """One provider's pages for one visit; ``widget`` goes into a window."""

    changed = Signal(object, bool)
    """The Document of the page, and whether it is another page than before."""

    focused = Signal(str)
    """The id of the node that has the keyboard."""

    typed = Signal(str, str, int)
    """The id of a field, what it holds now (of a secret as many bullets), where the caret is."""

    caught = Signal(str)
    """The way back, once; the page is stopped."""

    failed = Signal(str)
    """``load`` or ``renderer``: there is no page any more."""

    closed = Signal()
    """Page and profile are gone, and with them every cookie."""

    def __init__(self, walls: Walls, lang: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._over = False
        self._shown = ""
        self._interceptor = Interceptor(walls)  # kept: without a reference it is never called
        self._profile = QWebEngineProfile(self)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._profile.setHttpAcceptLanguage(lang)
        close_ways(self._profile)
        self._profile.scripts().insert(_script())
        self._page = WalledPage(self._profile, walls, self)
        self.hands = Hands(self._page, self._send_marker)
        """What is done in the page."""

        self._bridge = _Bridge(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("reader", self._bridge)
        self._page.setWebChannel(self._channel, WORLD.value)
        self.widget = QWebEngineView(parent)
        self.widget.setPage(self._page)
        self.widget.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.widget.setAcceptDrops(False)
        self._connect()

    @property
    def page(self) -> WalledPage:
        """The page, for what it refused."""
        return self._page

    @property
    def has_keyboard(self) -> bool:
        """True while keys go to the page."""
        at = QApplication.focusWidget()
        return at is not None and (at is self.widget or self.widget.isAncestorOf(at))

    @property
    def off_the_record(self) -> bool:
        """True: nothing of it is written anywhere."""
        return self._profile.isOffTheRecord()

    def open(self, address: str) -> None:
        """Show a page of the provider."""
        self._page.setUrl(QUrl(address))

    def set_zoom(self, factor: float) -> None:
        """How large the page is, 0.25 to 5."""
        self._page.setZoomFactor(factor)

    def close(self) -> None:
        """Forget everything; ``closed`` is told when it is gone."""
        if self._over:
            return
        self._over = True
        self._page.triggerAction(QWebEnginePage.WebAction.Stop)
        self.widget.hide()
        self.widget.deleteLater()
        self._page.deleteLater()
        self._page.destroyed.connect(self._page_gone)

    def _connect(self) -> None:
        self._bridge.told.connect(self._read)
        self._bridge.moved.connect(lambda ref: self.focused.emit(f"{self._address()}#{ref}"))
        self._bridge.typed.connect(self._edited)
        self._bridge.did.connect(self.hands.finished)
        self._page.caught.connect(self._catch)
        self._page.loadingChanged.connect(self._loading)
        self._page.renderProcessTerminated.connect(lambda *_: self._fail("renderer"))

    def _read(self, tree: str, page: str) -> None:
        if self._over:
            return
        try:
            found = compose_web(tree, self._page.url().toString(), self._lang)
        except BadTree:
            return
        fresh, self._shown = page != self._shown, page
        if fresh:
            self.hands.renewed()
        self.changed.emit(found, fresh)

    def _send_marker(self) -> None:
        target = self.widget.focusProxy() or self.widget
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_F24, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(target, event)

    def _edited(self, ref: str, text: str, caret: int) -> None:
        if not self._over:
            before = text.encode("utf-16-le")[: 2 * caret].decode("utf-16-le", "ignore")
            self.typed.emit(f"{self._address()}#{ref}", text[:_LONGEST], len(before))

    def _catch(self, address: str) -> None:
        if not self._over:
            QTimer.singleShot(0, lambda: self.caught.emit(address))

    def _loading(self, info: QWebEngineLoadingInfo) -> None:
        """A page that cannot be had leaves the one before in place, as if nothing had happened.

        What was refused, became a download or was stopped by the page itself is no failure.
        """
        failed = info.status() is QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus
        if failed and (info.errorCode() in _NETWORK or info.errorCode() == _TIMED_OUT):
            self._fail("load")

    def _fail(self, reason: str) -> None:
        if not self._over:
            self.failed.emit(reason)

    def _page_gone(self) -> None:
        if not isValid(self):  # the window went first, and we with it
            return
        self._profile.destroyed.connect(self._profile_gone)
        self._profile.deleteLater()

    def _profile_gone(self) -> None:
        if isValid(self):
            self.closed.emit()

    def _address(self) -> str:
        return address_of(self._page.url().toString())


def _script() -> QWebEngineScript:
    channel = QFile(_CHANNEL)
    channel.open(QIODevice.OpenModeFlag.ReadOnly)
    library = bytes(channel.readAll().data()).decode("utf-8")
    script = QWebEngineScript()
    script.setName("reader")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(WORLD.value)
    script.setRunsOnSubFrames(False)
    script.setSourceCode(library + _READER.read_text(encoding="utf-8"))
    return script
