"""Invented words and sentences, the same for one seed, with the frequencies of real text.

A word's frequency falls with its rank as in English (Zipf's law), so that an index of a million
such articles has words that stand in half of them and words that stand in three.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random

SYLLABLES = [a + b + c for a in "bdfglmnprstvw" for b in "aeiou" for c in ("", "l", "n", "r", "s")]
COMMON = ["the", "of", "to", "and", "a", "in", "for", "on", "at", "will", "is", "was", "by", "it"]
WORDS = 60_000


class Prose:
    """Words of an invented language with English function words, drawn by rank."""

    def __init__(self, seed: int = 1, words: int = WORDS) -> None:
        self.random = Random(seed)  # noqa: S311  reproducible, not secret
        self.words = [*COMMON, *self._invented(words - len(COMMON))]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def _invented(self, number: int) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < number:
            length = 2 + (len(made) > number // 20)
            made["".join(self.random.choices(SYLLABLES, k=length))] = None
        return list(made)

    def sentence(self, length: int) -> str:
        """So many words, a capital first, no full stop."""
        drawn = self.random.choices(self.words, cum_weights=self._weights, k=length)
        return " ".join(drawn).capitalize()

    def paragraphs(self, number: int, sentences: int = 3, length: int = 16) -> list[str]:
        return [
            " ".join(f"{self.sentence(length)}." for _ in range(sentences)) for _ in range(number)
        ]

    def name(self) -> str:
        """One capitalised invented word."""
        return "".join(self.random.choices(SYLLABLES, k=3)).capitalize()

    def ranked(self, low: int, high: int, number: int) -> list[str]:
        """Different words with ranks between two bounds."""
        return self.random.sample(self.words[low:high], min(number, high - low))
