"""Whether articles are still at their publishers: whom to ask, and what is remembered of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from time import monotonic
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.fetching import Fetcher
from articles.fetching.looking import Finding, Look, look
from articles.models import Article, LinkCheck
from articles.visits import policy_from_settings

State = LinkCheck.State
APART = timedelta(days=1)  # two visits that found nothing, until a page is called gone
PAUSES = {
    State.UNKNOWN: timedelta(days=2),
    State.THERE: timedelta(days=30),
    State.MOVED: timedelta(days=30),
    State.MISSING: APART,
    State.GONE: timedelta(days=30),
}
OF_A_HOST = 10  # in one run
LOOKED_AT = 20  # times as many articles as are wanted, for a choice among hosts
TRIES = 2
SECONDS = 300.0  # that a run takes at most; what is left waits for the next one


class Asked(NamedTuple):
    article: Article
    look: Look
    state: str


def links_due(number: int) -> list[Article]:
    """Articles whose time has come, the longest due first, then those never asked for.

    Not more than OF_A_HOST of one host: the rest of it waits for the next run.
    """
    now = timezone.now()
    shown = Article.objects.published().exclude(url="")
    due = shown.filter(link_check__next_at__lte=now).order_by("link_check__next_at")
    just_seen = Q(captured_at__gt=now - PAUSES[State.THERE])
    fresh = shown.filter(link_check=None).exclude(just_seen).order_by("pk")
    hosts: Counter[str] = Counter()
    chosen: list[Article] = []
    for article in chain(_some(due, number), _some(fresh, number)):
        host = host_of(article)
        if len(chosen) < number and hosts[host] < OF_A_HOST:
            hosts[host] += 1
            chosen.append(article)
    return chosen


def _some(articles: QuerySet[Article], number: int) -> QuerySet[Article]:
    return articles.only("url", "headline", "captured_at", "gone_since")[: number * LOOKED_AT]


def host_of(article: Article) -> str:
    return urlsplit(article.url).netloc


def check_links(articles: Iterable[Article], *, fetcher: Fetcher | None = None) -> Iterator[Asked]:
    """Asks for each page in turn and remembers what came of it.

    A host that cannot be asked for one page is not asked for its others in this run.
    """
    fetcher = fetcher or Fetcher(replace(policy_from_settings(), tries=TRIES))
    silent: dict[str, Look] = {}
    began = monotonic()
    for article in articles:
        if monotonic() - began > SECONDS:
            return
        found = silent.get(host_of(article)) or look(fetcher, article.url)
        if found.is_hosts:
            silent[host_of(article)] = found
        yield Asked(article, found, note_look(article=article, found=found).state)


@transaction.atomic
def note_look(*, article: Article, found: Look, now: datetime | None = None) -> LinkCheck:
    """What a visit found. An attempt that could not ask changes nothing of what is known."""
    now = now or timezone.now()
    check = LinkCheck.objects.select_for_update().filter(article=article).first()
    check = check or LinkCheck(article=article, seen_at=article.captured_at)
    check.asked_at, check.reason = now, found.reason[:300]
    if found.finding is Finding.MISSING:
        check.missing_since = check.missing_since or now
        is_gone = now - check.missing_since >= APART or check.state == State.GONE
        check.state, check.moved_to = (State.GONE if is_gone else State.MISSING), ""
    elif found.finding is not Finding.UNASKED:
        check.missing_since, check.seen_at = None, now
        check.state = State.MOVED if found.address else State.THERE
        check.moved_to = found.address if len(found.address) <= 1000 else ""
    is_unasked = found.finding is Finding.UNASKED
    check.next_at = now + PAUSES[State.UNKNOWN if is_unasked else State(check.state)]
    check.save()
    tell_readers(article, check)
    return check


def tell_readers(article: Article, check: LinkCheck) -> None:
    """Pages are forgotten only where there is something new to say."""
    gone_since = check.missing_since if check.state == State.GONE else None
    if article.gone_since != gone_since:
        Article.objects.filter(pk=article.pk).update(gone_since=gone_since)
