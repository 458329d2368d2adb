"""Content belongs to one element, or to none on purpose; what nobody marked is found."""

import io
from typing import Any

import pikepdf
import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument

from reports.canvas import TaggedCanvas
from reports.tags import Tag


def new_canvas() -> tuple[TaggedCanvas, io.BytesIO]:
    out = io.BytesIO()
    return TaggedCanvas(out, pagesize=(200, 200), invariant=1, pageCompression=0), out


def drawn(canvas: TaggedCanvas, out: io.BytesIO) -> pikepdf.Pdf:
    canvas.save()
    file = pikepdf.open(io.BytesIO(out.getvalue()))
    assert file.check_pdf_syntax() == []
    return file


def outline(node: Any) -> Any:
    """A structure tree as nested lists: role, then kids; numbers are pieces of content."""
    kids = node.get("/K", pikepdf.Array())
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    found: list[Any] = [str(node.S)[1:]]
    for kid in kids:
        if isinstance(kid, int):
            found.append(int(kid))
        elif "/S" in kid:
            assert node == kid.P
            found.append(outline(kid))
        else:
            found.append(("page", int(kid.Pg.StructParents), int(kid.MCID)))
    return found


def test_elements_stand_in_the_order_they_first_appear() -> None:
    canvas, out = new_canvas()
    for path in [
        (Tag("P", "a"),),
        (Tag("Table", "t"), Tag("TR", 0), Tag("TH", 0)),
        (Tag("Table", "t"), Tag("TR", 0), Tag("TH", 1)),
        (Tag("P"),),
        (Tag("P"),),
        (Tag("Table", "t"), Tag("TR", 1), Tag("TD", 0)),
        (Tag("P", "a"),),
    ]:
        with canvas.mark(*path):
            canvas.rect(0, 0, 9, 9)
    file = drawn(canvas, out)
    assert outline(file.Root.StructTreeRoot.K) == [
        "Document",
        ["P", 0, 6],
        ["Table", ["TR", ["TH", 1], ["TH", 2]], ["TR", ["TD", 5]]],
        ["P", 3],
        ["P", 4],
    ]
    head = file.Root.StructTreeRoot.K.K[1].K[0].K[0]
    assert head.A.Scope == "/Column"
    assert head.A.O == "/Table"


def test_an_element_goes_on_over_the_page() -> None:
    canvas, out = new_canvas()
    for _ in range(2):
        with canvas.mark(Tag("P", "long")):
            canvas.rect(0, 0, 9, 9)
        canvas.showPage()
    file = drawn(canvas, out)
    assert outline(file.Root.StructTreeRoot.K) == ["Document", ["P", 0, ("page", 1, 0)]]
    rows = file.Root.StructTreeRoot.ParentTree.Nums
    assert [int(rows[0]), int(rows[2])] == [0, 1]
    assert rows[1][0] == rows[3][0] == file.Root.StructTreeRoot.K.K
    assert [page.Tabs for page in file.pages] == ["/S", "/S"]


def test_what_is_drawn_lies_between_its_marks() -> None:
    canvas, out = new_canvas()
    with canvas.mark(Tag("Figure", 1), alt="Sebuah kotak: (á\u200b)"):
        canvas.rect(0, 0, 9, 9)
    with canvas.artifact():
        canvas.line(0, 0, 9, 9)
    file = drawn(canvas, out)
    assert [str(step.operator) for step in pikepdf.parse_content_stream(file.pages[0])] == [
        *("BDC", "n", "re", "S", "EMC"),
        *("BMC", "n", "m", "l", "S", "EMC"),
    ]
    assert str(file.Root.StructTreeRoot.K.K.Alt) == "Sebuah kotak: (á\u200b)"


def test_a_piece_with_nothing_in_it_keeps_its_element() -> None:
    canvas, out = new_canvas()
    with canvas.mark(Tag("Table", 1), Tag("TR", 1), Tag("TD", 1)):
        pass
    with canvas.artifact():
        pass
    file = drawn(canvas, out)
    assert outline(file.Root.StructTreeRoot.K) == ["Document", ["Table", ["TR", ["TD"]]]]
    assert b"BDC" not in file.pages[0].Contents.read_bytes()


def test_what_nobody_marked_is_noted() -> None:
    canvas, _ = new_canvas()
    canvas.saveState()
    canvas.translate(5, 5)
    with canvas.mark(Tag("P", 1)):
        canvas.rect(0, 0, 9, 9)
    canvas.restoreState()
    assert canvas.untagged == []
    canvas.rect(1, 2, 3, 4)
    with canvas.artifact():
        pass
    canvas.line(0, 0, 7, 7)
    canvas.showPage()
    assert len(canvas.untagged) == 2


@pytest.mark.parametrize("outer", ["mark", "artifact"])
@pytest.mark.parametrize("inner", ["mark", "artifact"])
def test_pieces_do_not_lie_in_each_other(outer: str, inner: str) -> None:
    canvas, _ = new_canvas()
    pieces = {"mark": lambda: canvas.mark(Tag("P", 1)), "artifact": canvas.artifact}
    with pieces[outer](), pytest.raises(RuntimeError), pieces[inner]():
        pass


def test_a_page_does_not_end_inside_a_piece() -> None:
    canvas, _ = new_canvas()
    with canvas.artifact(), pytest.raises(RuntimeError):
        canvas.showPage()


def test_a_role_nobody_knows_is_a_mistake() -> None:
    canvas, _ = new_canvas()
    with pytest.raises(ValueError, match="Paragraf"):
        canvas.mark(Tag("Paragraf"))


def test_no_font_is_named_that_nobody_uses() -> None:
    canvas, out = new_canvas()
    canvas.rect(0, 0, 9, 9)
    canvas.save()
    assert b"Helvetica" not in out.getvalue()
    assert isinstance(canvas._doc, PDFDocument)
