"""Every document of the house in four kinds: as on an ordinary day, very long, strange, and empty."""

import base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import msgspec

from desktop.core.letters import DATA_NAME, Content
from desktop.core.profile import PRACTICE_NOTE, Profile, Signer
from desktop.paths import RESOURCES
from reports.answer_sheet import answer_sheet
from reports.assignment_letter import assignment_letter
from reports.coordination_letter import coordination_letter
from reports.document import Attachment, Document
from reports.docx_letter import assignment_docx
from reports.nota_dinas import nota_dinas
from reports.press import Press
from reports.receipt import PAPERS, receipts
from reports.reminder_letter import reminder_letter
from reports.surat_tugas import surat_tugas
from reports.visit_minutes import visit_minutes
from tests.reports.samples_letters import ASSISTANT, MOMENT, SEKDA, STRANGE, samples, with_contacts
from tests.reports.samples_office import LONG_NAME, SAMPLES, long_report
from tests.reports.samples_village import ANSWERS, MINUTES, receipt_rows

KINDS = ("normal", "long", "strange", "empty")
LONGEST = 500
"""Rows of the annex of a long letter."""

Make = Callable[[Press, Profile], Document]


class Exhibit(NamedTuple):
    """One document of one kind; `docx` where it is no PDF."""

    document: str
    kind: str
    profile: Profile
    make: Make
    docx: bool = False

    @property
    def name(self) -> str:
        """As its files are called."""
        return f"{self.document}-{self.kind}"

    def printed(self, press: Press) -> Document:
        """Made anew."""
        return self.make(press, self.profile)


_HEAD = Signer(
    name="Andi Baso Mahmud",
    titled_name="Ir. Andi Baso Mahmud, M.T.",
    title="KEPALA DINAS PERHUBUNGAN",
    rank="Pembina Tk. I (IV/b)",
    nip="197001011995031002",
    kind="other",
)
_NORMAL = Profile(
    government="PEMERINTAH KABUPATEN TANAH BUMBU",
    region="Tanah Bumbu",
    lines=[
        "Jalan Dharma Praja Nomor 1, Gunung Tinggi, Batulicin 72273",
        "Telepon (0518) 000000, Faksimile (0518) 000001",
        "Pos-el: setda@latihan.example, Laman: latihan.example",
    ],
    seat="Batulicin",
    emblem=base64.b64encode((RESOURCES / "demo" / "emblem.png").read_bytes()).decode(),
    signers={"default": SEKDA, "rekapitulasi": ASSISTANT, "laporan:DISHUB": _HEAD},
)
_PROFILES = {
    "normal": _NORMAL,
    "long": msgspec.structs.replace(
        _NORMAL,
        government=f"Pemerintah Kabupaten {LONG_NAME}",
        lines=[f"{LONG_NAME}, baris alamat {number}" for number in range(1, 6)],
        note=f"{PRACTICE_NOTE}. {LONG_NAME}. {LONG_NAME}.",
    ),
    "strange": msgspec.structs.replace(
        _NORMAL,
        government="PEMERINTAH KABUPATEN <b>TANAH & BUMBU</b> ꦗꦮ",
        lines=["Jalan {nomor} %s, <img src='x'>", "هاتف ٠٥١٨"],
        note=PRACTICE_NOTE,
        font="bookman",
        paper="a4",
        size=12,
        margins=[25, 30, 30, 25],
    ),
    "empty": Profile(),
}
_LETTERS: Mapping[str, tuple[str, Callable[..., Document]]] = {
    "surat-penugasan": ("penugasan", assignment_letter),
    "surat-koordinasi": ("koordinasi", coordination_letter),
    "surat-pengingat": ("pengingat", reminder_letter),
    "nota-dinas": ("nota_dinas", nota_dinas),
    "surat-tugas": ("surat_tugas", surat_tugas),
}
_OFFICE = {
    "laporan-tindak-lanjut": "followup",
    "rekapitulasi": "recap",
    "lembar-disposisi": "disposition",
    "lembar-pemulihan": "recovery",
}
_MORE = {
    "rekapitulasi-bulanan": ("normal", "recap_months"),
    "lembar-disposisi-skpd": ("normal", "disposition_agency"),
}


def exhibits(rows: int = LONGEST) -> dict[str, Exhibit]:
    """All of them by name; long ones with no more rows than that."""
    found = [*_letters(rows), *_village(rows), *_office(rows)]
    return {one.name: one for one in found}


def _letters(rows: int) -> Iterator[Exhibit]:
    for document, (letter, make) in _LETTERS.items():
        for sample in samples(letter, rows):
            content, profile = sample.content, _PROFILES[sample.name]
            if letter == "penugasan":
                content = _with_more(sample.name, content)
                twin = partial(_twin, content, sample.number)
                yield Exhibit(f"{document}-docx", sample.name, profile, twin, docx=True)
            yield Exhibit(document, sample.name, profile, partial(_letter, make, content, sample.number))


def _with_more(kind: str, content: Content) -> Content:
    """Contact data where there are rows, so that its page is seen too."""
    if kind == "strange":
        rows = [
            msgspec.structs.replace(row, contact=f"{text}\n{text}")
            for row, text in zip(content.rows, STRANGE, strict=False)
        ]
        return msgspec.structs.replace(content, rows=rows)
    return with_contacts(content) if content.rows else content


def _letter(
    make: Callable[..., Document], content: Content, number: str | None, press: Press, profile: Profile
) -> Document:
    data = Attachment(DATA_NAME, bytes(range(256)) * 64, MOMENT) if content.carries_data else None
    return make(press, profile, content, number, MOMENT, data)


def _twin(content: Content, number: str | None, press: Press, profile: Profile) -> Document:
    return Document(assignment_docx(press, profile, content, number, MOMENT), 0)


def _village(rows: int) -> Iterator[Exhibit]:
    for kind in KINDS:
        profile = _PROFILES[kind]
        minutes, answers = MINUTES[kind], ANSWERS[kind]
        # Its last aspiration is the longest.
        minutes = replace(minutes, aspirations=minutes.aspirations[-rows:])
        answers = replace(answers, answered=answers.answered[:rows], waiting=answers.waiting[:rows])
        yield Exhibit("berita-acara", kind, profile, partial(visit_minutes, rows=minutes))
        yield Exhibit("daftar-jawaban", kind, profile, partial(answer_sheet, rows=answers))
        for paper in PAPERS:
            given = receipt_rows(kind, paper)
            yield Exhibit(f"tanda-terima-{paper}", kind, profile, partial(receipts, rows=given))


def _office(rows: int) -> Iterator[Exhibit]:
    for document, sample in _OFFICE.items():
        for kind in KINDS:
            make = long_report(rows) if f"{sample}_{kind}" == "followup_long" else SAMPLES[f"{sample}_{kind}"]
            yield Exhibit(document, kind, _PROFILES[kind], make)
    for document, (kind, sample) in _MORE.items():
        yield Exhibit(document, kind, _PROFILES[kind], SAMPLES[sample])
