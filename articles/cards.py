"""Statements as readers see them: one card for what somebody says in a row in one story."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from articles.models import Article, Statement
from articles.speakers import Posts, shown_name
from people.models import Entity, Party

SENTENCE = 6  # words
NOT_CERTAIN = "Speaker not certain"


@dataclass(frozen=True)
class Card:
    """Words of one speaker in one story.

    `speaker` is None when it is not sure, or not in the register, whose words these are; the name
    is then as the article gives it. `parties` are those of the day; `since` says what changed after
    it, on pages that compare.
    """

    article: Article
    statements: Sequence[Statement]
    name: str
    speaker: Entity | None = None
    who: str = ""
    parties: Sequence[Party] = field(default=())
    more: int = 0
    since: str = ""

    @property
    def channel(self) -> str:
        """How the words reached the paper: "in an open letter"; "" if they were simply said."""
        found = [statement.get_channel_display() for statement in self.statements]
        ways = list(dict.fromkeys(filter(None, found)))
        partly = "partly " if ways and not all(found) else ""
        return partly + " and ".join(ways)

    def telling(self, count: int) -> Card:
        """The same card with at most `count` of what tells most: whole sentences of their own."""
        own = [each for each in self.statements if is_sentence(each)]
        shown = own[:count] or list(self.statements[:count])
        more = len(self.statements) - len(shown)
        return Card(**{**vars(self), "statements": shown, "more": more})


def is_sentence(statement: Statement) -> bool:
    """Whether it is a speaker's own words, and more of them than a word or two in quote marks."""
    return statement.is_quotation and len(statement.surface.split()) >= SENTENCE


def cards_of(
    statements: Iterable[Statement], now: date | None = None, posts: Posts | None = None
) -> list[Card]:
    """Statements as cards, stories in the order in which they first come, each read top down.

    With `now` a card says so if its speaker's party is another one by that day.

    Wants what `StatementQuerySet.for_cards()` fetches. Three queries, whatever the number; none if
    the speakers' `posts` were read before.
    """
    statements = _story_by_story(statements)
    posts = posts or Posts(speakers_of(statements))
    return [_card(said_once(list(group)), posts, now) for _, group in groupby(statements, _whose)]


def said_once(statements: list[Statement]) -> list[Statement]:
    """Without what the headline only repeats from below."""
    told = [folded(each.surface) for each in statements if not in_headline(each)]
    return [
        each
        for each in statements
        if not (in_headline(each) and any(folded(each.surface) in words for words in told))
    ]


def in_headline(statement: Statement) -> bool:
    return statement.end_char <= len(statement.article.headline)


def folded(words: str) -> str:
    """Words as they are compared: without case, and without marks at the end."""
    return " ".join(words.casefold().split()).strip(" .,;:!?…")


def speakers_of(statements: Iterable[Statement]) -> list[int]:
    """The ids of whoever is sure to have said something."""
    return [speaker.pk for speaker in map(sure_speaker, statements) if speaker]


def sure_speaker(statement: Statement) -> Entity | None:
    """The speaker, if it is sure enough to say so."""
    return statement.speaker if statement.is_sure else None


def own_party(speaker: Entity | None) -> list[Party]:
    """A party that speaks for itself."""
    return [speaker.party] if speaker and speaker.kind == Entity.Kind.PARTY else []


def _story_by_story(statements: Iterable[Statement]) -> list[Statement]:
    statements = list(statements)
    order: dict[int, int] = {}
    for statement in statements:
        order.setdefault(statement.article_id, len(order))
    return sorted(statements, key=lambda s: (order[s.article_id], s.start_char))


def _whose(statement: Statement) -> tuple[int, int | None, str]:
    speaker = sure_speaker(statement)
    pk = speaker.pk if speaker else None
    return statement.article_id, pk, "" if speaker else speaker_name(statement)


def speaker_name(statement: Statement) -> str:
    """The register's name for a sure speaker, else the article's words for whoever it was."""
    speaker = sure_speaker(statement)
    return shown_name(speaker) if speaker else statement.speaker_text or NOT_CERTAIN


def _card(statements: list[Statement], posts: Posts, now: date | None) -> Card:
    first = statements[0]
    speaker = sure_speaker(first)
    pk, day = speaker.pk if speaker else None, first.article.day
    return Card(
        article=first.article,
        statements=statements,
        name=speaker_name(first),
        speaker=speaker,
        who=posts.described(pk, day),
        parties=posts.parties(pk, day) or own_party(speaker),
        since=posts.party_since(pk, day, now),
    )
