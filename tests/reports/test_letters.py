"""Official letters: every word in its order, nothing lost or outside, no signature alone, nobody named."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.letters import KINDS, Content, Row
from desktop.core.profile import Profile
from reports.assignment_letter import assignment_letter
from reports.coordination_letter import coordination_letter
from reports.document import Attachment, Document
from reports.nota_dinas import nota_dinas
from reports.press import Press
from reports.reminder_letter import reminder_letter
from reports.sheet import Sheet
from reports.signs import visible
from reports.surat_tugas import surat_tugas
from tests.reports.archive import faults
from tests.reports.paper import assert_within, bare, boxes, pages, words_of
from tests.reports.samples_letters import (
    BUPATI,
    MOMENT,
    NORMAL,
    ROWS,
    long_content,
    samples,
    strange_content,
    with_contacts,
)

Make = Callable[..., Document]
LETTERS: dict[str, Make] = {
    "penugasan": assignment_letter,
    "koordinasi": coordination_letter,
    "pengingat": reminder_letter,
    "nota_dinas": nota_dinas,
    "surat_tugas": surat_tugas,
}
FOOT = re.compile(r"Halaman \d+ dari \d+\n?")
CANARY = "Kenari Rahasiawati"
BOOKMAN = {"font": "bookman", "paper": "a4", "size": 12, "margins": [25, 30, 30, 25]}


@pytest.fixture(params=["f4", "a4"])
def district(request: pytest.FixtureRequest, profile: Profile) -> Profile:
    """The profile as it is, and one of a district that writes in Bookman on A4."""
    return profile if request.param == "f4" else msgspec.structs.replace(profile, **BOOKMAN)


@pytest.fixture(scope="module")
def ordinary(press: Press, profile: Profile) -> Callable[[str], Document]:
    """The letters of an ordinary day, not numbered yet; printed once for all that look at them."""
    return cache(lambda kind: LETTERS[kind](press, profile, NORMAL[kind], None, MOMENT))


def flowing(pdf: bytes) -> str:
    """All words without the feet of the pages and without white space."""
    # visible: pdftotext puts direction marks around Arabic.
    return bare(visible(FOOT.sub("", "\n".join(pages(pdf)))))


def assert_in_order(text: str, parts: Iterator[str] | list[str]) -> None:
    place = 0
    for part in parts:
        wanted = bare(visible(part))
        found = text.find(wanted, place)
        assert found >= 0, f"{wanted[:80]!r} does not come after {text[max(place - 80, 0) : place]!r}"
        place = found + len(wanted)


def told(content: Content) -> list[str]:
    """What was typed into a letter, in the order it is printed."""
    subject, to, points = " ".join(content.subject.split()), content.to, content.points
    name = content.signer.titled_name.split(",")[0].rpartition(". ")[2].upper()
    body = {
        "nota_dinas": [*to, *content.copies, subject, *points, name],
        "surat_tugas": [
            *content.basis,
            *(text for one in content.persons for text in (one.name, one.rank, one.position)),
            *points,
            name,
            *content.copies,
        ],
    }.get(content.kind, [subject, *to, content.to_place, *points, name, *content.copies])
    return body + [text for row in content.rows for text in row_told(row)]


def row_told(row: Row) -> list[str]:
    return [row.code, row.village, row.words, row.place, row.by, row.instruction]


@pytest.mark.parametrize("kind", KINDS)
def test_all_samples_keep_the_margins_and_the_archive_form(
    press: Press, district: Profile, kind: str
) -> None:
    """And the normal ones every word in its order."""
    for sample in samples(kind):
        content = sample.content
        if sample.name == "long":
            content = msgspec.structs.replace(content, rows=content.rows[:8], points=content.points[:3])
        made = LETTERS[kind](press, district, content, sample.number, MOMENT)
        if sample.name == "normal":
            assert_in_order(flowing(made.data), told(content))
            assert made.missing == ()
        top, right, _, left = (side * 72 / 25.4 for side in district.margins)
        paper = Sheet(press, district, "", MOMENT).paper
        sides = boxes(made.data)
        for box in chain.from_iterable(sides):
            assert box.left >= left - 1
            assert box.right <= paper.width - right + 1
            assert box.top >= top - 4
            assert "None" not in box.word
        assert_within(made.data, 5)
        if sample.name != "long":
            assert faults(made.data) == []
        assert made.pages == len(sides)


@pytest.mark.parametrize("kind", KINDS)
def test_same_letter_same_bytes(
    press: Press, profile: Profile, ordinary: Callable[[str], Document], kind: str
) -> None:
    first = ordinary(kind).data
    assert first == LETTERS[kind](press, profile, NORMAL[kind], None, MOMENT).data
    assert first != LETTERS[kind](press, profile, NORMAL[kind], "2", MOMENT).data


@pytest.mark.parametrize("kind", KINDS)
def test_strange_words_come_out_as_they_went_in(press: Press, profile: Profile, kind: str) -> None:
    content = strange_content(kind)
    made = LETTERS[kind](press, profile, content, None, MOMENT)
    text = flowing(made.data)
    for part in content.points:
        assert bare(visible(part)) in text
    for part in ("<NamaWarga>", "&", '<imgsrc="/etc/passwd">', "{visits}", "%s"):
        assert part in text
    fields = {one.field for one in made.missing}
    assert {"uraian", "tembusan"} <= fields
    assert "" not in fields
    assert set("".join(one.signs for one in made.missing)) == set("\u0b85\u0baa\u4e2d\u6587")


TYPED = st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), max_size=60)
TEXTS = st.lists(TYPED.filter(str.strip), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=TEXTS, points=TEXTS, kind=st.sampled_from(KINDS))
def test_words_in_order_property(
    press: Press, profile: Profile, words: list[str], points: list[str], kind: str
) -> None:
    rows = [
        msgspec.structs.replace(ROWS[0], code=f"TB-{number:05d}", words=text, place=text[::-1])
        for number, text in enumerate(words)
    ]
    content = msgspec.structs.replace(NORMAL[kind], rows=rows, points=points)
    made = LETTERS[kind](press, profile, content, None, MOMENT)
    assert_in_order(flowing(made.data), told(content))


def test_one_aspiration_of_twenty_thousand_letters(press: Press, profile: Profile) -> None:
    words = " ".join(f"kata{number};" for number in range(2100))
    assert len(words) > 19_000
    content = msgspec.structs.replace(
        NORMAL["penugasan"], rows=[msgspec.structs.replace(ROWS[0], words=words)]
    )
    text = words_of(assignment_letter(press, profile, content, None, MOMENT).data)
    assert re.findall(r"kata(\d+);", text) == [str(number) for number in range(2100)]


FULL = {"penugasan": 14, "koordinasi": 22, "pengingat": 21, "nota_dinas": 25, "surat_tugas": 18}
"""So many short points leave no room for the signature on the first page."""


@pytest.mark.parametrize("kind", KINDS)
def test_signature_stands_with_the_end_of_the_text(press: Press, profile: Profile, kind: str) -> None:
    """However long the body is, title, name and the last words before it are on one page."""
    closing = {"surat_tugas": "tugas selesai."}.get(kind, "diucapkan terima kasih.")
    turned = set()
    for count in range(FULL[kind] - 4, FULL[kind] + 10, 2):
        content = msgspec.structs.replace(
            NORMAL[kind], points=["Baris tugas."] * count, signer=BUPATI, rows=[]
        )
        sides = pages(LETTERS[kind](press, profile, content, None, MOMENT).data)
        named = [number for number, side in enumerate(sides) if "ANDI RUDI LATIF" in side]
        assert len(named) == 1
        assert closing in " ".join(sides[named[0]].split())
        above = sides[named[0]].partition("ANDI RUDI LATIF")[0]
        assert re.search(r"^BUPATI TANAH BUMBU,$", above, re.MULTILINE)
        kept = above.partition("BUPATI TANAH BUMBU,")[0].strip().splitlines()
        assert len(kept) >= 2 + (kind == "surat_tugas")  # which has its date above the title
        turned.add(named[0])
    assert len(turned) > 1


def test_head_of_the_district_writes_under_the_garuda(
    press: Press, profile: Profile, ordinary: Callable[[str], Document]
) -> None:
    by_head = msgspec.structs.replace(NORMAL["penugasan"], signer=BUPATI)
    under = pages(assignment_letter(press, profile, by_head, None, MOMENT).data)[0]
    assert under.startswith("BUPATI TANAH BUMBU\n")
    under = pages(ordinary("penugasan").data)[0]
    assert under.startswith("PEMERINTAH KABUPATEN TANAH BUMBU\nSEKRETARIAT DAERAH\n")


def test_letter_says_whether_it_carries_data(press: Press, profile: Profile) -> None:
    with_data = NORMAL["penugasan"]
    without = msgspec.structs.replace(with_data, carries_data=False)
    attached = Attachment("jemput-bola.jbola", b"x" * 100, MOMENT)
    first = assignment_letter(press, profile, with_data, None, MOMENT, attached)
    second = assignment_letter(press, profile, without, None, MOMENT)
    assert "membawadatadalamberkastersegel" in words_of(first.data)
    assert "tidakmembawadata" in words_of(second.data)
    assert "tersegel" not in words_of(second.data)
    assert faults(first.data) == []


def test_coordination_asks_and_sets_no_dates(ordinary: Callable[[str], Document]) -> None:
    text = words_of(ordinary("koordinasi").data)
    assert "mohonperkenanSaudara" in text
    for order in ("diminta", "Tenggat", "palinglambat", "Penanggungjawab", "30November2026"):
        assert order not in text


def test_reminder_names_the_first_letter(ordinary: Callable[[str], Document]) -> None:
    text = words_of(ordinary("pengingat").data)
    assert "B/123/400.10.2/UM/2026tanggal2Oktober2026" in text
    assert "9harikerja" in text


def test_district_has_its_own_sentences(press: Press, profile: Profile) -> None:
    own = msgspec.structs.replace(profile, sentences={"letter_closing": "Sekian dari kami."})
    text = " ".join(pages(assignment_letter(press, own, NORMAL["penugasan"], None, MOMENT).data))
    assert "Sekian dari kami." in text
    assert "terima kasih" not in text


def test_contacts_only_on_a_page_of_their_own(press: Press, profile: Profile) -> None:
    content = with_contacts(NORMAL["penugasan"])
    sides = pages(assignment_letter(press, profile, content, None, MOMENT).data)
    secret = [side for side in sides if "Suryani" in side or "0812 3456" in side or "0813 9999" in side]
    assert secret == sides[-1:]
    assert secret[0].startswith("RAHASIA\n")
    assert ROWS[1].code not in secret[0]
    assert "2 (dua) berkas" in sides[0]
    assert "Lampiran Rahasia" in " ".join(sides[0].split())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "penugasan"])
def test_no_other_letter_prints_contacts(press: Press, profile: Profile, kind: str) -> None:
    rows = [msgspec.structs.replace(row, contact=f"{CANARY}\n081234567890") for row in ROWS]
    content = msgspec.structs.replace(NORMAL[kind], rows=rows)
    made = LETTERS[kind](press, profile, content, None, MOMENT)
    text = words_of(made.data)
    assert bare(CANARY) not in text
    assert "0812" not in text
    assert CANARY.encode() not in made.data


def test_without_contacts_there_is_no_secret_page(ordinary: Callable[[str], Document]) -> None:
    text = words_of(ordinary("penugasan").data)
    assert "RAHASIA" not in text
    assert "1(satu)berkas" in text


def test_number_is_left_open_until_it_is_known(
    press: Press, profile: Profile, ordinary: Callable[[str], Document]
) -> None:
    sides = pages(ordinary("penugasan").data)
    assert re.search(r"Nomor : B/\s+/400\.10\.2/UM/2026", sides[0])
    numbered = pages(assignment_letter(press, profile, NORMAL["penugasan"], "B/7/X", MOMENT).data)
    assert "Nomor : B/7/X" in numbered[0]
    assert "Nomor : B/7/X" in numbered[1]


def test_an_officer_is_not_torn_apart(press: Press, profile: Profile) -> None:
    content = long_content("surat_tugas", rows=0)
    sides = pages(surat_tugas(press, profile, content, None, MOMENT).data)
    assert len(sides) > 3
    torn = [side for side in sides if re.match(r"(NIP|Pangkat/Golongan|Jabatan) ", side)]
    assert torn == []
    assert not any(FOOT.sub("", side).rstrip().endswith("MENUGASKAN:") for side in sides)
