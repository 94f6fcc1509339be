"""The rows on redirects of the hostile-provider table."""

from __future__ import annotations

import pytest

from auth.callback import Awaited, is_callback, read_callback
from auth.errors import AuthError, BadAnswer, ConfigWrong, Refused, ServerFailed

OURS = "http://127.0.0.1:8765/callback"
AWAITED = Awaited(OURS, "https://id.example", "s1")
PROMISED = Awaited(OURS, "https://id.example", "s1", iss_promised=True)

HOSTILE: dict[str, tuple[str, type[AuthError]]] = {
    "state wrong": ("?code=c&state=s2", BadAnswer),
    "state missing": ("?code=c", BadAnswer),
    "state empty": ("?code=c&state=", BadAnswer),
    "state in other letters": ("?code=c&state=S1", BadAnswer),
    "state not ASCII": ("?code=c&state=%E4%B8%80", BadAnswer),
    "state twice": ("?code=c&state=s1&state=s1", BadAnswer),
    "two codes": ("?code=c&code=d&state=s1", BadAnswer),
    "the same code twice": ("?code=c&code=c&state=s1", BadAnswer),
    "code missing": ("?state=s1", BadAnswer),
    "code empty": ("?code=&state=s1", BadAnswer),
    "code with a line end": ("?code=c%0Ad&state=s1", BadAnswer),
    "code of 5,000 characters": (f"?code={'c' * 5000}&state=s1", BadAnswer),
    "code under another name": ("?error_description=code%3Dc&state=s1", BadAnswer),
    "token in the fragment": ("#access_token=t&state=s1", BadAnswer),
    "code and token in the fragment": ("?code=c&state=s1#access_token=t", BadAnswer),
    "code in the fragment": ("#code=c&state=s1", BadAnswer),
    "error": ("?error=access_denied&state=s1", Refused),
    "error beside a code": ("?code=c&error=access_denied&state=s1", Refused),
    "error empty": ("?code=c&error=&state=s1", BadAnswer),
    "error that is markup": ("?error=%3Cb%3E&state=s1", BadAnswer),
    "error with a code in its description": (
        "?error=access_denied&error_description=x%26code%3Dc&state=s1",
        Refused,
    ),
    "error without state": ("?error=access_denied", BadAnswer),
    "error of ours": ("?error=invalid_scope&state=s1", ConfigWrong),
    "error of theirs": ("?error=server_error&state=s1", ServerFailed),
    "iss of another provider": ("?code=c&state=s1&iss=https%3A%2F%2Fevil.example", BadAnswer),
    "iss with a slash more": ("?code=c&state=s1&iss=https%3A%2F%2Fid.example%2F", BadAnswer),
    "iss empty": ("?code=c&state=s1&iss=", BadAnswer),
    "iss of another provider beside an error": (
        "?error=access_denied&state=s1&iss=https%3A%2F%2Fevil.example",
        BadAnswer,
    ),
    "not UTF-8": ("?code=%ff%fe&state=s1", BadAnswer),
    "query without meaning": ("?code", BadAnswer),
    "thirty members": ("?code=c&state=s1" + "".join(f"&x{n}=1" for n in range(30)), BadAnswer),
}

LEGITIMATE = {
    "as it is": "?code=c&state=s1",
    "with the right iss": "?code=c&state=s1&iss=https%3A%2F%2Fid.example",
    "with members nobody knows": "?code=c&state=s1&session_state=x.y&scope=openid",
    "with a fragment that is empty": "?code=c&state=s1#",
    "state first": "?state=s1&code=c",
    "glued together carelessly": "?&code=c&&state=s1&",
}


@pytest.mark.parametrize("row", HOSTILE)
def test_a_hostile_redirect_is_refused(row: str) -> None:
    query, error = HOSTILE[row]
    with pytest.raises(error):
        read_callback(OURS + query, AWAITED)


@pytest.mark.parametrize("row", LEGITIMATE)
def test_its_legitimate_twin_gives_the_code(row: str) -> None:
    assert read_callback(OURS + LEGITIMATE[row], AWAITED) == "c"


def test_an_issuer_that_was_promised_must_be_there() -> None:
    with pytest.raises(BadAnswer, match="iss"):
        read_callback(f"{OURS}?code=c&state=s1", PROMISED)
    assert read_callback(f"{OURS}?code=c&state=s1&iss=https://id.example", PROMISED) == "c"


def test_an_error_may_lack_the_promised_issuer() -> None:
    with pytest.raises(Refused, match="access_denied"):
        read_callback(f"{OURS}?error=access_denied&state=s1", PROMISED)


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:8766/callback",
        "http://127.0.0.1:8765/callback2",
        "http://127.0.0.1:8765/",
        "https://127.0.0.1:8765/callback",
        "http://evil.example:8765/callback",
        "http://127.0.0.1:8765@evil.example/callback",
    ],
)
def test_another_place_is_not_ours(place: str) -> None:
    assert not is_callback(f"{place}?code=c&state=s1", OURS)
    with pytest.raises(BadAnswer, match="address"):
        read_callback(f"{place}?code=c&state=s1", AWAITED)


def test_no_error_repeats_what_the_redirect_said() -> None:
    with pytest.raises(AuthError) as caught:
        read_callback(f"{OURS}?code=secret&state=other", AWAITED)
    assert "secret" not in str(caught.value)
    assert "secret" not in repr(Awaited(OURS, "https://id.example", "secret"))
