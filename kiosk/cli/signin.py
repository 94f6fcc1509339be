"""``main.py signin``: a real sign-in at a provider, by the code that signs visitors in.

Exit codes: 0 every step that the provider offers was right, 1 one was not, 2 a setting is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import segno

from auth.assertion import ClientSecret, Credential, KeyAssertion, PublicClient, load_key
from auth.clock import Clock
from auth.config import ALGORITHMS, ProviderConfig
from auth.errors import AuthError, ConfigWrong, Expired
from auth.flows.code import CodeSignIn
from auth.flows.device import DeviceSignIn, Pending
from auth.flows.devicecode import DeviceCode
from auth.loopback import ANYWHERE, Loopback
from auth.party import RelyingParty, relying_party
from auth.session import Session
from auth.stepup import StepUp
from auth.trial import Line, Trial, Verdict
from kiosk.cli.reasons import meaning

_MARKS = {Verdict.RIGHT: "ok", Verdict.WRONG: "WRONG", Verdict.UNKNOWN: "?", Verdict.ABSENT: "-"}
_DONE = "You may close this page."


class Output:
    """Lines for a person, or one JSON object a line for a program."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def step(self, line: Line) -> None:
        """One step with the reason if it is wrong."""
        if self.as_json:
            self._dump(
                step=line.step,
                verdict=line.verdict,
                reason=line.reason,
                meaning=meaning(line.reason),
                facts=dict(line.facts),
            )
            return
        facts = "  ".join(f"{name}: {value}" for name, value in line.facts.items())
        plain = meaning(line.reason)
        why = f"{line.reason} ({plain})" if plain else line.reason
        print(f"{_MARKS[line.verdict]:<6}{line.step:<15}{why or facts}".rstrip(), flush=True)

    def open(self, address: str) -> None:
        """The address to open in a browser."""
        if self.as_json:
            self._dump(step="open", address=address)
        else:
            print(f"Open in a browser:\n  {address}", flush=True)

    def code(self, code: DeviceCode) -> None:
        """What to do with a phone."""
        if self.as_json:
            self._dump(
                step="approve",
                address=code.verification_uri,
                code=code.user_code,
                number=code.binding_number,
                complete=code.verification_uri_complete,
            )
            return
        print(f"Open on a phone:  {code.verification_uri}\nCode:             {code.user_code}")
        if code.binding_number:
            print(f"Number:           {code.binding_number}")
        qr = segno.make(code.verification_uri_complete or code.verification_uri, error="m")
        qr.terminal(compact=True)
        sys.stdout.flush()

    def _dump(self, **members: object) -> None:
        print(json.dumps(members, ensure_ascii=False), flush=True)


def run(argv: Sequence[str]) -> int:
    """Try a provider; returns the exit code."""
    asked = _parser().parse_args(argv)
    output = Output(as_json=asked.json)
    with ExitStack() as stack:
        try:
            party, way = _way(asked, output, stack)
        except (ConfigWrong, OSError, UnicodeDecodeError) as error:
            plain = meaning(str(error))
            print(f"signin: {plain or error}", file=sys.stderr)
            return 2
        try:
            right = Trial(party, way, output.step).run(once_more=asked.once_more)
        except KeyboardInterrupt:
            print("signin: given up", file=sys.stderr)
            return 1
    return 0 if right else 1


def _way(
    asked: argparse.Namespace, output: Output, stack: ExitStack
) -> tuple[RelyingParty, Callable[[], Session]]:
    party, step_up = _party(asked), StepUp(asked.acr)
    if asked.flow == "device":
        return party, lambda: _by_device(DeviceSignIn(party, step_up=step_up), output, asked.wait)
    place = Loopback(_DONE, asked.redirect_uri, port=asked.redirect_port)
    stack.callback(place.close)

    def by_code() -> Session:
        flow = CodeSignIn(party, place.redirect_uri, step_up=step_up)
        output.open(flow.start())
        return flow.finish(place.wait(asked.wait))

    return party, by_code


