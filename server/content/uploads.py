"""Files that officers upload: small, of a known type, and of the type that they say they are."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from server.content.models import Attachment

LARGEST: Final = 1_000_000
"""Bytes: files live in the database and are printed at a counter."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,78}")
_ODT: Final = "application/vnd.oasis.opendocument.text"
_ENDINGS: Final = {"application/pdf": ".pdf", "image/png": ".png", _ODT: ".odt"}
KINDS: Final = {"application/pdf": "PDF", "image/png": _("picture"), _ODT: _("text to fill in")}
"""As officers call them."""


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A file with its title; type and checksum are found out."""

    file = forms.FileField(label=_("file"), required=False)

    class Meta:
        """What an officer gives."""

        model = Attachment
        fields = ("name", "title", "organ")

    def clean_name(self) -> str:
        """A name that is safe in an address and in a header."""
        name = str(self.cleaned_data["name"])
        if not _NAME.fullmatch(name):
            raise ValidationError(_("Small letters, digits, dots and hyphens only."))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuses what is too large, unknown, or named as another type."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        upload = cleaned.get("file")
        if upload is None:
            if not self.instance.pk:
                raise ValidationError({"file": _("Please choose a file.")})
            return cleaned
        if upload.size > LARGEST:
            raise ValidationError({"file": _("The file is too large.")})
        content = upload.read()
        kind = media_type(content)
        if not kind or not str(cleaned.get("name", "")).endswith(_ENDINGS[kind]):
            raise ValidationError({"file": _("The file is not of the type that its name says.")})
        self.instance.content = content
        self.instance.media_type = kind
        self.instance.sha256 = hashlib.sha256(content).hexdigest()
        return cleaned


def media_type(content: bytes) -> str:
    """What a file is by its own marks; empty for anything that is not taken."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return _ODT if _is_odt(content) else ""


def _is_odt(content: bytes) -> bool:
    """ODF 1.3 part 2, 3.3: the first entry is ``mimetype``, stored."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            first = package.infolist()[0]
            return first.filename == "mimetype" and package.read(first) == _ODT.encode()
    except (zipfile.BadZipFile, IndexError, OSError, ValueError, RuntimeError):
        return False
