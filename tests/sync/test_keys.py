"""Keys, names made from them, and the halves on paper."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import VerifyKey

from desktop.core.canonical import NotCanonical, b64
from desktop.sync.keys import Keys, RootKey, district_of, join_halves, split_halves, writer_of
from desktop.sync.seal import identity_from


def test_names_are_the_beginnings_of_hashes() -> None:
    key = bytes(range(32))
    assert writer_of(key) == hashlib.sha256(key).digest()[:16]
    assert district_of(key) == hashlib.sha256(key).digest()[:8]


def test_keys_survive_as_text() -> None:
    keys = Keys.generate()
    again = Keys.from_secret(keys.secret())
    assert again.secret() == keys.secret()
    assert (again.writer, again.verify_key, again.recipient) == (keys.writer, keys.verify_key, keys.recipient)
    assert again.recipient.startswith("age1")
    assert VerifyKey(keys.verify_key).verify(b"message", again.sign(b"message")) == b"message"
    assert Keys.generate().writer != keys.writer


def test_secrets_do_not_show() -> None:
    keys = Keys.generate()
    shown = repr(keys) + repr(RootKey.from_seed(bytes(32))) + str(keys) + repr(keys.age)
    assert not any(secret in shown for secret in keys.secret().values())


def test_secrets_that_are_none() -> None:
    with pytest.raises(ValueError, match="age identity"):
        identity_from("AGE-SECRET-KEY-1X")
    with pytest.raises(NotCanonical):
        Keys.from_secret({"age": "x", "signing": b64(bytes(31))})


def test_the_root_is_made_from_its_seed_alone() -> None:
    root = RootKey.from_seed(bytes(range(32)))
    assert root.verify_key.hex() == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
    assert root.district == district_of(root.verify_key)
    assert root.writer == writer_of(root.verify_key)
    assert VerifyKey(root.verify_key).verify(b"act", root.sign(b"act")) == b"act"


@given(st.binary(min_size=1, max_size=80), st.data())
def test_halves(secret: bytes, data: st.DataObject) -> None:
    random = data.draw(st.binary(min_size=len(secret), max_size=len(secret)))
    one, other = split_halves(secret, random)
    assert one == random
    assert join_halves(one, other) == join_halves(other, one) == secret
    with pytest.raises(ValueError, match="zip"):
        join_halves(one, other + b"x")
