"""Where this portal is reached: the public address and the editions in it."""

from __future__ import annotations

from datetime import timedelta, timezone
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

ZH: Final = "zh-Hans"
EN: Final = "en"
CHINA: Final = timezone(timedelta(hours=8))
"""The portal's time zone; it has had no summer time since 1991."""
EDITIONS: Final = (ZH, EN)
"""Complete edition first; the others are selections (docs/pages.md, "Addresses")."""
EDITION_NAMES: Final = ((ZH, _("Simplified Chinese")), (EN, _("English")))
"""As the desk says them."""
SCREEN_NAMES: Final = (
    EDITION_NAMES[0],
    ("zh-Hant-HK", _("Traditional Chinese, Hong Kong")),
    ("zh-Hant-TW", _("Traditional Chinese, Taiwan")),
    EDITION_NAMES[1],
)
"""The languages that a terminal can be in, likewise."""


def base_url(request: HttpRequest) -> str:
    """The public address without a slash at the end.

    ``PORTAL_BASE_URL`` wins; otherwise the host that was asked, which Django checks
    against ``ALLOWED_HOSTS`` (raises ``DisallowedHost``), so that nobody can plant
    a foreign address in an issuer or a QR code.
    """
    if settings.PORTAL_BASE_URL:
        return str(settings.PORTAL_BASE_URL).rstrip("/")
    return f"{request.scheme}://{request.get_host()}"


def edition_of(path: str) -> str:
    """The edition that an interface path such as ``/v1/en/…`` speaks; else the complete one."""
    part = path.removeprefix("/v1/").partition("/")[0]
    return part if part in EDITIONS else ZH
