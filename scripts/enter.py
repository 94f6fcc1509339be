"""Prepares this machine and starts a command in the prepared place.

    scripts/start.sh [--bring-back FOLDER]... run|test [-- COMMAND [ARGUMENT...]]

1. system packages, 2. the virtual environment, 3. as root: the ordinary user and a copy of
the sources that this user can read, 4. the words. Each step looks first whether there is
anything to do. The command finds the environment's programs first in its PATH.
``--bring-back`` copies a folder of results from the copy into the checkout afterwards.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from scripts import account, environment, sources, system
from scripts.places import Places, Purpose
from scripts.problem import ProblemError


def main(arguments: list[str]) -> int:
    """Prepares, then becomes the command; returns only when there is none or to bring back."""
    options = _parse(arguments)
    os.umask(0o022)  # another user must be able to read what is prepared here
    places = Places.here(Purpose(options.purpose))
    system.ensure(places.package_lists)
    environment.ensure(places)
    owner = _share(places) if places.as_root else None
    _words(places, owner)
    if not options.command:
        return 0
    return _start(places, owner, options.command, options.bring_back)


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/start.sh", description=__doc__)
    parser.add_argument("purpose", choices=[purpose.value for purpose in Purpose])
    parser.add_argument("--bring-back", action="append", default=[], metavar="FOLDER")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if options.command[:1] == ["--"]:
        del options.command[0]
    return options


def _share(places: Places) -> pwd.struct_passwd:
    """Makes the account and its copy of the sources.

    The copy for tests belongs to the account, since tests write caches and results; while
    another test uses it, this one waits. The copy for running can only be read.
    """
    owner = account.ensure()
    files = sources.read(places.checkout)
    if places.purpose is Purpose.TEST:
        account.own(places.tree, owner, mode=0o755)
        _wait_for_turn(places.tree)

        def write() -> int:
            sources.write(files, places.tree)
            return 0

        if account.act_as(owner, write):
            raise ProblemError(f"the sources could not be copied to {places.tree}")
    elif sources.write(files, places.tree):  # the account cannot keep compiled code: do it here
        compileall = [str(places.python), "-m", "compileall", "-q", "-x", r"/\.", str(places.tree)]
        subprocess.run(compileall, check=False)
    return owner


def _wait_for_turn(tree: Path) -> None:
    """Holds the copy until this process, and the command it becomes, ends."""
    descriptor = os.open(tree, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("yizhan: another check is running; waiting for it to end", flush=True)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.set_inheritable(descriptor, True)


def _words(places: Places, owner: pwd.struct_passwd | None) -> None:
    """Compiles catalogues and word lists if they changed since the last time."""
    texts = (places.tree / "locales").rglob
    catalogues = sorted([*texts("*.po"), *texts("*.tsv")])
    digest = hashlib.sha256()
    for path in catalogues:
        digest.update(path.read_bytes())
    stamp = places.tree / "build" / "words.sha256"
    if not catalogues or (stamp.is_file() and stamp.read_text("ascii") == digest.hexdigest()):
        return

    def compile_them() -> int:
        command = [str(places.python), "-m", "locales.compile"]
        code = subprocess.run(command, cwd=places.tree, check=False).returncode
        if code == 0:
            stamp.parent.mkdir(exist_ok=True)
            stamp.write_text(digest.hexdigest(), encoding="ascii")
        return code

    writer = owner if places.purpose is Purpose.TEST else None
    if account.act_as(writer, compile_them):
        raise ProblemError("the words could not be compiled; the reason is above")


def _start(
    places: Places, owner: pwd.struct_passwd | None, command: list[str], bring_back: list[str]
) -> int:
    env = account.clean_environment(places, os.environ)
    if owner is None:
        _turn_into(command, env, places.tree)
    env |= account.lend_screen(owner, os.environ)
    if not bring_back:
        account.become(owner)
        _turn_into(command, env, places.tree)
    code = account.run_as(owner, command, env, places.tree)
    for name in bring_back:
        _bring_back(places, name)
    return code


def _turn_into(command: list[str], env: dict[str, str], folder: Path) -> NoReturn:
    os.chdir(folder)
    try:
        os.execvpe(command[0], command, env)  # noqa: S606  becoming it is the point
    except OSError as error:
        raise ProblemError(f"{command[0]}: {error.strerror}") from error


def _bring_back(places: Places, name: str) -> None:
    made = places.tree / name
    if made.is_dir():
        shutil.copytree(made, places.checkout / name, dirs_exist_ok=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # set-up has nothing to tidy: end at once
    try:
        sys.exit(main(sys.argv[1:]))
    except ProblemError as problem:
        print(f"yizhan: {problem}", file=sys.stderr)
        sys.exit(1)
