"""The terminal and the commands for those who keep it."""

from __future__ import annotations

import sys

from kiosk.cli.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
