"""ingest SOURCE...: brings articles in, tags them and makes them searchable."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, transaction
from django.utils import timezone

from articles.actions.ingesting import Ingest
from articles.actions.leaving import left_by
from articles.actions.queueing import enqueue_fetching
from articles.arguments import positive
from articles.fetching import Fetcher, Follower
from articles.ingest.csv_tables import PARTS
from articles.ingest.files import read_source
from articles.ingest.values import Reading
from articles.models import Batch, Rights
from articles.progress import with_progress
from articles.search import catch_up
from articles.taggers import DatabaseTagger
from articles.visits import DatabaseVisits, policy_from_settings

STOPPED = (
    "The database does not go on: {}. What came in before is whole and stays; once the database "
    "answers, and its disk has room, the same command goes on from there."
)
ADDRESSES = ("http://", "https://")


class Command(BaseCommand):
    help = (
        "Brings in articles. SOURCE is the address of a feed, a sitemap or a page, or a file or "
        "folder of .html, .txt, .json, .jsonl, .csv, .warc(.gz), .wacz or .xml (feed, sitemap, "
        "WordPress export). Safe to repeat. What cannot be read is listed as FILE:LINE: reason "
        "and kept for another try; the rest goes in."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="Address, file or folder.")
        parser.add_argument("--publisher", default="", help="Who printed it, whatever it says.")
        parser.add_argument("--rights", default="", choices=["", *Rights.values])
        parser.add_argument(
            "--batch", default="", metavar="NAME",
            help="A name for this run; the name of an interrupted run resumes it.",
        )  # fmt: skip
        parser.add_argument(
            "--processes", type=positive, default=1, metavar="N",
            help="How many processes read the texts of files, for large ones.",
        )  # fmt: skip
        parser.add_argument(
            "--enqueue", action="store_true",
            help="Leave tagging, and the fetching of addresses, to the workers.",
        )  # fmt: skip
        parser.add_argument("--dry-run", action="store_true", help="Only say what would happen.")
        parser.add_argument(
            "--columns", default={}, type=column_map, metavar="PART=NAME,...",
            help=f"Which column of a CSV file is which part ({', '.join(PARTS)}).",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [
            source
            for source in options["sources"]
            if not source.startswith(ADDRESSES) and not Path(source).exists()
        ]
        if missing:
            raise CommandError(f"no such file or folder: {', '.join(missing)}")
        if options["enqueue"] and options["dry_run"]:
            raise CommandError("--enqueue and --dry-run: choose one of the two")
        if options["enqueue"] and self.left_to_workers(options):
            return
        try:
            with rehearsal() if options["dry_run"] else nullcontext():
                ingest = self.run(options)
        except OperationalError as error:
            raise CommandError(STOPPED.format(" ".join(str(error).split()))) from error
        if not options["dry_run"]:
            catch_up()
        self.summarise(ingest, "would be " if options["dry_run"] else "")
        if ingest.outcomes["failed"]:
            raise CommandError(f"{ingest.outcomes['failed']} could not be read", returncode=1)

    def left_to_workers(self, options: dict[str, Any]) -> bool:
        """Makes a job of each address; True if that was all. Files are read here, where they are.

        Each address is a run of its own, named after the batch.
        """
        addresses = [source for source in options["sources"] if source.startswith(ADDRESSES)]
        if addresses and options["columns"]:
            raise CommandError("--columns goes with --enqueue for files only, not for addresses")
        options["sources"] = [s for s in options["sources"] if s not in addresses]
        stem = options["batch"] or new_name()
        new = sum(
            enqueue_fetching(
                address=address, batch=f"{stem[:110]} ({number})",
                publisher=options["publisher"], rights=options["rights"],
            )
            for number, address in enumerate(addresses, 1)
        )  # fmt: skip
        if addresses:
            self.stdout.write(f"{new} of {len(addresses)} addresses are new in the queue")
        return not options["sources"]

    def run(self, options: dict[str, Any]) -> Ingest:
        tagger = DatabaseTagger()
        if options["processes"] > 1 and not options["enqueue"]:
            tagger.prepare()  # before there are others, who then have it too
        batch = open_batch(options["batch"])
        ingest = Ingest(
            batch=batch,
            tagger=tagger,
            version=tagger.version,
            publisher=options["publisher"],
            rights=options["rights"],
            rehearsal=options["dry_run"],
            processes=options["processes"],
            for_workers=left_by(batch, tagger.version) if options["enqueue"] else None,
        )
        follower = Follower(
            Fetcher(policy_from_settings()), DatabaseVisits(), lambda: ingest.outcomes["failed"]
        )
        readings = readings_of(options["sources"], options["columns"], follower)
        if options["dry_run"]:
            readings = self.telling(readings, ingest)
        for failed in ingest.run(with_progress(readings, self.stderr, "articles")):
            self.stderr.write(str(failed))
        return ingest

    def telling(self, readings: Iterator[Reading], ingest: Ingest) -> Iterator[Reading]:
        """Lists what would come in; each reading has been dealt with when the next is asked."""
        for reading in readings:
            yield reading
            if ingest.last and ingest.last.outcome in ("added", "changed"):
                article, outcome = ingest.last
                self.stdout.write(f"would be {outcome}: {article.headline} {article.url}".rstrip())

    def summarise(self, ingest: Ingest, mood: str) -> None:
        outcomes = ingest.outcomes
        said = [f"{outcomes[name]} {mood}{name}" for name in ("added", "changed")]
        said += [f"{outcomes['unchanged']} unchanged", f"{outcomes['failed']} failed"]
        if outcomes["skipped"]:
            said.append(f"{outcomes['skipped']} skipped, being no articles")
        if outcomes["warnings"]:
            said.append(f"{outcomes['warnings']} warnings")
        if extracts := outcomes["extracts"]:
            said.append(
                f"{extracts} as extracts: pages show headline, link and statements only "
                "(--rights full if you may show the whole text)"
            )
        if ingest.for_workers and (jobs := ingest.for_workers.jobs):
            said.append(f"{jobs} jobs of tagging are in the queue; `manage.py worker` does them")
        self.stdout.write("; ".join(said))
        if ingest.batch.pk and not mood:
            self.stdout.write(f"batch “{ingest.batch.name}”; undo_batch takes it back")


def readings_of(
    sources: list[str], columns: Mapping[str, str], follower: Follower
) -> Iterator[Reading]:
    for source in sources:
        if source.startswith(ADDRESSES):
            yield from follower.read_address(source, columns)
        else:
            yield from follower.follow(read_source(Path(source), columns))


def column_map(text: str) -> dict[str, str]:
    """`headline=Title,body=Text` as a mapping."""
    pairs = [pair.partition("=") for pair in text.split(",") if pair.strip()]
    for part, equals, name in pairs:
        if part.strip() not in PARTS or not equals or not name.strip():
            raise ArgumentTypeError(f"expected PART=NAME,... with PART one of {', '.join(PARTS)}")
    return {part.strip(): name.strip() for part, _, name in pairs}


@contextmanager
def rehearsal() -> Iterator[None]:
    """Everything is done and then taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def new_name() -> str:
    return f"ingest {timezone.localtime():%Y-%m-%d %H:%M:%S.%f}"


def open_batch(wanted: str) -> Batch:
    """A new batch, or the one of this name if it was interrupted."""
    name = wanted or new_name()
    batch, _ = Batch.objects.get_or_create(name=name)
    if batch.finished_at:
        raise CommandError(f"--batch {name}: there is a run of this name; choose another")
    return batch
