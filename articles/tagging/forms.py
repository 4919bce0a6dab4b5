"""The ways in which the press writes a name of the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.tagging.register import Name, Register

BRANCHES = ("Scottish", "Welsh")
COUNCIL_ENDINGS = (
    " Metropolitan Borough Council",
    " London Borough Council",
    " City Council",
    " County Council",
    " Borough Council",
    " District Council",
    " Council",
)
PEERS = ("Lord ", "Lady ", "Baroness ", "Baron ", "Viscount ", "Earl ")
RIVERS = re.compile(r"[ -](?:on|upon|under)[ -][A-Z]\w+(?= )")
UK_PARTIES = ("conservative", "labour", "liberal-democrats")


def name_forms(register: Register) -> Iterator[tuple[str, Name]]:
    """Every written form of every name that may match, with the name it belongs to."""
    for name in register.names:
        if name.kind == "never" or not name.text.strip():
            continue
        for form in _joined(name.text):
            yield form, name
            for variant in _variants(form, name):
                yield variant, name


def _joined(text: str) -> tuple[str, ...]:
    if " and " in text:
        return text, text.replace(" and ", " & ")
    if " & " in text:
        return text, text.replace(" & ", " and ")
    return (text,)


def _variants(form: str, name: Name) -> Iterator[str]:
    if name.ref.kind == "council":
        yield from _council_forms(form)
        if form.endswith(" Metropolitan Borough Council"):
            yield form.removesuffix(" Metropolitan Borough Council") + " MBC"
        if "ouncil" not in form:
            yield f"Borough Council of {form}"
    elif name.ref.kind == "party":
        yield from _party_forms(form, name)
    elif name.ref.kind == "constituency":
        if (short := RIVERS.sub("", form)) != form:
            yield short
    elif name.ref.kind == "person" and " " in form:
        yield form.upper()
        if form.startswith(PEERS) and " of " in form:
            yield form.partition(" of ")[0]


def _council_forms(form: str) -> Iterator[str]:
    for ending in COUNCIL_ENDINGS:
        if form.endswith(ending):
            yield form.removesuffix(ending) + ending.lower().replace("london", "London")
            yield form.removesuffix(" Council") + " council"
            return


def _party_forms(form: str, name: Name) -> Iterator[str]:
    if form.endswith(" Party"):
        yield form.removesuffix("Party") + "party"
    if name.kind == "stated" and len(form) > 3:
        yield form.upper()
    if form.startswith("Workers "):
        yield form.replace("Workers ", "Workers' ", 1)
    if name.ref.key in UK_PARTIES and not form.startswith(BRANCHES):
        for branch in BRANCHES:
            yield f"{branch} {form}"
            if form.endswith("s"):
                yield f"{branch} {form.removesuffix('s')}"
            if form.endswith(" Party"):
                yield f"{branch} {form.removesuffix('Party')}party"
