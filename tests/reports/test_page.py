"""Paper, margins, pages and their feet."""

import io
import re
from collections.abc import Sequence

import pikepdf
import pytest
from reportlab.platypus import Flowable, KeepTogether, PageBreak

from desktop.core.profile import Profile
from reports.document import Document
from reports.page import EDGE, render
from reports.press import Press
from reports.sheet import Sheet
from reports.style import BODY, HEAD, MM, PAPERS, SMALL
from reports.text import Words
from tests.reports.archive import claims_access, faults, shown
from tests.reports.paper import MOMENT, assert_within, boxes, dots, pages

SENTENCE = "Saudara diminta menindaklanjuti aspirasi warga paling lambat tanggal dua puluh satu. "


def letter(sheet: Sheet, paragraphs: int) -> list[Flowable]:
    story: list[Flowable] = [Words(sheet, "Surat penugasan", HEAD, tag="H1")]
    for number in range(paragraphs):
        story += [
            Words(sheet, f"Bagian {number}", HEAD, tag="H2"),
            Words(sheet, f"Alinea {number}. " + 4 * SENTENCE, BODY),
        ]
    return story


@pytest.fixture
def sheet(press: Press, profile: Profile) -> Sheet:
    return Sheet(press, profile, "Surat penugasan", MOMENT)


def media(document: Document) -> list[list[float]]:
    with pikepdf.open(io.BytesIO(document.data)) as file:
        return [[float(side) for side in page.MediaBox] for page in file.pages]


def feet(document: Document) -> list[str]:
    """Per page what stands below the text, in one line."""
    return [" ".join(text.split("\n")[-2:]).strip() for text in pages(document.data)]


@pytest.mark.parametrize(("paragraphs", "count"), [(2, 1), (20, 3), (380, 40)])
def test_a_story_of_any_length(sheet: Sheet, paragraphs: int, count: int) -> None:
    document = render(sheet, letter(sheet, paragraphs))
    assert count - 1 <= document.pages <= count + 1
    texts = pages(document.data)
    assert len(texts) == document.pages
    whole = "\n".join(texts)
    assert re.findall(r"Alinea (\d+)\.", whole) == [str(number) for number in range(paragraphs)]
    numbers = re.findall(r"Halaman (\d+) dari (\d+)", whole)
    total = str(document.pages)
    expected = [(str(number + 1), total) for number in range(document.pages)] if document.pages > 1 else []
    assert numbers == expected
    assert all(text.count("Halaman") == (document.pages > 1) for text in texts)


def test_pages_are_not_counted_when_nobody_asks(sheet: Sheet) -> None:
    document = render(sheet, letter(sheet, 20), numbered=False)
    assert document.pages > 1
    assert "Halaman" not in "".join(pages(document.data))


def test_f4_is_what_it_is_called(sheet: Sheet) -> None:
    (box,) = media(render(sheet, letter(sheet, 1)))
    assert box[:2] == [0, 0]
    assert [round(side / MM, 3) for side in box[2:]] == [215, 330]


@pytest.mark.parametrize("paper", [name for name, size in PAPERS.items() if size.height])
def test_nothing_leaves_the_paper(press: Press, profile: Profile, paper: str) -> None:
    sheet = Sheet(press, profile, "Kecil", MOMENT, paper=paper, margins=(8, 8, 8, 8))
    document = render(sheet, letter(sheet, 12))
    assert document.pages > 1
    for box in media(document):
        assert box == pytest.approx([0, 0, *PAPERS[paper]])
    assert_within(document.data, EDGE / MM)
    for page in boxes(document.data):
        foot = [box for box in page if box.word in {"Halaman", "dari"}]
        text = [box for box in page if box.top < foot[0].top - 2]
        assert max(box.bottom for box in text) <= foot[0].top


def test_margins_of_the_profile_hold(press: Press, profile: Profile) -> None:
    sheet = Sheet(press, profile, "Tepi", MOMENT, paper="a4", margins=(20, 15, 25, 30))
    document = render(sheet, letter(sheet, 40), numbered=False)
    for page in boxes(document.data):
        assert min(box.left for box in page) >= 30 * MM - 1
        assert max(box.right for box in page) <= (210 - 15) * MM + 1
        assert min(box.top for box in page) >= 20 * MM - 1
        assert max(box.bottom for box in page) <= (297 - 25) * MM + 1


@pytest.mark.parametrize("paper", ["roll80", "roll58"])
def test_a_roll_is_as_long_as_its_words(press: Press, profile: Profile, paper: str) -> None:
    heights = []
    for paragraphs in (1, 5):
        sheet = Sheet(press, profile, "Tanda terima", MOMENT, paper=paper, margins=(6, 4, 6, 4))
        document = render(sheet, letter(sheet, paragraphs))
        assert document.pages == 1
        ((_, _, width, height),) = media(document)
        assert width == pytest.approx(PAPERS[paper].width)
        (page,) = boxes(document.data)
        assert min(box.top for box in page) == pytest.approx(6 * MM, abs=8)
        assert max(box.bottom for box in page) == pytest.approx(height - 6 * MM, abs=12)
        assert "Halaman" not in pages(document.data)[0]
        assert faults(document.data) == []
        heights.append(height)
    assert heights[0] < heights[1]


