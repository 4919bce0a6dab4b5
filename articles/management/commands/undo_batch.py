"""undo_batch NAME: takes back what one run of ingest brought."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.undoing import Undo, brought_by, touched_since
from articles.models import Batch
from articles.progress import with_progress
from articles.search import catch_up
from articles.taggers import DatabaseTagger


class Command(BaseCommand):
    help = (
        "Takes back a batch: what it added is removed, and its addresses say so; what it changed "
        "gets its earlier text. What another run, an editor or a reader has dealt with since is "
        "listed and left, unless --force is given. Safe to repeat."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help="The batch's name, as the admin lists it.")
        parser.add_argument("--force", action="store_true", help="Also what was touched since.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")

    def handle(self, *args: Any, **options: Any) -> None:
        batch = Batch.objects.filter(name=options["name"]).first()
        if batch is None:
            raise CommandError(f"there is no batch “{options['name']}”: {newest()}")
        if options["dry_run"]:
            self.foresee(batch, options["force"])
            return
        tagger = DatabaseTagger()
        undo = Undo(batch=batch, tagger=tagger, version=tagger.version)
        number = brought_by(batch).count()
        for _ in with_progress(undo.run(force=options["force"]), self.stderr, "articles", number):
            pass
        catch_up()
        for article, reasons in undo.left:
            self.stderr.write(f"left: {article.get_absolute_url()} {article.headline}: {reasons}")
        self.stdout.write(f"{undo.removed} removed; {undo.restored} given their earlier text")
        if undo.left:
            raise CommandError(
                f"{len(undo.left)} left as they are, having been touched since "
                "(--force takes them back too)",
                returncode=1,
            )

    def foresee(self, batch: Batch, force: bool) -> None:
        touched = {} if force else touched_since(batch)
        for article in brought_by(batch):
            reasons = touched.get(article.pk)
            verb = "removed" if article.batch_id == batch.pk else "given its earlier text"
            what = f"left: {'; '.join(reasons)}" if reasons else verb
            self.stdout.write(f"{article.get_absolute_url()} {article.headline}: would be {what}")


def newest() -> str:
    names = list(Batch.objects.values_list("name", flat=True)[:5])
    return (
        "the newest are " + ", ".join(f"“{name}”" for name in names) if names else "there are none"
    )
