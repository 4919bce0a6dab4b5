"""Reading HTML fragments and big XML files, of which nothing can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree, html

from articles.ingest.cleaning import one_line
from articles.ingest.values import NotAnArticleError

CHUNK = 1 << 16
BLOCKS = frozenset({
    "p", "div", "section", "article", "header", "footer", "main", "aside", "blockquote", "pre",
    "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6",
    "figure", "hr", "form", "address",
})  # fmt: skip
UNREAD = frozenset({
    "script", "style", "noscript", "iframe", "figure", "template", "svg", "form", "button",
    "select",
})  # fmt: skip
CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
ENTITY = re.compile(rb"<!ENTITY", re.I)
BLANK_LINE = re.compile(r"\n[ \t]*\n")
SHORTCODES = re.compile(r"\[/?[a-z][a-z0-9_-]*(?: [^\]]*)?\]")
PARAGRAPH = re.compile(r"<(?:p|div|br)[\s>/]", re.I)


class CutOffError(NotAnArticleError):
    """The file ends before its end tag. Copy or fetch it again."""


def paragraphs_of(fragment: str) -> str:
    """The text of an HTML fragment, a blank line between paragraphs.

    Without paragraph tags blank lines part paragraphs, as in older blogs.
    """
    if not PARAGRAPH.search(fragment):
        fragment = BLANK_LINE.sub("<p>", fragment)
    if not fragment.strip():
        return ""
    try:
        root = html.fragment_fromstring(fragment.replace("\0", ""), create_parent="div")
    except (etree.ParserError, ValueError):
        return one_line(fragment)
    return "\n\n".join(text for text in map(one_line, blocks(root)) if text)


def blocks(root: html.HtmlElement) -> Iterator[str]:
    """The pieces of text between the edges of block elements; two <br> are an edge too."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            parts.append(element.tail or "")
        elif event == "start" and element.tag not in UNREAD and not inside_unread(element):
            if element.tag in BLOCKS or is_second_break(element):
                yield "".join(parts)
                parts = []
            parts.append("\n" if element.tag == "br" else element.text or "")
        elif event == "end" and not inside_unread(element):
            if element.tag in BLOCKS:
                yield "".join(parts)
                parts = []
            parts.append(element.tail or "" if element is not root else "")
    yield "".join(parts)


def is_second_break(element: html.HtmlElement) -> bool:
    before = element.getprevious()
    return (
        element.tag == "br"
        and before is not None
        and before.tag == "br"
        and not (before.tail or "").strip()
    )


def inside_unread(element: html.HtmlElement) -> bool:
    return any(above.tag in UNREAD for above in element.iterancestors())


def without_shortcodes(text: str) -> str:
    """A post without the square-bracket codes of its publishing system."""
    return SHORTCODES.sub("", text)


def elements(stream: BinaryIO, *names: str) -> Iterator[etree._Element]:
    """Each finished element of these local names, streamed; it is emptied when the next is asked.

    Control characters are dropped, undefined entities and other slips forgiven. Raises
    NotAnArticleError for a document with entities of its own, CutOffError where the end lacks.
    """
    parser = etree.XMLPullParser(
        events=("end",), tag=[f"{{*}}{name}" for name in names], resolve_entities=False,
        no_network=True, load_dtd=False, huge_tree=False, recover=True,
    )  # fmt: skip
    tail = b""
    while chunk := stream.read1(CHUNK):  # type: ignore[attr-defined]
        if ENTITY.search(tail[-10:] + chunk):
            raise NotAnArticleError("defines entities of its own, which may be a trap: not read")
        tail = (tail + chunk)[-200:]
        parser.feed(CONTROLS.sub(b"", chunk))
        yield from emptied(parser)
    if re.search(rb"</[\w:.-]+\s*>\s*(<!--.*-->\s*)?\Z", tail, re.S) is None:
        raise CutOffError("cut off: the file ends before its end tag")
    if not is_whole(parser):
        raise CutOffError("cut off or broken: an end tag is missing")
    yield from emptied(parser)


def emptied(parser: etree.XMLPullParser) -> Iterator[etree._Element]:
    for _, element in parser.read_events():
        yield element
        if not len(element):
            continue  # its parent, which may be asked for too, still needs it
        element.clear()
        while element.getprevious() is not None and element.getparent() is not None:
            del element.getparent()[0]


def is_whole(parser: etree.XMLPullParser) -> bool:
    try:
        parser.close()
    except etree.XMLSyntaxError:
        return False
    return not any("Premature end" in entry.message for entry in parser.error_log)


def local_name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child_text(element: etree._Element, name: str, namespace: str = "*") -> str:
    """The text of the first child of this name; "" if there is none."""
    return (element.findtext(f"{{{namespace}}}{name}") or "").strip()
