"""An article's text with its names linked and its statements marked, and who is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from articles.cards import Card, cards_of, speakers_of, sure_speaker
from articles.models import Article, Mention, Statement, Tag
from articles.reasons import ADDED, Reason, Reasons
from articles.segments import Segment, Span, cut, paragraphs
from articles.speakers import Posts, shown_name
from people.descriptions import party_name_on
from people.held_posts import names_of_party
from people.models import Entity, Party

GROUPS: tuple[tuple[str, str], ...] = (
    (Entity.Kind.PERSON, "People"),
    (Entity.Kind.PARTY, "Parties"),
    (Entity.Kind.COUNCIL, "Councils"),
    (Entity.Kind.CONSTITUENCY, "Constituencies"),
)
Found = TypeVar("Found")


@dataclass(frozen=True)
class Named:
    """Somebody or something in the story, as on its day, and why we think so."""

    entity: Entity
    name: str
    who: str = ""
    parties: Sequence[Party] = ()
    reason: Reason = ADDED
    place: int | None = None

    @property
    def is_person(self) -> bool:
        return self.entity.kind == Entity.Kind.PERSON


@dataclass(frozen=True)
class Piece:
    """Text that is all one thing: plain, or a link to somebody."""

    text: str
    named: Named | None = None


@dataclass(frozen=True)
class Run:
    """Pieces inside one statement, or outside all. `is_first` bears the statement's anchor."""

    pieces: Sequence[Piece]
    statement: Statement | None = None
    is_first: bool = False


@dataclass(frozen=True)
class Paragraph:
    runs: Sequence[Run]
    start: int

    @property
    def has_words(self) -> bool:
        return any(run.statement for run in self.runs)

    @property
    def statements(self) -> list[Statement]:
        return [run.statement for run in self.runs if run.statement and run.is_first]


def marked(
    article: Article,
    named: Iterable[Named],
    mentions: Iterable[Mention],
    statements: Iterable[Statement],
) -> list[Paragraph]:
    """The body in paragraphs; each name is linked where it first stands in it."""
    text, begins = article.text, len(article.headline) + 2
    spans = [*_first_mentions(named, mentions, begins)]
    spans += [Span(s.start_char, s.end_char, s) for s in statements]
    begun: set[int] = set()
    return [
        Paragraph(list(_runs(cut(text, spans, start, end), begun)), start)
        for start, end in paragraphs(text, begins)
    ]


def _first_mentions(named: Iterable[Named], mentions: Iterable[Mention], begins: int) -> list[Span]:
    unlinked = {item.entity.pk: item for item in named}
    in_body = [m for m in mentions if m.start_char >= begins and m.entity_id in unlinked]
    return [
        Span(m.start_char, m.end_char, unlinked.pop(m.entity_id))
        for m in sorted(in_body, key=lambda m: m.start_char)
        if m.entity_id in unlinked
    ]


def _runs(segments: Iterable[Segment], begun: set[int]) -> Iterator[Run]:
    for statement, group in groupby(segments, lambda segment: _only(segment, Statement)):
        pieces = [Piece(segment.text, _only(segment, Named)) for segment in group]
        yield Run(pieces, statement, statement is not None and statement.pk not in begun)
        begun.update({statement.pk} if statement else ())


def _only(segment: Segment, kind: type[Found]) -> Found | None:
    return next((found for found in segment.found if isinstance(found, kind)), None)


@dataclass(frozen=True)
class Contents:
    """What was found in an article: linked mentions, statements in order, and who is in it."""

    article: Article
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    named: Sequence[Named]
    posts: Posts

    def paragraphs(self) -> list[Paragraph]:
        return marked(self.article, self.named, self.mentions, self.statements)

    def cards(self) -> list[Card]:
        return cards_of(self.statements, posts=self.posts)


def contents_of(article: Article) -> Contents:
    """Eight queries at most, whatever the article holds."""
    mentions = list(Mention.objects.filter(article=article).linked())
    statements = list(Statement.objects.filter(article=article).for_cards())
    entities = tagged_in(article)
    posts = Posts([*(each.pk for each in entities), *speakers_of(statements)])
    named = named_in(article, entities, mentions, posts)
    return Contents(article, mentions, statements, named, posts)


def tagged_in(article: Article) -> list[Entity]:
    """Who and what the article is tagged with. Two queries."""
    tags = Tag.objects.filter(article=article)
    tags = tags.select_related("entity__localauthority", "entity__party")
    return [tag.entity for tag in tags.prefetch_related("entity__party__names")]


def named_in(
    article: Article, entities: Iterable[Entity], mentions: Sequence[Mention], posts: Posts
) -> list[Named]:
    """What the article is tagged with, as on its day: people first, each kind in its order."""
    first = {m.entity_id: m.start_char for m in sorted(mentions, key=lambda m: -m.start_char)}
    reasons = Reasons(mentions)
    named = [
        Named(
            entity=entity,
            name=name_on(entity, article.day),
            who=posts.described(entity.pk, article.day),
            parties=_bar(entity, posts, article),
            reason=reasons.of(entity.pk),
            place=first.get(entity.pk),
        )
        for entity in entities
    ]
    order = [kind for kind, _ in GROUPS]
    return sorted(named, key=lambda n: (order.index(n.entity.kind), n.place or 0, n.name))


def name_on(entity: Entity, day: date | None) -> str:
    """The name that readers use; of a party whose names are dated, that of the day."""
    if entity.kind == Entity.Kind.PARTY and day and entity.party.names.all():
        return party_name_on(names_of_party(entity.party), day) or entity.name
    return shown_name(entity)


def grouped(named: Iterable[Named]) -> list[tuple[str, list[Named]]]:
    """By kind, with a heading for each; kinds of which there is nothing are left out."""
    named = list(named)
    groups = ((label, [n for n in named if n.entity.kind == kind]) for kind, label in GROUPS)
    return [(label, group) for label, group in groups if group]


def _bar(entity: Entity, posts: Posts, article: Article) -> list[Party]:
    is_party = entity.kind == Entity.Kind.PARTY
    return [entity.party] if is_party else posts.parties(entity.pk, article.day)


def around(article: Article, statement: Statement) -> list[Paragraph]:
    """The paragraph of a statement with its neighbours, the statement marked."""
    found = marked(article, [], [], [statement])
    at = next((n for n, p in enumerate(found) if p.statements), None)
    return [] if at is None else found[max(0, at - 1) : at + 2]


def quotations(statements: Iterable[Statement]) -> list[tuple[Statement, Entity]]:
    """The statements that may stand as quotations, a sure speaker's own words, with the speaker."""
    said = ((statement, sure_speaker(statement)) for statement in statements)
    return [(words, speaker) for words, speaker in said if speaker and words.is_quotation]
