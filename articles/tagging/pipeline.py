"""The tagger: a register in, a callable from documents to tagged texts out."""

from __future__ import annotations

from typing import Protocol

from articles.tagging.hints import Hint
from articles.tagging.mentions import build_mention_finder
from articles.tagging.register import Register
from articles.tagging.statements import find_statements
from articles.tagging.values import Document, TaggedText

TAGGER_VERSION = "3"


class Tagger(Protocol):
    """Tags one document; the same document always gets the same answer."""

    def __call__(self, document: Document) -> TaggedText:
        """Mentions and statements of a document, in text order."""


def build_tagger(register: Register, hint: Hint | None = None) -> Tagger:
    """A tagger that knows the names and posts of a register; `hint` may add evidence."""
    find_mentions = build_mention_finder(register, hint)

    def tag(document: Document) -> TaggedText:
        found = find_mentions(document)
        statements = find_statements(document, found.mentions, found.roles)
        return TaggedText(document.text, tuple(found.mentions), statements)

    return tag
