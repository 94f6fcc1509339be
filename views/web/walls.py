"""Which addresses a private web view may reach, and the switches that close every other way.

Measured (research on Qt's web engine): an interceptor alone lets a redirect of the main frame
through, a navigation check alone lets sub-resources through, and names can be looked up before
either is asked. So there are three walls: resolver rules, an interceptor, a navigation check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from PySide6.QtWebEngineCore import (
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from typing_extensions import override

_PORTS = {"https": 443, "http": 80}
_Attribute = QWebEngineSettings.WebAttribute

OFF = (
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.ErrorPageEnabled,
    _Attribute.BackForwardCacheEnabled,
)
"""What a page of a provider needs none of."""

ON = (
    _Attribute.WebRTCPublicInterfacesOnly,
    _Attribute.PlaybackRequiresUserGesture,
)
"""What it has instead: nothing of it sounds by itself (WCAG 1.4.2)."""


@dataclass(frozen=True, slots=True)
class Walls:
    """The origins of the provider, and the address at which the way back is caught."""

    origins: frozenset[tuple[str, str, int]]
    is_callback: Callable[[str], bool]

    def allows(self, url: str) -> bool:
        """True if a request may go to ``url``."""
        if url.partition(":")[0] in ("data", "blob"):
            return True  # stays on this machine
        return origin(url) in self.origins and not self.is_callback(url)


def walls(addresses: Iterable[str], is_callback: Callable[[str], bool]) -> Walls:
    """Walls around the origins of ``addresses``."""
    return Walls(frozenset(map(origin, addresses)), is_callback)


def origin(url: str) -> tuple[str, str, int]:
    """Scheme, host and port (RFC 6454); an unreadable address is an origin of its own."""
    try:
        parts = urlsplit(url)
        return (parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))
    except ValueError:
        return ("", url, 0)


def resolver_flags(addresses: Iterable[str]) -> str:
    """For ``QTWEBENGINE_CHROMIUM_FLAGS``: no other name is looked up.

    It counts for the whole process and must be set before the first profile is made.
    """
    hosts = sorted({urlsplit(address).hostname or "" for address in addresses} - {""})
    excluded = "".join(f" , EXCLUDE {host}" for host in hosts)
    return f'--host-resolver-rules="MAP * ~NOTFOUND{excluded}"'


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Blocks every request past the walls; whoever installs it must keep a reference."""

    def __init__(self, walls: Walls) -> None:
        super().__init__()
        self._walls = walls
        self.blocked = 0

    @override
    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Called by the engine for each request."""
        if not self._walls.allows(info.requestUrl().toString()):
            self.blocked += 1
            info.block(True)


def close_ways(profile: QWebEngineProfile) -> None:
    """Turns off in ``profile`` what its pages could leave by."""
    profile.setPersistentPermissionsPolicy(
        QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime
    )
    profile.setSpellCheckEnabled(False)
    profile.setPushServiceEnabled(False)
    settings = profile.settings()
    for attribute in OFF:
        settings.setAttribute(attribute, False)
    for attribute in ON:
        settings.setAttribute(attribute, True)
    settings.setUnknownUrlSchemePolicy(
        QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes
    )
    profile.downloadRequested.connect(lambda download: download.cancel())
