"""Which widget shows a node: by its role, and among the same role by its look."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from a11y.document import Node, Role
from views.widgets import bar, buttons, fields, groups, images, options, tables, text, tiles
from views.widgets.base import NodeView
from views.widgets.containers import Container, Stack
from views.widgets.context import Context
from views.widgets.facts import EventWidget, FactWidget
from views.widgets.figures import ChartFigure
from views.widgets.flows import Grid, Wrapped

Leaf = Callable[[Context, Node, QWidget], NodeView]
"""How every widget without children is made."""

_LEAVES: dict[Role, type[NodeView]] = {
    Role.NOTE: text.MessageWidget,
    Role.STATUS: text.MessageWidget,
    Role.ALERT: text.MessageWidget,
    Role.BLOCKQUOTE: text.QuoteWidget,
    Role.TEXTBOX: fields.FieldWidget,
    Role.RADIO: options.RadioOption,
    Role.CHECKBOX: options.CheckOption,
    Role.CELL: tables.CellWidget,
    Role.COLUMNHEADER: tables.CellWidget,
    Role.ROWHEADER: tables.CellWidget,
    Role.IMAGE: images.ImageWidget,
    Role.LINK: tiles.RowButton,
    Role.BUTTON: buttons.ActionButton,
    Role.LISTITEM: text.ItemWidget,
}

_CONTAINERS: dict[Role, type[Container]] = {
    Role.TABLE: tables.TableWidget,
    Role.ROW: tables.RowWidget,
    Role.RADIOGROUP: groups.Labelled,
    Role.LISTITEM: Wrapped,
}

_LOOKS: dict[str, type[NodeView]] = {
    "bar": bar.BarButton,
    "language": buttons.BigButton,
    "elder": buttons.WideButton,
    "choice": tiles.RowButton,
    "row": tiles.RowButton,
    "item": tiles.RowButton,
    "tile": tiles.TileButton,
    "chip": buttons.ChipButton,
    "primary": buttons.ActionButton,
    "secondary": buttons.ActionButton,
    "fact": FactWidget,
    "event": EventWidget,
    "plain": text.TextWidget,
    "meta": text.TextWidget,
    "qr": images.QrWidget,
}

_CONTAINER_LOOKS: dict[str, type[Container]] = {
    "bar": bar.Bar,
    "card": groups.Card,
    "attract": groups.Attract,
    "cover": groups.Card,
    "chart": ChartFigure,
    "panel": groups.Panel,
    "official": groups.Panel,
    "post": groups.Panel,
    "facts": groups.FactList,
    "tiles": Grid,
    "chips": groups.Chips,
    "foot": groups.Foot,
    "actions": groups.Actions,
    "languages": groups.Languages,
    "invitation": groups.Invitation,
    "columns": groups.Columns,
    "beside": groups.Beside,
    "options": groups.Labelled,
    "searchrow": groups.SearchRow,
}

_TEXTS = frozenset({Role.HEADING, Role.PARAGRAPH, Role.TIMER, Role.TERM, Role.SEPARATOR})


def class_of(node: Node) -> type[NodeView]:
    """The class of widget that shows a node."""
    found = _container_of(node)
    if found is not None:
        return found
    if node.role in _TEXTS and "bar" not in node.look.split():
        return text.TextWidget
    for look in node.look.split():
        if look in _LOOKS:
            return bar.Person if node.role is Role.PARAGRAPH else _LOOKS[look]
    return _LEAVES.get(node.role, text.TextWidget)


def _container_of(node: Node) -> type[Container] | None:
    """The class for a node with children, None for one without."""
    looks = node.look.split()
    if node.role is Role.LISTITEM and node.name:
        return groups.NestedItem if node.children else None
    if node.role in (Role.LINK, Role.BUTTON, Role.PARAGRAPH, Role.HEADING, Role.IMAGE):
        return None
    if node.children or node.role in _CONTAINER_ROLES:
        for look in looks:
            if look in _CONTAINER_LOOKS:
                return _CONTAINER_LOOKS[look]
        return _CONTAINERS.get(node.role, Stack)
    return None


_CONTAINER_ROLES = frozenset(
    {
        Role.REGION,
        Role.LIST,
        Role.TABLE,
        Role.ROW,
        Role.FORM,
        Role.GROUP,
        Role.RADIOGROUP,
        Role.FIGURE,
    }
)


def make_view(context: Context, node: Node, parent: QWidget) -> NodeView:
    """The widget of a node."""
    kind = class_of(node)
    if issubclass(kind, Container):
        return kind(context, node, parent, make_view)
    return cast("Leaf", kind)(context, node, parent)
