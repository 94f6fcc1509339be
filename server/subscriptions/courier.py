"""The thread that works off the bulletins (server.subscriptions.outbox), one in each process.

Each of a city's workers has one; the queue in the database gives a batch to one of them only.
"""

from __future__ import annotations

import atexit
import logging
import threading
from typing import Final

from django.db import connection

from server.subscriptions.outbox import work

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 2.0
"""How often it looks: what another process was asked to send, or left when it died."""
END_SECONDS: Final = 15.0
"""How long the end of the process waits for the batch that is going out."""


class Courier:
    """Sends while there is something to send."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begins; the end of the process ends it between two batches."""
        self._thread.start()
        atexit.register(self.stop)

    def stop(self) -> None:
        """Ends it after the batch that is going out."""
        self._over.set()
        self._thread.join(END_SECONDS)

    def _run(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            try:
                while not self._over.is_set() and work():
                    pass
            except Exception:  # the edge of the thread: others have bulletins too
                log.exception("courier")
            finally:
                connection.close()
