"""The portal in one process beside the terminals: ``python -m server.embed --data DIR``.

1. The data folder is locked, so that two servers never share one.
2. On the first run the database is made beside its place and moved there when complete.
3. The port is bound on the loopback address only.
4. ``READY http://127.0.0.1:PORT`` is printed once connections are accepted.
5. SIGTERM, or the end of stdin with ``--parent-pipe``, lets running requests finish and stops.

Exit codes: 0 stopped, 1 could not start, 2 usage, 3 the data folder is in use.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import fcntl
import json
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from server.desk_words import compile_into

HOST: Final = "127.0.0.1"
IN_USE: Final = 3
THREADS: Final = 8
_STDIN: Final = 0
FULL: Final = 190.0
"""A scale at which every part of the sample content has the size that the city's portal had."""
CONNECTIONS: Final = 1000
"""Far more than two terminals need: at its limit the server leaves new ones unanswered."""
_PR_SET_PDEATHSIG: Final = 1
"""prctl(2)."""
_M_ARENA_MAX: Final = -8
"""mallopt(3). A heap for each thread would keep what the largest search of each took."""
_M_MMAP_THRESHOLD: Final = -3
_LARGE: Final = 128 * 1024
"""Bytes. What is larger is given back when it is freed; unset, glibc soon keeps up to 32 MB."""
LARGEST_REQUEST: Final = 8 * 1024 * 1024
"""Bytes that are read at all; the portal's own limit, far below, is answered as a problem."""


def scale_of(text: str) -> float:
    """A number, or ``full`` for the city's own size."""
    return FULL if text == "full" else float(text)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m server.embed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the database")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--scale", type=scale_of, default=1.0, help="1: small; full: the city's")
    parser.add_argument("--seed", type=int, default=2009, help="other sample content")
    parser.add_argument("--cache", type=Path, help="folder for ready-made sample databases")
    parser.add_argument("--terminal", type=Path, help="file about a terminal that is to be known")
    parser.add_argument("--parent-pipe", action="store_true", help="stop when stdin ends")
    return parser.parse_args(arguments)


@contextlib.contextmanager
def exclusive(folder: Path) -> Iterator[bool]:
    """Holds the folder's lock; yields False when another process has it.

    The kernel drops a flock when its holder dies, however it dies.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / "server.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until told to stop; returns the exit code."""
    options = parse(arguments)
    ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
    ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)
    data = options.data.resolve()
    with exclusive(data) as mine:
        if not mine:
            sys.stderr.write(f"refused: another server is using {data}\n")
            return IN_USE
        os.environ["YIZHAN_DATA"] = str(data)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "server.settings")
        compile_into(data / "locale")
        return _serve(options)


def _serve(options: argparse.Namespace) -> int:
    """Sets up, binds, and serves in this thread."""
    import django  # noqa: PLC0415 - settings need YIZHAN_DATA first

    django.setup()
    if not _prepare(options):
        return 1
    _open_database()
    if options.terminal and not _know(options.terminal):
        return 1
    from waitress.server import create_server  # noqa: PLC0415 - as above

    from server.urls import urlpatterns  # noqa: PLC0415 - loaded now, not in the first request
    from server.wsgi import application  # noqa: PLC0415 - as above

    if not urlpatterns:
        return 1
    signal.signal(signal.SIGTERM, _stop)
    server = create_server(
        application,
        host=HOST,
        port=options.port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        ident="",
        max_request_body_size=LARGEST_REQUEST,
    )
    if options.parent_pipe:
        threading.Thread(target=_follow_parent, name="parent-pipe", daemon=True).start()
    port = server.effective_port  # type: ignore[union-attr]  # one address makes one server
    sys.stdout.write(f"READY http://{HOST}:{port}\n")
    sys.stdout.flush()
    server.run()
    return 0


def _prepare(options: argparse.Namespace) -> bool:
    """Makes the database, or brings it up to date; False where that failed.

    In a process of its own, which dies with this one: making a city's database leaves
    250 MB behind that serving it never needs.
    """
    from server.setup import Sample, prepare, prepared  # noqa: PLC0415 - needs django.setup()

    if prepared():
        return True
    parent = os.getpid()

    def work() -> None:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            prepare(Sample(options.scale, options.seed), options.cache)

    maker = multiprocessing.get_context("fork").Process(target=work, name="set-up")
    maker.start()
    maker.join()
    return maker.exitcode == 0


def _know(introduction: Path) -> bool:
    """Makes a terminal known to the provider, as its file says; False where it is refused."""
    from server.identity.terminals import ProvisionError, provision  # noqa: PLC0415 - as above

    try:
        provision(**json.loads(introduction.read_text(encoding="utf-8")))
    except ProvisionError as error:
        sys.stdout.write(f"refused: {error.reason}\n")
        sys.stdout.flush()
        return False
    return True


def _open_database() -> None:
    """Opens what SQLite keeps beside the database, and keeps it as long as this thread lives.

    Done by the first reader on a disk that is full by then, it would fail.
    """
    from django.db import connection  # noqa: PLC0415 - settings need YIZHAN_DATA first

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")


def _stop(_signal: int, _frame: object) -> None:
    """Ends waitress's loop, which then lets its threads finish."""
    raise SystemExit(0)


def _follow_parent() -> None:
    """Stops when whoever started this process is gone.

    Unbuffered: the interpreter cannot end while a thread holds a buffered stdin.
    """
    while os.read(_STDIN, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
