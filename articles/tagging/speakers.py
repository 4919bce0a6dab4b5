"""Whose words: from the phrase that names a source to the people and bodies that are meant."""

from __future__ import annotations

import re

from articles.tagging.authors import Authors
from articles.tagging.bare_bodies import kind_of_body
from articles.tagging.clauses import FINITE
from articles.tagging.described import SPOKES, name_for
from articles.tagging.descriptions import Descriptions
from articles.tagging.fronted import named_behind
from articles.tagging.heads import PREPOSITION, dependents, is_dependent
from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.openings import apposed, behind_conjunction, past_opening
from articles.tagging.patterns import any_word
from articles.tagging.persons import PARTISAN, SAME_PERSON, SOME_OF, is_one_person
from articles.tagging.sentences import Sentence
from articles.tagging.sources import Source, phrase_start
from articles.tagging.talk import NOBODY, Talk, Voice
from articles.tagging.values import Mention, Speaker
from articles.tagging.writings import (
    DOCUMENT,
    FINDING,
    IN_WHICH,
    ON_PAGE,
    SIGN,
    UNHEARD_SOURCE,
    WRITTEN_BY,
)

UNHEARD = Voice((), "unheard")

_RELATIVE = re.compile(
    rf"^(?:(his|her|their)|(.{{2,60}})['’]s?)\s+((?:[\w-]+\s+){{0,4}}(?:{any_word('relatives')}))$",
    re.IGNORECASE,
)
_RELATION = re.compile(rf"\b(?:{any_word('relatives')})\s+of\b", re.IGNORECASE)
_LONGEST_BODY = 60  # characters
_AND = re.compile(r"\s+and\s+(?:the\s+)?$")
_FORMER = re.compile(r"^(?:the|former)\b")
_PERSONAL = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]he)\b")
_SENT_BY_SUBJECT = re.compile(r"\b(?:sent|sends|wrote|writes|issued|posted|published|left)\s+$")
_LEADING_THE = re.compile(r"[^\w'’-]*the(?![\w'’-])", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[\w'’-]+")
_PRONOUN = re.compile(r"(he|she|they|it)\b(?!['’]s\s+own)", re.IGNORECASE)
_SUBJECT_FORM = {
    "his": "he",
    "him": "he",
    "her": "she",
    "their": "they",
    "them": "they",
    "its": "it",
}


class SpeakerFinder:
    """Resolves sources in one text, with the talk so far as context."""

    def __init__(self, narrated: str, names: NarratedNames, talk: Talk) -> None:
        self._narrated, self._names, self._talk = narrated, names, talk
        self._authors = Authors(narrated, names, talk)
        self.descriptions = Descriptions(narrated, names)

    def resolve(
        self,
        source: Source,
        sentence: Sentence,
        way: str,
        *,
        answers: bool = False,
        about: frozenset[str] = frozenset(),
    ) -> Voice | None:
        """The voice that a source means; None where it plainly is no speaker.

        answers: it replies to what was said before. about: names of those whom the words name.
        """
        if source.kind == "named":
            speakers = tuple(speaker_of(m) for m in source.people)
            rule = "joint" if len(speakers) > 1 else f"name-{way}"
            return Voice(speakers, rule, (source.start, source.end))
        if source.kind == "pronoun":
            word = self._narrated[source.start : source.end].split()[0]
            word = _SUBJECT_FORM.get(word.lower(), word)
            if answers and (voice := self._talk.answering(word, sentence.start, source.start)):
                return voice
            if word.lower() == "it" and (voice := self._authors.before(sentence)):
                return voice
            return self._pronoun(word, sentence.start, source.start, about)
        if source.kind == "subject":
            return self.subject(sentence, source.end)
        if source.kind == "phrase":
            return self._phrase(source.start, source.end, sentence)
        return NOBODY

    def _pronoun(
        self, word: str, start: int, at: int, about: frozenset[str] = frozenset()
    ) -> Voice | None:
        if word.lower() in ("i", "we", "you", "who"):
            return None
        people = self._names.people_in(start, at)
        excluded = set(dependents(self._narrated, people, start))
        if len(people) == 1 and IN_WHICH.search(self._narrated, people[0].end, at):
            excluded.clear()  # "a letter from NAME, in which he"
        named = self._named_after(word, start, at)
        return named or self._talk.pronoun(word, start, at, excluded, about)

    def _named_after(self, word: str, start: int, at: int) -> Voice | None:
        """`While he admitted it leaked, Bob Lee ...`: the subject that comes after its pronoun."""
        if word.lower() not in ("he", "she"):
            return None
        named = named_behind(self._narrated, self._names, start, at)
        return self._talk.if_gender_fits(word.lower(), named) if named else None

    def may_have_subject(self, sentence: Sentence) -> bool:
        """A quick look whether a sentence can have a person as its subject at all."""
        return bool(
            self._names.people_in(sentence.start, sentence.end)
            or self._names.roles_in(sentence.start, sentence.end)
            or _PERSONAL.search(
                self._narrated, sentence.start, min(sentence.end, sentence.start + 200)
            )
        )

    def subject(self, sentence: Sentence, stop: int) -> Voice | None:
        """The grammatical subject of a sentence, looked for before offset `stop`."""
        low = sentence.start
        last = behind_conjunction(self._narrated, self._names, low, stop)
        begins = (last,) if last > low else (past_opening(self._narrated, low, stop), low)
        for begin in begins:
            found = self._subject_from(begin, stop, sentence)
            if found is not None and found is not NOBODY:
                return found
        return NOBODY

    def only_person(self, sentence: Sentence) -> Speaker | None:
        """`The news shocked NAME`: the one person in a sentence about something else."""
        people = self._names.people_in(sentence.start, sentence.end)
        if len(people) != 1:
            return None
        owns = self._narrated[people[0].end : people[0].end + 1] in ("'", "’")
        if owns and people[0].start > sentence.start:  # but "NAME's attack came in a speech"
            return None
        return speaker_of(people[0], inferred=True)

    def _subject_from(self, begin: int, stop: int, sentence: Sentence) -> Voice | None:
        if pronoun := _PRONOUN.match(self._narrated, begin, stop):
            voice = self._pronoun(pronoun.group(1), sentence.start, begin)
            return Voice(voice.speakers, "subject") if voice else None
        if described := apposed(self._narrated, self._names, begin, stop):
            return self._as_subject(described)
        people = [
            m
            for m in self._names.people_in(begin, min(stop, begin + 160))
            if not is_dependent(self._narrated, m, begin)
        ]
        if voice := self._leading_role(begin, stop):
            return voice
        verb = FINITE.search(self._narrated, begin, stop)
        before_verb = verb.start() if verb else stop
        if people and (people[0].start < before_verb or people[0].start - begin < 3):
            return self._as_subject(people[0])
        if verb and verb.start() > begin:
            end = begin + len(self._narrated[begin : verb.start()].rstrip())
            start = phrase_start(self._narrated, begin, end)
            voice = self._phrase(begin if end - begin < 60 else start, end, sentence)
            if voice and voice.speakers:
                return Voice(voice.speakers, "subject", voice.mention)
        return self._as_subject(people[0]) if people else NOBODY

    def _leading_role(self, begin: int, stop: int) -> Voice | None:
        """`The foreign secretary hit back by saying`: a role or a known description in front."""
        for role in self._names.roles_in(begin, min(stop, begin + 120)):
            follows = self._narrated[role.end : role.end + 2].strip()[:1]
            if role.start - begin < 5 and role.name and follows not in ("'", "’"):
                return Voice((Speaker(role.name, "person", role.ref, True),), "subject")
        stop = min(stop, begin + 80)
        if not _LEADING_THE.match(self._narrated, begin, stop):
            return None
        words = list(_NEXT_WORD.finditer(self._narrated, begin, stop))[:5]
        for last in reversed(words[1:]):
            phrase = self._narrated[begin : last.end()]
            if self._narrated.startswith((" of ", " for "), last.end()):
                return None
            if voice := self._known(phrase, begin, last.end()):
                return Voice(voice.speakers, "subject")
        return None

    @staticmethod
    def _as_subject(mention: Mention) -> Voice:
        span = (mention.start, mention.end)
        return Voice((speaker_of(mention, inferred=True),), "subject", span)

    def _phrase(self, start: int, end: int, sentence: Sentence) -> Voice | None:
        phrase = self._narrated[start:end].strip()
        if not phrase or len(phrase) > 250:
            return NOBODY
        for find in (self._role, self._organisation, self._known):
            voice = find(phrase, start, end)
            if voice:
                return voice
        if " on " in phrase and (page := ON_PAGE.match(phrase)):
            return self._phrase(start + page.start(1), start + page.end(1), sentence)
        if SIGN.search(phrase):
            return None
        if (writing := WRITTEN_BY.match(phrase)) and start + writing.end() < end:
            return self._writer(start + writing.end(), end, sentence)
        if UNHEARD_SOURCE.search(phrase):
            return UNHEARD
        if DOCUMENT.search(phrase) and not self._authors.is_body(start, end):
            return self._author(start, end, sentence)
        return self._described(phrase, start, sentence)

    def _role(self, phrase: str, start: int, end: int) -> Voice | None:
        for role in reversed(self._names.roles_in(max(0, start - 40), end + 1)):
            if end - role.end > 2 or role.end < start:
                continue
            if role.ref is None and not role.name:
                return None
            return Voice((Speaker(role.name or phrase, "person", role.ref, True),), "role")
        return None

    def _organisation(self, phrase: str, start: int, end: int) -> Voice | None:
        if PARTISAN.match(phrase) and (same := self._talk.same_person()):
            return same
        bodies = self._names.bodies_in(max(0, start - _LONGEST_BODY), end + 1)
        if bodies and bodies[-1].start < start < bodies[-1].end == end:
            return self._bodies(bodies[-1], start)  # "Brighton and Hove City Council said"
        bodies = [body for body in bodies if body.start >= start]
        if bodies and end - bodies[-1].end <= 1:
            if bodies[-1].kind == "party" and SOME_OF.match(phrase):
                return None
            before = self._narrated[start : bodies[-1].start]
            if not PREPOSITION.search(before) and not SPOKES.search(before):
                return self._bodies(bodies[-1], start)
        kind = kind_of_body(phrase)
        body = self._names.body_before(kind, start) if kind else None
        return Voice((speaker_of(body, inferred=True),), "organisation") if body else None

    def _bodies(self, last: Mention, start: int) -> Voice:
        """`Labour`, or both of `Labour and the Tories`."""
        before = self._names.bodies_in(max(0, start - 40), last.start)
        if before and _AND.match(self._narrated[before[-1].end : last.start]):
            both = (speaker_of(before[-1]), speaker_of(last))
            return Voice(both, "joint", (before[-1].start, last.end))
        return Voice((speaker_of(last),), "organisation", (last.start, last.end))

    def _known(self, phrase: str, start: int, end: int) -> Voice | None:
        """Somebody whom the article itself described with these words."""
        if not _FORMER.match(phrase.lower()) and len(phrase.split()) > 6:
            return None
        if phrase.lower().startswith(("a ", "an ", "one ", "some ", "my ")):
            return None
        if self._names.people_in(start, end) or _RELATION.search(phrase):
            return None
        if not (is_one_person(phrase) or SAME_PERSON.match(phrase)):
            return None
        if not SAME_PERSON.match(phrase) and not phrase.lower().startswith("the "):
            phrase = phrase if len(phrase.split()) <= 3 else ""
        for body in self._names.bodies_in(start, end):
            phrase = phrase.replace(body.surface, "")
        mention = self.descriptions.who(phrase, start) if phrase else None
        if mention:
            return Voice((speaker_of(mention, inferred=True),), "described-name")
        return self._talk.same_person() if SAME_PERSON.match(phrase) else None

    def _writer(self, start: int, end: int, sentence: Sentence) -> Voice | None:
        """`A statement from the club`, `a report by NAME`: whoever that is."""
        people = self._names.people_in(start, end)
        if people and people[0].end == end:
            return Voice((speaker_of(people[0]),), "author", (people[0].start, people[0].end))
        if FINDING.search(self._narrated, max(0, start - 40), start):
            return UNHEARD
        return self._phrase(start, end, sentence)

    def _author(self, start: int, end: int, sentence: Sentence) -> Voice:
        """A letter, statement or tweet speaks for whoever wrote it."""
        if not self._names.people_in(start, end) and _SENT_BY_SUBJECT.search(
            self._narrated, sentence.start, start
        ):
            subject = self.subject(sentence, start)
            if subject and subject.speakers and subject.speakers[0].kind == "person":
                return Voice(subject.speakers, "author")
        return self._authors.of(start, end)

    def _described(self, phrase: str, start: int, sentence: Sentence) -> Voice | None:
        relative = _RELATIVE.match(phrase)
        if relative and relative.group(1):
            phrase = self._relative_of(relative, start, sentence) or phrase
        if self._narrated.endswith("whose ", 0, start):
            phrase = f"the {phrase}"
        name = name_for(phrase)
        if name is None:
            return None
        return Voice((Speaker(name, "description"),), "description") if name else NOBODY

    def _relative_of(self, relative: re.Match[str], start: int, sentence: Sentence) -> str:
        """`His wife said`: whose wife, as a description; "" if nobody can be meant."""
        whose = self._pronoun(_SUBJECT_FORM[relative.group(1).lower()], sentence.start, start)
        return f"{whose.speakers[0].name}'s {relative.group(3)}" if whose and whose.speakers else ""
