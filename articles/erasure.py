"""Taking words away: withdrawing, restricting and erasing an article.

`WORDS` names every column of the database that can hold words or names from an article, and how
its rows are reached from one; `HARMLESS` names the text columns that cannot. A test fails on a
text column in neither list, so that no table added later can keep what had to go.
"""

from __future__ import annotations

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from articles.actions.copies import part_from_copies
from articles.actions.counting import counted_in, refresh_coverage
from articles.actions.publishing import set_status
from articles.actions.queueing import forget_address
from articles.models import (
    Article,
    ArticleRevision,
    BatchNote,
    Correction,
    Failure,
    FormerStatement,
    Lesson,
    LinkCheck,
    Mention,
    Original,
    Report,
    ReviewItem,
    Source,
    Statement,
    StatementListing,
    StatementWording,
    TaggerAnswer,
    TaggingTrouble,
    Visit,
)
from articles.search.words import forget

WORDS: dict[str, set[str]] = {
    "articles.Article": {
        "url", "headline", "standfirst", "byline", "body", "extra", "notice_text",
        "status_reason",
    },
    "articles.ArticleRevision": {"headline", "standfirst", "byline", "body", "reason"},
    "articles.TaggerAnswer": {"answer"},
    "articles.Mention": {"surface", "name", "evidence"},
    "articles.Statement": {"surface", "speaker_text", "cue"},
    "articles.StatementWording": {"surface"},
    "articles.Correction": {
        "exact", "prefix", "suffix", "new_exact", "speaker_text", "reason",
    },
    "articles.ReviewItem": {"words", "detail"},
    "articles.Lesson": {"words"},
    "articles.LinkCheck": {"moved_to", "reason"},
    "articles.Report": {"message", "answer", "page", "contact"},
    "articles.Word": {"text"},
    "articles.Failure": {"raw", "reason", "source"},
    "articles.BatchNote": {"source", "text"},
    "articles.Original": {"compressed"},
    "articles.Visit": {"address"},
    "articles.Source": {"address", "reason"},
    "articles.TaggingTrouble": {"reason"},
    "procrastinate.ProcrastinateJob": {"args", "queueing_lock"},
    "admin.LogEntry": {"object_repr", "change_message"},
}  # fmt: skip

# Codes, checksums and settings; the register, which is no article; accounts.
HARMLESS: dict[str, set[str]] = {
    "articles.Article": {
        "identity", "language", "precision", "rights", "status", "notice", "checksum",
        "removal",
    },
    "articles.ArticleRevision": {"checksum", "precision"},
    "articles.BatchNote": {"kind"},
    "articles.Original": {"sha256", "media_type"},
    "articles.Visit": {"etag", "modified"},
    "articles.TaggerAnswer": {"version", "checksum"},
    "articles.Mention": {"kind", "origin"},
    "articles.Statement": {"kind", "channel", "speaker_kind", "rule", "origin"},
    "articles.StatementListing": {"because"},
    "articles.FormerStatement": {"digest", "reason"},
    "articles.Correction": {"subject", "verdict", "kind"},
    "articles.ReviewItem": {"reason", "answer"},
    "articles.Lesson": {"kind", "state"},
    "articles.LinkCheck": {"state"},
    "articles.Report": {"reference"},
    "articles.Batch": {"name"},
    "articles.Change": {"kind"},
    "articles.Publisher": {"name", "slug", "url", "rights"},
    "articles.Source": {"rights"},
    "procrastinate.ProcrastinateJob": {
        "queue_name", "task_name", "lock", "status",
    },
    "procrastinate.ProcrastinateEvent": {"type"},
    "procrastinate.ProcrastinatePeriodicDefer": {"task_name", "periodic_id"},
    "admin.LogEntry": {"object_id"},
}  # fmt: skip
HARMLESS_APPS = {"people", "auth", "contenttypes", "sessions", "axes"}

ERASED = "Removed article"


