"""Bare words for a body that the article names elsewhere: "the borough council", "the party"."""

from __future__ import annotations

import re

_COUNCIL = re.compile(
    r"(?:(?:the|a)\s+)?(?:(?:local|borough|city|county|district|town|parish|unitary|metropolitan)\s+)*"
    r"(?:council|authority)$",
    re.IGNORECASE,
)
_PARTY = re.compile(r"the\s+party$", re.IGNORECASE)


def kind_of_body(phrase: str) -> str:
    """ "council" or "party" if a phrase means one without its name, else ""."""
    return "council" if _COUNCIL.match(phrase) else "party" if _PARTY.match(phrase) else ""
