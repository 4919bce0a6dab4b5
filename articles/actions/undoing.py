"""Taking back what one run of ingest brought, and nothing that anybody has touched since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.actions.beside import forget_waiting
from articles.actions.copies import group_copies, part_from_copies
from articles.actions.counting import Counted, counted_in, refresh_coverage
from articles.actions.storing import DATES, TEXTS, keep_revision
from articles.actions.tagging import Tagger, tag_article
from articles.erasure import leave_husk
from articles.models import (
    Article,
    ArticleRevision,
    Batch,
    Correction,
    FormerStatement,
    LinkCheck,
    Mention,
    Original,
    Report,
    ReviewItem,
    Statement,
    StatementListing,
    StatementWording,
    TaggerAnswer,
    Visit,
    checksum,
)
from articles.search.words import forget

AT_ONCE = 100  # articles that are taken back in one transaction
Reasons = dict[int, list[str]]  # why each article counts as touched


@dataclass
class Undo:
    """Taking back a batch: what was done so far, and what was left because somebody touched it."""

    batch: Batch
    tagger: Tagger
    version: str
    removed: int = 0
    restored: int = 0
    left: list[tuple[Article, str]] = field(default_factory=list)

    def run(self, *, force: bool = False) -> Iterator[Article]:
        """Takes back article by article; with `force` also what was touched since."""
        touched = {} if force else touched_since(self.batch)
        brought = iter(brought_by(self.batch))
        while several := list(islice(brought, AT_ONCE)):
            self.take_back(several, touched)
            yield from several
        self.close()

    @transaction.atomic
    def take_back(self, articles: Iterable[Article], touched: Reasons) -> None:
        """Several articles with their counts: a run that is killed leaves none behind."""
        counted: Counted = set()
        for article in articles:
            if reasons := touched.get(article.pk):
                self.left.append((article, "; ".join(reasons)))
            elif article.batch_id == self.batch.pk:
                counted |= remove(article=article, batch=self.batch)
                self.removed += 1
            else:
                counted |= put_back(
                    article=article, batch=self.batch, tagger=self.tagger, version=self.version
                )
                self.restored += 1
        refresh_coverage(counted=counted)

    def close(self) -> None:
        """Visits are forgotten, so that the same sources can bring it all in again."""
        Visit.objects.all().delete()
        if not self.left:
            self.batch.undone_at = timezone.now()
            self.batch.save(update_fields=["undone_at"])


def brought_by(batch: Batch) -> QuerySet[Article]:
    """The articles that a batch added or gave another text, and that are still there."""
    changed = ArticleRevision.objects.filter(batch=batch).values("article")
    brought = Article.objects.filter(Q(batch=batch) | Q(pk__in=changed), removal="")
    return brought.select_related("publisher").order_by("pk")


def touched_since(batch: Batch) -> Reasons:
    """Every article of the batch that another run, an editor or a reader has dealt with since."""
    found: Reasons = defaultdict(list)
    articles = brought_by(batch)
    own = {
        pk: (first, at)
        for pk, first, at in ArticleRevision.objects.filter(batch=batch)
        .order_by("article", "-pk")
        .values_list("article", "pk", "kept_at")
    }
    for pk, revision, name in (
        ArticleRevision.objects.filter(article__in=articles)
        .exclude(batch=batch)
        .values_list("article", "pk", "batch__name")
    ):
        if pk not in own or revision > own[pk][0]:
            found[pk].append(f"changed since by {name or 'an editor'}")
    corrections = Correction.objects.filter(article__in=articles).values_list("article", "at")
    for pk, at in corrections:
        if pk not in own or at > own[pk][1]:
            found[pk].append("corrected by an editor")
    add_decisions(found, articles.filter(batch=batch))
    return {pk: list(dict.fromkeys(reasons)) for pk, reasons in found.items()}


def add_decisions(found: Reasons, added: QuerySet[Article]) -> None:
    """What would be lost with an article, but not with one of its texts."""
    decided = added.exclude(status=Article.Status.PUBLISHED, notice="")
    for pk, status, notice in decided.values_list("pk", "status", "notice"):
        what = "a notice" if notice else f"the status {status}"
        found[pk].append(f"given {what} by an editor")
    for pk in Report.objects.filter(article__in=added).values_list("article", flat=True):
        found[pk].append("reported by a reader")
    closed = ReviewItem.objects.filter(article__in=added, closed_at__isnull=False)
    for pk in closed.values_list("article", flat=True):
        found[pk].append("reviewed by an editor")


@transaction.atomic
def remove(*, article: Article, batch: Batch) -> Counted:
    """Leaves nothing of an article but its addresses, which say why; what to count anew.

    What editors decided about it is kept, in case that it comes in again.
    """
    listed = StatementListing.objects.filter(statement__article=article)
    entities = {*listed.values_list("entity_id", flat=True)}
    entities |= {*article.tags.values_list("entity_id", flat=True)}
    counted = counted_in(entities, article.published_at)
    reason = f"Taken back with “{batch.name}”."[:200]
    article.former_statements.update(successor=None, reason=reason)
    gone = list(article.statements.values_list("pk", "surface"))
    ReviewItem.objects.filter(article=article, closed_at=None).delete()
    StatementWording.objects.filter(statement__article=article).delete()
    ReviewItem.objects.filter(statement__article=article).update(statement=None)
    forget(article)
    part_from_copies(article=article)
    for model in (Statement, Mention, TaggerAnswer, ArticleRevision, Original, LinkCheck):
        model.objects.filter(article=article).delete()
    article.tags.all().delete()
    FormerStatement.objects.bulk_create(
        FormerStatement(pk=pk, article=article, digest=checksum(words), reason=reason)
        for pk, words in gone
    )
    leave_husk(article=article, reason=reason, removal=Article.Removal.TAKEN_BACK)
    return counted


@transaction.atomic
def put_back(*, article: Article, batch: Batch, tagger: Tagger, version: str) -> Counted:
    """Gives an article the text and date that it had before the batch; what to count anew."""
    revisions = list(article.revisions.filter(batch=batch).order_by("pk"))
    replaced = [each for each in revisions if not (each.is_earlier_capture or each.is_beside)]
    counted: Counted = set()
    if replaced:
        # The text that goes is needed once more, to follow each statement to its earlier words.
        passing = keep_revision(article=article, reason="")
        for name in (*TEXTS, *DATES, "checksum", "captured_at"):
            setattr(article, name, getattr(replaced[0], name))
        article.save()
        counted = tag_article(article=article, tagger=tagger, version=version)
        since = StatementWording.objects.filter(
            statement__article=article, replaced_at__gte=replaced[0].kept_at
        )
        since.delete()
        # Edits of a text that is taken back go with it; else its source could not bring it again.
        article.revisions.filter(pk__gt=replaced[0].pk, editor__isnull=False).delete()
        passing.delete()
        group_copies(article=article)
    article.originals.filter(batch=batch).delete()
    ArticleRevision.objects.filter(pk__in=[revision.pk for revision in revisions]).delete()
    if not article.revisions.filter(is_beside=True).exists():
        forget_waiting(article=article)
    return counted
