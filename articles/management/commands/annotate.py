"""annotate IN.jsonl -o OUT.jsonl: tags texts, a document a line, without storing anything."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from articles.annotating import Describe, annotator
from articles.arguments import positive
from articles.describers import describer_of_database, describer_of_roster
from articles.progress import with_progress
from articles.registers import register_from_database, register_of
from articles.taggers import chosen_hint
from articles.tagging import build_tagger
from articles.tagging.register import Register
from articles.workers import in_order
from people.roster import RosterError, read_roster


class Command(BaseCommand):
    help = (
        "Reads a JSON object a line (id, text: headline, blank line, paragraphs; published: a "
        "date, a month or a year) and writes its mentions and statements, in the same order. "
        "With --roster the register's tables are read and no database is needed."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="IN.jsonl", help="A file, or - for a pipe.")
        parser.add_argument("-o", "--output", default="-", metavar="OUT.jsonl")
        parser.add_argument("--roster", type=Path, metavar="DIR", help="The register's tables.")
        parser.add_argument(
            "--processes", type=positive, default=1, metavar="N",
            help="How many tag at the same time; the output is the same whatever their number.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        register, describe = self.knowledge(options["roster"])
        annotate, bad = annotator(build_tagger(register, chosen_hint()), describe), 0
        with opened(options["source"], "r") as lines, opened(options["output"], "w") as output:
            answers = in_order(annotate, lines, options["processes"])
            try:
                for number, answer in enumerate(with_progress(answers, self.stderr, "articles"), 1):
                    if answer.problem:
                        self.stderr.write(f"{options['source']}:{number}: {answer.problem}")
                        bad += 1
                    elif answer.line:
                        output.write(answer.line + "\n")
            except KeyboardInterrupt:
                raise CommandError("stopped; what was written is whole", returncode=130) from None
            finally:
                answers.close()
        if bad:
            raise CommandError(f"{bad} lines could not be read")

    def knowledge(self, directory: Path | None) -> tuple[Register, Describe]:
        if directory is None:
            return register_from_database(), describer_of_database()
        try:
            roster = read_roster(directory)
        except RosterError as error:
            raise CommandError("\n".join(map(str, error.problems))) from error
        return register_of(roster), describer_of_roster(roster)


@contextmanager
def opened(name: str, mode: str) -> Iterator[IO[str]]:
    """A file, or standard input and output for "-"; what is not UTF-8 is kept as it can be."""
    if name == "-":
        yield sys.stdin if mode == "r" else sys.stdout
        return
    with ExitStack() as stack:
        try:
            path = Path(name)
            handle = stack.enter_context(path.open(mode, encoding="utf-8", errors="replace"))
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror}") from error
        yield handle
