"""Cuts runs of capitalised words into stretches that may be a person's name.

"Tory chairman Liam Fox" is two runs; "Foreign Secretary Jane Roe" is one, and "Foreign Secretary"
is cut off it; "Jane Roe Memorial Hall" names a hall and leaves nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.tagging.reading import Word
from articles.tagging.wordlists import word_lines, word_set

TITLES: dict[str, str] = {
    title: {"male": "male", "female": "female"}.get(gender, "")
    for title, gender in (line.split() for line in word_lines("titles"))
}
GIVEN = word_set("given_names_male") | word_set("given_names_female")
DOUBTFUL = word_set("given_names_doubtful")
SURNAMES = word_set("surnames")
SOFT_HEADS = word_set("soft_heads")
HARD_HEADS = word_set("organisation_heads") - SOFT_HEADS
ROLES = frozenset(
    form
    for word in word_set("role_words")
    for form in (word.capitalize(), word.capitalize() + "s", word.upper())
)
PLACES = word_set("places")
OPENERS = word_set("sentence_openers")
FIRM_SPLITTERS = (word_set("not_names") | word_set("sentence_openers") | ROLES) - {"Will"}
SPLITTERS = FIRM_SPLITTERS | PLACES
ENDERS = SPLITTERS | HARD_HEADS
LIKELY = GIVEN - DOUBTFUL
LONE_ENDERS = ENDERS - SURNAMES | frozenset(TITLES)
SAINTS = frozenset({"St", "Saint"})
TRADES = ("er", "or", "ist", "ian", "man", "woman", "keeper", "monger")
# Behind these any word is a surname ("Mr Field", "Ms Kitchen"), but for forms of address.
GENTLE = frozenset({"Mr", "Mrs", "Ms", "Miss", "Cllr", "Coun", "Councillor", "Dr"})
ADDRESSED = frozenset({"Speaker", "Justice", "President", "Chairman", "Chairwoman", "Chair",
                       "Mayor", "Chancellor", "Deputy", "Leader", "Recorder"})  # fmt: skip


@dataclass(slots=True, eq=False)
class Segment:
    """A possible name: `titles` and `words` in text order.

    known: the words are exactly a full name of the register.
    role_before: a capitalised role stands directly before it in the run.
    parts: the words of the name without title. start, end: the span, title included.
    """

    titles: tuple[Word, ...]
    words: tuple[Word, ...]
    known: bool = False
    role_before: bool = False
    parts: tuple[str, ...] = field(init=False)
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.parts = tuple([word.text.rstrip(".") for word in self.words])
        self.start = (self.titles or self.words)[0].start
        self.end = self.words[-1].end


def segments(
    run: tuple[Word, ...], known: Mapping[int, int], *, is_titled: bool = False
) -> list[Segment]:
    """The possible names in `run`; `known` maps starts of the register's full names to ends.

    is_titled: "councillor" stands before it, so that a lone place is a surname.
    """
    if len(run) == 1:
        word = run[0].text
        is_no_name = word in LONE_ENDERS and not (is_titled and word in PLACES)
        return [] if is_no_name else [Segment((), run)]
    cutter = _Cutter(run, known)
    while cutter.index < len(run):
        cutter.step()
    cutter.close()
    return cutter.found


class _Cutter:
    def __init__(self, run: tuple[Word, ...], known: Mapping[int, int]) -> None:
        self.run, self.known = run, known
        self.index = 0
        self.titles: list[Word] = []
        self.words: list[Word] = []
        self.role_before = False
        self.found: list[Segment] = []

    def step(self) -> None:
        word = self.run[self.index]
        if count := self._known_words(word):
            self._take_known(count)
        elif self._is_addressed(word):
            self.words.append(word)
        elif word.text in TITLES and not self._is_surname_here(word):
            self._take_title(word)
        elif word.text in HARD_HEADS and not self._is_in_a_name(word):
            self._drop()
        elif word.text in SAINTS:
            self._skip_saint()
        elif word.text in SPLITTERS and not self._belongs(word):
            self.close()
            self.role_before = word.text in ROLES
        else:
            self.words.append(word)
        self.index += 1

    def _known_words(self, word: Word) -> int:
        end = self.known.get(word.start)
        if end is None:
            return 0
        count = sum(1 for other in self.run[self.index :] if other.end <= end)
        after = self.run[self.index + count] if self.index + count < len(self.run) else None
        continues = after and not (after.text in SPLITTERS or after.text in TITLES)
        return 0 if continues else count

    def _take_known(self, count: int) -> None:
        words = self.run[self.index : self.index + count]
        if self.words and self.words[-1].text in GIVEN:
            self.words.extend(words)
        else:
            self.words = []
            self.found.append(Segment(tuple(self.titles), words, True, self.role_before))
            self.titles, self.role_before = [], False
        self.index += count - 1

    def _take_title(self, word: Word) -> None:
        if self.words:
            self.close()
        self.titles.append(word)

    def _is_addressed(self, word: Word) -> bool:
        """Whether a gentle title stands right before: "Mr Lord", "Cllr Long Bailey"."""
        if self.words or not self.titles or self.titles[-1].text.rstrip(".") not in GENTLE:
            return False
        return (
            word.text not in ADDRESSED
            and word.text not in SAINTS
            and not (word.text in TITLES and self._is_followed_by_name())
        )

    def _is_followed_by_name(self) -> bool:
        following = self.run[self.index + 1].text if self.index + 1 < len(self.run) else ""
        return bool(following) and following not in ENDERS

    def _is_in_a_name(self, word: Word) -> bool:
        """Whether a word that ends bodies' names is a surname ("Hall") or a first name ("Bill")."""
        if self._is_surname_here(word) or self._is_titled_surname():
            return True
        opens = word.text in GIVEN and not self.words and self._is_followed_by_name()
        return opens and self.index + 2 >= len(self.run) - 1

    def _is_surname_here(self, word: Word) -> bool:
        return bool(self.words) and word.text in SURNAMES and self._is_last_after_given()

    def _is_titled_surname(self) -> bool:
        """Behind a gentle title and a given name any last word is a surname: "Cllr Hugh Canal"."""
        titled = bool(self.titles) and self.titles[-1].text.rstrip(".") in GENTLE
        return titled and len(self.words) == 1 and self._is_last_after_given()

    def _is_last_after_given(self) -> bool:
        following = self.run[self.index + 1] if self.index + 1 < len(self.run) else None
        ends = following is None or following.text in SPLITTERS
        return ends and len(self.words) >= 1 and self.words[0].text in GIVEN

    def _belongs(self, word: Word) -> bool:
        if self.titles and not self.words and word.text not in FIRM_SPLITTERS - SURNAMES:
            return True
        if word.text in SURNAMES or word.text in SOFT_HEADS:
            return self._is_last_after_given()
        if word.text in OPENERS and len(self.words) == 1 and self.words[0].text in LIKELY:
            return self._is_last_after_given()
        if word.text in PLACES and len(self.words) == 1 and self.words[0].text in LIKELY:
            return self._is_last_after_given()
        following = self.run[self.index + 1].text if self.index + 1 < len(self.run) else ""
        opens = word.text in GIVEN and following and not self.words
        return bool(opens) and following not in ENDERS

    def _skip_saint(self) -> None:
        """A saint's name is a place's, but behind a title ("Mr St Aubyn")."""
        if self.titles and not self.words:
            self.words.extend(self.run[self.index : self.index + 2])
        else:
            self._drop()
        self.index += 1

    def _drop(self) -> None:
        self.titles, self.words, self.role_before = [], [], False
        if self.found and self.found[-1].end == self.run[self.index - 1].end:
            self.found.pop()

    def _opens_with_trade(self) -> bool:
        """`Publisher Zibby Quogle admitted`: a trade that only its place writes large."""
        if len(self.words) < 3 or self.titles:
            return False
        first, second = self.words[0].text, self.words[1].text
        return (
            first.endswith(TRADES)
            and first not in GIVEN | SURNAMES
            and second in LIKELY
            and not self.words[-1].text.endswith(TRADES)
        )

    def close(self) -> None:
        """Ends the name that is being read, if any."""
        if self.words:
            if trade := self._opens_with_trade():
                self.words.pop(0)
            before = self.role_before or trade
            self.found.append(Segment(tuple(self.titles), tuple(self.words), False, before))
        self.titles, self.words, self.role_before = [], [], False
