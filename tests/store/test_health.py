"""The check says what is wrong, and changes nothing."""

from pathlib import Path

from desktop.catalogue import Catalogue
from desktop.paths import TRANSLATIONS
from desktop.store.blobs import Blobs
from desktop.store.engine import open_store
from desktop.store.health import Check, check_store
from desktop.store.quarantine import list_quarantined, quarantine_file
from tests.store.constants import KEY, WHEN
from tests.store.helpers import keep_photo, new_home, tree


def faults(checks: list[Check]) -> dict[str, str]:
    return {check.name: check.detail for check in checks if not check.ok}


def test_a_sound_home(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    blobs = Blobs(paths.blobs, KEY)
    with store:
        keep_photo(store, blobs, b"one")
        keep_photo(store, blobs, b"two")
        before, told = tree(paths.home), []
        checks = check_store(store, blobs, lambda *step: told.append(step))
        assert tree(paths.home) == before
    assert faults(checks) == {}
    assert told == [(1, 2), (2, 2)]
    assert {"photos_missing": "0/2", "photos_orphaned": "0"}.items() <= {
        check.name: check.detail for check in checks
    }.items()


def test_every_check_has_its_words(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    catalogue = Catalogue.load(TRANSLATIONS / "id")
    with store:
        for check in check_store(store, Blobs(paths.blobs, KEY)):
            for code in (f"check_{check.name}", f"check_{check.name}_hint"):
                assert catalogue.text(code) != code


def test_photos_missing_damaged_orphaned(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    blobs = Blobs(paths.blobs, KEY)
    with store:
        gone, bad, _ = (keep_photo(store, blobs, data) for data in (b"gone", b"bad", b"good"))
        awaited = keep_photo(store, blobs, b"awaited")
        store.connection.execute("UPDATE blob SET present = 0 WHERE sha256 = ?", (bytes.fromhex(awaited),))
        blobs.delete(awaited)
        blobs.delete(gone)
        blobs.path(bad).write_bytes(b"x")
        orphan = blobs.path(blobs.put(b"orphan")).name
        assert faults(check_store(store, blobs)) == {
            "photos_missing": f"1/3: {gone}",
            "photos_damaged": f"1/3: {bad}",
            "photos_orphaned": f"1: {orphan}",
        }


def test_many_faults_are_counted_and_a_few_named(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    blobs = Blobs(paths.blobs, KEY)
    with store:
        for number in range(7):
            blobs.delete(keep_photo(store, blobs, bytes([number])))
        detail = faults(check_store(store, blobs))["photos_missing"]
    assert detail.startswith("7/7: ")
    assert detail.endswith(", …")
    assert len(detail.split(", ")) == 6


def test_a_damaged_page_is_a_finding(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    with store, store.transaction():
        store.set_meta("a", bytes(40_000))
    data = bytearray(paths.database.read_bytes())
    data[-4096 * 3 + 50] ^= 1
    paths.database.write_bytes(data)
    with open_store(paths, KEY) as store:
        found = faults(check_store(store, Blobs(paths.blobs, KEY)))
    assert found["pages"].startswith("1: ")
    assert found["structure"] == "database_damaged" or found["structure"]


def test_sequence_reserve_schema_quarantine(tmp_path: Path) -> None:
    paths, store = new_home(tmp_path / "home")
    (tmp_path / "asing").write_bytes(b"x")
    with store:
        quarantine_file(
            store, tmp_path / "asing", writer=b"w" * 16, key=b"k" * 32, manifest=b"m", received=WHEN
        )
        (one,) = list_quarantined(store)
        one.path.unlink()
        paths.sequence.write_bytes(b"x")
        paths.reserve.unlink()
        store.connection.execute("PRAGMA user_version = 1")
        assert faults(check_store(store, Blobs(paths.blobs, KEY))) == {
            "sequence": "sequence_damaged",
            "reserve": "",
            "schema": "1",
            "quarantine": f"1: {one.file}",
        }
