"""fetch_sources: visits the sources whose time has come, here and now, without a worker."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max, Min, QuerySet
from django.utils import timezone

from articles.actions.fetching import fetch_source
from articles.actions.ranges import Range, tag_range
from articles.actions.sources import batch_name
from articles.models import Article, Source
from articles.search import catch_up
from articles.taggers import DatabaseTagger


class Command(BaseCommand):
    help = (
        "Visits the sources whose time has come and tags what they bring, here and now. With a "
        "worker running there is no need for it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="Also before their time.")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        sources = chosen(options["all"])
        if not sources:
            self.stdout.write("No source’s time has come; --all visits each that is not paused.")
        for source in sources:
            Source.objects.filter(pk=source.pk).update(next_at=timezone.now() + source.pause)
            visited = fetch_source(source=source, batch=batch_name(source))
            for each in visited.failed:
                self.stderr.write(str(each))
            failed += len(visited.failed)
            added = visited.batch.added if visited.batch else 0
            self.stdout.write(f"{source.address}: {visited.reason or f'{added} added'}")
        self.tag()
        if failed:
            raise CommandError(f"{failed} could not be read", returncode=1)

    def tag(self) -> None:
        """Tags what was brought, as a worker would; the jobs made of it find nothing left to do."""
        tagger = DatabaseTagger()
        waiting = Article.objects.filter(tagger_answer=None, removal="")
        ends = waiting.aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is not None:
            wanted = Range(ends["first"], ends["last"])
            tag_range(wanted=wanted, tagger=tagger, version=tagger.version, is_repeated=False)
        catch_up()


def chosen(before_their_time: bool) -> QuerySet[Source]:
    sources = Source.objects.filter(is_paused=False).select_related("publisher")
    return sources if before_their_time else sources.filter(next_at__lte=timezone.now())
