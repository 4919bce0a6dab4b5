"""Descriptions of people inside one article: `Cllr Ann Orr, cabinet member for housing`.

A later "the cabinet member said" means whoever the article described with those words.
"""

from __future__ import annotations

import re
from functools import cached_property

from articles.tagging.heads import is_head
from articles.tagging.narrated_names import NarratedNames
from articles.tagging.patterns import any_word
from articles.tagging.sentences import OPEN
from articles.tagging.values import Mention
from articles.tagging.wordlists import word_lines

_WORD = re.compile(r"[^\W\d_]+")
_BACKWARDS = re.compile(r"(?:\s+[\w'’&/-]+){1,8}")  # of the letters from last to first
_BOUNDARY = re.compile(
    r"\b(?:by|and|but|that|said|says|told|with|from|to|as|while|after|alongside|who|which)\s"
)
_AFTER = re.compile(
    rf"\s*(?:\([^)]{{1,30}}\))?,?\s*,\s*((?:the\s+|a\s+|an\s+)?[^.;:{OPEN}\n]{{3,120}})"
)
_APPOSED = re.compile(r"(?<![^\s(])[Tt]he ([^,.;:()]{3,90}), $")
_ELECTED = re.compile(  # "NAME, who was re-elected leader in May"
    r",\s+who (?:is|was|became|remains|(?:has|had) been)\s+"
    rf"((?:[\w-]+\s+){{0,3}}?(?:{any_word('posts')})\b(?:\s+of\s+[^,.;:]{{3,60}})?)"
)
_MEMBER = re.compile(r"\bMember of Parliament\b", re.IGNORECASE)
# Of two offices that differ by one of these, each has its own holder.
_OTHER_OFFICE = frozenset(["deputy", "shadow", "vice", "assistant", "acting", "opposition"])
_POSTS = frozenset(word.lower() for word in (*word_lines("posts"), *word_lines("person_nouns")))
_MOST = 300  # mentions looked at: keeps the time linear
_EMPTY = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "on",
        "at",
        "and",
        "to",
        "s",
        "by",
        "with",
        "from",
        "his",
        "her",
        "their",
        "its",
        "who",
        "is",
        "was",
        "has",
        "said",
    ]
)
_APPOSITION_END = re.compile(
    r",|\s[-–—]\s|\b(?:said|says|told|has|was|is|who|added|claimed|warned)\b"
)


def content_words(phrase: str) -> frozenset[str]:
    """The words of a phrase that tell something, in lower case, plurals and possessives cut."""
    phrase = _MEMBER.sub("MP", phrase)
    words = (word.lower() for word in _WORD.findall(phrase))
    return frozenset(word for word in words if word not in _EMPTY and len(word) > 1)


class Descriptions:
    """Who was described how, in text order."""

    def __init__(self, narrated: str, names: NarratedNames) -> None:
        self._narrated, self._names = narrated, names

    @cached_property
    def _known(self) -> list[tuple[int, frozenset[str], Mention]]:
        known, previous = [], 0
        for mention in self._names.people[:_MOST]:
            phrases = _phrases_about(self._narrated, mention, previous)
            previous = mention.end
            for phrase in phrases:
                words = content_words(phrase)
                if words:
                    known.append((mention.start, words, mention))
        return known

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return frozenset(word for _, known, _ in self._known for word in known)

    def who(self, phrase: str, at: int) -> Mention | None:
        """The person described with all words of a phrase: the last one before `at`, else first."""
        head = next(reversed(_WORD.findall(phrase.lower())), "")
        words = content_words(phrase) if head in self._vocabulary else frozenset()
        if not words:
            return None
        found = [
            (start, m)
            for start, known, m in self._known
            if (words <= known or (head in known and known <= words))
            and _is_same_office(head, words ^ known)
        ]
        before = [m for start, m in found if start < at]
        if before:
            return before[-1]
        return found[0][1] if found else None

    def like(self, phrase: str, names: set[str], *, plainly: bool = False) -> str | None:
        """Of some people the one whose description shares most words with a phrase, the first of
        equals: whom an introduction describes is usually named next.

        plainly: not if each has words that the other lacks, and they share but a post: "leader".
        """
        wanted = content_words(phrase)
        shared: dict[str, int] = {}
        for _, known, mention in self._known:
            both = wanted & known
            if plainly and both <= _POSTS and both not in (wanted, known):
                continue
            if mention.name in names and both:
                shared[mention.name] = max(shared.get(mention.name, 0), len(both))
        return max(shared, key=shared.__getitem__, default=None)


def _is_same_office(head: str, differing: frozenset[str]) -> bool:
    """Not "the leader" for a deputy leader; but a deputy minister is "the minister" too."""
    other = _OTHER_OFFICE - {"deputy"} if head == "minister" else _OTHER_OFFICE
    return other.isdisjoint(differing)


def _phrases_about(narrated: str, mention: Mention, previous: int) -> list[str]:
    """What stands before a name, from the name before it on, and between commas behind it."""
    found = []
    low = max(previous, mention.start - 80)
    low = max(low, narrated.rfind("\n", low, mention.start) + 1)
    before = _BACKWARDS.match(narrated[low : mention.start][::-1])
    if before:
        found.append(_BOUNDARY.split(before.group()[::-1])[-1])
    if narrated.startswith(",", mention.end) and (
        apposed := _APPOSED.search(narrated, low, mention.start)
    ):
        found.append(_BOUNDARY.split(apposed.group(1))[-1])
    if elected := _ELECTED.match(narrated, mention.end):
        found.append(elected.group(1))
    after = _AFTER.match(narrated[mention.end : mention.end + 160])
    if after and not after.group(1).startswith("whose "):
        end = _APPOSITION_END.search(after.group(1))
        # "In her letter to NAME, the MP says": the MP is not NAME.
        if not end or end.group() == "," or is_head(narrated, mention, low):
            found.append(after.group(1)[: end.start()] if end else after.group(1))
    return found
