"""Signing in with a phone (RFC 8628) or on a page, and making sure that it is the right person."""

from __future__ import annotations

from dataclasses import replace

from a11y.document import Document, Live, Node, Role
from locales.text import EMPTY, Text
from locales.words import Words
from views.compose.build import Maker, private
from views.compose.head import TITLE
from views.compose.models import ConfirmModel, SignInModel, SignInState
from views.compose.screens import centred, screen

ADDRESS = "screen:sign_in"


def compose_sign_in(model: SignInModel, words: Words) -> Document:
    """The code to scan, or address and code to type; and the number that the phone asks for."""
    make = Maker(ADDRESS, words)
    by_page = model.by_page
    title = words("screens.sign_in.page.title") if by_page else words("screens.sign_in.title")
    if model.by_asking:
        title = words("screens.sign_in.ask.title")
    inside = [make.heading(TITLE, title, 1), *_again(model, make)]
    if model.purpose:
        purpose = Text(model.purpose, model.purpose_lang)
        text = words("screens.sign_in.purpose", title=purpose)
        told = make.paragraph(":purpose", text, "lead")
        inside.append(replace(told, privacy=model.purpose_privacy))
    inside += (
        waiting_part(model, make) if model.state is SignInState.WAITING else other_part(model, make)
    )
    return screen(make, title, [centred(make, ":body", inside)], look="wide")


def compose_page(found: Document, words: Words) -> Document:
    """A page of the provider; it begins at what went wrong, at its focus, or at its heading."""
    if not found.title:
        name = words("screens.sign_in.page.title")
        found = replace(found, root=replace(found.root, name=name))
    wrong = [node.id for node in found.nodes if node.role is Role.ALERT]
    heads = [node.id for node in found.nodes if node.role is Role.HEADING and node.level == 1]
    start = next(iter([*wrong, *filter(None, [found.start]), *heads]), "")
    return replace(found, start=start)


def code_groups(code: str) -> str:
    """Eight digits as two fours."""
    return f"{code[:4]} {code[4:]}" if len(code) == 8 else code


def waiting_part(model: SignInModel, make: Maker) -> list[Node]:
    """A code waits for a phone, or a phone was asked."""
    words = make.words
    if model.by_asking:
        text = make.paragraph(":asked", words("screens.sign_in.ask.text"), "lead")
        number = _number(model, make)
        return [text, *number, _countdown(model, make), *_buttons(model, make, retry=False)]
    qr = Node(make.id(":qr"), Role.IMAGE, words("screens.sign_in.qr"), look="qr", source=model.qr)
    scan = [make.heading(":scan", words("screens.sign_in.scan")), qr]
    typed = [
        make.heading(":type", words("screens.sign_in.type")),
        make.paragraph(":address.label", words("screens.sign_in.address"), "label"),
        make.paragraph(":address", Text(model.address, "und", convert=False), "code spell"),
        make.paragraph(":code.label", words("screens.sign_in.code"), "label"),
        make.paragraph(
            ":code", Text(code_groups(model.user_code), "und", convert=False), "code big spell"
        ),
    ]
    columns = [
        Node(make.id(":way.scan"), Role.GROUP, EMPTY, children=tuple(scan)),
        Node(make.id(":way.type"), Role.GROUP, EMPTY, children=tuple(typed)),
    ]
    columns += _number(model, make)
    ways = Node(make.id(":ways"), Role.GROUP, EMPTY, look="columns", children=tuple(columns))
    return [ways, _countdown(model, make), *_buttons(model, make, retry=False)]


def reason(model: SignInModel, words: Words) -> Text | None:
    """What is asked of who signs in besides a password, or why once more; None for neither."""
    level = f"screens.sign_in.level.{model.level}"
    if model.level and words.has(level):
        return words(level)
    return words("screens.sign_in.fresh") if model.again else None


def _again(model: SignInModel, make: Maker) -> list[Node]:
    why = reason(model, make.words)
    return [make.paragraph(":again", why, "lead")] if why is not None else []


def _number(model: SignInModel, make: Maker) -> list[Node]:
    if not model.binding_number:
        return []
    number = Text(model.binding_number, "und", convert=False)
    inside = (
        make.heading(":number.label", make.words("screens.sign_in.number"), 3),
        make.paragraph(":number", number, "code big spell"),
    )
    return [Node(make.id(":matching"), Role.GROUP, EMPTY, look="panel", children=inside)]


def _countdown(model: SignInModel, make: Maker) -> Node:
    """The seconds left; the shell says them at a few of them only, so it is not live."""
    text = make.words.plural("screens.sign_in.seconds", model.seconds_left)
    return Node(make.id(":seconds"), Role.TIMER, text, look="meta")


def other_part(model: SignInModel, make: Maker) -> list[Node]:
    """Anything else: on the way, or come to nothing."""
    words = make.words
    underway = model.state in (SignInState.STARTING, SignInState.OPENING, SignInState.CHECKING)
    own, of_page = (
        f"screens.sign_in.state.{model.state}",
        f"screens.sign_in.page.state.{model.state}",
    )
    keys = [of_page, own] if model.by_page else [own, of_page]
    if model.by_asking:
        keys.insert(0, f"screens.sign_in.ask.state.{model.state}")
    if not underway:
        keys.insert(0, f"screens.sign_in.error.{model.error_code}")
    key = next(key for key in keys if words.has(key))
    live = Live.POLITE if underway else Live.ASSERTIVE
    text = make.status(":state", words(key), "loading" if underway else "error", live)
    return [text, *_buttons(model, make, retry=not underway)]


def _buttons(model: SignInModel, make: Maker, *, retry: bool) -> list[Node]:
    words = make.words
    found = []
    if retry:
        again = words("screens.sign_in.retry")
        if model.by_page:
            again = words("screens.sign_in.page.retry")
        elif model.by_asking:
            again = words("screens.sign_in.ask.retry")
        found.append(make.button("retry", again, "primary icon=retry"))
    if model.ask_offered and not model.by_page:
        more = "again" if model.by_asking else "choose"
        found.append(make.button("sign_in.ask", words(f"screens.sign_in.ask.{more}")))
    if model.page_offered and not model.by_page:
        found.append(make.button("sign_in.page", words("screens.sign_in.page.choose")))
    if not (model.again or model.by_page) and not model.staff:
        found.append(make.button("register", words("screens.sign_in.register"), "secondary"))
    found.append(make.button("back", words("screens.sign_in.cancel"), "secondary", part=":cancel"))
    return [Node(make.id(":actions"), Role.GROUP, EMPTY, look="actions", children=tuple(found))]


def compose_confirm(model: ConfirmModel, words: Words) -> Document:
    """Is this you? Yes goes on; no ends the sign-in at once."""
    make = Maker("screen:confirm", words)
    name = Text(model.masked_name, "zh-Hans", convert=False)
    title = words("screens.confirm.title")
    buttons = (
        make.button("confirm.yes", words("screens.confirm.yes"), "primary icon=yes"),
        make.button("confirm.no", words("screens.confirm.no"), "secondary icon=no"),
    )
    inside = [
        make.heading(TITLE, title, 1),
        private(make.paragraph(":name", name, "name")),
        make.paragraph(":text", words("screens.confirm.text")),
        Node(make.id(":actions"), Role.GROUP, EMPTY, look="actions", children=buttons),
    ]
    return screen(make, title, [centred(make, ":body", inside)])
