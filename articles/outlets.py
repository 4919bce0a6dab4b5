"""Who else printed a story, and a statement: near copies, the earliest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import F, Q, QuerySet

from articles.models import Article, Statement

ALIKE = 0.75  # of the words of two statements, from which they are wordings of one
WORDS = re.compile(r"[\w'’]+")


@dataclass(frozen=True)
class Printing:
    """One wording of a statement. `differs`: not word for word the one whose page it stands on."""

    statement: Statement
    is_first: bool
    differs: bool


def group_of(article: Article) -> QuerySet[Article]:
    """The visible near copies of a story, and the story itself, earliest first."""
    root = article.lead_id or article.pk
    found = Article.objects.published().filter(Q(pk=root) | Q(lead=root))
    return found.order_by(F("published_at").asc(nulls_last=True), "pk")


def others_of(article: Article) -> list[Article]:
    """The same story elsewhere, in one query."""
    group = group_of(article).exclude(pk=article.pk).select_related("publisher")
    return list(group.defer("body", "extra"))


def others_by_article(articles: Sequence[Article]) -> dict[int, list[Article]]:
    """The same of several stories, in one query. Those that nobody else printed are left out."""
    roots = {article.lead_id or article.pk for article in articles}
    leads = {article.lead_id for article in articles if article.lead_id}
    found = Article.objects.published().filter(Q(lead__in=roots) | Q(pk__in=leads))
    by_root: dict[int, list[Article]] = defaultdict(list)
    for other in (
        found.select_related("publisher")
        .defer("body", "extra")
        .order_by(F("published_at").asc(nulls_last=True), "pk")
    ):
        by_root[other.lead_id or other.pk].append(other)
    groups = {article.pk: by_root[article.lead_id or article.pk] for article in articles}
    others = {pk: [each for each in group if each.pk != pk] for pk, group in groups.items()}
    return {pk: group for pk, group in others.items() if group}


def lineage_of(statement: Statement) -> list[Printing]:
    """All printings of a statement in the copies of its story, the first first; [] if only one.

    A wording is told by its words, whoever a copy gives them to.
    """
    group = list(group_of(statement.article).values_list("pk", flat=True))
    if len(group) < 2:
        return []
    rows = Statement.objects.filter(article__in=group).select_related("article__publisher")
    best: dict[int, tuple[float, Statement]] = {}
    mine = words_of(statement)
    for row in rows.order_by("start_char"):
        likeness = 1.0 if row.pk == statement.pk else alike(mine, words_of(row))
        if likeness >= ALIKE and likeness > best.get(row.article_id, (0.0, row))[0]:
            best[row.article_id] = (likeness, row)
    if len(best) < 2:
        return []
    in_order = [best[pk] for pk in group if pk in best]
    return [
        Printing(row, number == 0, likeness < 1.0)
        for number, (likeness, row) in enumerate(in_order)
    ]


def words_of(statement: Statement) -> list[str]:
    return WORDS.findall(statement.surface.casefold().replace("’", "'"))


def alike(mine: Iterable[str], theirs: Iterable[str]) -> float:
    """The share of words that two wordings have in common, in order: 1.0 is word for word."""
    return SequenceMatcher(None, list(mine), list(theirs), autojunk=False).ratio()
