"""The tagger over the register as the database holds it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from articles.registers import register_from_database
from articles.tagging import TAGGER_VERSION, build_tagger
from articles.tagging.hints import Hint, NoModelError, spacy_hint
from articles.tagging.values import Document, TaggedText


def chosen_hint() -> Hint | None:
    """What SPACY_MODEL says of people, where it is set. Raises CommandError with a sentence."""
    try:
        return spacy_hint(settings.SPACY_MODEL) if settings.SPACY_MODEL else None
    except NoModelError as error:
        raise CommandError(f"SPACY_MODEL={error}") from error


class DatabaseTagger:
    """Reads the register when the first document comes, so that a run without one is quick."""

    @property
    def version(self) -> str:
        """Another where a model adds evidence, so that its answers are known by it."""
        return "+".join(filter(None, (TAGGER_VERSION, Path(settings.SPACY_MODEL).name)))

    @cached_property
    def tag(self) -> Callable[[Document], TaggedText]:
        return build_tagger(register_from_database(), chosen_hint())

    def prepare(self) -> None:
        """Reads the register now."""
        _ = self.tag

    def __call__(self, document: Document) -> TaggedText:
        return self.tag(document)
