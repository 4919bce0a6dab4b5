"""tag: tags articles again, keeping every correction and every statement's address."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

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

    def handle(self, *args: Any, **options: Any) -> None:
        tagger = DatabaseTagger()
        articles = chosen(options, tagger.version).select_related("publisher").order_by("pk")
        total = articles.count()
        if options["article"] and not total:
            raise CommandError(f"there is no article {options['article']}")
        if total:
            rows = with_progress(
                articles.iterator(chunk_size=500), self.stderr, "articles tagged", total
            )
            tag_articles(articles=rows, tagger=tagger, version=tagger.version)
        catch_up()
        self.stdout.write(f"{total} tagged with version {tagger.version}")


def chosen(options: dict[str, Any], version: str) -> ArticleQuerySet:
    articles = Article.objects.all()
    if options["article"]:
        return articles.filter(pk=options["article"])
    if options["since"]:
        midnight = timezone.make_aware(datetime.combine(options["since"], time()))
        return articles.filter(published_at__gte=midnight)
    return articles if options["all"] else articles.not_tagged_by(version)


def iso_day(text: str) -> date:
    return date.fromisoformat(text)
