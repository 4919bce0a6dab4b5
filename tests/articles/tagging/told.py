"""Statements of an invented text, with its names marked by a simple list instead of a register."""

from __future__ import annotations

import re

from articles.tagging.register import Ref
from articles.tagging.statements import find_statements
from articles.tagging.values import Document, Evidence, Mention, RoleReference, Statement

TITLES = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Cllr|Councillor|Lord|Lady)\s+)?"
WHY = Evidence("test", "named in the test")
PEOPLE = {
    "Ann Orr": "female",
    "Bob Lee": "male",
    "Carl Fenn": "male",
    "Dora Pike": "female",
    "Ed Marsh": "male",
    "Gus Long": "male",
}
BODIES = {
    "Labour": "party",
    "the Tories": "party",
    "Conservatives": "party",
    "Lib Dems": "party",
    "Fenwick Council": "council",
}


def mentions_in(text: str) -> list[Mention]:
    """Every place where one of the invented people, or a party or council, is named."""
    found = []
    for name, gender in PEOPLE.items():
        first, last = name.split()
        for match in re.finditer(rf"{TITLES}\b(?:{first}\s+)?{last}\b", text):
            ref = Ref("person", name)
            found.append(
                Mention(*match.span(), match.group(), "person", ref, name, 1.0, WHY, gender)
            )
    for name, kind in BODIES.items():
        for match in re.finditer(rf"\b{name.removeprefix('the ')}\b", text):
            ref = Ref(kind, name)
            found.append(Mention(*match.span(), match.group(), kind, ref, name, 1.0, WHY))
    return sorted(found, key=lambda mention: mention.start)


def statements_in(body: str, *, headline: str = "Fenwick news", roles=()) -> tuple[Statement, ...]:
    """The statements of headline and body."""
    text = f"{headline}\n\n{body}"
    references = []
    for words, name in dict(roles).items():
        for match in re.finditer(re.escape(words), text):
            references.append(RoleReference(*match.span(), words, Ref("person", name), name))
    return find_statements(Document(text), mentions_in(text), references)


def told(body: str, **options) -> list[tuple[str, str]]:
    """(words, speakers) of each statement; speakers joined by "; ", "" for nobody."""
    return [
        (s.surface, "; ".join(speaker.name for speaker in s.speakers))
        for s in statements_in(body, **options)
    ]
