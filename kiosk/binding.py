"""Qt's Python binding at the start of a process."""

from __future__ import annotations

import importlib
from types import ModuleType


def leave_sources_unread() -> None:
    """Qt's binding no longer reads the source of every module that is imported after it.

    It looks there for its own name (``inspect.getsource``), for ``from __feature__ import``,
    which nobody here uses. The sources, 7 million characters, would stay in ``linecache``:
    17 MB in each terminal, and a fifth of the time its imports take. The binding (PySide6 6.6
    to 6.11) has no setting for it; another version may do as it likes.
    """
    importlib.import_module("PySide6.QtCore")
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = _uses_no_feature  # type: ignore[attr-defined]  # as said above


def _uses_no_feature(_module: ModuleType) -> bool:
    return False
