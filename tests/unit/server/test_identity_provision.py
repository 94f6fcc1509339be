"""Making terminals known, and the accounts to try them with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey

from tests.harness import postgres
from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

ROOT = Path(__file__).resolve().parents[3]


def provision(data: Path, client_id: str, name: str, key: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server.identity.provision", "--data", str(data)]
    fields = ["--client-id", client_id, "--name", name, "--place", "Hall", "--jwk", str(key)]
    return subprocess.run(
        [*command, *fields],
        cwd=ROOT,
        env={**os.environ, **postgres.environment(data)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.jwk"
    made = ECKey.generate_key("P-256")
    path.write_text(json.dumps(made.as_dict(private=False)), encoding="ascii")
    return path


def test_a_terminal_is_made_known_and_known_again(identity: IdentityServer, tmp_path: Path) -> None:
    client = TerminalClient(identity.base_url, "made-by-command")
    path = tmp_path / "key.jwk"
    path.write_text(json.dumps(client.jwk), encoding="ascii")
    for name in ("First", "Second"):
        done = provision(identity.data, client.client_id, name, path)
        assert (done.returncode, done.stderr) == (0, "")
    assert client.start()["user_code"]
    rows = identity.sql("SELECT name FROM identity_terminal WHERE client_id = 'made-by-command'")
    assert rows == [("Second",)]
    client.close()


def test_a_new_data_folder_is_prepared(tmp_path: Path, key: Path) -> None:
    assert provision(tmp_path / "fresh", "t-1", "Name", key).returncode == 0


def test_the_command_says_why_it_refuses(
    identity: IdentityServer, tmp_path: Path, key: Path
) -> None:
    done = provision(identity.data, "no spaces", "Name", key)
    assert (done.returncode, done.stderr) == (1, "refused: client_id\n")


WRONG: dict[str, dict[str, Any]] = {
    "client_id": {"client_id": "no spaces"},
    "name": {"place": " "},
    "private": {"jwk": {"d": "x"}},
    "curve": {"jwk": {"crv": "P-384"}},
    "kind": {"jwk": {"kty": "oct", "k": "eA"}},
    "plain": {"backchannel_logout_uri": "http://example.org/logout"},
    "fragment": {"backchannel_logout_uri": "https://example.org/logout#x"},
    "address": {"backchannel_logout_uri": "https://[x"},
    "right": {"backchannel_logout_uri": "https://example.org/logout"},
}


@pytest.fixture(scope="module")
def reasons(identity: IdentityServer) -> dict[str, str]:
    """All tries in one process: starting one costs a second."""
    good = dict(ECKey.generate_key("P-256").as_dict(private=False))
    base = {"client_id": "t-1", "name": "Name", "place": "Hall"}
    tries = {
        name: {**base, **wrong, "jwk": {**good, **wrong.get("jwk", {})}}
        for name, wrong in WRONG.items()
    }
    found: dict[str, str] = identity.call(
        """
        from server.identity.terminals import ProvisionError, provision
        result = {}
        for name, arguments in tries.items():
            try:
                provision(**arguments)
                result[name] = ""
            except ProvisionError as error:
                result[name] = error.reason
        """,
        tries=tries,
    )
    return found


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_right_is_refused(reasons: dict[str, str], name: str) -> None:
    key = {"private": "key", "curve": "key", "kind": "key", "right": ""}
    addresses = dict.fromkeys(("plain", "fragment", "address"), "backchannel_logout_uri")
    assert reasons[name] == {**key, **addresses}.get(name, name)


def test_passwords_are_kept_as_argon2(identity: IdentityServer) -> None:
    rows = identity.sql("SELECT password FROM identity_user")
    assert len(rows) >= 3
    assert all(password.startswith("argon2$argon2id$") for (password,) in rows)


def test_the_real_server_hashes_with_argon2_or_scrypt_at_full_cost(
    identity: IdentityServer,
) -> None:
    made = identity.call(
        """
        from django.contrib.auth.hashers import get_hashers, make_password
        names = [hasher.algorithm for hasher in get_hashers()]
        result = [names, make_password("x").split("$")[3]]
        """
    )
    assert made == [["argon2", "scrypt"], "m=102400,t=2,p=8"]
