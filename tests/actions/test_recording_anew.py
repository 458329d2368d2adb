"""What was recorded is recorded anew with another identity; nothing that stands is lost on the way."""

from msgspec import to_builtins
from msgspec.structs import replace

from desktop.actions.recording_anew import identity_of, record_anew, still_known
from desktop.actions.session import Session
from desktop.actions.shape_types import AspirationIn, CitizenIn
from tests.actions.homes import record

KNOWN = CitizenIn("open", "Pak Udin", "6310120101800001", "081234567890", "L", "petani", consent=True)


def test_numbers_and_group_go_along_where_the_citizen_agreed(petugas: Session) -> None:
    [code] = record(petugas, {"text": "Lampu mati", "citizen": to_builtins(KNOWN)})
    shown = CitizenIn("secret", name="Pak Udin", gender="L", consent=True)
    citizen = still_known(petugas, code, shown)
    assert citizen == replace(identity_of(petugas, code), mode="secret")
    assert (citizen.nik, citizen.phone, citizen.group) == (
        KNOWN.nik,
        identity_of(petugas, code).phone,
        "petani",
    )
    new = record_anew(petugas, code, AspirationIn("Lampu mati", citizen=citizen), "identitas berubah")
    assert identity_of(petugas, new["code"]) == citizen
    # What was typed is what counts.
    typed = replace(shown, nik="6310120101800002")
    assert still_known(petugas, new["code"], typed).nik == typed.nik
    for nobody in (CitizenIn("anonymous", consent=True), replace(shown, consent=False)):
        assert still_known(petugas, new["code"], nobody) == nobody
