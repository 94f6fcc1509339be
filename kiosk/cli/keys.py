"""``keys``: the key maps, what they do, and which keys other programs use otherwise."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from a11y.command import Command, Topic
from a11y.conflicts import Other, Shared, load_others, shared
from a11y.errors import KeymapError
from a11y.key_words import key_name
from a11y.keymap import FOLDER, Binding, Keymap, Mode, load, path_of
from a11y.keys import write_sequence
from kiosk.commands import all_commands
from locales.languages import Language
from locales.text import EMPTY
from locales.words import Words

Clashes = Mapping[str, tuple[Other, list[Shared]]]


def run(argv: Sequence[str]) -> int:
    """Exit code 0; 1 for a keymap that is refused; 2 for wrong arguments."""
    profiles = sorted(path.stem for path in FOLDER.glob("*.toml"))
    parser = argparse.ArgumentParser(prog="main.py keys", description=__doc__)
    known = f"one profile only: {', '.join(profiles)}, or the path of a file"
    parser.add_argument("--profile", metavar="NAME", help=known)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--sheet", action="store_true", help="a cheat sheet in Markdown")
    parser.add_argument("--language", choices=[one.value for one in Language], default="zh-Hans")
    asked = parser.parse_args(argv)
    commands = all_commands()
    names = [asked.profile] if asked.profile else profiles
    words = Words(Language(asked.language), lenient=True)
    try:
        keymaps = [load(path_of(name), commands) for name in names]
    except KeymapError as error:
        print(fault(error, words), file=sys.stderr)
        return 1
    if asked.json:
        print(json.dumps([_record(k, words, commands) for k in keymaps], ensure_ascii=False))
    elif asked.sheet:
        print(sheet(keymaps, words, commands), end="")
    else:
        print("\n".join(line for k in keymaps for line in _report(k, words, commands)))
    return 0


def fault(error: KeymapError, words: Words) -> str:
    """What is wrong with a keymap, where, and what to do about it."""
    facts = {"place": error.place, "keys": error.keys, "detail": error.detail}
    known = ", ".join(sorted(path.stem for path in FOLDER.glob("*.toml")))
    key = f"cli.doctor.keymaps.{error.kind}"
    cure = words(f"{key}.cure", known=known, **facts) if words.has(f"{key}.cure") else EMPTY
    return f"{words(key, **facts).source}\n{cure.source}".rstrip()


def clashes(keymap: Keymap) -> Clashes:
    """What a profile shares with each other program, by the program's id."""
    return {other.id: (other, list(shared(keymap, other))) for other in load_others()}


def sheet(keymaps: Iterable[Keymap], words: Words, commands: Mapping[str, Command]) -> str:
    """All keys as a Markdown table a chapter, a column a profile."""
    columns = list(keymaps)
    rule = "|---" * (len(columns) + 1) + "|"
    lines = [
        "<!-- Made by `python main.py keys --sheet`; a test compares it. Do not edit. -->",
        "",
        f"# {words('reading.command.help.keys').source}",
    ]
    for topic in Topic:
        rows = []
        for command in commands.values():
            cells = [_written(keymap, command.id, words) for keymap in columns]
            if command.topic is topic and any(cells):
                rows.append(f"| {words(command.description).source} | {' | '.join(cells)} |")
        if rows:
            head = " | ".join(words(f"reading.profile.{k.profile}").source for k in columns)
            title = words(f"reading.topic.{topic.value}").source
            lines += ["", f"## {title}", "", f"| | {head} |", rule, *rows]
    return "\n".join(lines) + "\n"


def _written(keymap: Keymap, command_id: str, words: Words) -> str:
    """The keys of a command as they are called on that keyboard; where they hold if not always."""
    found: dict[str, str] = {}
    for binding in keymap.bindings:
        if binding.command == command_id:
            name = key_name(binding.sequence, keymap.profile, words).source
            found.setdefault(name, _where(binding, words))
    return words("reading.keys.between").source.join(name + found[name] for name in found)


def _where(binding: Binding, words: Words) -> str:
    """Nothing where it holds while reading; else the mode."""
    if binding.mode in (None, Mode.BROWSE):
        return ""
    return words(f"reading.mode.{binding.mode}").source


def _record(keymap: Keymap, words: Words, commands: Mapping[str, Command]) -> dict[str, object]:
    return {
        "profile": keymap.profile,
        "unknown": {other.name: other.unknown for other in load_others() if other.unknown},
        "bindings": [
            {
                "keys": write_sequence(binding.sequence),
                "called": key_name(binding.sequence, keymap.profile, words).source,
                "mode": binding.mode.value if binding.mode is not None else "always",
                "command": binding.command,
                "does": words(commands[binding.command].description).source,
            }
            for binding in keymap.bindings
        ],
        "shared": [
            {
                "with": other.name,
                "source": other.source,
                "keys": one.keys,
                "mode": one.mode or "always",
                "ours": one.ours,
                "theirs": one.theirs,
                "agrees": one.agrees,
            }
            for other, found in clashes(keymap).values()
            for one in found
        ],
    }


def _report(keymap: Keymap, words: Words, commands: Mapping[str, Command]) -> Iterable[str]:
    yield f"== {keymap.profile}"
    for binding in keymap.bindings:
        mode = binding.mode.value if binding.mode is not None else "always"
        does = words(commands[binding.command].description).source
        yield f"{write_sequence(binding.sequence):<18} {mode:<7} {binding.command:<22} {does}"
    for other, found in clashes(keymap).values():
        same = sum(one.agrees for one in found)
        yield f"-- {other.name}: {same} keys agree, {len(found) - same} differ ({other.source})"
        if other.unknown:
            yield f"   not known: {other.unknown}"
        for one in found:
            if not one.agrees:
                yield f"   {one.keys:<18} ours: {one.ours}; theirs: {one.theirs}"
    yield ""
