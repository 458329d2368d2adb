"""Whatever is typed into a field, every document prints exactly its visible words, field after field."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.core.letters import KINDS, Content, Person, Row
from desktop.core.profile import Profile, Signer
from reports.answer_sheet import Answered, AnswerRows, Waiting, answer_sheet
from reports.disposition_sheet import disposition_sheet
from reports.docx_letter import assignment_docx
from reports.followup_report import followup_report
from reports.press import Press
from reports.recap import recap
from reports.receipt import PAPERS, Receipt, ReceiptRows, receipts
from reports.recovery_sheet import recovery_sheets
from reports.signs import visible
from reports.visit_minutes import visit_minutes
from reports.visit_rows import Heard, Member, MinutesRows, Spot
from tests.reports.paper import MOMENT
from tests.reports.samples_letters import NORMAL, ROWS
from tests.reports.samples_office import answered, disposition_rows, followup_rows, line, recap_rows, secret
from tests.reports.test_docx import words_in
from tests.reports.test_letters import LETTERS, flowing
from tests.reports.texts import WILD

SMALL = st.one_of(WILD.map(lambda text: text[:40]), WILD.map(lambda text: text[-40:]), st.just(""))
CODES = ("TB-7K3M9-2QXAH", "TB-2M4K8-9PQRS")
SETTINGS = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def plain(text: str) -> str:
    """What comes out again of a text."""
    return re.sub(r"\s", "", visible(text))


def blank(text: str) -> bool:
    """Whether a document takes it for nothing."""
    return not text.strip()


def assert_holds(said: str, wanted: Sequence[str]) -> None:
    """All texts are there whole, one after the other."""
    place = 0
    for text in wanted:
        needle = plain(text)
        found = said.find(needle, place)
        assert found >= 0, f"{needle!r} does not come after {said[max(place - 60, 0) : place]!r}"
        place = found + len(needle)


class Typed(NamedTuple):
    """Eight fields, filled in by anybody."""

    a: str
    b: str
    c: str
    d: str
    e: str
    f: str
    g: str
    h: str


TYPED = st.builds(Typed, *[SMALL] * 8)


def typed_content(kind: str, t: Typed) -> Content:
    """A letter with all its free fields from outside; without an identity, so it needs no hash."""
    rows = [
        msgspec.structs.replace(
            ROWS[0],
            code=code,
            village=words[0],
            words=words[1],
            place=words[2],
            by=words[3],
            instruction=words[4],
        )
        for code, words in zip(CODES, (t, t[::-1]), strict=True)
    ]
    return msgspec.structs.replace(
        NORMAL[kind],
        letter="",
        subject=t.a,
        to=[t.b, t.c],
        to_place=t.d,
        rows=rows,
        points=[t.e, t.f],
        copies=[t.g, t.h],
        basis=[t.c, t.d],
        persons=[Person(t.e, "", t.f, t.g), Person(t.h, "198505172005021003", t.a, t.b)],
        signer=Signer(name=t.h, title="SEKRETARIS DAERAH", caps=False),
    )


def rows_told(content: Content) -> list[str]:
    return [
        text
        for row in content.rows
        for text in (row.code, row.village, row.words, row.place, row.by, row.instruction)
    ]


def letter_told(content: Content) -> list[str]:
    """The typed texts of a letter in the order of its blocks (domain.md A.7)."""
    to = [one for one in content.to if not blank(one)]
    copies = [" ".join(one.split()).rstrip(" ;.,") for one in content.copies]
    points = [one for one in content.points if not blank(one)]
    place = "" if blank(content.to_place) else content.to_place
    name = content.signer.name
    persons = [
        text for one in content.persons for text in (one.name, one.rank, one.position) if not blank(text)
    ]
    body = {
        "nota_dinas": [*to, *(one for one in copies if one), content.subject, *points, name],
        "surat_tugas": [
            *(one for one in content.basis if not blank(one)),
            *persons,
            *points,
            name,
            *copies,
        ],
    }.get(content.kind, [content.subject, *to, place, *points, name, *copies])
    return body + rows_told(content)


@settings(SETTINGS, max_examples=15)
@given(kind=st.sampled_from(KINDS), typed=TYPED)
def test_letters(press: Press, profile: Profile, kind: str, typed: Typed) -> None:
    content = typed_content(kind, typed)
    made = LETTERS[kind](press, profile, content, None, MOMENT)
    assert_holds(flowing(made.data), letter_told(content))


@SETTINGS
@given(typed=TYPED)
def test_the_docx_twin(press: Press, profile: Profile, typed: Typed) -> None:
    content = typed_content("penugasan", typed)
    said = plain(words_in(assignment_docx(press, profile, content, None, MOMENT)))
    assert_holds(said, letter_told(content))


@SETTINGS
@given(t=TYPED)
def test_minutes(press: Press, profile: Profile, t: Typed) -> None:
    rows = MinutesRows(
        moment=MOMENT,
        village=t.a,
        place=t.b.strip(),
        team=(Member(t.c), Member(t.d)),
        counterpart=t.e,
        position=t.f,
        agenda=t.g,
        groups=(t.h, t.a),
        services=((t.b, 1), (t.c, 2)),
        aspirations=(Heard(CODES[0], t.d, Spot(t.e, "03", "01", t.f), t.g), Heard(CODES[1], t.h)),
    )
    host = [t.e, t.f] if t.e else []
    wanted = [rows.place, t.a, t.c, t.d, t.a, *host, t.a, t.g, t.h, t.a, t.b, t.c]
    wanted += [CODES[0], t.d, t.e, "RT 03 RW 01", t.f, t.g or "Warga RT 03", CODES[1], t.h, "Warga", t.c]
    said = flowing(visit_minutes(press, profile, rows).data)
    assert_holds(said, wanted)


@SETTINGS
@given(t=TYPED)
def test_answers(press: Press, profile: Profile, t: Typed) -> None:
    rows = AnswerRows(
        moment=MOMENT,
        village="Angsana",
        answered=(
            Answered(CODES[0], t.a, t.b, t.c, t.d, funding=t.e),
            Answered(CODES[1], t.f, t.g, t.h, "dikerjakan", funding=t.a),
        ),
        waiting=(Waiting(CODES[0], t.b, t.c, t.d),),
        officer=t.e,
    )
    wanted = [CODES[0], t.a, t.b, t.c, t.e, t.d, CODES[1], t.f, t.g, t.h, t.a, CODES[0], t.b, t.c, t.d, t.e]
    assert_holds(flowing(answer_sheet(press, profile, rows).data), wanted)


@SETTINGS
@given(t=TYPED, paper=st.sampled_from(PAPERS))
def test_receipts(press: Press, profile: Profile, t: Typed, paper: str) -> None:
    own = msgspec.structs.replace(profile, government=t.a, lines=[t.b, t.c], note=t.d.strip())
    listed = (Receipt(CODES[0], None, t.e, "desa", t.f, t.g), Receipt(CODES[1], words=t.h))
    said = flowing(receipts(press, own, ReceiptRows(MOMENT, listed, paper)).data)
    first = [t.e, t.f] if t.e else []
    wanted = [t.a, CODES[0], *first, t.g, t.b, t.c, t.d, t.a, CODES[1], t.h, t.b, t.c, t.d]
    assert_holds(said, wanted)


@SETTINGS
@given(t=TYPED)
def test_follow_up_report(press: Press, profile: Profile, t: Typed) -> None:
    one = answered(code=CODES[0], village=t.a, words=t.b, answer=t.c, outcome=t.d, funding=t.e)
    other = replace(one, code=CODES[1], village=t.f, words=t.g, answer=t.h, outcome=t.a, funding=t.b)
    rows = replace(followup_rows(one, other), agency=t.c)
    wanted = [t.c, CODES[0], t.a, t.b, t.c, t.d, t.e, CODES[1], t.f, t.g, t.h, t.a, t.b]
    assert_holds(flowing(followup_report(press, profile, rows).data), wanted)


@SETTINGS
@given(t=TYPED)
def test_recap(press: Press, profile: Profile, t: Typed) -> None:
    names = [t.a or "x", t.b or "y", t.c or "z"]
    rows = recap_rows([line(f"K{name}", name, 1, 2, 3, 4, 5, 6) for name in names])
    assert_holds(flowing(recap(press, profile, rows).data), [*names, *names])


@SETTINGS
@given(t=TYPED)
def test_disposition_sheet(press: Press, profile: Profile, t: Typed) -> None:
    rows = disposition_rows(
        village="",
        source=t.a,
        number=t.b,
        subject=t.c,
        candidates=((t.d, True), (t.e, False)),
        instruction=t.f,
    )
    said = flowing(disposition_sheet(press, profile, rows).data)
    assert_holds(said, [t.a, t.b, t.c, t.d, t.e, t.f])


@SETTINGS
@given(t=TYPED)
def test_recovery_sheets(press: Press, profile: Profile, t: Typed) -> None:
    sheets = [secret(title=t.a, facts=t.b, reading=t.c, use=t.d), secret(title=t.e, facts=t.f)]
    said = flowing(recovery_sheets(press, profile, MOMENT, sheets).data)
    assert_holds(said, [t.a, t.b, t.c, t.d, t.e, t.f])


def test_a_lost_word_would_be_seen() -> None:
    """The judge itself: what is missing, changed or out of order is refused."""
    row = Row(code=CODES[0], village="Angsana", words="satu dua", place="tiga")
    content = msgspec.structs.replace(NORMAL["surat_tugas"], rows=[row])
    said = "".join(plain(text) for text in letter_told(content))
    assert_holds(said, letter_told(content))
    for wrong in ("satu dau", "satu dua tiga", "tiga satu"):
        other = msgspec.structs.replace(row, words=wrong)
        told = letter_told(msgspec.structs.replace(content, rows=[other]))
        try:
            assert_holds(said, told)
        except AssertionError:
            continue
        raise AssertionError(wrong)
