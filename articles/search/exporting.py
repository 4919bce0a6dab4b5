"""What a search found as rows of a table, for whoever wants to count or read on elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from django.utils import timezone

from articles.cards import sure_speaker
from articles.models import Article, Statement
from articles.replicas.asking import asked_again
from articles.search.finding import find
from articles.search.results import Search
from articles.speakers import Posts, shown_name
from articles.structured import address

MOST = 10_000  # rows of each kind
AT_ONCE = 500
COLUMNS = (
    "kind", "published", "publisher", "headline", "words", "speaker", "speaker that day",
    "address", "original",
)  # fmt: skip
DATES = {"time": "%Y-%m-%d", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
Row = tuple[object, ...]


def rows(search: Search) -> Iterator[Row]:
    """Statements, then stories, in the order asked for; at most MOST of each.

    Of a story its headline and addresses: extracts show no more. Speakers outside the register
    are not named.
    """
    for kind in ("statement", "article"):
        if search.kind in ("", kind):
            yield from _of_kind(replace(search, kind=kind, size=AT_ONCE))


def _of_kind(search: Search) -> Iterator[Row]:
    for page in range(1, MOST // AT_ONCE + 1):
        count, rows = asked_again(partial(_page, replace(search, page=page)))
        yield from rows
        if page * AT_ONCE >= count:
            return


def _page(search: Search) -> tuple[int, list[Row]]:
    """How much is found in all, and the rows of one page."""
    found = find(search, with_facets=False)
    stories = (_article("story", hit.article) for hit in found.articles)
    return found.count, [*_statements([hit.statement for hit in found.statements]), *stories]


def _statements(statements: Iterable[Statement]) -> Iterator[Row]:
    statements = list(statements)
    posts = Posts(speaker.pk for speaker in map(sure_speaker, statements) if speaker)
    for statement in statements:
        speaker = sure_speaker(statement)
        yield _article(
            statement.get_kind_display(),
            statement.article,
            statement.surface,
            shown_name(speaker) if speaker else "",
            posts.described(speaker.pk, statement.article.day) if speaker else "",
            address(statement),
        )


def _article(
    kind: str, article: Article, words: str = "", speaker: str = "", who: str = "", at: str = ""
) -> Row:
    paper = article.publisher.name
    return (
        kind,
        _day(article),
        paper,
        article.headline,
        words,
        speaker,
        who,
        at or address(article),
        article.url,
    )


def _day(article: Article) -> str:
    """As exactly as it is known: 2019-02-18, 2019-02 or 2019."""
    if article.published_at is None or article.precision not in DATES:
        return ""
    return timezone.localtime(article.published_at).strftime(DATES[article.precision])
