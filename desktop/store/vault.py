"""The file that holds the data key, wrapped once by the passphrase and once by the recovery code on paper."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nacl.bindings
import nacl.exceptions
import nacl.pwhash

from desktop.core import canonical
from desktop.errors import LOCKED, UserError
from desktop.store.durable import Checkpoint, make_folder, no_checkpoint, storage_errors, write_atomically

KEY_BYTES = 32
RECOVERY_BYTES = 32
SHORTEST_PASSPHRASE = 8
LARGEST_OFFICE_SLOT = 65_536

_FORMAT = "jemputbola.vault.1"
_SALT = 16
_NONCE = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
_TAG = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_ABYTES
_WRAPPED = _NONCE + KEY_BYTES + _TAG
_LARGEST_FILE = 2 * LARGEST_OFFICE_SLOT
_MIB = 1_048_576
_FIELDS = {"check", "cost", "format", "key_check", "office", "passphrase", "recovery", "salt"}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of the passphrase costs: Argon2id passes, and memory in bytes."""

    ops: int
    memory: int


NORMAL = Cost(ops=3, memory=64 * _MIB)
PRACTICE = Cost(ops=1, memory=8 * _MIB)
"""For practice homes without citizens only."""

_DEAREST = Cost(ops=16, memory=512 * _MIB)


@dataclass(frozen=True, slots=True)
class _Vault:
    cost: Cost
    salt: bytes
    key_check: bytes
    passphrase: bytes
    recovery: bytes
    office: bytes | None


def create_vault(
    path: Path,
    passphrase: str,
    recovery: bytes,
    data_key: bytes,
    *,
    cost: Cost = NORMAL,
    checkpoint: Checkpoint = no_checkpoint,
) -> None:
    """Writes a new vault. Hold the home's lock meanwhile.

    Args:
        path: where; its folder is made if need be.
        passphrase: at least 8 characters; NFC is applied, so every keyboard gives the same bytes.
        recovery: 32 random bytes, the ones printed on the laptop's recovery sheet.
        data_key: 32 random bytes, the key of database and photos.
        cost: of one guess.
        checkpoint: see `desktop.store.durable`.

    Raises:
        UserError: ``passphrase_short``; ``home_exists``, ``disk_full``, ``home_read_only``.
    """
    if len(data_key) != KEY_BYTES:
        raise ValueError("a data key is 32 bytes")
    with storage_errors():
        make_folder(path.parent)
        if path.exists():
            raise UserError("home_exists")
    salt = secrets.token_bytes(_SALT)
    vault = _Vault(
        cost=cost,
        salt=salt,
        key_check=_key_check(data_key),
        passphrase=_wrap(_from_passphrase(_accept(passphrase), salt, cost), data_key, b"passphrase"),
        recovery=_wrap(_from_recovery(recovery), data_key, b"recovery"),
        office=None,
    )
    _write(path, vault, checkpoint)


def unlock(path: Path, passphrase: str) -> bytes:
    """The data key, from the passphrase.

    Raises:
        UserError: ``passphrase_wrong`` (exit 4), ``home_missing``, ``vault_damaged``.
    """
    vault = _read(path)
    key = _unwrap(
        _from_passphrase(_normal(passphrase), vault.salt, vault.cost), vault.passphrase, b"passphrase"
    )
    if key is None:
        raise UserError("passphrase_wrong", exit_code=LOCKED)
    return key


def unlock_with_recovery(path: Path, code: bytes) -> bytes:
    """The data key, from the 32 bytes on the recovery sheet.

    Raises:
        UserError: ``recovery_wrong`` (exit 4), ``home_missing``, ``vault_damaged``.
    """
    vault = _read(path)
    key = _unwrap(_from_recovery(code), vault.recovery, b"recovery") if len(code) == RECOVERY_BYTES else None
    if key is None:
        raise UserError("recovery_wrong", exit_code=LOCKED)
    return key


def change_passphrase(
    path: Path, data_key: bytes, new: str, *, checkpoint: Checkpoint = no_checkpoint
) -> None:
    """Wraps the same data key by another passphrase, with a fresh salt; recovery code and cost stay.

    Raises:
        UserError: ``passphrase_short``, ``home_missing``, ``vault_damaged``, ``disk_full``.
    """
    vault = _read_for(path, data_key)
    salt = secrets.token_bytes(_SALT)
    wrapped = _wrap(_from_passphrase(_accept(new), salt, vault.cost), data_key, b"passphrase")
    _write(path, replace(vault, salt=salt, passphrase=wrapped), checkpoint)


