"""What the file says of itself: XMP, document information, colour, conformance (ISO 19005-2, 6.6 and 6.2.3; ISO 14289-1, 5 and 7.1).

Enters: title, language, dates. Leaves: objects and entries of the catalog. Dates are given, never asked of the clock: same input, same
bytes.
"""

from __future__ import annotations

import os
import time

from handouts import __version__
from handouts.output.notation import text_string
from handouts.output.pdf import PdfFile

PRODUCER = f"handouts {__version__} (ReportLab)"
CREATOR = "handouts"

# ruff: noqa: E501
_PDFUA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description></rdf:li></rdf:Seq>\
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""PDF/A-2, 6.6.2.3: a property outside the predefined schemas has to be described, and `pdfuaid:part` is one."""


def xmp(title: str, author: str, subject: str, lang: str, produced_at: int) -> bytes:
    """The metadata packet."""
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(produced_at))
    about = [f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(title)}</rdf:li></rdf:Alt></dc:title>']
    if author:
        about.append(f"<dc:creator><rdf:Seq><rdf:li>{_escaped(author)}</rdf:li></rdf:Seq></dc:creator>")
    if subject:
        about.append(f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_escaped(subject)}</rdf:li></rdf:Alt></dc:description>')
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"\
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
{"".join(about)}
<dc:language><rdf:Bag><rdf:li>{_escaped(lang)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool><xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>
<pdf:Producer>{_escaped(PRODUCER)}</pdf:Producer></rdf:Description>
{_PDFUA_SCHEMA}
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
    return packet.encode()


def put_info(file: PdfFile, title: str, author: str, subject: str, produced_at: int) -> int:
    """The document information dictionary (14.3.3), in agreement with the XMP."""
    when = text_string(time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(produced_at)))
    entries = f"/Title{text_string(title)}"
    if author:
        entries += f"/Author{text_string(author)}"
    if subject:
        entries += f"/Subject{text_string(subject)}"
    return file.add(f"<<{entries}/Creator{text_string(CREATOR)}/Producer{text_string(PRODUCER)}/CreationDate{when}/ModDate{when}>>")


def srgb_profile() -> bytes:
    """The International Color Consortium's profile of sRGB, version 2014."""
    # os.path: pathlib and importlib.resources cost a cold start more than the file does
    with open(os.path.join(os.path.dirname(__file__), "sRGB2014.icc"), "rb") as file:
        return file.read()


def put_metadata(file: PdfFile, packet: bytes, icc: bytes) -> str:
    """The catalog's entries for metadata and colour. The packet stays uncompressed, for programs that look for it without reading PDF."""
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", packet, 0)
    profile = file.add_stream("/N 3", icc, 9)
    condition = text_string("sRGB IEC61966-2.1")
    intent = f"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{condition}/Info{condition}/DestOutputProfile {profile} 0 R>>"
    return f"/Metadata {metadata} 0 R/OutputIntents[{intent}]"


def _escaped(text: str) -> str:
    """For XML. Not `xml.sax.saxutils`: that imports urllib."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
