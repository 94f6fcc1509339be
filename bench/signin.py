"""What our checks add to a sign-in, and how long from the phone's yes to the spoken name.

    python -m bench.signin [N] [--rounds R] [--phone M]

The first part signs in N times a round at a sound provider on loopback, with plain authlib and
with our code, without and with pushed requests and proofs of possession; by turns, so that what
else the machine does weighs on all three. The second part, M times and only where it is asked
for, approves on a phone and waits for the name at a whole terminal (it needs Xvfb and
PulseAudio); the provider's interval of five seconds between polls is part of it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.jwk import KeySet

from auth.flows.code import CodeSignIn
from auth.party import RelyingParty
from kiosk.tour.phone import Phone
from kiosk.tour.visit import codes
from tests.harness.hostile import REDIRECT, FakeClock, HostileProvider, open_page
from tests.harness.journey import Journey
from tests.harness.sound import pulse

PLAIN, OURS, BOUND = "plain authlib", "ours", "ours, pushed and bound"
HOME = "佛山市一站式服务门户"


def figures(values: Sequence[float]) -> dict[str, float]:
    """Least, median, p95, maximum (ms) and n."""
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    ms = {"min": ordered[0], "median": statistics.median(ordered), "p95": p95, "max": ordered[-1]}
    return {name: round(value * 1000, 1) for name, value in ms.items()} | {"n": len(ordered)}


def plain(provider: HostileProvider, keys: KeySet) -> None:
    """A sign-in as authlib's documentation writes it; the keys were fetched before."""
    session = OAuth2Session(
        provider.client_id,
        redirect_uri=REDIRECT,
        scope="openid profile",
        code_challenge_method="S256",
    )
    verifier, nonce = generate_token(48), generate_token(20)
    address, state = session.create_authorization_url(
        f"{provider.issuer}/authorize", code_verifier=verifier, nonce=nonce
    )
    place = open_page(address)
    token = session.fetch_token(
        f"{provider.issuer}/token",
        authorization_response=place,
        code_verifier=verifier,
        state=state,
    )
    decoded = jwt.decode(token["id_token"], keys, algorithms=["ES256"])
    claims = CodeIDToken(decoded.claims, decoded.header, {"nonce": {"value": nonce}})
    claims.validate(now=int(provider.time.true_wall()))


def ours(party: RelyingParty) -> None:
    """A sign-in of the terminal."""
    flow = CodeSignIn(party, REDIRECT)
    flow.finish(open_page(flow.start()))


def timed(works: Mapping[str, Callable[[], None]], times: int) -> dict[str, list[float]]:
    """Seconds of each run by name, one after the other in turn."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - began)
    return taken


def protocol(times: int, rounds: int) -> None:
    """The first part."""
    now = FakeClock(time.time())
    with HostileProvider(now) as provider, HostileProvider(now) as other:
        other.use_par()
        other.use_dpop(nonces=True)
        keys = KeySet.import_key_set(requests.get(f"{provider.issuer}/jwks", timeout=5).json())
        party, bound = provider.party(), other.party()
        works = {
            PLAIN: lambda: plain(provider, keys),
            OURS: lambda: ours(party),
            BOUND: lambda: ours(bound),
        }
        timed(works, 3)  # metadata and keys, which a terminal has before anybody comes
        found = [timed(works, times) for _ in range(rounds)]
    for name in works:
        print(f"{name:<22}", json.dumps(figures([one for each in found for one in each[name]])))
    for name in (OURS, BOUND):
        report(name, [{one: statistics.median(each[one]) for one in each} for each in found])


def report(name: str, medians: Sequence[Mapping[str, float]]) -> None:
    """What one way adds to plain authlib: the middle of the rounds, and their span."""
    added = sorted((each[name] - each[PLAIN]) * 1000 for each in medians)
    ratio = sorted(each[name] / each[PLAIN] for each in medians)
    print(
        f"{name}: {statistics.median(added):+.1f} ms ({added[0]:+.1f} to {added[-1]:+.1f}), "
        f"{statistics.median(ratio):.2f} times plain authlib ({ratio[0]:.2f} to {ratio[-1]:.2f}), "
        f"{len(medians)} rounds"
    )


def phone(times: int) -> None:
    """The second part: seconds from the phone's last press to the name being said."""
    taken, perceived = [], []
    with (
        tempfile.TemporaryDirectory(prefix="sound-") as folder,
        pulse(Path(folder)) as sound,
        Journey(sound) as journey,
    ):
        journey.player.press("KP_5")
        journey.player.hear(HOME)
        for number in range(times):
            approved = approve(journey, 5.0 * number / times)
            journey.player.hear("是您吗", 30)
            said = [e for e in journey.player.events() if e["event"] == "spoken"][-1]
            taken.append(float(str(said["at"])) - approved)
            heard = sound.onset_after(float(str(said["at"])))
            perceived += [] if heard is None else [heard - approved]
            deny(journey)
    print("phone's yes to name, given to speech", json.dumps(figures(taken)))
    print("phone's yes to name, first sample   ", json.dumps(figures(perceived)))


def approve(journey: Journey, wait: float) -> float:
    """Up to the phone's yes; when that was, on the steady clock.

    ``wait`` seconds pass before the phone is used, so that it falls anywhere between two polls.
    """
    player = journey.player
    player.press("F2")
    player.hear(HOME, 20)
    player.find("K", "政务咨询")
    player.press("Return")
    player.hear("手机会询问两位数字", 20)
    code, number = codes(player.spoken())
    time.sleep(wait)
    with Phone(journey.trial.base_url) as hand:
        hand.approve(code, number, "demo", "demo-2009")
    return time.monotonic()


def deny(journey: Journey) -> None:
    """It was somebody else: nobody is signed in."""
    player = journey.player
    player.find("Tab", "不是我")
    player.press("Return")
    player.hear("登录已取消", 20)


def main() -> None:
    """Both parts as asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int, nargs="?", default=50)
    parser.add_argument("--rounds", type=int, default=5, metavar="R")
    parser.add_argument("--phone", type=int, default=0, metavar="M")
    asked = parser.parse_args()
    protocol(asked.times, asked.rounds)
    if asked.phone:
        phone(asked.phone)


if __name__ == "__main__":
    main()
