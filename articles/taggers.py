"""The tagger over the register as the database holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from articles.registers import register_from_database
from articles.tagging import TAGGER_VERSION, build_tagger
from articles.tagging.values import Document, TaggedText


class DatabaseTagger:
    """Reads the register when the first document comes, so that a run without one is quick."""

    version = TAGGER_VERSION

    @cached_property
    def tag(self) -> Callable[[Document], TaggedText]:
        return build_tagger(register_from_database())

    def __call__(self, document: Document) -> TaggedText:
        return self.tag(document)
