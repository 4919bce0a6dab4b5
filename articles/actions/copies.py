"""Near copies of one story are grouped: the earliest leads, the others follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from articles.actions.copying import copy_rows
from articles.ingest import near_copies
from articles.ingest.near_copies import ALIKE, likeness
from articles.ingest.near_copies import fingerprint as fingerprint_of
from articles.models import Article, Fingerprint

APART = timedelta(days=31)  # syndicated stories run within days; yearly ones are no copies
MOST_CANDIDATES = 500


@transaction.atomic
def group_copies(*, article: Article, is_new: bool = False) -> None:
    """Takes an article's fingerprint anew and puts it into the group of its near copies."""
    if not is_new:
        part_from_copies(article=article)
    made = fingerprint_of(article.body)
    if made is None:
        return
    fingerprint = Fingerprint.objects.create(
        article=article, bands=list(made.bands), packed=made.packed()
    )
    if join(fingerprint):
        article.refresh_from_db(fields=["lead"])


def group_many(articles: Sequence[Article], made: Sequence[near_copies.Fingerprint | None]) -> None:
    """Keeps the fingerprints of new articles, and puts each into the group of its near copies."""
    fingerprints = [
        Fingerprint(article=article, bands=list(each.bands), packed=each.packed())
        for article, each in zip(articles, made, strict=True)
        if each
    ]
    copy_rows(fingerprints)
    grouped = False
    for fingerprint, found in near_copies_of_many(fingerprints):
        grouped = True
        one_at_a_time()
        choose_lead(group_of({*found, fingerprint.article_id}))
    if grouped:
        stored = Article.objects.filter(pk__in=[article.pk for article in articles])
        leads = dict(stored.values_list("pk", "lead"))
        for article in articles:
            article.lead_id = leads[article.pk]


def near_copies_of_many(
    fingerprints: Sequence[Fingerprint],
) -> Iterator[tuple[Fingerprint, list[int]]]:
    """Those that have near copies, and which."""
    sharing = sharing_a_band([each.article_id for each in fingerprints])
    ids = {pk for found in sharing.values() for pk in found}
    packed = dict(Fingerprint.objects.filter(pk__in=ids).values_list("pk", "packed"))
    for each in fingerprints:
        mine = bytes(each.packed)
        looked_at = sharing.get(each.article_id, ())
        if found := [pk for pk in looked_at if likeness(mine, packed[pk]) >= ALIKE]:
            yield each, found


def sharing_a_band(ids: Sequence[int]) -> dict[int, list[int]]:
    """By article, some of the others of about the same time that share a band with it, if any."""
    if not ids:
        return {}
    # As words of the query: a plan kept from when there were few articles would read them all.
    listed = ",".join(map(str, ids))
    with connection.cursor() as cursor:
        cursor.execute(SHARING.format(ids=listed, most=MOST_CANDIDATES, days=APART.days))
        return {pk: found for pk, found in cursor.fetchall() if found}


# One look into the index for each article, which takes milliseconds. Asked for the bands of all
# at once, the server takes every article for a likely answer, and reads them all. It takes one in
# a hundred for a copy of each: were `there` joined, it would read the dates of the whole archive.
SHARING = """
SELECT mine.article_id, (
    SELECT (array_agg(other.article_id))[:{most}]
    FROM articles_fingerprint AS other
    WHERE other.bands && mine.bands
      AND other.article_id <> mine.article_id
      AND (SELECT here.published_at IS NULL OR there.published_at IS NULL
                  OR there.published_at BETWEEN here.published_at - interval '{days} days'
                                            AND here.published_at + interval '{days} days'
           FROM articles_article AS there WHERE there.id = other.article_id)
)
FROM articles_fingerprint AS mine
JOIN articles_article AS here ON here.id = mine.article_id
WHERE mine.article_id IN ({ids})
"""


def join(fingerprint: Fingerprint) -> bool:
    """Makes one group of an article's near copies and all that these are grouped with, if any."""
    found = near_copies_of(fingerprint)
    if found:
        one_at_a_time()
        choose_lead(group_of({*found, fingerprint.article_id}))
    return bool(found)


def near_copies_of(fingerprint: Fingerprint) -> list[int]:
    """The ids of the articles that are near copies, of about the same time."""
    rows = Fingerprint.objects.filter(bands__overlap=fingerprint.bands)
    moment = fingerprint.article.published_at
    if moment is not None:
        near = Q(article__published_at__range=(moment - APART, moment + APART))
        rows = rows.filter(near | Q(article__published_at__isnull=True))
    others = rows.exclude(article=fingerprint.article).values_list("article", "packed")
    mine = bytes(fingerprint.packed)
    return [pk for pk, packed in others[:MOST_CANDIDATES] if likeness(mine, packed) >= ALIKE]


def group_of(members: set[int]) -> QuerySet[Article]:
    """All articles of the groups to which the given ones belong."""
    leads = Article.objects.filter(pk__in=members).values_list("lead", flat=True)
    roots = members | {pk for pk in leads if pk}
    return Article.objects.filter(Q(pk__in=roots) | Q(lead__in=roots))


def choose_lead(group: QuerySet[Article]) -> None:
    """The earliest that readers may see leads, so that what is hidden hides no other."""
    ordered = group.order_by(F("published_at").asc(nulls_last=True), "pk")
    members = list(ordered.values_list("pk", "status"))
    seen = [pk for pk, status in members if status == Article.Status.PUBLISHED]
    lead = seen[0] if seen else None
    ids = [pk for pk, _ in members]
    Article.objects.filter(pk__in=ids).exclude(pk=lead).update(lead=lead)
    Article.objects.filter(pk=lead).update(lead=None)


@transaction.atomic
def lead_anew(*, article: Article) -> None:
    """After an article appeared or disappeared: its group may need another lead."""
    fingerprint = Fingerprint.objects.filter(article=article).first()
    if fingerprint:
        join(fingerprint)


@transaction.atomic
def part_from_copies(*, article: Article) -> None:
    """Takes an article out of its group, which gets another lead if it was that."""
    Fingerprint.objects.filter(article=article).delete()
    followers = set(article.copies.values_list("pk", flat=True))
    Article.objects.filter(pk=article.pk).update(lead=None)
    article.lead = None
    if followers:
        one_at_a_time()
        Article.objects.filter(pk__in=followers).update(lead=None)
        choose_lead(Article.objects.filter(pk__in=followers))


def one_at_a_time() -> None:
    """Two writers of one story would each make a group of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('articles.copies'))")
