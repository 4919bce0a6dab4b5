"""check_links: asks publishers whether the pages of articles are still there."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.actions.links import Asked, check_links, links_due
from articles.arguments import positive
from articles.fetching.looking import Finding
from articles.models import Article, LinkCheck


class Command(BaseCommand):
    help = (
        "Asks publishers, by HEAD and politely, whether the pages of articles are still there, and "
        "lists those that are not. A page is called gone when two visits at least a day apart "
        "found nothing. A worker does this by itself, some each hour (LINK_CHECKS_AN_HOUR)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--number", type=positive, default=settings.LINK_CHECKS_AN_HOUR or 100,
            help="How many at most, ten of a host.",
        )  # fmt: skip
        parser.add_argument("--article", type=int, metavar="ID", help="Only this one, due or not.")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = one(options["article"]) if options["article"] else links_due(options["number"])
        counts: Counter[str] = Counter()
        for asked in check_links(wanted):
            counts[in_a_word(asked)] += 1
            if asked.look.finding is not Finding.THERE:
                self.stdout.write(f"{asked.article.url}: {in_words(asked)}")
        done = "; ".join(f"{number} {word}" for word, number in counts.items())
        self.stdout.write(done or "No article’s time has come.")


def one(pk: int) -> list[Article]:
    article = Article.objects.published().filter(pk=pk).first()
    if article is None or not article.url:
        raise CommandError(f"there is no article {pk} that readers may see and that has an address")
    return [article]


def in_a_word(asked: Asked) -> str:
    if asked.look.finding is Finding.UNASKED:
        return "could not be asked"
    return LinkCheck.State(asked.state).label


def in_words(asked: Asked) -> str:
    more = asked.look.address or asked.look.reason
    return f"{in_a_word(asked)} ({more})" if more else in_a_word(asked)
