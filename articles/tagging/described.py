"""Speakers whom nobody names: "a spokeswoman for the police", "residents", "one driver"."""

from __future__ import annotations

import re

from articles.tagging.patterns import any_word

_DETERMINER = re.compile(
    r"^(?:the|a|an|one|some|another|this|that|these|those|both|our)\s+", re.IGNORECASE
)
_SPOKEN_FOR = re.compile(
    r"^((?:[\w-]+\s+){0,2}(?:spokes(?:man|woman|person|people|men)|officials?|sources?))"
    r"\s+(?:for|from|at|of)\s+(?:the\s+)?(.{2,80})$",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(r"(?:(?:but|and)\s)?(?:for|to|in|at|on|by|with|from)\s", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|been)\b")
_NOBODY_SAID = frozenset(
    {"so", "the", "a", "an", "you", "i", "we", "there", "this", "that", "these", "those", "what"}
)
_ADVERB = re.compile(r"(?:\s+(?:later|also|then|today|yesterday|again|now|already|still))+$")
_LONGEST_DESCRIPTION = 90
SPOKES = re.compile(rf"\b(?:{any_word('speaker_nouns')})\b")


def name_for(phrase: str) -> str | None:
    """What to call whom a phrase means: "" if it is too long or wordless, None if it is nobody."""
    if spoken := _SPOKEN_FOR.match(phrase):
        phrase = f"{spoken.group(2)} {_DETERMINER.sub('', spoken.group(1), count=1)}"
    name = _ADVERB.sub("", _DETERMINER.sub("", phrase, count=1)).strip(" ,")
    if _AUXILIARY.search(name) or _ADJUNCT.match(name) or name.lower() in _NOBODY_SAID:
        return None
    if " " not in name and name.endswith("ly") and name[:1].isupper():
        return None  # "Implicitly accusing them ..."
    if not any(letter.isalpha() for letter in name) or len(name) > _LONGEST_DESCRIPTION:
        return ""
    return name if _may_speak(phrase, name) else None


def _may_speak(phrase: str, name: str) -> bool:
    """A determiner, a capital, a plural or a word for speakers: else no noun phrase at all."""
    words = name.split()
    return (
        bool(_DETERMINER.match(phrase))
        or any(word[:1].isupper() for word in words)
        or words[-1].endswith("s")
        or SPOKES.search(name) is not None
        or words[0].lower() in ("his", "her", "their")
    )
