"""The signature: its lines, its code, never split and never alone; tembusan."""

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.platypus import Flowable

from desktop.core.letters import SignatureLines
from desktop.core.profile import Profile
from reports.page import render
from reports.press import Press
from reports.sheet import Sheet
from reports.signature import copies_block, signature_block
from reports.signature_pair import two_signatures
from reports.style import BODY
from reports.text import Words
from tests.reports.paper import Box, assert_within, bare, boxes, elements, new_sheet, pages, printed

LINES = SignatureLines(
    ["a.n. BUPATI TANAH BUMBU", "SEKRETARIS DAERAH,"],
    "Drs. H. AHMAD FAUZAN, M.Si.",
    ["Pembina, IV/a", "NIP 19700101 199503 1 002"],
)
CODE = "JB1:L:0b5f8d3a-1111-4222-8333-444455556666:000G40R40M30E209"
CLOSING = "Demikian disampaikan, atas perhatian dan kerja samanya diucapkan terima kasih."


def sign(press: Press, profile: Profile, lines: SignatureLines = LINES, **options: str) -> bytes:
    sheet = new_sheet(press, profile)
    return printed(sheet, signature_block(sheet, lines, **options))


def find(pdf: bytes, word: str) -> Box:
    return next(box for page in boxes(pdf) for box in page if box.word == word)


def test_the_lines_stand_in_the_right_half_in_order(press: Press, profile: Profile) -> None:
    pdf = sign(press, profile)
    assert pages(pdf)[0].split("\n")[:5] == [*LINES.above, LINES.name, *LINES.below]
    assert min(box.left for box in boxes(pdf)[0]) == pytest.approx(210 / 25.4 * 36, abs=1)


@pytest.mark.parametrize("lines", [2, 4, 8])
def test_there_is_room_to_sign(press: Press, profile: Profile, lines: int) -> None:
    pdf = sign(press, msgspec.structs.replace(profile, space_lines=lines))
    gap = find(pdf, "FAUZAN,").top - find(pdf, "DAERAH,").top
    assert gap == pytest.approx((lines + 1) * 13.75, abs=1)


def test_the_code_stands_left_at_the_same_height_and_says_what_it_is_not(
    press: Press, profile: Profile
) -> None:
    pdf = sign(press, profile, qr=CODE)
    words = " ".join(pages(pdf)[0].split())
    assert "Kode verifikasi aplikasi (bukan tanda tangan elektronik)" in words
    caption, name = find(pdf, "verifikasi"), find(pdf, "FAUZAN,")
    assert caption.right < name.left
    assert find(pdf, "a.n.").top < caption.top < find(pdf, "NIP").bottom
    assert CODE in elements(pdf, "Figure")[0]
    assert_within(pdf)


def test_a_district_without_codes_prints_none(press: Press, profile: Profile) -> None:
    pdf = sign(press, msgspec.structs.replace(profile, verification=False), qr=CODE)
    assert elements(pdf, "Figure") == []
    assert "verifikasi" not in pages(pdf)[0]


def test_an_anchor_stands_in_the_room(press: Press, profile: Profile) -> None:
    own = msgspec.structs.replace(profile, anchor="${ttd}")
    for pdf in (sign(press, own), sign(press, profile, anchor="${ttd}")):
        assert find(pdf, "DAERAH,").bottom < find(pdf, "${ttd}").top
        assert find(pdf, "${ttd}").bottom < find(pdf, "FAUZAN,").top
    assert find(sign(press, own, anchor="#"), "#")


def test_a_date_may_stand_above(press: Press, profile: Profile) -> None:
    pdf = sign(press, profile, place_date="Ditetapkan di Batulicin\npada tanggal 21 November 2026")
    assert pages(pdf)[0].split("\n")[:3] == [
        "Ditetapkan di Batulicin",
        "pada tanggal 21 November 2026",
        LINES.above[0],
    ]


def test_nobody_named_leaves_dots_to_write_on(press: Press, profile: Profile) -> None:
    assert "(……" in pages(sign(press, profile, SignatureLines(["CAMAT,"])))[0]


def test_long_titles_and_names_stay_within(press: Press, profile: Profile) -> None:
    title = "KEPALA DINAS PERUMAHAN, KAWASAN PERMUKIMAN DAN PERTANAHAN KABUPATEN TANAH BUMBU,"
    pdf = sign(press, profile, SignatureLines([title], "M" * 120, ["ꦱꦸꦫꦠ <i>"]), qr=CODE)
    assert bare(title) in bare(pages(pdf)[0])
    assert bare(pages(pdf)[0]).count("M") == 120 + title.count("M")
    assert_within(pdf)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.integers(0, 60), words=st.integers(1, 400))
