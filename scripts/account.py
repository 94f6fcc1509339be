"""The ordinary user that runs the programs, and becoming that user."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType

from scripts.places import ACCOUNT, STATE, Places, Purpose
from scripts.problem import ProblemError

_PASSED_ON = ("DISPLAY", "LANG", "TERM", "TZ", "CI", "PYTEST_ADDOPTS", "COLUMNS")
_PASSED_ON_PREFIXES = ("YIZHAN_", "PORTAL_", "LC_")


def ensure() -> pwd.struct_passwd:
    """The account, made if it is not there: no password, no shell.

    Its home belongs to root, so that the programs cannot change themselves; what they
    may write to are the folders ``home`` and ``data`` in it.
    """
    try:
        account = pwd.getpwnam(ACCOUNT)
    except KeyError:
        account = _add()
    for name in ("home", "data"):
        own(STATE / name, account, mode=0o700)
    return account


def _add() -> pwd.struct_passwd:
    print(f"yizhan: adding the user {ACCOUNT}", flush=True)
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", str(STATE)]
    made = subprocess.run([*command, "--shell", "/usr/sbin/nologin", ACCOUNT], check=False)
    if made.returncode:
        raise ProblemError(f"the user {ACCOUNT} could not be added")
    return pwd.getpwnam(ACCOUNT)


def own(folder: Path, account: pwd.struct_passwd, *, mode: int) -> None:
    """Makes ``folder`` and gives it to ``account``."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chown(folder, account.pw_uid, account.pw_gid)
    folder.chmod(mode)


def clean_environment(places: Places, given: Mapping[str, str]) -> dict[str, str]:
    """The environment of the programs: nothing of the caller's but what is named above.

    For an ordinary user it is the own environment with the virtual one in front.
    """
    path = f"{places.venv / 'bin'}:/usr/local/bin:/usr/bin:/bin"
    if not places.as_root:
        return {**given, "PATH": f"{places.venv / 'bin'}:{given.get('PATH', path)}"}
    passed = {
        name: value
        for name, value in given.items()
        if name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES)
    }
    ours = {"PATH": path, "HOME": str(places.home), "USER": ACCOUNT, "LOGNAME": ACCOUNT}
    if places.purpose is Purpose.RUN:  # a test keeps its data in the copy
        ours["YIZHAN_DATA"] = passed.get("YIZHAN_DATA", str(STATE / "data"))
    return {"LANG": "C.UTF-8", **passed, **ours}


def lend_screen(account: pwd.struct_passwd, given: Mapping[str, str]) -> dict[str, str]:
    """Copies root's key to the X server to where ``account`` can read it."""
    key = Path(given.get("XAUTHORITY") or Path.home() / ".Xauthority")
    if not given.get("DISPLAY") or not key.is_file():
        return {}
    secret = key.read_bytes()
    lent = STATE / "home" / ".Xauthority"

    def write() -> int:
        lent.unlink(missing_ok=True)
        lent.touch(mode=0o600)
        lent.write_bytes(secret)
        return 0

    return {"XAUTHORITY": str(lent)} if act_as(account, write) == 0 else {}


def act_as(account: pwd.struct_passwd | None, action: Callable[[], int]) -> int:
    """Does ``action`` in a child process of ``account``; returns what it returns.

    Root never writes into a folder of the account itself: a link left there could lead
    anywhere. None stands for the present user, who needs no child.
    """
    if account is None:
        return action()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        become(account)
        code = action()
    finally:
        os._exit(code)


def become(account: pwd.struct_passwd) -> None:
    """Turns this process into one of ``account``; there is no way back."""
    os.initgroups(account.pw_name, account.pw_gid)
    os.setresgid(account.pw_gid, account.pw_gid, account.pw_gid)
    os.setresuid(account.pw_uid, account.pw_uid, account.pw_uid)


def run_as(
    account: pwd.struct_passwd, command: list[str], env: Mapping[str, str], cwd: Path
) -> int:
    """Runs ``command`` as ``account`` and waits for it; returns its exit code.

    Ctrl+C reaches the command by itself (one group of processes); a SIGTERM is handed on.
    """
    guarded = ["setpriv", "--pdeathsig", "TERM", "--", *command]
    groups = os.getgrouplist(account.pw_name, account.pw_gid)
    process = subprocess.Popen(
        guarded, env=env, cwd=cwd, user=account.pw_uid, group=account.pw_gid, extra_groups=groups
    )

    def hand_on(signum: int, _frame: FrameType | None) -> None:
        process.send_signal(signum)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, hand_on)
    return process.wait()