def _by_device(flow: DeviceSignIn, output: Output, wait: float) -> Session:
    shown: DeviceCode | None = flow.start()
    assert shown is not None  # noqa: S101 - start gives a code or raises
    output.code(shown)
    end = time.monotonic() + wait
    trouble: AuthError | None = None
    while (due := flow.next_poll_at) < end:
        time.sleep(max(due - time.monotonic(), 0.0))
        result = flow.poll()
        if not isinstance(result, Pending):
            return result
        trouble = result.trouble
        if trouble is not None:  # a terminal goes on trying, and so does this
            output.step(Line("waiting", Verdict.UNKNOWN, str(trouble)))
        if result.code is not None and result.code != shown:
            shown = result.code
            output.code(shown)
    flow.cancel()
    raise trouble or Expired()


def _party(asked: argparse.Namespace) -> RelyingParty:
    levels = tuple(asked.acr_levels.split())
    if asked.acr and asked.acr not in levels:
        raise ConfigWrong("acr")
    origins = tuple(_origin(url) for url in asked.allow_origin)
    config = ProviderConfig(
        issuer=asked.issuer,
        client_id=asked.client_id,
        scopes=tuple(asked.scope.split()),
        allowed_origins=origins,
        token_origins=origins,
        acr_levels=levels,
        algorithms=tuple(asked.algorithms.split()),
        audiences=tuple(asked.audience),
        ca_bundle=asked.ca_bundle,
        dpop=not asked.no_dpop,
        par=not asked.no_par,
        auth_time=not asked.no_auth_time,
    )
    return relying_party(config, _credential(asked))


def _credential(asked: argparse.Namespace) -> Credential:
    if asked.key_file:
        key = load_key(Path(asked.key_file).read_text(encoding="utf-8"))
        return KeyAssertion(asked.client_id, asked.issuer, key, Clock())
    if asked.client_secret_file:
        secret = Path(asked.client_secret_file).read_text(encoding="utf-8").strip()
        return ClientSecret(asked.client_id, secret, in_form=asked.client_auth == "post")
    return PublicClient(asked.client_id)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py signin",
        description="Sign in at a provider with the terminal's own code, step by step.",
    )
    parser.add_argument("--issuer", required=True, metavar="URL")
    parser.add_argument("--client-id", required=True, metavar="ID")
    parser.add_argument("--flow", required=True, choices=("code", "device"))
    proof = parser.add_mutually_exclusive_group()
    proof.add_argument("--client-secret-file", metavar="F", help="a shared secret")
    proof.add_argument("--key-file", metavar="F", help="a private JWK, private_key_jwt")
    parser.add_argument(
        "--client-auth", choices=("basic", "post"), default="basic", help="how the secret is sent"
    )
    parser.add_argument("--scope", default="openid profile", metavar="…")
    parser.add_argument("--acr", default="", metavar="…", help="the level that must be reached")
    parser.add_argument(
        "--acr-levels", default="2 3 4 5", metavar="…", help="the provider's levels, weakest first"
    )
    parser.add_argument(
        "--algorithms", default=" ".join(ALGORITHMS), metavar="…", help="signatures that are taken"
    )
    parser.add_argument(
        "--audience",
        action="append",
        default=[],
        metavar="ID",
        help="who else an ID token may be for; may be repeated",
    )
    parser.add_argument(
        "--redirect-uri", default=ANYWHERE, metavar="URL", help="as registered; on this machine"
    )
    parser.add_argument("--redirect-port", type=int, default=0, metavar="N", help="0: any")
    parser.add_argument(
        "--allow-origin",
        action="append",
        default=[],
        metavar="URL",
        help="another origin of the provider's endpoints; may be repeated",
    )
    parser.add_argument("--ca-bundle", default="", metavar="F", help="certificates to trust")
    parser.add_argument("--no-dpop", action="store_true", help="plain bearer tokens")
    parser.add_argument("--no-par", action="store_true", help="requests in the address")
    parser.add_argument(
        "--no-auth-time", action="store_true", help="the provider never says when it asked"
    )
    parser.add_argument("--wait", type=float, default=300.0, metavar="S", help="for the person")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--once-more",
        action="store_true",
        help="sign in again with the same cookies: does the provider ask?",
    )
    return parser
