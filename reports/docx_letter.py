"""The assignment letter as DOCX, to be retyped into SRIKANDI: the PDF's words in the PDF's order."""

from datetime import datetime

from desktop.core.letters import Content
from desktop.core.profile import Profile
from reports.assignment_letter import assignment_parts
from reports.docx_parts import DocxWriter
from reports.press import Press
from reports.sheet import Sheet


def assignment_docx(
    press: Press, profile: Profile, content: Content, number: str | None, moment: datetime
) -> bytes:
    """A surat penugasan in Word's format; the same input gives the same bytes.

    Args:
        press: the words of documents.
        profile: the district's; its type is named (Arial, Bookman Old Style), not embedded.
        content: what the letter says.
        number: as recorded; None = left open for the register.
        moment: when it was made, with offset.
    """
    sheet = Sheet(press, profile, content.subject or press.words.text("letter_document"), moment)
    return DocxWriter(sheet, content).write(assignment_parts(sheet, content, number))
