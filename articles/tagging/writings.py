"""Writings as sources: those that speak for whoever wrote them, and those that speak for nobody."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_word

DOCUMENT = re.compile(
    rf"\b(?:{any_word('document_nouns')})(?:\s+(?:from|by|to|of)\b.*)?$", re.IGNORECASE
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
