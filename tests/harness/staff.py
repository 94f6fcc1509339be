"""A member of staff who helps from a device of their own: a browser without scripts."""

from __future__ import annotations

from kiosk.tour.phone import Form, Page, Phone

ACCOUNT, PASSWORD = "desk", "desk-2009"


class Staff(Phone):
    """Reads the pages below ``/assist/`` and sends their forms."""

    def sign_in(self, account: str = ACCOUNT, password: str = PASSWORD) -> Page:
        """Opens the list of terminals."""
        self.open("/assist/sign-in")
        return self.submit(account=account, password=password)

    def offer(self, terminal: str) -> Page:
        """Offers to help at a terminal from here."""
        self.open("/assist/")
        form = self._form("/remote", terminal)
        return self._send(form, {})

    def go_there(self, terminal: str) -> Page:
        """Says that somebody is on the way."""
        self.open("/assist/")
        return self._send(self._form("/go", terminal), {})

    def look(self) -> Page:
        """The page for helping as it is now."""
        return self.open(self.page.url.partition("?")[0])

    @property
    def rows(self) -> list[str]:
        """The outline, a line a row."""
        rows = [e for e in self.page.all("li") if e.attributes.get("class") == "row"]
        return [" ".join(row.text.split()) for row in rows]

    def point(self, words: str) -> Page:
        """Points at the first row with these words."""
        return self._row("point", words)

    def fill(self, words: str, text: str) -> Page:
        """Fills in the first open field whose label has these words."""
        return self._row("fill", words, text)

    def say(self, text: str) -> Page:
        """Has it spoken at the terminal."""
        return self._send(self._with("kind", "say"), {"text": text})

    def step(self, kind: str) -> Page:
        """Slower, faster, larger, smaller."""
        form = next(f for f in self.page.forms if ("kind", kind) in f.buttons.values())
        return self._send(form, {"kind": kind})

    def end(self) -> Page:
        """Ends the help."""
        return self._send(self._with("kind", "end"), {})

    def act(self, **fields: str) -> Page:
        """A gesture that no button offers."""
        return self._send(self._with("kind", "end"), fields)

    def node(self, words: str) -> str:
        """The name of the first row with these words."""
        for form in self.page.forms:
            if "node" in form.values and any(words in label for label in form.buttons):
                return form.values["node"]
        raise LookupError(words)

    def _row(self, kind: str, words: str, text: str = "") -> Page:
        labels = {e.attributes["for"]: e.text for e in self.page.all("label")}
        for form in self.page.forms:
            if form.values.get("kind") != kind:
                continue
            shown = list(form.buttons)
            if kind == "fill":
                shown = [labels.get(f"fill-{form.values['node']}", "")]
            if any(words in one for one in shown):
                return self._send(form, {"text": text} if text else {})
        raise LookupError(f"no row to {kind} with {words!r}")

    def _with(self, name: str, value: str) -> Form:
        return next(form for form in self.page.forms if form.values.get(name) == value)

    def _form(self, end: str, terminal: str) -> Form:
        for form in self.page.forms:
            if form.action.endswith(end) and any(terminal in label for label in form.buttons):
                return form
        raise LookupError(f"{end} {terminal}")
