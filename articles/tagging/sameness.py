"""Whether two names mean the same entity, for measuring: case, accents and titles do not count."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from articles.tagging.wordlists import word_lines

IGNORED: dict[str, frozenset[str]] = {
    line.split()[0]: frozenset(line.split()[1:]) for line in word_lines("scoring_ignored")
}
TITLES = IGNORED["person"]
POSSESSIVE = re.compile(r"['’]s\b")
WORD = re.compile(r"[a-z0-9']+")
LEADING_TITLE = re.compile(r"\s*([\w.]+)\s+")
SPOKES = re.compile(r"^spokes(?:man|woman|men|people)$")
SPEAKING_KINDS = ("person", "party", "council")


def plain(text: str | None) -> str:
    """Lower case without accents, with straight apostrophes and "and" for "&"."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return bare.replace("’", "'").replace("‘", "'").replace("&", " and ")


def words_of(text: str | None) -> list[str]:
    """The words of a name, possessives cut off."""
    return WORD.findall(plain(POSSESSIVE.sub("", text or "")))


def comparable(kind: str, name: str | None) -> str:
    """A name with the words that do not matter for its kind taken out."""
    words = words_of(name)
    if kind == "person":
        while words and words[0] in TITLES:
            words = words[1:]
        return " ".join(words)
    return " ".join([w for w in words if w not in IGNORED.get(kind, ())] or words)


def description_words(text: str) -> frozenset[str]:
    """The words that tell one described speaker from another."""
    words = (SPOKES.sub("spokesperson", word) for word in words_of(text))
    return frozenset(words) - IGNORED["description"]


def bare_span(span: tuple[int, int], surface: str) -> tuple[int, int]:
    """`span` without leading titles and a trailing possessive."""
    start, end = span
    while (match := LEADING_TITLE.match(surface)) and match.end() < len(surface):
        if match.group(1).casefold() not in TITLES:
            break
        start, surface = start + match.end(), surface[match.end() :]
    tail = re.search(r"['’]s?$", surface)
    return start, end - len(tail.group()) if tail and len(surface) > len(tail.group()) else end


class KnownNames:
    """The canonical names of a gold set with their aliases."""

    def __init__(self, entities: Iterable[Mapping[str, Any]]) -> None:
        self._canonical: dict[tuple[str, str], str] = {}
        for entity in entities:
            for name in (entity["name"], *entity.get("aliases", ())):
                key = (entity["kind"], comparable(entity["kind"], name))
                self._canonical.setdefault(key, entity["name"])

    def key(self, kind: str, name: str) -> str:
        """What two names of one entity have in common."""
        short = comparable(kind, name)
        return comparable(kind, self._canonical.get((kind, short), short))

    def same(self, kind: str, one: str | None, other: str | None) -> bool:
        """Whether both are named and mean the same entity."""
        return bool(one and other) and self.key(kind, one or "") == self.key(kind, other or "")

    def same_speaker(self, one: str, other: str) -> bool:
        """Whether two speakers are the same person, party or council."""
        return any(self.same(kind, one, other) for kind in SPEAKING_KINDS)
