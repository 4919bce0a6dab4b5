"""Who has been speaking so far: what pronouns and unattributed quotations look back to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from articles.tagging.narrated_names import NarratedNames, speaker_of
from articles.tagging.persons import head_of, is_one_person, may_be_person
from articles.tagging.values import Mention, RoleReference, Speaker

Gender = Literal["male", "female", ""]
Look = Callable[[], Speaker | None]
_GENDER_OF: dict[str, Gender] = {"he": "male", "she": "female"}
_GENDERED: dict[str, Gender] = {
    "spokesman": "male",
    "spokeswoman": "female",
    "man": "male",
    "woman": "female",
    "mother": "female",
    "mum": "female",
    "father": "male",
    "dad": "male",
    "wife": "female",
    "husband": "male",
    "son": "male",
    "daughter": "female",
    "boy": "male",
    "girl": "female",
    "schoolboy": "male",
    "schoolgirl": "female",
    "gentleman": "male",
    "lady": "female",
    "grandmother": "female",
    "grandfather": "male",
    "sister": "female",
    "brother": "male",
    "chairman": "male",
    "chairwoman": "female",
    "businessman": "male",
    "businesswoman": "female",
    "widow": "female",
    "widower": "male",
}
_LOOK_BACK = 12  # mentions
_MOST_UNLOOKED = 16  # sentences; each may ask for the one before it
_TOGETHER = 400  # characters
_AHEAD = 600  # characters


class Voice(NamedTuple):
    """An answer to "whose words?". speakers is empty if nobody can be named."""

    speakers: tuple[Speaker, ...]
    rule: str
    mention: tuple[int, int] | None = None

    def later(self, rule: str) -> Voice:
        """The same voice in words that do not name it again."""
        speakers = tuple(Speaker(s.name, s.kind, s.ref, True) for s in self.speakers)
        return Voice(speakers, rule)


NOBODY = Voice((), "unknown")


class Talk:
    """The running state of an article's talk, from its first sentence on."""

    def __init__(self, names: NarratedNames) -> None:
        self._names = names
        self._genders = _genders(names)
        self.last: Voice | None = None
        self.last_paragraph = -2
        self.last_body: Voice | None = None
        self.last_at = -1
        self._focus: Speaker | None = None
        self._focus_at = -1
        self._unlooked: list[tuple[Look, int]] = []
        self._asker = ""

    def heard(self, voice: Voice, paragraph: int, at: int, *, asking: bool = False) -> None:
        """Remember who has just spoken; asking: a question, which somebody else answers."""
        self._asker = voice.speakers[0].name if asking and voice.speakers else ""
        person = len(voice.speakers) == 1 and voice.speakers[0].kind == "person"
        if person:
            self._looked_at(voice.speakers[0], at)
        else:
            self._look()
        self.last, self.last_paragraph, self.last_at = voice, paragraph, at
        body = voice.speakers and voice.speakers[0].kind != "person"
        if body and not is_one_person(voice.speakers[0].name):
            self.last_body = voice

    def look_later(self, look: Look, at: int) -> None:
        """Note a sentence at `at` whose subject may be looked at by the narrator.

        look: finds the subject, given the talk so far. Most are never asked for: somebody speaks
        before anyone wants to know.
        """
        if len(self._unlooked) == _MOST_UNLOOKED:
            self._look()
        self._unlooked.append((look, at))

    @property
    def focus(self) -> Speaker | None:
        """Whom the narrator has looked at last, as a speaker or as the subject of a sentence."""
        self._look()
        return self._focus

    @property
    def focus_at(self) -> int:
        """Where that was."""
        self._look()
        return self._focus_at

    def _look(self) -> None:
        """Go back to the last sentence that has a subject; a pronoun there looks further back."""
        while self._unlooked:
            look, at = self._unlooked.pop()
            if speaker := look():
                self._looked_at(speaker, at)

    def _looked_at(self, speaker: Speaker, at: int) -> None:
        self._focus, self._focus_at = speaker, at
        self._unlooked.clear()

    def same_person(self) -> Voice | None:
        """Who has spoken last, or been looked at since."""
        if self.focus and self.focus_at > self.last_at:
            return Voice((self.focus,), "same-person")
        return self.last.later("same-person") if self.last and self._last_person() else None

    def may_mean(self, description: str, name: str) -> bool:
        """Whether somebody described so can be the person of a name, as far as sex tells."""
        told = _told_by_noun(description)
        return not told or self._genders.get(name, told) in (told, "")

    def answering(self, word: str, sentence_start: int, at: int) -> Voice | None:
        """Whom "she" means in "she replied" behind a question: not whoever asked it."""
        gender = _GENDER_OF.get(word.lower())
        if gender is None or not self._asker:
            return None
        for wanted in (gender, ""):
            for mention in reversed(self._names.people_in(0, sentence_start)[-_LOOK_BACK:]):
                if mention.name != self._asker and self._genders.get(mention.name, "") == wanted:
                    return Voice((speaker_of(mention, inferred=True),), "pronoun-recent")
        return None

    def pronoun(
        self,
        word: str,
        sentence_start: int,
        at: int,
        possessed: set[int],
        about: frozenset[str] = frozenset(),
    ) -> Voice:
        """Whom a pronoun at offset `at` means.

        possessed: mentions that cannot be meant. about: names of people who cannot be either.
        """
        word = word.lower()
        if word in _GENDER_OF:
            return self._person(_GENDER_OF[word], sentence_start, at, possessed, about)
        if word == "they":
            return self._many(at)
        if word == "it" and self.last and self.last.rule == "author":
            return self.last.later("author")  # the letter
        if word == "it":
            return self._body(sentence_start, at)
        return NOBODY

    def if_gender_fits(self, word: str, mention: Mention) -> Voice | None:
        """The voice of a mention that "he" or "she" can mean, else None."""
        if self._may_be(mention, _GENDER_OF[word]):
            return Voice((speaker_of(mention, inferred=True),), "pronoun")
        return None

    def _person(
        self,
        gender: Gender,
        sentence_start: int,
        at: int,
        possessed: set[int],
        about: frozenset[str],
    ) -> Voice:
        here = [
            m
            for m in self._names.people_in(sentence_start, at)
            if m.start not in possessed and m.name not in about and self._may_be(m, gender)
        ]
        if here:
            return Voice((speaker_of(here[0], inferred=True),), "pronoun")
        if described := self._described(gender):
            return described
        recent = [
            m for m in self._names.people_in(0, sentence_start)[-_LOOK_BACK:] if m.name not in about
        ]
        for speaker in (self.focus, self._last_person()):
            if not speaker or speaker.name in about:
                continue
            if self._genders.get(speaker.name, "") in (gender, ""):
                return Voice((Speaker(speaker.name, speaker.kind, speaker.ref, True),), "pronoun")
        for wanted in (gender, ""):
            for mention in reversed(recent):
                if self._genders.get(mention.name, "") == wanted:
                    return Voice((speaker_of(mention, inferred=True),), "pronoun-recent")
        return NOBODY if recent else self._ahead(gender, at)

    def _ahead(self, gender: Gender, at: int) -> Voice:
        """Nobody is named yet: "He said ..." in the first lines means who is named next."""
        for mention in self._names.people_in(at, at + _AHEAD):
            if self._may_be(mention, gender):
                return Voice((speaker_of(mention, inferred=True),), "pronoun-ahead")
        return NOBODY

    def _described(self, gender: Gender) -> Voice | None:
        """A described person who spoke after anybody named: "a spokesman said ... He added"."""
        last = self.last
        if last is None or self.focus_at > self.last_at or len(last.speakers) != 1:
            return None
        name = last.speakers[0].name
        if last.speakers[0].kind != "description" or not may_be_person(name):
            return None
        if _told_by_noun(name) not in (gender, ""):
            return None
        return last.later("pronoun")

    def _may_be(self, mention: Mention, gender: Gender) -> bool:
        return self._genders.get(mention.name, "") in (gender, "")

    def _last_person(self) -> Speaker | None:
        if self.last and len(self.last.speakers) == 1 and self.last.speakers[0].kind == "person":
            return self.last.speakers[0]
        return None

    def _pair(self, at: int) -> Voice:
        """`NAME and NAME will tour the county. They say ...`: two who were named together."""
        people = self._names.people_in(max(0, at - _TOGETHER), at)
        for one, other in zip(reversed(people[:-1]), reversed(people[1:]), strict=True):
            if other.start - one.end == len(" and "):
                both = (speaker_of(one, inferred=True), speaker_of(other, inferred=True))
                return Voice(both, "pronoun")
        return NOBODY

    def _many(self, at: int) -> Voice:
        for voice in (self.last, self.last_body):
            if (
                voice
                and voice.speakers
                and (len(voice.speakers) > 1 or voice.speakers[0].kind != "person")
            ):
                return voice.later("pronoun")
        return self._pair(at)

    def _body(self, sentence_start: int, at: int) -> Voice:
        here = self._names.bodies_in(sentence_start, at)
        if here:
            return Voice((speaker_of(here[0], inferred=True),), "pronoun")
        if self.last_body:
            return self.last_body.later("pronoun")
        bodies = self._names.bodies_in(max(0, at - 600), at)
        return Voice((speaker_of(bodies[-1], inferred=True),), "pronoun") if bodies else NOBODY


def _told_by_noun(description: str) -> Gender:
    """The gender of "lady in the front row", or "mum-of-three"."""
    noun = head_of(description).rsplit(None, 1)[-1].lower()
    return _GENDERED.get(noun.partition("-of-")[0], "")


def _genders(names: NarratedNames) -> dict[str, Gender]:
    """Name -> gender, where any mention or role of that person tells."""
    genders: dict[str, Gender] = {}
    items: list[Mention | RoleReference] = [*names.everyone, *names.roles]
    for item in items:
        if item.gender and item.name:
            genders.setdefault(item.name, item.gender)
    return genders
