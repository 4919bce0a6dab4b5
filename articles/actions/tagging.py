"""Tagging an article: the tagger's answer is kept, corrections are laid over it, rows derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from django.db import transaction

from articles.actions.corrections_of import corrections_of
from articles.actions.counting import Counted, refresh_coverage
from articles.actions.deriving import entities_of, save_mentions, save_tags
from articles.actions.doubts import queue_doubts
from articles.actions.statements import save_statements
from articles.models import (
    Article,
    Correction,
    Publisher,
    ReviewItem,
    TaggerAnswer,
    TaggingTrouble,
)
from articles.tagging.answers import answer_from_json, answer_to_json
from articles.tagging.corrections import Corrected, apply_corrections
from articles.tagging.merged import Renamed, renamed
from articles.tagging.newcomers import Newcomer, newcomers
from articles.tagging.register import Ref
from articles.tagging.values import Document, TaggedText
from people.models import Merge

Tagger = Callable[[Document], TaggedText]


AT_ONCE = 100  # articles that are tagged and counted in one transaction


def tag_articles(*, articles: Iterable[Article], tagger: Tagger, version: str) -> int:
    """Tags each article and counts anew; how many were tagged.

    Tags and counts are committed together, so that a run that is killed leaves no count behind.
    """
    tagged = 0
    waiting = iter(articles)
    while several := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            counted: Counted = set()
            for article in several:
                counted |= tag_article(article=article, tagger=tagger, version=version)
            TaggingTrouble.objects.filter(article__in=several).delete()
            refresh_coverage(counted=counted)
        tagged += len(several)
    return tagged


@transaction.atomic
def tag_article(*, article: Article, tagger: Tagger, version: str) -> Counted:
    """Stores a fresh answer and derives mentions, tags and statements; what to count anew."""
    read_before = text_read_before(article)
    tagged = tagger(document_of(article))
    TaggerAnswer.objects.update_or_create(
        article=article,
        defaults={
            "version": version,
            "checksum": article.checksum,
            "answer": answer_to_json(tagged),
        },
    )
    return derive(article=article, tagged=tagged, read_before=read_before)


@transaction.atomic
def lay_corrections(*, article: Article) -> None:
    """Derives everything anew from the kept answer, after a correction was made."""
    refresh_coverage(counted=derive_again(article=article))


def derive_again(*, article: Article) -> Counted:
    """Lays the corrections over the kept answer; what to count anew."""
    answer = answer_from_json(article.text, article.tagger_answer.answer)
    return derive(article=article, tagged=answer, read_before=article.text)


def derive(*, article: Article, tagged: TaggedText, read_before: str) -> Counted:
    corrected = laid_over(article, tagged)
    entities = entities_of(corrected)
    save_mentions(article=article, tagged=corrected.tagged, entities=entities)
    counted = save_tags(article=article, corrected=corrected, entities=entities)
    counted |= save_statements(
        article=article,
        statements=corrected.tagged.statements,
        entities=entities,
        read_before=read_before,
    )
    queue_lost(article=article, lost=corrected.lost)
    strangers = newcomers(corrected.tagged)
    queue_newcomers(article=article, found=strangers)
    queue_doubts(
        article=article,
        mentions=corrected.tagged.mentions,
        without={stranger.name for stranger in strangers},
    )
    return counted


def laid_over(article: Article, tagged: TaggedText) -> Corrected:
    """The tagger's answer with what editors decided."""
    return apply_corrections(renamed(tagged, merged_refs()), corrections_of(article))


def merged_refs() -> Renamed:
    """Whom an answer may still call by a key that means somebody else since a merge."""
    rows = Merge.objects.filter(undone_at=None).values_list("key", "person__key", "person__name")
    return {Ref("person", key): (Ref("person", kept), name) for key, kept, name in rows}


def document_of(article: Article, patch: frozenset[Ref] | None = None) -> Document:
    """`patch` is the publisher's, where it is known already."""
    paper = article.publisher
    found = patch_of(paper) if patch is None else patch
    return Document(article.text, article.day, article.precision, found, paper.slug)


def patch_of(publisher: Publisher) -> frozenset[Ref]:
    return frozenset(Ref(*pair) for pair in publisher.patch.values_list("kind", "key"))


def text_read_before(article: Article) -> str:
    """The text that the stored statements were found in."""
    answer = TaggerAnswer.objects.filter(article=article).only("checksum").first()
    if answer is None or answer.checksum == article.checksum:
        return article.text
    earlier = article.revisions.filter(checksum=answer.checksum).first()
    return f"{earlier.headline}\n\n{earlier.body}" if earlier else article.text


def queue_lost(*, article: Article, lost: Iterable[int]) -> None:
    """A correction whose words are gone waits for an editor; one whose words are back does not.

    What an editor closed is not asked again.
    """
    known = article.review_items.filter(reason=ReviewItem.Reason.LOST_ANCHOR)
    known.filter(closed_at=None).exclude(correction__in=lost).delete()
    present = set(known.values_list("correction_id", flat=True))
    for correction in Correction.objects.filter(pk__in=set(lost) - present):
        ReviewItem.objects.create(
            article=article,
            reason=ReviewItem.Reason.LOST_ANCHOR,
            correction=correction,
            words=correction.exact,
            candidates=entities_meant(correction),
            detail=f"“{correction.prefix}[{correction.exact}]{correction.suffix}” is no longer "
            "in the article.",
        )


def entities_meant(correction: Correction) -> list[int]:
    ids = (correction.entity_from_id, correction.entity_to_id, correction.speaker_id)
    return list(dict.fromkeys(pk for pk in ids if pk))


def queue_newcomers(*, article: Article, found: Iterable[Newcomer]) -> None:
    """People in local office whom the register lacks wait for an editor, each once an article."""
    wanted = {newcomer.name: newcomer for newcomer in found}
    known = article.review_items.filter(reason=ReviewItem.Reason.NEW_NAME)
    known.filter(closed_at=None).exclude(words__in=wanted).delete()
    for name in wanted.keys() - set(known.values_list("words", flat=True)):
        newcomer_item(article, wanted[name]).save()


def newcomer_item(article: Article, newcomer: Newcomer) -> ReviewItem:
    return ReviewItem(
        article=article,
        reason=ReviewItem.Reason.NEW_NAME,
        words=newcomer.name,
        detail=f"{newcomer.office}\n{newcomer.passage}",
    )
