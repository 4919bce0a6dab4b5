"""tag: tags articles again, keeping every correction and every statement's address."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.queueing import enqueue_tagging
from articles.actions.tagging import tag_articles
from articles.models import Article
from articles.progress import with_progress
from articles.querysets import ArticleQuerySet
from articles.search import catch_up
from articles.taggers import DatabaseTagger


class Command(BaseCommand):
    help = (
        "Tags articles: without options those that were not tagged yet or by another version of "
        "the tagger, or whose text has changed since. Corrections are kept."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--article", type=int, metavar="ID", help="This article only.")
        which.add_argument("--since", type=iso_day, metavar="DATE", help="Published since then.")
        which.add_argument("--all", action="store_true", help="The whole archive.")
        parser.add_argument(
            "--enqueue", action="store_true", help="Leave the work to the workers, in ranges."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tagger = DatabaseTagger()
        articles = chosen(options, tagger.version).select_related("publisher").order_by("pk")
        total = articles.count()
        if options["article"] and not total:
            raise CommandError(f"there is no article {options['article']}")
        if options["enqueue"]:
            self.enqueue(articles, options)
            return
        if total:
            rows = with_progress(
                articles.iterator(chunk_size=500), self.stderr, "articles tagged", total
            )
            tag_articles(articles=rows, tagger=tagger, version=tagger.version)
        catch_up()
        self.stdout.write(f"{total} tagged with version {tagger.version}")

    def enqueue(self, articles: ArticleQuerySet, options: dict[str, Any]) -> None:
        """Makes jobs of what is chosen; what waits in the queue already is not doubled."""
        again = options["all"] or options["since"] or options["article"]
        number = enqueue_tagging(
            ids=articles.values_list("pk", flat=True).iterator(chunk_size=10_000),
            since=options["since"] and midnight(options["since"]),
            before=timezone.now() if again else None,
        )
        self.stdout.write(f"{number} jobs are new in the queue; `manage.py worker` does them")


def chosen(options: dict[str, Any], version: str) -> ArticleQuerySet:
    articles = Article.objects.all()
    if options["article"]:
        return articles.filter(pk=options["article"])
    if options["since"]:
        return articles.filter(published_at__gte=midnight(options["since"]))
    return articles if options["all"] else articles.not_tagged_by(version)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def iso_day(text: str) -> date:
    return date.fromisoformat(text)