def withdraw(*, article: Article, reason: str) -> None:
    """Its address says that it was withdrawn, and why; nothing else shows its words."""
    set_status(article=article, status=Article.Status.WITHDRAWN, reason=reason)


def restrict(*, article: Article, reason: str) -> None:
    """Only editors see it."""
    set_status(article=article, status=Article.Status.RESTRICTED, reason=reason)


@transaction.atomic
def erase(*, article: Article, reason: str, by: AbstractBaseUser) -> None:
    """Removes every word of an article, in all tables; its address and the reason remain.

    Cannot be undone. Old addresses of its statements answer that they are gone.
    """
    listed = StatementListing.objects.filter(statement__article=article)
    entities = set(listed.values_list("entity_id", flat=True))
    entities |= set(article.tags.values_list("entity_id", flat=True))
    counted = counted_in(entities, article.published_at)
    erase_log(article)
    forget(article)
    erase_runs(article)
    statements = list(article.statements.values_list("pk", flat=True))
    article.former_statements.update(successor=None, reason=reason[:200])
    erase_dependents(article)
    FormerStatement.objects.bulk_create(
        FormerStatement(pk=pk, article=article, digest="", reason=reason[:200]) for pk in statements
    )
    leave_husk(article=article, reason=reason, removal=Article.Removal.ERASED)
    refresh_coverage(counted=counted)
    LogEntry.objects.log_actions(
        user_id=by.pk, queryset=[article], action_flag=3, change_message=reason, single_object=True
    )


def erase_runs(article: Article) -> None:
    """What the runs of ingest kept of it: failures, notes, visits to its address."""
    kept = Q(raw__contains=article.headline) | Q(raw__contains=article.body)
    notes = Q(text__contains=article.headline)
    if article.url:
        kept |= Q(source=article.url)
        notes |= Q(text__contains=article.url) | Q(source=article.url)
        Visit.objects.filter(address=article.url).delete()
        Source.objects.filter(address=article.url).delete()
        forget_address(article.url)
    Failure.objects.filter(kept).delete()
    BatchNote.objects.filter(notes).delete()


def erase_dependents(article: Article) -> None:
    """Deletes the rows that hold an article's words; a supersession is undone row by row."""
    ReviewItem.objects.filter(article=article).delete()
    Report.objects.filter(article=article).delete()
    Correction.objects.filter(article=article).update(supersedes=None, part_of=None)
    Lesson.objects.filter(correction__article=article).delete()
    Correction.objects.filter(article=article).delete()
    StatementWording.objects.filter(statement__article=article).delete()
    Statement.objects.filter(article=article).delete()
    Mention.objects.filter(article=article).delete()
    TaggerAnswer.objects.filter(article=article).delete()
    TaggingTrouble.objects.filter(article=article).delete()
    ArticleRevision.objects.filter(article=article).delete()
    Original.objects.filter(article=article).delete()
    LinkCheck.objects.filter(article=article).delete()
    part_from_copies(article=article)
    article.tags.all().delete()


def erase_log(article: Article) -> None:
    """What the admin's log says of the article and of what was found in it."""
    lessons = Lesson.objects.filter(correction__article=article)
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Lesson),
        object_id__in=[str(pk) for pk in lessons.values_list("pk", flat=True)],
    ).update(object_repr=ERASED, change_message="")
    for model in (Article, Mention, Statement, Correction, ReviewItem, Report, ArticleRevision):
        keys = (
            [article.pk] if model is Article else model.objects.filter(article=article).values("pk")
        )
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=[str(key["pk"] if isinstance(key, dict) else key) for key in keys],
        ).update(object_repr=ERASED, change_message="")


def leave_husk(*, article: Article, reason: str, removal: str) -> None:
    """What remains of a removed article: its address, its identity, and why it is gone."""
    article.headline, article.status_reason = ERASED, reason
    article.url = article.standfirst = article.byline = article.body = article.notice_text = ""
    article.notice, article.checksum, article.extra = "", "", {}
    article.removal, article.captured_at, article.gone_since = removal, None, None
    article.status = Article.Status.WITHDRAWN
    article.save()
