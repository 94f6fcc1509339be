"""Each rule of code_rules.py is shown to fail where it must and to keep quiet where not."""

from __future__ import annotations

import pytest

from tests.gates import code_rules

_IGNORE = "# no" + "qa"
_TYPE = "# type: " + "ignore"


def test_a_function_may_have_sixty_lines_and_no_more() -> None:
    def function(lines: int) -> str:
        return "def f():\n" + "    x = 1\n" * (lines - 1)

    assert code_rules.long_functions(function(60)) == []
    assert code_rules.long_functions(function(61)) == ["1: f has 61 lines of 60"]


def test_a_class_may_have_twenty_methods_and_no_more() -> None:
    def with_methods(number: int) -> str:
        return "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(number))

    assert code_rules.large_classes(with_methods(20)) == []
    assert code_rules.large_classes(with_methods(21)) == ["1: C has 21 methods"]


@pytest.mark.parametrize(
    "line",
    [
        f"x = 1  {_IGNORE}",
        f"x = 1  {_IGNORE}: S101",
        f"x = 1  {_IGNORE}: S101, E501",
        f"x = 1  {_TYPE}",
        f"x = 1  {_TYPE}[assignment]",
        f"x = 1  {_TYPE}[assignment]  {_IGNORE}: S101",
    ],
)
def test_an_ignore_needs_a_code_and_a_reason(line: str) -> None:
    assert code_rules.bare_ignores("y = 0\n" + line)


@pytest.mark.parametrize(
    "lines",
    [
        f"x = 1  {_IGNORE}: S101  the sample is made up",
        f"x = 1  {_IGNORE}: S101, E501 - the sample is made up",
        f"x = 1  {_IGNORE}: S101 # the sample is made up",
        f"x = 1  {_TYPE}[assignment]  # the library is untyped",
        f"# the library is untyped\nx = 1  {_TYPE}[assignment]",
        f'x = "{_IGNORE}"',
    ],
)
def test_an_explained_ignore_is_no_fault(lines: str) -> None:
    assert code_rules.bare_ignores("y = 0\n" + lines) == []


@pytest.mark.parametrize(
    "line",
    [
        "QApplication.instance().installEventFilter(f)",
        "app.installEventFilter(f)",
        "self._application.installEventFilter(f)",
        "qApp.installEventFilter(f)",
        "app.focusObjectChanged.connect(f)",
        "QAccessible.installFactory(make)",
        "profile.setUrlRequestInterceptor(Wall())",
        "self.i = QAccessible.queryAccessibleInterface(w)",
        "self.i = node.focusChild()",
        "self.i: QAccessibleInterface | None = None",
        "class Node:\n    interface: QAccessibleInterface",
    ],
)
def test_what_crashes_qt_is_found(line: str) -> None:
    assert len(code_rules.banned_qt(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "self.windowHandle().installEventFilter(f)",
        "app.focusChanged.connect(f)",
        "profile.setUrlRequestInterceptor(self._wall)",
        "interface = QAccessible.queryAccessibleInterface(w)",
        "self.uid = QAccessible.uniqueId(interface)",
    ],
)
def test_what_is_safe_in_qt_is_left_alone(line: str) -> None:
    assert code_rules.banned_qt(line) == []
