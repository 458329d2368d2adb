"""The metadata of a PDF as XMP: title, dates, and which parts of ISO 19005 and ISO 14289 the file keeps."""

import re
from datetime import datetime
from xml.sax.saxutils import escape

PRODUCER = "Jemput Bola"

# What XML 1.0 cannot hold, and what a title has no use for.
UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")

# pdfuaid is not among the schemas ISO 19005 knows, so the file has to describe it (6.6.2.3.3).
_UA_SCHEMA = """\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
{keywords}<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdfaid:part>{part}</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
</rdf:Description>
{accessible}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def plain_title(title: str) -> str:
    """A title without line breaks and signs that XML cannot hold."""
    return " ".join(UNFIT.sub(" ", title).split())


def packet(
    title: str, moment: datetime, language: str, *, part: int, accessible: bool, keywords: str = ""
) -> bytes:
    """The XMP packet of one file.

    Args:
        title: as `plain_title` gives it.
        moment: when the file was made, with offset; whole seconds, as in the information dictionary.
        language: as in the catalog, "id-ID".
        part: of ISO 19005: 3 for a file with an attachment, else 2; always at level U.
        accessible: whether the file keeps ISO 14289-1 (PDF/UA-1).
        keywords: as in the information dictionary, which ISO 19005 wants to say the same (6.6.2.2).
    """
    filled = _PACKET.format(
        title=escape(title),
        language=language,
        producer=PRODUCER,
        moment=moment.isoformat(timespec="seconds"),
        part=part,
        keywords=f"<pdf:Keywords>{escape(keywords)}</pdf:Keywords>\n" if keywords else "",
        accessible=_UA_SCHEMA if accessible else "",
    )
    return filled.encode("utf-8")
