"""A terminal process without a screen, for tests of the supervisor: it only speaks the protocol.

``--manner`` says how it behaves: ``good`` ends when told by a file, ``deaf`` never
ends, ``stillborn`` dies before it is ready.
"""

from __future__ import annotations

import argparse
import os
import select
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from kiosk.channel import inherited


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--channel", type=int)
    parser.add_argument("--manner", default="good")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    channel = inherited(options.channel)
    if options.manner == "stillborn":
        return
    log = options.folder / str(os.getpid())
    Path(os.environ["HOME"], "typed").write_text("something of the visitor's")
    channel.send("ready")
    while channel.open:
        select.select([channel], [], [], 0.05)
        for message in channel.receive():
            with log.open("a") as file:
                file.write(f"{message['do']} {message.get('reason', '')}\n")
            if message["do"] == "show":
                channel.send("alive", language="en", voice=True)
            if message["do"] == "quit" and options.manner != "deaf":
                return
        bye = options.folder / f"bye-{os.getpid()}"
        if bye.exists():
            channel.send("ending")
            if options.manner == "deaf":
                time.sleep(3600)
            channel.send("bye", reason=bye.read_text(), language="en", voice=True)
            return


if __name__ == "__main__":
    main()
