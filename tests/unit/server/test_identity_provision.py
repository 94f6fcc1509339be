"""Making terminals known, and the accounts to try them with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import ECKey

from tests.harness.identity_server import IdentityServer
from tests.harness.terminal import TerminalClient

ROOT = Path(__file__).resolve().parents[3]


def provision(data: Path, client_id: str, name: str, key: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "server.identity.provision", "--data", str(data)]
    fields = ["--client-id", client_id, "--name", name, "--place", "Hall", "--jwk", str(key)]
    return subprocess.run(
        [*command, *fields], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
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


@pytest.mark.parametrize(
    ("client_id", "content"),
    [
        ("no spaces", {}),
        ("t-1", {"d": "x"}),
        ("t-1", {"crv": "P-384"}),
        ("t-1", {"kty": "oct", "k": "eA"}),
    ],
)
def test_what_cannot_be_right_is_refused(
    identity: IdentityServer, tmp_path: Path, client_id: str, content: dict[str, Any]
) -> None:
    jwk = {**ECKey.generate_key("P-256").as_dict(private=False), **content}
    path = tmp_path / "key.jwk"
    path.write_text(json.dumps(jwk), encoding="ascii")
    done = provision(identity.data, client_id, "Name", path)
    assert done.returncode == 1
    assert done.stderr.startswith("refused: ")
    assert "Traceback" not in done.stderr


def test_passwords_are_kept_as_argon2(identity: IdentityServer) -> None:
    rows = identity.sql("SELECT password FROM identity_user")
    assert len(rows) == 3
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
