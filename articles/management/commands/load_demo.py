"""load_demo: the demonstration edition, invented from end to end, into a database of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.actions.demonstrating import (
    is_another_county,
    load_publishers,
    without_former_texts,
)
from articles.actions.ingesting import Ingest
from articles.ingest.files import read_source
from articles.models import Batch
from articles.search import catch_up
from articles.taggers import DatabaseTagger

FOLDER = settings.BASE_DIR / "seeds" / "demo"


class Command(BaseCommand):
    help = (
        "Loads the invented county of seeds/demo: its register, its papers and their stories in "
        "the order of their dates. Safe to repeat. Refuses a database with other people in it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        roster = FOLDER / "roster"
        if is_another_county(roster):
            raise CommandError(
                "this database holds real people: the demonstration edition needs one of its own "
                "(make demo gives it one)"
            )
        call_command("load_roster", str(roster), stdout=self.stdout)
        load_publishers(table=FOLDER / "publishers.csv")
        ingest = self.ingest()
        catch_up()
        self.stdout.write(
            ", ".join(f"{ingest.outcomes[what]} {what}" for what in ("added", "changed"))
        )

    def ingest(self) -> Ingest:
        tagger = DatabaseTagger()
        name = f"demonstration {timezone.localtime():%Y-%m-%d %H:%M:%S.%f}"
        ingest = Ingest(
            Batch.objects.create(name=name), tagger, tagger.version, versions_in_order=True
        )
        readings = without_former_texts(read_source(FOLDER / "articles"))
        for failed in ingest.run(readings):
            raise CommandError(str(failed))
        return ingest
