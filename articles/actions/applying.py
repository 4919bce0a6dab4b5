"""Bringing earlier articles level with what was remembered or forgotten.

Only articles with the words are tagged again, found by the search index in steps of bounded size;
editors' corrections are laid over each as always. A step that is not reached is done by the next
one: whoever calls it, a page or `manage.py apply_lessons`.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from articles.actions.comparing import Changed, Link, compare, links_of
from articles.actions.corrections_of import corrections_of
from articles.actions.counting import Counted, refresh_coverage
from articles.actions.tagging import document_of, merged_refs, tag_article
from articles.actions.teaching import LessonError
from articles.models import Article, Lesson, TaggerAnswer
from articles.search.phrases import Phrase, count_holding, next_holding
from articles.search.store import IndexDamaged, IndexMissing
from articles.taggers import DatabaseTagger
from articles.tagging.corrections import apply_corrections
from articles.tagging.finder import is_whole_word
from articles.tagging.folding import fold
from articles.tagging.merged import Renamed, renamed
from articles.tagging.register import Ref

State = Lesson.State
LOOKED_AT = 20  # articles that are tagged in memory to say what a lesson would do
SHOWN = 3  # of them, before and after
STEP = 50  # articles that are tagged again within a request: reading the register takes longer
NO_INDEX = "The search index is being built. Try again in a minute: nothing was changed."


class Sample(NamedTuple):
    """An article that a lesson changes, and where."""

    article: Article
    changes: list[Changed]


class Effect(NamedTuple):
    """How many other articles hold the words, and what changes in the first `looked` of them.

    Of more than were looked at, `total` is what the search index counts.
    """

    total: int
    looked: int
    changed: int
    samples: list[Sample]


def effect_of(lesson: Lesson, tagger: DatabaseTagger) -> Effect:
    """What applying a lesson would do, by tagging a few articles in memory. Raises LessonError.

    Where all are looked at, those that hold other endings of the words are not counted.
    """
    phrase, merged = phrase_of(lesson), merged_refs()
    ids = found_after(phrase, 0, LOOKED_AT + 1)
    articles = rows_of(ids[:LOOKED_AT])
    concerned = [article for article in articles if is_concerned(article, lesson)]
    found = [
        Sample(article, changes)
        for article in concerned
        if (changes := compare(stored(article), fresh(article, tagger, merged)))
    ]
    if len(ids) <= LOOKED_AT:
        return Effect(len(concerned), len(concerned), len(found), found[:SHOWN])
    return Effect(counted(phrase), LOOKED_AT, len(found), found[:SHOWN])


def phrase_of(lesson: Lesson) -> Phrase:
    return Phrase(lesson.words, lesson.publisher_id, but=lesson.correction.article_id)


def counted(phrase: Phrase) -> int:
    try:
        return count_holding(phrase)
    except (IndexMissing, IndexDamaged, OSError) as error:
        raise LessonError(NO_INDEX) from error


def found_after(phrase: Phrase, after: int, limit: int) -> list[int]:
    try:
        return next_holding(phrase, after=after, limit=limit)
    except (IndexMissing, IndexDamaged, OSError) as error:
        raise LessonError(NO_INDEX) from error


def rows_of(ids: list[int]) -> QuerySet[Article]:
    return Article.objects.filter(pk__in=ids).select_related("publisher").order_by("pk")


def is_concerned(article: Article, lesson: Lesson) -> bool:
    """Whether the very words stand there: the index also finds other endings and cases."""
    text, words = fold(article.text), fold(lesson.words)
    place = text.find(words)
    while place >= 0:
        if is_whole_word(text, place, place + len(words)):
            return True
        place = text.find(words, place + 1)
    return False


def stored(article: Article) -> list[Link]:
    """The names as they stand in the archive."""
    rows = article.mentions.values_list(
        "start_char", "end_char", "kind", "entity__kind", "entity__key", "entity__name"
    )
    return [
        Link(start, end, kind, Ref(of, key) if key else None, name or "")
        for start, end, kind, of, key, name in rows
    ]


def fresh(article: Article, tagger: DatabaseTagger, merged: Renamed) -> list[Link]:
    """The names as they would stand if the article were tagged again, corrections and all."""
    tagged = renamed(tagger(document_of(article)), merged)
    return links_of(apply_corrections(tagged, corrections_of(article)).tagged.mentions)


def begin(*, lesson: Lesson) -> Lesson:
    """All earlier articles are to follow the lesson or, if it was taken back, to leave it.

    Asks the search index, so that it has to be called outside of a transaction; as has `follow`.
    """
    total = counted(phrase_of(lesson))
    with transaction.atomic():
        row = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
        if row.stands and row.state != State.NEW:
            raise LessonError("This is applied already.")
        row.state = State.APPLYING if row.stands else State.LEAVING
        row.total, row.seen, row.changed, row.upto = total, 0, 0, 0
        row.save()
    return row


def follow(*, lesson: Lesson, tagger: DatabaseTagger, at_most: int = STEP) -> Lesson:
    """One step: tags the next articles with the words again. Raises LessonError.

    The article of the decision itself goes along with the first step, uncounted.
    """
    ids = found_after(phrase_of(lesson), lesson.upto, at_most)
    with transaction.atomic():
        row = Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
        if not row.is_under_way or row.upto != lesson.upto:
            return row  # somebody else has gone on meanwhile
        own = [row.correction.article_id] if row.upto == 0 else []
        row.changed += tag_again([*own, *ids], row, tagger)
        row.seen += len(ids)
        row.upto = ids[-1] if ids else row.upto
        if len(ids) < at_most:
            row.state = State.APPLIED if row.stands else State.TAKEN_BACK
        row.save()
    return row


def tag_again(ids: list[int], lesson: Lesson, tagger: DatabaseTagger) -> int:
    """Tags those that hold the very words; in how many others than its own something changed."""
    counted_anew: Counted = set()
    changed = 0
    for article in rows_of(ids).select_for_update(of=("self",)):
        if not is_concerned(article, lesson) or not is_behind(article, lesson):
            continue
        before = stored(article)
        counted_anew |= tag_article(article=article, tagger=tagger, version=tagger.version)
        is_own = article.pk == lesson.correction.article_id
        changed += bool(compare(before, stored(article))) and not is_own
    refresh_coverage(counted=counted_anew)
    return changed


def is_behind(article: Article, lesson: Lesson) -> bool:
    """An answer from before a lesson knows nothing of it that could be taken back."""
    if lesson.stands:
        return True
    return TaggerAnswer.objects.filter(article=article, made_at__gte=lesson.at).exists()
