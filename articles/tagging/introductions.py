"""A speaker described in the first paragraphs and named further down: "a senior councillor"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from articles.tagging.descriptions import Descriptions
from articles.tagging.drafts import Draft
from articles.tagging.echoes import Echoes
from articles.tagging.persons import is_one_person
from articles.tagging.talk import Voice
from articles.tagging.values import Speaker

_LAST_PARAGRAPH = 2
_SOON = 4  # paragraphs
_MOST = 40  # described speakers looked at: keeps the time linear


class Introductions:
    """Finds the names for described speakers in the finished reading of an article.

    may_mean: whether a description can mean somebody of a name: no lady is Bob.
    """

    def __init__(
        self,
        drafts: Sequence[Draft],
        descriptions: Descriptions,
        echoes: Echoes,
        text: str,
        may_mean: Callable[[str, str], bool],
    ) -> None:
        self._may_mean = may_mean
        self._drafts = drafts
        self._descriptions, self._echoes, self._text = descriptions, echoes, text
        named = [d for d in drafts if d.voice.speakers and d.voice.speakers[0].kind == "person"]
        self._named = {s.name: s for d in named for s in d.voice.speakers}
        self._first = min((d.start for d in named), default=0)

    def resolve(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts, those of described speakers with a name where it is plain."""
        done, looked_at = [], 0
        for draft in drafts:
            if _introduces(draft) and looked_at < _MOST:
                looked_at += 1
                if speaker := self._meant(draft):
                    draft = draft._replace(voice=Voice((speaker,), "introduced"))
            done.append(draft)
        return done

    def _meant(self, draft: Draft) -> Speaker | None:
        phrase = draft.voice.speakers[0].name
        others = {
            name for name in self._named if name not in phrase and self._may_mean(phrase, name)
        }
        described = self._descriptions.like(phrase, others)
        if draft.start < self._first and draft.paragraph <= _LAST_PARAGRAPH:
            only = next(iter(others)) if len(others) == 1 else None
            plain = self._descriptions.like(phrase, others, plainly=True)
            same = self._inferred(plain or only or self._same_words(draft))
            return same or self._inferred(self._next_named(draft, phrase) or described)
        if described and described == self._same_words(draft):
            return self._inferred(described)
        return None

    def _same_words(self, draft: Draft) -> str | None:
        """Who says elsewhere what this statement says."""
        near = self._echoes.nearest(self._text[draft.start : draft.end])
        return near.voice.speakers[0].name if near else None

    def _next_named(self, draft: Draft, phrase: str) -> str | None:
        """One person described in the first paragraphs is whoever speaks next by name."""
        if not is_one_person(phrase):
            return None
        following = (d for d in self._drafts if draft.start < d.start and d.paragraph <= _SOON)
        named = next((d.voice.speakers[0].name for d in following if _is_person(d)), None)
        return named if named and self._may_mean(phrase, named) else None

    def _inferred(self, name: str | None) -> Speaker | None:
        found = self._named.get(name) if name else None
        return Speaker(found.name, found.kind, found.ref, True) if found else None


def _is_person(draft: Draft) -> bool:
    return bool(draft.voice.speakers) and draft.voice.speakers[0].kind == "person"


def _introduces(draft: Draft) -> bool:
    speakers = draft.voice.speakers
    if len(speakers) != 1 or "spokes" in speakers[0].name:
        return False
    return speakers[0].kind == "description" and is_one_person(speakers[0].name)
