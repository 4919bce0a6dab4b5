"""How to cite words, in the styles that people are asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.dateformat import format as dated

# What these characters would mean to TeX and to MediaWiki.
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
WIKI = {
    "|": "{{!}}", "{": "&#123;", "}": "&#125;", "[": "&#91;", "]": "&#93;", "<": "&lt;",
    ">": "&gt;", "\n": " ",
}  # fmt: skip
MLA_MONTHS = {5: "May", 6: "June", 7: "July", 9: "Sept."}


@dataclass(frozen=True)
class Source:
    """Words and where they were printed.

    who: the speaker as on that day. is_own: whether the words are the speaker's own.
    day: of publication, as exactly as `precision` says. url: the original, where there is one.
    address: of the words in this archive.
    """

    words: str
    who: str
    is_own: bool
    headline: str
    byline: str
    publisher: str
    day: date | None
    precision: str  # Article.Precision
    url: str
    address: str
    archive: str
    key: str

    @property
    def page(self) -> str:
        return self.url or self.address

    @property
    def author(self) -> str:
        """As printed, without "By"; the publisher where nobody is named."""
        return re.sub(r"^by\s+", "", self.byline, flags=re.IGNORECASE).strip() or self.publisher


@dataclass(frozen=True)
class Citation:
    style: str
    text: str


def citations(source: Source, today: date) -> list[Citation]:
    """The words cited in each style; `today` is when they were read."""
    return [
        Citation("Plain text", plain(source)),
        Citation("Harvard", harvard(source, today)),
        Citation("APA", apa(source)),
        Citation("MLA", mla(source, today)),
        Citation("Wikipedia", wikipedia(source, today)),
        Citation("BibTeX", bibtex(source, today)),
    ]


def plain(source: Source) -> str:
    said = f"“{source.words}”" if source.is_own else f"As reported: {source.words}"
    place = f"{source.publisher}, {when(source, 'j F Y', 'F Y') or 'undated'}"
    return f"{said} – {source.who}, in “{source.headline}”, {place}. {source.address}"


def harvard(source: Source, today: date) -> str:
    day = when(source, "j F", "F")
    place = f"{source.publisher}, {day}" if day else source.publisher
    return (
        f"{source.author} ({year(source) or 'no date'}) ‘{source.headline}’, {place}. "
        f"Available at: {source.page} (Accessed: {dated(today, 'j F Y')})."
    )


def apa(source: Source) -> str:
    day = when(source, "F j", "F")
    at = ", ".join(filter(None, [year(source) or "n.d.", day]))
    by = source.author if source.author.endswith(".") else f"{source.author}."
    end = f" {source.publisher}." if source.author != source.publisher else ""
    return f"{by} ({at}). {source.headline}.{end} {source.page}"


def mla(source: Source, today: date) -> str:
    by = f"{source.author}. " if source.author != source.publisher else ""
    at = f", {mla_date(source.day, source.precision)}" if source.day else ""
    read = mla_date(today, "day")
    return f"{by}“{source.headline}.” {source.publisher}{at}, {source.page}. Accessed {read}."


def mla_date(day: date, precision: str) -> str:
    month = MLA_MONTHS.get(day.month, f"{day:%b}.")
    forms = {"year": f"{day.year}", "month": f"{month} {day.year}"}
    return forms.get(precision, f"{day.day} {month} {day.year}")


def wikipedia(source: Source, today: date) -> str:
    fields = {
        "author": source.author if source.author != source.publisher else "",
        "title": source.headline,
        "work": source.publisher,
        "date": when(source, "j F Y", "F Y"),
        "url": source.page,
        "access-date": dated(today, "j F Y"),
        "via": source.archive if not source.url else "",
        "quote": source.words if source.is_own else "",
    }
    told = (f"|{name}={_in(text, WIKI)}" for name, text in fields.items() if text)
    return f"{{{{cite news {' '.join(told)}}}}}"


def bibtex(source: Source, today: date) -> str:
    iso = source.day.isoformat() if source.day else ""
    fields = {
        "author": f"{{{_in(source.author, TEX)}}}",
        "title": f"{{{_in(source.headline, TEX)}}}",
        "journal": _in(source.publisher, TEX),
        "date": iso[: {"month": 7, "year": 4}.get(source.precision, 10)],
        "url": source.page,
        "urldate": today.isoformat(),
        "note": f"Words: {source.address}",
    }
    lines = (f"  {name} = {{{text}}}" for name, text in fields.items() if text)
    return f"@article{{{source.key},\n" + ",\n".join(lines) + "\n}"


def when(source: Source, exact: str, month: str) -> str:
    """The date of publication, the year apart where the formats leave it out."""
    if source.day is None or (source.precision == "year" and "Y" not in exact):
        return ""
    form = {"month": month, "year": "Y"}.get(source.precision, exact)
    return dated(source.day, form)


def year(source: Source) -> str:
    return str(source.day.year) if source.day else ""


def _in(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(letter, letter) for letter in text)
