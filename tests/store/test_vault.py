"""The data key comes back from the passphrase or the paper, and from nothing else."""

import hashlib
import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from desktop.core import canonical
from desktop.store.vault import (
    PRACTICE,
    add_office_slot,
    change_passphrase,
    change_recovery,
    create_vault,
    office_slot,
    unlock,
    unlock_with_recovery,
)
from tests.store.constants import KEY, PASSPHRASE, RECOVERY
from tests.store.helpers import killed_everywhere, refused


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "home" / "vault.json"
    create_vault(path, PASSPHRASE, RECOVERY, KEY, cost=PRACTICE)
    return path


def test_both_ways_in(vault: Path) -> None:
    assert unlock(vault, PASSPHRASE) == KEY
    assert unlock_with_recovery(vault, RECOVERY) == KEY


def test_nothing_in_the_clear(vault: Path) -> None:
    data = vault.read_bytes()
    for secret in (KEY, RECOVERY, PASSPHRASE.encode()):
        assert secret not in data
        assert secret.hex().encode() not in data
        assert canonical.b64(secret).encode() not in data
    if sys.platform != "win32":
        assert vault.stat().st_mode & 0o777 == 0o600
        assert vault.parent.stat().st_mode & 0o777 == 0o700


def test_wrong_keys_are_exit_four(vault: Path) -> None:
    with refused("passphrase_wrong", exit_code=4):
        unlock(vault, PASSPHRASE + " ")
    with refused("passphrase_wrong", exit_code=4):
        unlock(vault, "")
    with refused("recovery_wrong", exit_code=4):
        unlock_with_recovery(vault, bytes(32))
    with refused("recovery_wrong", exit_code=4):
        unlock_with_recovery(vault, RECOVERY[:31])


def test_any_keyboard_gives_the_same_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    create_vault(path, unicodedata.normalize("NFD", "désa éloké"), RECOVERY, KEY, cost=PRACTICE)
    assert unlock(path, unicodedata.normalize("NFC", "désa éloké")) == KEY


def test_a_passphrase_of_odd_bytes_works(tmp_path: Path) -> None:
    path = tmp_path / "vault.json"
    create_vault(path, "delapan\udcff", RECOVERY, KEY, cost=PRACTICE)
    assert unlock(path, "delapan\udcff") == KEY


def test_too_short_changes_nothing(vault: Path, tmp_path: Path) -> None:
    before = vault.read_bytes()
    with refused("passphrase_short"):
        change_passphrase(vault, KEY, "tujuhhh")
    with refused("passphrase_short"):
        # Eight code points as typed, seven letters.
        create_vault(tmp_path / "b.json", "tujuhhé".replace("é", "e\u0301"), RECOVERY, KEY, cost=PRACTICE)
    assert vault.read_bytes() == before
    assert not (tmp_path / "b.json").exists()


def test_a_vault_is_never_overwritten(vault: Path) -> None:
    with refused("home_exists"):
        create_vault(vault, PASSPHRASE, RECOVERY, KEY, cost=PRACTICE)


def test_no_home(tmp_path: Path) -> None:
    with refused("home_missing"):
        unlock(tmp_path / "vault.json", PASSPHRASE)
    (tmp_path / "file").touch()
    with refused("home_missing"):
        unlock(tmp_path / "file" / "vault.json", PASSPHRASE)


def test_changes_keep_the_other_slots(vault: Path) -> None:
    add_office_slot(vault, b"age-encryption.org/v1 ...")
    change_passphrase(vault, KEY, "yang baru sekali")
    other = bytes(range(7, 39))
    change_recovery(vault, KEY, other)
    assert unlock(vault, "yang baru sekali") == KEY
    assert unlock_with_recovery(vault, other) == KEY
    assert office_slot(vault) == b"age-encryption.org/v1 ..."
    with refused("passphrase_wrong", exit_code=4):
        unlock(vault, PASSPHRASE)
    with refused("recovery_wrong", exit_code=4):
        unlock_with_recovery(vault, RECOVERY)


def test_another_home_s_key_is_not_wrapped(vault: Path) -> None:
    with pytest.raises(ValueError):
        change_passphrase(vault, bytes(32), "yang baru sekali")


def test_every_damaged_byte_is_damage_and_not_a_wrong_passphrase(vault: Path) -> None:
    good = vault.read_bytes()
    for i in range(len(good)):
        for data in (good[:i] + bytes([good[i] ^ 1]) + good[i + 1 :], good[:i]):
            vault.write_bytes(data)
            with refused("vault_damaged"):
                unlock(vault, PASSPHRASE)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory": 2**40, "ops": 1},
        {"memory": PRACTICE.memory, "ops": 2**31},
        {"memory": 8192, "ops": 1},
        {"memory": PRACTICE.memory, "ops": 0},
        {"memory": "8", "ops": 1},
        {"ops": 1},
        [],
        None,
    ],
)
def test_absurd_costs_are_refused_before_they_cost(vault: Path, cost: Any) -> None:
    content = json.loads(vault.read_bytes())
    content["cost"] = cost
    vault.write_bytes(_signed(content))
    with refused("vault_damaged"):
        unlock(vault, PASSPHRASE)


@pytest.mark.parametrize("field", ["cost", "salt", "recovery", "passphrase", "key_check", "office", "format"])
def test_a_whole_checksum_over_nonsense_is_damage(vault: Path, field: str) -> None:
    good = json.loads(vault.read_bytes())
    wrong: tuple[Any, ...] = (1, "!!", [], {"a": None}, "A" * 44)
    for value in wrong:
        vault.write_bytes(_signed(good | {field: value}))
        if (field, value) == ("office", "A" * 44):
            continue
        with refused("vault_damaged"):
            unlock_with_recovery(vault, RECOVERY)
    vault.write_bytes(_signed(good | {"more": 1}))
    with refused("vault_damaged"):
        unlock_with_recovery(vault, RECOVERY)


def test_slots_cannot_be_exchanged(vault: Path) -> None:
    content = json.loads(vault.read_bytes())
    content["passphrase"], content["recovery"] = content["recovery"], content["passphrase"]
    vault.write_bytes(_signed(content))
    with refused("passphrase_wrong", exit_code=4):
        unlock(vault, PASSPHRASE)
    with refused("recovery_wrong", exit_code=4):
        unlock_with_recovery(vault, RECOVERY)


def test_killed_anywhere_one_passphrase_opens(vault: Path) -> None:
    for step, folder in killed_everywhere("passphrase", vault.parent):
        after = step in {"renamed", "folder_synced", "whole"}
        opens, opens_not = PASSPHRASE, "yang baru sekali"
        if after:
            opens, opens_not = opens_not, opens
        assert unlock(folder / "vault.json", opens) == KEY, step
        with refused("passphrase_wrong", exit_code=4):
            unlock(folder / "vault.json", opens_not)
        assert unlock_with_recovery(folder / "vault.json", RECOVERY) == KEY, step


def _signed(content: dict[str, Any]) -> bytes:
    rest = {name: value for name, value in content.items() if name != "check"}
    check = canonical.b64(hashlib.sha256(canonical.encode(rest)).digest())
    return canonical.encode(rest | {"check": check})
