"""Writings as sources: those that speak for whoever wrote them, and those that speak for nobody."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_word

DOCUMENT = re.compile(
    rf"\b(?:{any_word('document_nouns')})(?:\s+(?:from|by|to|of)\b.*)?$", re.IGNORECASE
)
IN_WRITING = re.compile(
    r"\b(?:[Ii]n|sent|sends|wrote|writes|issued|published|posted|released|signed|left)"
    r" (?:a|an|the|his|her|their|this|that) (?:[\w-]+ ){0,3}?"
    rf"(?:{any_word('document_nouns')}|card|reply|notice)\b"
)
IN_WHICH = re.compile(r",? in which $")
ON_PAGE = re.compile(
    r"(?:[\w-]+\s+){0,3}(?:post|message|statement|notice|tweet)\s+on\s+(.{2,60}?)['’]s?\s+"
    r"(?:[\w-]+\s+){0,2}(?:page|website|site|account|feed|blog|channel)(?:\s+at\s.*)?$",
    re.IGNORECASE,
)
FINDING = re.compile(rf"\b(?:{any_word('unheard_sources')})(?:\s+\w+ed)?\s+(?:from|by)\s+$")
WRITTEN_BY = re.compile(
    rf"(?:[\w-]+\s+){{0,4}}(?:{any_word('document_nouns')}|{any_word('unheard_sources')}|review)"
    r"(?:\s+\w+ed)?\s+(?:from|by)\s+",
    re.IGNORECASE,
)
UNHEARD_SOURCE = re.compile(
    rf"\b(?:{any_word('unheard_sources')})(?:\s+(?:to|into|on|for|about|published)\b.*)?$",
    re.IGNORECASE,
)
SIGN = re.compile(rf"\b(?:{any_word('signs')})$", re.IGNORECASE)
