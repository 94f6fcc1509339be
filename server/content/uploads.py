"""Files that officers upload: small, of a known type, and of the type that they say they are."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from server.content.models import Attachment

LARGEST: Final = 1_000_000
"""Bytes: files live in the database and are printed at a counter."""
_LARGEST_PART: Final = 100_000
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, ValueError)
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{2,78}")
_PDF: Final = "application/pdf"
_PNG: Final = "image/png"
_ODT: Final = "application/vnd.oasis.opendocument.text"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_OFD: Final = "application/ofd"
_ENDINGS: Final = {_PDF: ".pdf", _PNG: ".png", _ODT: ".odt", _DOCX: ".docx", _OFD: ".ofd"}
_FILLED: Final = _("text to fill in")
KINDS: Final = {_PDF: "PDF", _PNG: _("picture"), _ODT: _FILLED, _DOCX: _FILLED, _OFD: "OFD"}
"""As officers call them."""

_TYPES: Final = "[Content_Types].xml"
"""ISO/IEC 29500-2, 10: the types of all parts. A text with macros has another main type."""


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
        return _PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _PNG
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _packed(package)
    except (*_UNREADABLE, RuntimeError):  # the last: a part is locked with a password
        return ""


def _packed(package: zipfile.ZipFile) -> str:
    """Which office format a zip is; each names itself in a part that only it has."""
    names = package.namelist()
    if names[:1] == ["mimetype"]:  # ODF 1.3 part 2, 3.3: the first entry, stored
        return _ODT if _part(package, "mimetype") == _ODT.encode() else ""
    if "OFD.xml" in names:  # GB/T 33190-2016, 7.4: the entry of the document
        return _OFD if b"DocBody" in _part(package, "OFD.xml") else ""
    if _TYPES in names and f"{_DOCX}.main+xml".encode() in _part(package, _TYPES):
        return _DOCX
    return ""


def _part(package: zipfile.ZipFile, name: str) -> bytes:
    """The start of a part, and no more than a part of its kind needs."""
    with package.open(name) as part:
        return part.read(_LARGEST_PART)
