"""System packages: which of the lists are missing, and installing them where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from scripts.problem import ProblemError

INSTALL = ("apt-get", "-q", "install", "-y", "--no-install-recommends")

NGINX = Path("/var/lib/nginx")
NGINX_FOLDERS = ("body", "proxy", "fastcgi", "uwsgi", "scgi")


def wanted(lists: Iterable[Path]) -> list[str]:
    """The package names of ``lists``; ``#`` starts a comment."""
    lines = (line for path in lists for line in path.read_text(encoding="utf-8").splitlines())
    return [name for line in lines if (name := line.partition("#")[0].strip())]


def missing(packages: list[str]) -> list[str]:
    """Those of ``packages`` that are not installed."""
    found = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *packages],
        capture_output=True,
        text=True,
        check=False,  # it fails when one is unknown, which is what is asked here
    ).stdout
    rows = (line.partition(" ") for line in found.splitlines())
    installed = {name for name, _, state in rows if state == "installed"}
    return [name for name in packages if name not in installed]


def ensure(lists: Iterable[Path]) -> None:
    """Installs what is missing.

    As root by apt; as an ordinary user through sudo if it asks for no password.
    Raises ProblemError with the one command to type where neither is possible.
    """
    if shutil.which("dpkg-query") is None:
        print("yizhan: not a Debian system; its packages are left to you (scripts/apt-*.txt)")
        return
    packages = missing(wanted(lists))
    if not packages:
        make_folders()
        return
    prefix = _privilege()
    if prefix is None:
        command = " ".join(["sudo", *INSTALL, *packages])
        raise ProblemError(f"system packages are missing. Type this once:\n\n    {command}\n")
    print(f"yizhan: installing {len(packages)} system packages and what they need", flush=True)
    _apt([*prefix, "apt-get", "-q", "update"], must=False)  # a foreign source may be down
    _apt([*prefix, *INSTALL, *packages], must=True)
    make_folders()


def make_folders(nginx: Path = NGINX) -> None:
    """Makes what nginx wants in ``nginx`` before an ordinary user can start one with nchan.

    Debian's package leaves that to nginx's first start by root, which a machine without
    systemd never sees. Does nothing where nginx is missing or this user may not.
    """
    lacking = [str(nginx / name) for name in NGINX_FOLDERS if not (nginx / name).exists()]
    prefix = _privilege() if nginx.exists() and lacking else None
    if prefix is not None:
        subprocess.run([*prefix, "mkdir", "-m", "700", *lacking], check=False)


def _privilege() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _apt(command: list[str], *, must: bool) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    code = subprocess.run(command, env=quiet, check=False).returncode
    if code and must:
        raise ProblemError(f"apt-get ended with {code}; what it says above is the reason")