def test_a_roll_without_end_goes_on(press: Press, profile: Profile) -> None:
    sheet = Sheet(press, profile, "Panjang", MOMENT, paper="roll58", margins=(5, 5, 5, 5))
    document = render(sheet, letter(sheet, 80))
    first, last = media(document)
    assert first[3] <= 14400
    assert last[3] < first[3]
    assert re.findall(r"Alinea (\d+)\.", "\n".join(pages(document.data))) == [str(n) for n in range(80)]


@pytest.mark.parametrize("paper", ["f4", "a6", "roll58"])
def test_the_note_stands_on_every_page(press: Press, paper: str) -> None:
    note = "Daerah latihan, bukan dokumen resmi"
    sheet = Sheet(press, Profile(note=note), "Latihan", MOMENT, paper=paper, margins=(7, 7, 7, 7))
    document = render(sheet, letter(sheet, 2 if paper == "roll58" else 30))
    texts = pages(document.data)
    assert len(texts) == document.pages
    assert all(note in " ".join(text.split()) for text in texts)
    assert_within(document.data, EDGE / MM - 0.5)
    assert faults(document.data) == []


def outline(document: Document) -> list[tuple[str, list[str]]]:
    """Titles of two levels; each entry leads to a page."""
    with pikepdf.open(io.BytesIO(document.data)) as file, file.open_outline() as found:
        return [(item.title, [child.title for child in item.children]) for item in found.root]


def test_headings_become_bookmarks(sheet: Sheet) -> None:
    document = render(sheet, letter(sheet, 14))
    assert outline(document) == [("Surat penugasan", [f"Bagian {number}" for number in range(14)])]


def test_a_heading_without_one_above_moves_up(sheet: Sheet) -> None:
    story = [Words(sheet, "Lampiran (α)", HEAD, tag="H3"), Words(sheet, "Isi", BODY)]
    document = render(sheet, story)
    assert outline(document) == [("Lampiran (α)", [])]
    assert faults(document.data) == ["H3 follows a heading of level 0"]


class Block(Flowable):  # type: ignore[misc]
    """A box that cannot be split; tagged or not."""

    def __init__(self, height: float, *, tagged: bool = True) -> None:
        super().__init__()
        self.width, self.height, self.tagged = 100, height, tagged

    def draw(self) -> None:
        if self.tagged:
            with self.canv.artifact():
                self.canv.rect(0, 0, 100, self.height)
        else:
            self.canv.rect(0, 0, 100, self.height)


def test_what_is_kept_together_and_too_long_is_split(sheet: Sheet) -> None:
    document = render(sheet, [*letter(sheet, 3), KeepTogether(letter(sheet, 40))])
    assert len(re.findall(r"Alinea \d+\.", "\n".join(pages(document.data)))) == 43


def test_a_block_as_high_as_the_page_fits(sheet: Sheet) -> None:
    top, _, bottom, _ = sheet.margins
    story: Sequence[Flowable] = [Block(sheet.paper.height - top - bottom), PageBreak(), Block(10)]
    assert render(sheet, story).pages == 2


def test_a_document_of_nothing_is_one_empty_page(sheet: Sheet) -> None:
    document = render(sheet, [])
    assert document.pages == 1
    assert faults(document.data) == []


def test_only_what_is_tagged_whole_claims_to_be(sheet: Sheet) -> None:
    assert claims_access(render(sheet, [Block(10)]).data)
    document = render(sheet, [*letter(sheet, 1), Block(10, tagged=False)])
    assert not claims_access(document.data)
    assert faults(document.data, tagged=False) == []
    assert any("tag" in fault for fault in faults(document.data))


def test_the_same_story_gives_the_same_bytes(sheet: Sheet, press: Press, profile: Profile) -> None:
    first = render(sheet, letter(sheet, 20)).data
    again = Sheet(press, profile, "Surat penugasan", MOMENT)
    assert render(again, letter(again, 20)).data == first
    other = Sheet(press, profile, "Surat lain", MOMENT)
    assert render(other, letter(other, 20)).data != first


def test_only_our_fonts_are_in_the_file(sheet: Sheet) -> None:
    data = render(sheet, [Words(sheet, "Kecil", SMALL)]).data
    assert {words for _, _, words in shown(data)} == set("Kecil")
    with pikepdf.open(io.BytesIO(data)) as file:
        for page in file.pages:
            assert "/Trans" not in page
            assert all("LiberationSans" in str(font.BaseFont) for font in page.Resources.Font.values())


def test_a_page_can_be_looked_at(sheet: Sheet) -> None:
    (image,) = dots(render(sheet, letter(sheet, 1)).data)
    assert image.size == (610, 936)
    assert min(image.tobytes()) < 100
