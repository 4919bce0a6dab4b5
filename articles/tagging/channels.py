"""How words reached the paper: said to it, in a letter, at a meeting, through a spokesperson.

Read off the narrator's words around a statement (`words/channels.txt`). What the same speaker goes
on to say in the next paragraphs came the same way, until the article says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

from articles.tagging.drafts import Draft
from articles.tagging.patterns import any_of
from articles.tagging.sentences import Reading, Sentence
from articles.tagging.values import Channel
from articles.tagging.wordlists import word_lines

_AROUND = {
    "in": r"\b(?i:in|by|via|through)\s+(?:an?|the|his|her|their|its|this|that|another|one)\s+"
    r"(?:[\w’'-]+\s+){0,3}?",
    "on": r"\b(?i:said|says|saying|wrote|writes|writing|posted|posting|shared|speaking|spoke|live"
    r"|appearing|interviewed|commented|commenting|added|message|statement)\s+on\s+"
    r"(?:(?:the|his|her|their|its|a)\s+)?(?:[\w’'.]+\s+){0,3}?",
    "told": r"\b(?i:told|tells|telling|tell|informed|addressing|assured|reminded|warned)\s+"
    r"(?:(?:the|a|an|his|her|this|that|fellow)\s+)?"
    r"(?:(?!(?:after|before|that|how|about|in|on|at|to|he|she|it|they|when|during)\b)[\w’'-]+\s+)"
    r"{0,4}?",
    "plain": "",
}
_SPOKEN_FOR = re.compile(r"\bspokes(?:man|woman|person|people|men|women)\b", re.IGNORECASE)
_AS_FAR = 4  # paragraphs without a word of the speaker between two statements
_BACK = ("pronoun", "colon", "focus", "last-speaker", "author", "subject", "same-person")


@cache
def _any_channel() -> re.Pattern[str]:
    """Finds any of the words for channels: most sentences have none, which is quick to see."""
    words = {word for _, channels in _patterns() for word in channels}
    return re.compile(rf"\b(?:{any_of(words)})\b")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, Channel]], ...]:
    """For each way in which words stand in a sentence: what finds them, and their channels."""
    channels: dict[str, dict[str, Channel]] = {}
    known: dict[str, Channel] = {channel: channel for channel in get_args(Channel)}
    for line in word_lines("channels"):
        how, channel, words = line.split(", ", 2)
        channels.setdefault(how, {})[words] = known[channel]
        channels[how][words[0].upper() + words[1:]] = known[channel]
    return tuple(
        (re.compile(rf"{_AROUND[how]}\b({any_of(words)})\b"), words)
        for how, words in channels.items()
    )


def channels_of(reading: Reading, drafts: Sequence[Draft]) -> list[Channel]:
    """The channel of each draft of an article; `drafts` in text order."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_sentence.setdefault(draft.sentence, []).append(draft)
    found: list[Channel] = []
    previous: Draft | None = None
    for draft in drafts:
        channel = _stated(reading, draft, by_sentence)
        if channel is None and previous and _goes_on(previous, draft):
            channel = found[-1]
        found.append(channel or "said")
        previous = draft
    return found


def _goes_on(previous: Draft, draft: Draft) -> bool:
    same = bool(draft.voice.speakers) and _who(previous) == _who(draft)
    return same and draft.paragraph - previous.paragraph < _AS_FAR and previous.paragraph > 0


def _who(draft: Draft) -> list[str]:
    return [speaker.name for speaker in draft.voice.speakers]


def _stated(reading: Reading, draft: Draft, by_sentence: dict[int, list[Draft]]) -> Channel | None:
    """What the article says about these very words; None if it says nothing."""
    speakers = draft.voice.speakers
    if speakers and speakers[0].kind == "description" and _SPOKEN_FOR.search(speakers[0].name):
        return "spokesperson"
    sentence = reading.sentences[draft.sentence]
    channel = _read(_told_of(reading, sentence, by_sentence[draft.sentence]))
    if channel is None and draft.voice.rule in _BACK and draft.sentence:
        before = draft.sentence - 1
        if before not in by_sentence:
            channel = _read(_told_of(reading, reading.sentences[before], ()))
    return channel


def _told_of(reading: Reading, sentence: Sentence, drafts: Sequence[Draft]) -> str:
    """The narrator's words in a sentence, without what it reports."""
    return " ".join(_between(reading.narrated, sentence, drafts))


def _between(narrated: str, sentence: Sentence, drafts: Sequence[Draft]) -> Iterator[str]:
    at = sentence.start
    for draft in drafts:
        yield narrated[at : draft.start]
        at = draft.end
    yield narrated[at : sentence.end]


def _read(words: str) -> Channel | None:
    """The channel that the narrator's words name, the first in order of how plainly they do."""
    if not _any_channel().search(words):
        return None
    for pattern, channels in _patterns():
        if match := pattern.search(words):
            return channels[re.sub(r"\s+", " ", match.group(1))]
    return None
