"""Nodes in the platform's accessibility tree: each widget says its node's role and states.

The factory must be installed after the QApplication exists; an earlier one is
shadowed. No interface is ever kept: Qt owns them and asks anew.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QWidget
from typing_extensions import override

from a11y.document import Node, Role, State
from views.widgets.factory_hook import Hook
from views.widgets.herald import Herald

_Q = QAccessible.Role

ROLES: dict[Role, QAccessible.Role] = {
    Role.DOCUMENT: _Q.Document,
    Role.REGION: _Q.Section,
    Role.HEADING: _Q.Heading,
    Role.PARAGRAPH: _Q.Paragraph,
    Role.LIST: _Q.List,
    Role.LISTITEM: _Q.ListItem,
    Role.LINK: _Q.Link,
    Role.BUTTON: _Q.Button,
    Role.TABLE: _Q.Table,
    Role.ROW: _Q.Row,
    Role.CELL: _Q.Cell,
    Role.COLUMNHEADER: _Q.ColumnHeader,
    Role.ROWHEADER: _Q.RowHeader,
    Role.IMAGE: _Q.Graphic,
    Role.FIGURE: _Q.Grouping,
    Role.FORM: _Q.Form,
    Role.GROUP: _Q.Grouping,
    Role.TEXTBOX: _Q.EditableText,
    Role.CHECKBOX: _Q.CheckBox,
    Role.RADIOGROUP: _Q.Grouping,
    Role.RADIO: _Q.RadioButton,
    Role.COMBOBOX: _Q.ComboBox,
    Role.OPTION: _Q.ListItem,
    Role.STATUS: _Q.StatusBar,
    Role.ALERT: _Q.AlertMessage,
    Role.TIMER: _Q.StaticText,
    Role.DIALOG: _Q.Dialog,
    Role.NOTE: _Q.Note,
    Role.TERM: _Q.ListItem,
    Role.BLOCKQUOTE: _Q.BlockQuote,
    Role.SEPARATOR: _Q.Separator,
}
"""Our roles as Qt names them; where Qt has none, the nearest."""

STATES: dict[State, str] = {
    State.CHECKED: "checked",
    State.SELECTED: "selected",
    State.EXPANDED: "expanded",
    State.COLLAPSED: "collapsed",
    State.INVALID: "invalid",
    State.READONLY: "readOnly",
    State.BUSY: "busy",
    State.DISABLED: "disabled",
    State.VISITED: "traversed",
}
"""Our states as attributes of ``QAccessible.State``; required and current have none there."""


class NodeInterface(QAccessibleWidget):
    """The accessible object of a widget that shows a node."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, _Q.Client)

    @property
    def _node(self) -> Node | None:
        found = getattr(self.object(), "node", None)
        return found if isinstance(found, Node) else None

    @override
    def role(self) -> QAccessible.Role:
        node = self._node
        if isinstance(self.object(), Herald):
            return _Q.Notification
        return _Q.Client if node is None else ROLES[node.role]

    @override
    def text(self, t: QAccessible.Text) -> str:
        node = self._node
        if t is QAccessible.Text.Value and node is not None and node.value:
            return str(self.widget().property("shown_value") or "")
        return super().text(t)

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        node = self._node
        for own, name in STATES.items() if node is not None else ():
            if node is not None and own in node.states:
                setattr(state, name, True)
        if node is not None and node.role in (Role.RADIO, Role.CHECKBOX):
            state.checkable = True
        return state

    @override
    def actionNames(self) -> list[str]:
        names = [QAccessibleActionInterface.setFocusAction()]
        if isinstance(self.object(), QAbstractButton):
            names.insert(0, QAccessibleActionInterface.pressAction())
        return names if self.widget().focusPolicy() != Qt.FocusPolicy.NoFocus else []

    @override
    def doAction(self, actionName: str) -> None:
        widget = self.object()
        if actionName == QAccessibleActionInterface.pressAction():
            if isinstance(widget, QAbstractButton):
                widget.click()
        elif isinstance(widget, QWidget):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)


def install() -> Hook:
    """Let widgets of nodes speak for their nodes; once a process, after QApplication.

    What is returned is to be kept as long as the application lives.
    """
    return Hook(NodeInterface)
