"""Where a provider's page is shown: a private view over the part of the window that scrolls.

Qt's web engine is loaded here and nowhere else, when a page is wanted: it costs some 100 MB
and a third of a second, and most visitors sign in with their phone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kiosk.by_page import Shown
from kiosk.echo import Typed
from kiosk.page_surface import PageSurface
from locales.languages import Language

if TYPE_CHECKING:
    from views.web.private_view import PrivateView

_LANGUAGES = {
    Language.ZH_HANS: "zh-CN",
    Language.ZH_HANT_HK: "zh-HK",
    Language.ZH_HANT_TW: "zh-TW",
    Language.EN: "en",
}


class PagePlace:
    """Shows one private view at a time; as ``kiosk.by_page.Place``."""

    def __init__(
        self,
        surface: PageSurface,
        origins: Sequence[str],
        language: Callable[[], Language],
        focused: Callable[[], None],
    ) -> None:
        """``focused`` is called when the keyboard has come to another place of the page."""
        self._surface = surface
        self._origins = origins
        self._language = language
        self._focused = focused
        self._view: PrivateView | None = None

    def open(self, address: str, is_callback: Callable[[str], bool], shown: Shown) -> None:
        """As in Place."""
        self.close()
        view = self._make(is_callback)
        self._view = view
        self._surface.put_page(view)
        view.changed.connect(lambda found, fresh: shown.page(found, fresh=fresh))
        view.typed.connect(lambda node, text, at: shown.typed(node, Typed(text, at)))
        view.focused.connect(shown.focused)
        view.focused.connect(lambda _node: self._focused())  # after it: the page answers late
        view.caught.connect(shown.caught)
        view.failed.connect(shown.failed)
        view.page.refused.connect(lambda kind: _refused(kind, shown))
        view.open(address)

    def close(self) -> None:
        """As in Place."""
        view, self._view = self._view, None
        if view is not None:
            self._surface.put_page(None)
            view.close()

    def press(self, ref: str) -> None:
        """As in Place."""
        self._surface.activate(ref)

    def send(self, node_id: str) -> bool:
        """As in Place."""
        return self._surface.send(node_id)

    def _make(self, is_callback: Callable[[str], bool]) -> PrivateView:
        _prepare(self._origins)
        from views.web.private_view import PrivateView  # noqa: PLC0415 - see the module's words
        from views.web.walls import walls  # noqa: PLC0415 - as above

        tag = _LANGUAGES.get(self._language(), "zh-CN")
        return PrivateView(walls(self._origins, is_callback), tag, self._surface.window.screen_view)


def _refused(kind: str, shown: Shown) -> None:
    if kind == "certificate":
        shown.failed(kind)
    else:
        shown.refused(kind)


def _prepare(origins: Sequence[str]) -> None:
    """What must be set before the engine is loaded; a form needs no graphics processor."""
    from views.web.walls import resolver_flags  # noqa: PLC0415 - see the module's words

    os.environ["QT_QUICK_BACKEND"] = "software"
    given = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if "--host-resolver-rules" not in given:
        flags = f"--disable-gpu {resolver_flags(origins)}"
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{given} {flags}".strip()
