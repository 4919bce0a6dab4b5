"""Plain invented sentences, the same for one seed: what a search is measured on.

A word's frequency falls with its rank, so that an index of a million such articles has words that
stand in half of them and words that stand in a few.
"""

from __future__ import annotations

from random import Random

from articles.benchmarks.words import Vocabulary, person_name, place_name


class Prose:
    """Sentences, names and words by rank, drawn one after another from one seed."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)  # noqa: S311  reproducible, not secret
        self._vocabulary = Vocabulary(seed)

    def sentence(self, length: int) -> str:
        """So many words, a capital first, no full stop."""
        return " ".join(self._vocabulary.draw(self.random, length)).capitalize()

    def paragraphs(self, number: int, sentences: int = 3, length: int = 16) -> list[str]:
        return [
            " ".join(f"{self.sentence(length)}." for _ in range(sentences)) for _ in range(number)
        ]

    def person(self) -> str:
        return person_name(self.random)

    def place(self) -> str:
        return place_name(self.random)

    def ranked(self, low: int, high: int, number: int) -> list[str]:
        """Different words with ranks between two bounds."""
        return self.random.sample(self._vocabulary.words[low:high], min(number, high - low))
