"""A web view for one visit: a profile of its own in memory, walls around it, read by script.

Numbered:

1. a profile without a name keeps cookies and caches in memory only;
2. the script reads the page into a Document after each change and tells where the focus is;
3. the way back to the terminal is caught before it is opened;
4. ``close`` deletes the page, then the profile: the other order crashes at exit.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from PySide6.QtCore import QFile, QIODevice, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from a11y.document import Document
from views.web.document import BadTree, address_of, compose_web
from views.web.page import WalledPage
from views.web.walls import Interceptor, Walls, close_ways

_WORLD = QWebEngineScript.ScriptWorldId.UserWorld
_CHANNEL = ":/qtwebchannel/qwebchannel.js"
_READER = Path(__file__).with_name("reader.js")


class _Bridge(QObject):
    """What the script calls."""

    told = Signal(str)
    moved = Signal(str)

    @Slot(str)
    def changed(self, tree: str) -> None:
        """The page is now this."""
        self.told.emit(tree)

    @Slot(str)
    def focused(self, ref: str) -> None:
        """The keyboard is now there."""
        self.moved.emit(ref)


class PrivateView(QObject):
    """One provider's pages for one visit; ``widget`` goes into a window."""

    changed = Signal(object)
    """The Document of the page."""

    focused = Signal(str)
    """The id of the node that has the keyboard."""

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
        self._interceptor = Interceptor(walls)  # kept: without a reference it is never called
        self._profile = QWebEngineProfile(self)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._profile.setHttpAcceptLanguage(lang)
        close_ways(self._profile)
        self._profile.scripts().insert(_script())
        self._page = WalledPage(self._profile, walls, self)
        self._bridge = _Bridge(self)
        self._channel = QWebChannel(self)
        self._channel.registerObject("reader", self._bridge)
        self._page.setWebChannel(self._channel, _WORLD.value)
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
    def off_the_record(self) -> bool:
        """True: nothing of it is written anywhere."""
        return self._profile.isOffTheRecord()

    def open(self, address: str) -> None:
        """Show a page of the provider."""
        self._page.setUrl(QUrl(address))

    def activate(self, ref: str) -> None:
        """Click the element of a node (``Action.target``)."""
        self._call("activate", ref)

    def focus(self, ref: str) -> None:
        """Give the element of a node the keyboard."""
        self._call("focus", ref)

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
        self._page.caught.connect(self._catch)
        self._page.loadFinished.connect(self._loaded)
        self._page.renderProcessTerminated.connect(lambda *_: self._fail("renderer"))

    def _read(self, tree: str) -> None:
        if self._over:
            return
        try:
            document: Document = compose_web(tree, self._page.url().toString(), self._lang)
        except BadTree:
            return
        self.changed.emit(document)

    def _catch(self, address: str) -> None:
        if not self._over:
            QTimer.singleShot(0, lambda: self.caught.emit(address))

    def _loaded(self, good: bool) -> None:
        if not good and self._page.url().isEmpty():
            self._fail("load")

    def _fail(self, reason: str) -> None:
        if not self._over:
            self.failed.emit(reason)

    def _page_gone(self) -> None:
        self._profile.destroyed.connect(self.closed.emit)
        self._profile.deleteLater()

    def _address(self) -> str:
        return address_of(self._page.url().toString())

    def _call(self, name: str, ref: str) -> None:
        quoted = quote(ref, safe="")
        source = f"yizhanReader.{name}(decodeURIComponent('{quoted}'))"
        self._page.runJavaScript(source, _WORLD.value)


def _script() -> QWebEngineScript:
    channel = QFile(_CHANNEL)
    channel.open(QIODevice.OpenModeFlag.ReadOnly)
    library = bytes(channel.readAll().data()).decode("utf-8")
    script = QWebEngineScript()
    script.setName("reader")
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setWorldId(_WORLD.value)
    script.setRunsOnSubFrames(False)
    script.setSourceCode(library + _READER.read_text(encoding="utf-8"))
    return script
