from __future__ import annotations

import stat
from pathlib import Path

import pytest
from joserfc import jwt

from server.identity import keys
from server.identity.keys import KeyStore


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> KeyStore:
    return KeyStore(tmp_path_factory.mktemp("keys"))


def test_keys_are_made_once_and_kept_for_the_owner_alone(tmp_path: Path) -> None:
    made = KeyStore(tmp_path).signing_key("ES256")
    assert KeyStore(tmp_path).signing_key("ES256") == made
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_public_keys_have_no_private_part(store: KeyStore) -> None:
    assert {key["alg"] for key in store.public()["keys"]} == {"ES256", "RS256"}
    for key in store.public()["keys"]:
        assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)


@pytest.mark.parametrize("alg", ["ES256", "RS256"])
def test_a_signature_outlives_one_rotation_and_new_keys_sign(tmp_path: Path, alg: str) -> None:
    store = KeyStore(tmp_path)
    old = store.signing_key(alg)
    signed = jwt.encode({"alg": alg, "kid": old.kid}, {"sub": "x"}, old.key())
    store.rotate()
    assert store.signing_key(alg).kid != old.kid
    assert jwt.decode(signed, store.key_set(), algorithms=[alg]).claims == {"sub": "x"}


def test_a_key_long_retired_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = KeyStore(tmp_path)
    old = store.signing_key("ES256").kid
    store.rotate()
    monkeypatch.setattr(keys, "RETIRED_LIFE", -1)
    store.rotate()
    assert old not in {key["kid"] for key in store.public()["keys"]}


def test_an_unknown_algorithm_has_no_key(store: KeyStore) -> None:
    with pytest.raises(KeyError):
        store.signing_key("HS256")