def change_recovery(
    path: Path, data_key: bytes, recovery: bytes, *, checkpoint: Checkpoint = no_checkpoint
) -> None:
    """Replaces the recovery code: the sheet printed before opens nothing any more."""
    vault = _read_for(path, data_key)
    wrapped = _wrap(_from_recovery(recovery), data_key, b"recovery")
    _write(path, replace(vault, recovery=wrapped), checkpoint)


def add_office_slot(path: Path, blob: bytes, *, checkpoint: Checkpoint = no_checkpoint) -> None:
    """Keeps the data key as sealed by the caller to the office recovery recipients (at most 64 KiB)."""
    if not 0 < len(blob) <= LARGEST_OFFICE_SLOT:
        raise ValueError("an office slot is 1 to 65,536 bytes")
    _write(path, replace(_read(path), office=blob), checkpoint)


def office_slot(path: Path) -> bytes | None:
    """The sealed bytes kept by `add_office_slot`, or None."""
    return _read(path).office


def check_passphrase(passphrase: str) -> None:
    """Refuses a passphrase that is too short: UserError ``passphrase_short``."""
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise UserError("passphrase_short", least=SHORTEST_PASSPHRASE)


def _accept(passphrase: str) -> bytes:
    check_passphrase(passphrase)
    return _normal(passphrase)


def _normal(passphrase: str) -> bytes:
    # surrogatepass: bytes that are not UTF-8 reach us as lone surrogates, and must stay a passphrase.
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")


def _from_passphrase(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    return bytes(nacl.pwhash.argon2id.kdf(KEY_BYTES, passphrase, salt, cost.ops, cost.memory))


def _from_recovery(code: bytes) -> bytes:
    if len(code) != RECOVERY_BYTES:
        raise ValueError("a recovery code is 32 bytes")
    # The code is random and long: a plain hash, bound to this use, is enough.
    return hashlib.blake2b(code, digest_size=KEY_BYTES, person=b"jb.vault.recov.1").digest()


def _key_check(data_key: bytes) -> bytes:
    return hashlib.blake2b(data_key, digest_size=16, person=b"jb.vault.check.1").digest()


def _wrap(wrapping: bytes, data_key: bytes, slot: bytes) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + nacl.bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(data_key, slot, nonce, wrapping)


def _unwrap(wrapping: bytes, wrapped: bytes, slot: bytes) -> bytes | None:
    nonce, sealed = wrapped[:_NONCE], wrapped[_NONCE:]
    try:
        return nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, slot, nonce, wrapping)
    except nacl.exceptions.CryptoError:
        return None


def _write(path: Path, vault: _Vault, checkpoint: Checkpoint) -> None:
    content: dict[str, object] = {
        "cost": {"memory": vault.cost.memory, "ops": vault.cost.ops},
        "format": _FORMAT,
        "key_check": canonical.b64(vault.key_check),
        "office": canonical.b64(vault.office) if vault.office else None,
        "passphrase": canonical.b64(vault.passphrase),
        "recovery": canonical.b64(vault.recovery),
        "salt": canonical.b64(vault.salt),
    }
    content["check"] = _check(content)
    write_atomically(path, canonical.encode(content), checkpoint=checkpoint)


def _check(content: dict[str, object]) -> str:
    """Tells a damaged file from a wrong passphrase; it proves nothing against a thief and need not."""
    return canonical.b64(hashlib.sha256(canonical.encode(content)).digest())


def _read_for(path: Path, data_key: bytes) -> _Vault:
    vault = _read(path)
    if _key_check(data_key) != vault.key_check:
        raise ValueError("this is not the key of that vault")
    return vault


def _read(path: Path) -> _Vault:
    try:
        with storage_errors(), path.open("rb") as handle:
            data = handle.read(_LARGEST_FILE + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise UserError("home_missing") from None
    try:
        return _parse(data)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise UserError("vault_damaged") from None


def _parse(data: bytes) -> _Vault:
    content: dict[str, Any] = canonical.decode(data)
    if set(content) != _FIELDS or content["format"] != _FORMAT or content.pop("check") != _check(content):
        raise ValueError("not a vault")
    cost = Cost(ops=content["cost"]["ops"], memory=content["cost"]["memory"])
    # A planted file must not be able to eat the laptop's memory.
    if not (1 <= cost.ops <= _DEAREST.ops and PRACTICE.memory <= cost.memory <= _DEAREST.memory):
        raise ValueError("absurd cost")
    office = content["office"]
    return _Vault(
        cost=cost,
        salt=canonical.unb64(content["salt"], _SALT),
        key_check=canonical.unb64(content["key_check"], 16),
        passphrase=canonical.unb64(content["passphrase"], _WRAPPED),
        recovery=canonical.unb64(content["recovery"], _WRAPPED),
        office=None if office is None else canonical.unb64(office),
    )
