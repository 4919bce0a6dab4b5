"""An invented vocabulary: words, names and places that mean nobody and nowhere.

Words are made of syllables and drawn by Zipf's law, as those of a language are. The same seed
gives the same words on every machine.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from random import Random

ONSETS = ("b", "br", "c", "cl", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l",
          "m", "n", "p", "pr", "r", "s", "sl", "st", "t", "tr", "v", "w", "y", "z")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "oo", "ou")
CODAS = (
    "",
    "",
    "",
    "b",
    "ck",
    "d",
    "ff",
    "g",
    "l",
    "m",
    "n",
    "nd",
    "p",
    "rn",
    "sk",
    "st",
    "t",
    "x",
)
PLACE_ENDINGS = ("bury", "combe", "den", "ford", "ham", "ley", "mere", "stow", "thorpe", "wick")
VOCABULARY = 20_000  # words


def word(random: Random, syllables: int) -> str:
    """One invented word in lower case."""
    return "".join(
        random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS)
        for _ in range(syllables)
    )


def distinct(count: int, make: Callable[[], str]) -> list[str]:
    """`count` different results of `make`, in the order in which they came."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return list(found)


def person_name(random: Random) -> str:
    return f"{word(random, 2).capitalize()} {word(random, random.choice((2, 2, 3))).capitalize()}"


def place_name(random: Random) -> str:
    return word(random, random.choice((1, 2))).capitalize() + random.choice(PLACE_ENDINGS)


class Vocabulary:
    """Words to write with, common ones drawn more often than rare ones; `words` by rank."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)  # noqa: S311 - texts, no secrets
        self.words = distinct(VOCABULARY, lambda: word(random, random.choice((1, 1, 2, 2, 2, 3))))
        self._weights = list(accumulate(1 / rank for rank in range(3, VOCABULARY + 3)))

    def draw(self, random: Random, count: int) -> list[str]:
        """`count` words, some of them perhaps equal."""
        return random.choices(self.words, cum_weights=self._weights, k=count)
