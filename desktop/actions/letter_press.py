"""From a kind of letter to the document that prints it; loads ReportLab, so it is imported late."""

from collections.abc import Callable
from datetime import datetime

from desktop.core.letters import Content
from desktop.core.profile import Profile
from reports.assignment_letter import assignment_letter
from reports.coordination_letter import coordination_letter
from reports.document import Attachment, Document
from reports.docx_letter import assignment_docx
from reports.nota_dinas import nota_dinas
from reports.press import Press
from reports.reminder_letter import reminder_letter
from reports.sheet import Wording
from reports.surat_tugas import surat_tugas

_DOCUMENTS = {
    "penugasan": assignment_letter,
    "koordinasi": coordination_letter,
    "pengingat": reminder_letter,
    "nota_dinas": nota_dinas,
    "surat_tugas": surat_tugas,
}
_TWINS = {"penugasan": assignment_docx}


def letter_pdf(
    press: Press,
    profile: Profile,
    content: Content,
    number: str | None,
    moment: datetime,
    attachment: Attachment | None,
) -> Document:
    """The letter on paper; the same values give the same bytes."""
    return _DOCUMENTS[content.kind](press, profile, content, number, moment, attachment)


def letter_docx(
    press: Press, profile: Profile, content: Content, number: str | None, moment: datetime
) -> bytes | None:
    """The same for a word processor; None for kinds that have no such twin."""
    twin = _TWINS.get(content.kind)
    return twin(press, profile, content, number, moment) if twin else None


def wording(press: Press, profile: Profile) -> Callable[..., str]:
    """The sentences of official paper, with the district's own in place of ours."""
    return Wording(press.words, profile.sentences).text
