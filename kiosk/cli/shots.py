"""Save a picture of every screen: FORMAT/LANGUAGE/LOOK/SCREEN.png.

The pages come from the portal that is configured, or from an embedded one with
the sample city. Nothing is shown on a screen.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from a11y.document import Document
from kiosk.config import load
from kiosk.server_process import ServerFailed, ServerProcess
from kiosk.shots.asked import asked
from kiosk.shots.camera import FORMATS, LOOKS, MORE_LOOKS, Camera
from kiosk.shots.dialogs import own_dialogs
from kiosk.shots.gather import gather
from kiosk.shots.own import VISITOR, own_screens
from kiosk.shots.printed import picture
from kiosk.shots.scenes import Over, Scene, fullest, scenes
from locales.languages import Language
from locales.project import Projector
from locales.words import Words
from portal.client import PortalClient
from portal.errors import PortalError
from portal.models import Page
from views.compose.frame import with_frame
from views.compose.pages import compose_page

Scenes = Iterator[Scene]

ALONE = Over()


def run(argv: Sequence[str]) -> int:
    """Exit code 0; 1 if there is no portal."""
    options = _parser().parse_args(argv)
    application = QApplication.instance() or QApplication([])
    base_url = options.portal or load(os.environ).portal
    try:
        if base_url:
            taken = _take(PortalClient(base_url, None), options)
        else:
            with tempfile.TemporaryDirectory(prefix="yizhan-shots-") as folder:
                server = ServerProcess(Path(folder), os.environ)
                try:
                    taken = _take(PortalClient(server.start(), None), options)
                finally:
                    server.stop()
    except (ServerFailed, PortalError) as error:
        print(f"shots: no portal: {error}", file=sys.stderr)
        return 1
    print(json.dumps({"pictures": taken}) if options.json else f"{taken} pictures: {options.out}")
    del application
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="main.py shots", description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=Path("build/shots"), help="folder")
    parser.add_argument("--portal", default="", help="base address of a portal")
    parser.add_argument("--format", nargs="+", default=list(FORMATS), choices=FORMATS)
    parser.add_argument(
        "--language",
        nargs="+",
        type=Language,
        default=list(Language),
        choices=list(Language),
        metavar="TAG",
    )
    looks = {**LOOKS, **MORE_LOOKS}
    parser.add_argument("--look", nargs="+", default=list(LOOKS), choices=looks)
    parser.add_argument("--screen", nargs="+", default=[], help="only screens so named")
    parser.add_argument("--json", action="store_true", help="say how many as JSON")
    return parser


def _take(client: PortalClient, options: argparse.Namespace) -> int:
    taken = 0
    files = _Files(client)
    pages: dict[str, list[tuple[str, Page]]] = {}
    for language in options.language:
        edition = language.edition
        if edition not in pages:
            pages[edition] = list(gather(client, edition))
        for named in options.format:
            camera = Camera(FORMATS[named], language, files.of(language))
            for look in options.look:
                camera.look({**LOOKS, **MORE_LOOKS}[look])
                folder = options.out / named / language.value / look
                screens = _screens(language, pages[edition])
                taken += _shoot(camera, screens, folder, options.screen)
    return taken


def _shoot(camera: Camera, screens: Scenes, folder: Path, only: Sequence[str]) -> int:
    taken: set[str] = set()
    for name, document, over in screens:
        wanted = not only or any(name.startswith(one) for one in only)
        if not wanted and name != "home":  # dialogs lie above the front page
            continue
        camera.show(document)
        camera.lay(document, over)
        if wanted:
            camera.shoot(folder / f"{name}.png")
            taken.add(name)
        camera.lay(document, ALONE)
        camera.take_away(document)
    return len(taken)


def _screens(language: Language, pages: Sequence[tuple[str, Page]]) -> Scenes:
    """What is seen alone, what lies over a page, and last the dialogs above the front page."""
    words_of: Callable[[Language], Words] = partial(Words, lenient=True)
    words = words_of(language)
    yield from ((name, one, ALONE) for name, one in _alone(language, words_of, pages))
    yield from scenes([page for _, page in pages], words)
    front = next((page for _, page in pages), None)
    if front is not None:
        yield "home", with_frame(compose_page(front, words), VISITOR, words), ALONE
    yield from ((name, one, ALONE) for name, one in own_dialogs(words))


def _alone(
    language: Language,
    words_of: Callable[[Language], Words],
    pages: Sequence[tuple[str, Page]],
) -> Iterator[tuple[str, Document]]:
    words = words_of(language)
    yield from own_screens(words_of, language)
    for name, page in pages:
        yield name, with_frame(compose_page(page, words), VISITOR, words)
    form = fullest([page for _, page in pages])
    if form is not None:
        yield from asked(form, VISITOR, words)


class _Files:
    """Files of the portal, each fetched once, and sheets that would be printed."""

    def __init__(self, client: PortalClient) -> None:
        self._client = client
        self._kept: dict[str, bytes | None] = {}

    def of(self, language: Language) -> Callable[[str], bytes | None]:
        """What loads the pictures of a language; None for what nobody gives."""
        words, show = Words(language, lenient=True), Projector(language).show
        return lambda href: picture(href, words, show) or self._of_portal(href)

    def _of_portal(self, href: str) -> bytes | None:
        if href not in self._kept:
            try:
                self._kept[href] = self._client.file(href)
            except (PortalError, ValueError):
                self._kept[href] = None
        return self._kept[href]
