"""Participles that are not the sentence's subject's: of what was received, of what was found."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_word

FINDINGS = re.compile(rf"\b(?:{any_word('unheard_sources')})$")  # "reports suggesting"
RECEIVED = re.compile(  # "She received a reply from the minister, saying"
    r"\b(?:received|had|got|obtained) (?:an?|the) (?:[\w-]+ )?"
    r"(?:response|reply|letter|email|message|note|statement|answer) from ([^,.;:]{2,60}?)"
    r"(?: (?:\w+ly|back))?,$"
)
