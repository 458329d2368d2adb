"""The last step of every PDF: archival form (PDF/A-2u, 3u with an attachment), metadata, attached file."""

import hashlib
import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from reports.document import Attachment
from reports.raw import date
from reports.sheet import Sheet
from reports.xmp import PRODUCER, packet, plain_title

LANGUAGE = "id-ID"


def finish(raw: bytes, sheet: Sheet, *, accessible: bool, attachment: Attachment | None = None) -> bytes:
    """Turns what the canvas wrote into the file that is kept.

    Args:
        raw: a PDF with its structure tree, its streams not compressed yet.
        sheet: for title, moment and colour profile.
        accessible: every piece of content is tagged or an artifact, so the file may claim PDF/UA-1.
        attachment: goes into the file, found by name and from the catalog (ISO 19005-3, 6.8).

    Returns:
        The same bytes for the same input.
    """
    title = plain_title(sheet.title)
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        root = pdf.Root
        root.Lang = String(LANGUAGE)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.MarkInfo = Dictionary(Marked=True)
        root.OutputIntents = Array([_output_intent(pdf, sheet.press.icc)])
        part = 3 if attachment else 2
        # ISO 14289-1, 7.1 wants a title.
        named = accessible and bool(title)
        keywords = plain_title(sheet.keywords)
        xmp = packet(title, sheet.moment, LANGUAGE, part=part, accessible=named, keywords=keywords)
        root.Metadata = Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
        moment = String(date(sheet.moment))
        info = Dictionary(Title=String(title), Producer=String(PRODUCER), CreationDate=moment, ModDate=moment)
        if keywords:
            info.Keywords = String(keywords)
        pdf.trailer.Info = pdf.make_indirect(info)
        if attachment:
            _attach(pdf, attachment)
        return _written(pdf)


def _output_intent(pdf: Pdf, icc: bytes) -> Dictionary:
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        RegistryName=String("http://www.color.org"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=Stream(pdf, icc, N=3),
    )


def _attach(pdf: Pdf, attachment: Attachment) -> None:
    # Stored, not deflated: it is encrypted, and a filter keeps the writer from trying.
    stream = Stream(pdf, b"")
    stream.write(zlib.compress(attachment.data, 0), filter=Name.FlateDecode)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/application/octet-stream")
    stream.Params = Dictionary(
        Size=len(attachment.data),
        ModDate=String(date(attachment.modified)),
        CheckSum=String(hashlib.md5(attachment.data, usedforsecurity=False).digest()),
    )
    specification = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            EF=Dictionary(F=stream, UF=stream),
            AFRelationship=Name.Data,
            Desc=String(attachment.name),
        )
    )
    names = Array([String(attachment.name), specification])
    pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=names))
    pdf.Root.AF = Array([specification])


def _written(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        force_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    return out.getvalue()