def test_a_signature_is_never_split_and_never_alone(
    press: Press, profile: Profile, before: int, words: int
) -> None:
    sheet = new_sheet(press, profile, paper="half_f4")
    story: list[Flowable] = [Words(sheet, "\n".join(["baris"] * before), BODY)] if before else []
    story += signature_block(sheet, LINES, qr=CODE, after=Words(sheet, "kata " * words, BODY))
    found = pages(render(sheet, story, numbered=False).data)
    signed = [page for page in found if "FAUZAN" in page or "a.n. BUPATI" in page]
    assert len(signed) == 1
    assert signed[0] is found[-1]
    text = signed[0].partition("a.n. BUPATI")[0].strip().split("\n")
    assert len(text) >= min(2, -(-words // 20))
    assert sum(page.count("kata") for page in found) == words
    assert sum(page.count("baris") for page in found) == before


def test_the_last_two_lines_come_along(press: Press, profile: Profile) -> None:
    """A paragraph whose last line just fits gives two lines to the page of the signature."""
    sheet = new_sheet(press, profile, paper="half_f4")
    last = Words(sheet, "kata " * 300, BODY)
    found = pages(
        render(
            sheet, [Words(sheet, "\n".join(["baris"] * 5), BODY), *signature_block(sheet, LINES, after=last)]
        ).data
    )
    assert len(found) == 2
    assert found[1].index("kata") < found[1].index("a.n.")


def copies(press: Press, profile: Profile, rows: list[str]) -> bytes:
    sheet = new_sheet(press, profile)
    return printed(sheet, [*copies_block(sheet, rows), Words(sheet, "")])


def test_copies_end_with_semicolons_and_a_stop(press: Press, profile: Profile) -> None:
    rows = ["Bupati Tanah Bumbu (sebagai laporan)", "Inspektur;", " Camat\nAngsana. ", " "]
    assert pages(copies(press, profile, rows))[0].strip().split("\n") == [
        "Tembusan:",
        "1. Bupati Tanah Bumbu (sebagai laporan);",
        "2. Inspektur;",
        "3. Camat Angsana.",
    ]


def test_one_copy_and_none(press: Press, profile: Profile) -> None:
    assert "1. Camat." in pages(copies(press, profile, ["Camat"]))[0]
    sheet = new_sheet(press, profile)
    assert copies_block(sheet, []) == []
    assert copies_block(sheet, [" ", ""]) == []


def test_forty_copies_go_on_over_the_page_from_where_they_stand(press: Press, profile: Profile) -> None:
    sheet = new_sheet(press, profile, paper="half_f4")
    story = [Words(sheet, "Isi surat.", BODY), *copies_block(sheet, [f"Camat {n}" for n in range(40)])]
    found = pages(render(sheet, story, numbered=False).data)
    assert "Isi surat." in found[0]
    assert "4. Camat 3;" in found[0]
    assert found[-1].strip().endswith("40. Camat 39.")


def test_the_word_tembusan_never_stands_alone(press: Press, profile: Profile) -> None:
    for before in range(20, 32):
        sheet = new_sheet(press, profile, paper="half_f4")
        story = [
            Words(sheet, "\n".join(["baris"] * before), BODY.but(after=0)),
            *copies_block(sheet, ["A", "B", "C"]),
        ]
        page = next(page for page in pages(render(sheet, story).data) if "Tembusan" in page)
        assert "3. C." in page


def pair(press: Press, profile: Profile, **options: object) -> tuple[Sheet, list[Flowable]]:
    sheet = new_sheet(press, profile)
    left = SignatureLines(["KEPALA DESA ANGSANA,"], "SITI", [])
    right = SignatureLines(["TIM JEMPUT BOLA", "KETUA,"], "RUDI", ["NIP 1"])
    return sheet, two_signatures(sheet, left, right, **options)  # type: ignore[arg-type]


def test_two_sign_side_by_side_with_their_names_on_one_line(press: Press, profile: Profile) -> None:
    sheet, story = pair(press, profile, place_date="Angsana, 3 November 2026")
    pdf = printed(sheet, story)
    left, right = find(pdf, "SITI"), find(pdf, "RUDI")
    assert left.top == right.top
    assert left.right < 210 / 25.4 * 36 < right.left
    assert find(pdf, "Angsana,").left > 210 / 25.4 * 36
    assert find(pdf, "KEPALA").top == find(pdf, "TIM").top
    assert_within(pdf)


def test_witnesses_stand_below_two_by_two(press: Press, profile: Profile) -> None:
    saksi = [SignatureLines(["Saksi,"], name) for name in ("ANI", "BUDI", "CICI")]
    sheet, story = pair(press, profile, witnesses=saksi, after=Words(new_sheet(press, profile), CLOSING))
    pdf = printed(sheet, story)
    ani, budi, cici = (find(pdf, name) for name in ("ANI", "BUDI", "CICI"))
    assert find(pdf, "SITI").bottom < ani.top == budi.top < cici.top
    assert (cici.left + cici.right) / 2 == pytest.approx(210 / 25.4 * 36, abs=1)
    assert pages(pdf)[0].index("Demikian") < pages(pdf)[0].index("SITI")


def test_the_same_input_gives_the_same_bytes(press: Press, profile: Profile) -> None:
    assert sign(press, profile, qr=CODE) == sign(press, profile, qr=CODE)
