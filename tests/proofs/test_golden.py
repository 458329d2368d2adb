"""Files and databases of every version that ever landed: they still import, and mean what they meant."""

from pathlib import Path

import pytest

from desktop.actions import care, opening
from desktop.actions.enrolment import accept_request
from desktop.core.codes import voice_code
from desktop.errors import UserError
from desktop.sync.unsealed import check_unsealed
from tests.proofs import reader
from tests.proofs.replay import (
    BACKUP,
    GOLDEN,
    HOME,
    PACK,
    REQUEST,
    TAKEN,
    expected,
    facts,
    fresh,
    frozen_home,
    meaning,
    outside,
    taken,
)

VERSIONS = sorted(GOLDEN.iterdir())
every_version = pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.name)


@every_version
@pytest.mark.parametrize("name", TAKEN)
def test_sync_files_still_import(version: Path, name: str, tmp_path: Path) -> None:
    with fresh(tmp_path, version, name) as session:
        assert taken(session, version, name) == expected(version)[name]
        assert care.check(session)["ok"]
        again = taken(session, version, name)
        assert {file["result"] for file in again["files"]} == {"nothing_new"}
        assert meaning(session) == {key: expected(version)[name][key] for key in meaning(session)}


@every_version
def test_the_independent_reader_proves_them(version: Path) -> None:
    for name, files in TAKEN.items():
        for file in files:
            manifest, events = reader.read(version / file, facts(version)["keys"][name]["age"])
            assert manifest["format"] == "jbola.1"
            assert events
    assert reader.read(version / PACK)[1]
    assert reader.read(version / REQUEST)[0]["request"]["desk"] == "officer"


@every_version
def test_voice_codes_are_the_same_digits_for_ever(version: Path) -> None:
    voice = facts(version)["voice"]
    assert voice_code(check_unsealed(version / PACK, "pack").manifest_bytes) == voice[PACK]
    assert voice_code(check_unsealed(version / REQUEST, "request").manifest_bytes) == voice[REQUEST]


@every_version
def test_the_home_still_opens(version: Path, tmp_path: Path) -> None:
    with frozen_home(tmp_path, version) as session:
        assert meaning(session) == expected(version)[HOME]
        assert care.check(session)["ok"]
        care.rebuild_tables(session)
        assert meaning(session) == expected(version)[HOME]
        report = accept_request(session, version / REQUEST, facts(version)["voice"][REQUEST])
        assert report["desks"] == ["officer"]


@every_version
def test_the_backup_still_restores(version: Path, tmp_path: Path) -> None:
    around, wanted = outside(tmp_path / "lagi"), expected(version)[HOME]
    with pytest.raises(UserError, match="passphrase_wrong"):
        care.restore(around, version / BACKUP, "bukan sandinya")
    care.restore(around, version / BACKUP, facts(version)["passphrase"])
    session = opening.open_home(around, facts(version)["passphrase"])
    try:
        assert {key: meaning(session)[key] for key in ("aspirations", "people")} == {
            key: wanted[key] for key in ("aspirations", "people")
        }
        assert care.check(session)["ok"]
    finally:
        opening.close(session)
