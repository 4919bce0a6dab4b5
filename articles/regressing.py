"""Editors' decisions as a regression set: what would the tagger say today without them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from articles.actions.corrections_of import as_value, in_force
from articles.actions.tagging import Tagger, document_of, merged_refs
from articles.decisions import in_words
from articles.models import Article, Correction, Lesson
from articles.tagging.merged import Renamed, renamed
from articles.tagging.regression import Judged, judge

CHUNK = 200  # articles


class Case(NamedTuple):
    """One decision in force, and how the tagger's own answer stands to it."""

    article: Article
    correction: Correction
    judged: Judged
    is_taught: bool  # whether a lesson of it stands


def cases(tagger: Tagger) -> Iterator[Case]:
    """Every decision in force, article by article. Nothing is stored."""
    merged = merged_refs()
    taught = set(Lesson.objects.standing().values_list("correction_id", flat=True))
    decided = Article.objects.filter(
        pk__in=Correction.objects.values("article"), removal=""
    ).select_related("publisher")
    for article in decided.order_by("pk").iterator(chunk_size=CHUNK):
        yield from cases_of(article, tagger, merged, taught)


def cases_of(article: Article, tagger: Tagger, merged: Renamed, taught: set[int]) -> Iterator[Case]:
    related = ("entity_from", "entity_to", "speaker", "editor", "supersedes")
    rows = in_force(article.corrections.select_related(*related).order_by("pk"))
    if not rows:
        return
    answer = renamed(tagger(document_of(article)), merged)
    for row in rows:
        yield Case(article, row, judge(answer, as_value(row)), row.pk in taught)


def told(case: Case) -> str:
    """One line: which article, what the editor said, what the tagger says."""
    taught = ", remembered" if case.is_taught else ""
    return (
        f"{case.article.get_absolute_url()} {case.article.headline}: "
        f"{case.correction.editor} {in_words(case.correction)}{taught}; "
        f"wanted {case.judged.wanted}, the tagger says {case.judged.found}"
    )
