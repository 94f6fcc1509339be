from __future__ import annotations

import pytest

from auth.errors import AuthError, BadAnswer, ConfigWrong, ServerFailed, TimedOut
from auth.terminal import end_visits
from tests.harness.hostile import HostileProvider
from tests.harness.http_server import Reply, as_json

ANSWERS: list[tuple[Reply, type[AuthError]]] = [
    (as_json({"error": "invalid_client"}, 401), ConfigWrong),
    (Reply(404), BadAnswer),
    (Reply(500), ServerFailed),
    (as_json({"ended": -1}), BadAnswer),
    (as_json({"ended": "2"}), BadAnswer),
    (as_json({"ended": True}), BadAnswer),
    (as_json({}), BadAnswer),
    (as_json([]), BadAnswer),
    (Reply(manner="hang"), TimedOut),
]


@pytest.mark.parametrize(("reply", "error"), ANSWERS)
def test_an_answer_that_is_no_number_of_visits_is_an_error(
    provider: HostileProvider, reply: Reply, error: type[AuthError]
) -> None:
    provider.overrides["/id/terminal/end-visits"] = lambda _: reply
    with pytest.raises(error):
        end_visits(provider.party(), timeout=0.3)


def test_no_visits_to_end_is_no_error(provider: HostileProvider) -> None:
    provider.ended = 0
    assert end_visits(provider.party()) == 0
