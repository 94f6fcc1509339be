"""``main.py doctor``: what is well with this terminal and what is not, with the cure.

One line each. Exit codes: 0 all that is needed is well, 1 something is not, 2 wrong arguments.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from kiosk.config import BadConfig, Config, load
from kiosk.health import machine, paper, service
from kiosk.health.finding import Finding, State, bad, well
from kiosk.print_queue import printers
from locales.languages import Language
from locales.regional import regional
from locales.words import Words


def run(argv: Sequence[str]) -> int:
    """Look at everything and print a line each; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="main.py doctor", description="What is well with this terminal, and what is not."
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument(
        "--lang", choices=[language.value for language in Language], help="of the report"
    )
    asked = parser.parse_args(argv)
    words = Words(Language(asked.lang) if asked.lang else language_of(os.environ))
    # Fonts and sound without a screen: the doctor is also called over a remote line.
    application = QGuiApplication.instance() or QGuiApplication(
        ["doctor", "-platform", "offscreen"]
    )
    findings = _shown(examine(os.environ), words, as_json=asked.json)
    healthy = all(finding.state is not State.BAD for finding in findings)
    del application
    return 0 if healthy else 1


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Every check in turn; those that need settings are left out where these are wrong."""
    yield machine.audio()
    yield machine.voices()
    yield machine.fonts()
    yield machine.pinyin()
    yield machine.memory()
    try:
        config = load(environ)
    except BadConfig as error:
        yield bad("config", "wrong", name=error.name, reason=error.detail)
        return
    yield well("config", file=environ.get("YIZHAN_CONFIG", "-"))
    yield machine.sinks(config)
    yield from machine.engine(config.speech_engine)
    yield from _of_config(config, environ)


def _of_config(config: Config, environ: Mapping[str, str]) -> Iterator[Finding]:
    yield service.credentials(config, environ)
    yield service.provider(config)
    yield service.portal(config)
    yield service.keymaps(config)
    yield from paper.printing(printers(config))
    yield machine.disk(Path(config.data).resolve())


def language_of(environ: Mapping[str, str]) -> Language:
    """The language of the report from the locale (``LC_ALL`` before ``LANG``), else English."""
    locale = environ.get("LC_ALL") or environ.get("LANG", "")
    for language in Language:
        if locale.startswith(regional(language).locale_name):
            return language
    return Language.ZH_HANS if locale.startswith("zh") else Language.EN


def _shown(found: Iterable[Finding], words: Words, *, as_json: bool) -> list[Finding]:
    """Print each as it is found, so that a slow check is not taken for a hanging one."""
    findings = []
    for finding in found:
        findings.append(finding)
        if not as_json:
            print("\n".join(_lines(finding, words)), flush=True)
    if as_json:
        records = [_record(finding, words) for finding in findings]
        healthy = all(finding.state is not State.BAD for finding in findings)
        json.dump({"well": healthy, "checks": records}, sys.stdout, ensure_ascii=False, indent=2)
        print()
    return findings


def _lines(finding: Finding, words: Words) -> Iterator[str]:
    state = _say(words, f"cli.doctor.state.{finding.state.value}")
    name = _say(words, f"cli.doctor.{finding.check}")
    line = _say(words, "cli.doctor.line", state=state, name=name, said=_said(finding, words))
    cure = _cure(finding, words)
    yield _say(words, "cli.doctor.line_cure", line=line, cure=cure) if cure else line


def _record(finding: Finding, words: Words) -> dict[str, object]:
    return {
        "check": finding.check,
        "state": finding.state.value,
        "found": finding.found,
        "said": _said(finding, words),
        "cure": _cure(finding, words),
        "facts": dict(finding.facts),
    }


def _said(finding: Finding, words: Words) -> str:
    return _say(words, f"cli.doctor.{finding.check}.{finding.found}", **finding.facts)


def _cure(finding: Finding, words: Words) -> str:
    if finding.state is State.WELL:
        return ""
    return _say(words, f"cli.doctor.{finding.check}.{finding.found}.cure", **finding.facts)


def _say(words: Words, key: str, **facts: str) -> str:
    text = words(key, **facts)
    return text.source if text.shown is None else text.shown
