"""evaluate GOLD_DIR: measures the tagger against articles that a careful reader has marked.

evaluate --corrections: against what editors decided in this archive.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.evaluating import (
    NotGoldError,
    faults,
    figures,
    figures_of_marked,
    predict,
    read_gold,
    read_marked,
)
from articles.measuring import Record, measure, write_record
from articles.registers import register_from_roster
from articles.regressing import cases, told
from articles.taggers import DatabaseTagger, chosen_hint
from articles.tagging import TAGGER_VERSION, build_tagger
from articles.tagging.confidence import LISTED_FROM
from articles.tagging.misses import Miss, compare
from articles.tagging.scoring import Figure


class Command(BaseCommand):
    help = (
        "Prints precision, recall and F1 over the annotated articles of a folder "
        "(annotations.jsonl, texts/, entities.json), whole and by set; and with --save what was "
        "gained and lost against the run saved before. Needs no database. With --corrections "
        "instead: lists what the tagger, by itself, would get wrong again of what editors decided."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, metavar="GOLD_DIR", nargs="?")
        parser.add_argument(
            "--corrections", action="store_true", help="Against the decisions in the database."
        )
        parser.add_argument(
            "--strict", action="store_true", help="Fail if a decision is got wrong again."
        )
        parser.add_argument("--roster", type=Path, default=settings.ROSTER_DIR, metavar="DIR")
        parser.add_argument("--only", metavar="SET", help="One set of the articles.")
        parser.add_argument("--faults", action="store_true", help="List every fault.")
        parser.add_argument("--save", action="store_true", help="Keep this run for the next one.")
        parser.add_argument(
            "--record", metavar="NAME", help="Record the figures for the page on accuracy."
        )
        parser.add_argument("--about", default="", help="What the recorded set of articles is.")
        parser.add_argument(
            "--tuned", action="store_true", help="The tagger was tuned on the recorded set."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["corrections"] == bool(options["gold"]):
            raise CommandError("give a folder of annotated articles, or --corrections")
        if options["corrections"]:
            self.tell_corrections(options["strict"])
        elif options["strict"]:
            raise CommandError("--strict goes with --corrections")
        else:
            self.tell_gold(options)

    def tell_corrections(self, strict: bool) -> None:
        """Every decision that the tagger gets wrong again by name, then how many there are."""
        tagger = DatabaseTagger()
        self.stdout.write(f"tagger version {tagger.version}")
        right = wrong = silent = 0
        for case in cases(tagger):
            if case.judged.is_right is None:
                silent += 1
            elif case.judged.is_right:
                right += 1
            else:
                wrong += 1
                self.stdout.write(f"wrong again: {told(case)}")
        self.stdout.write(
            f"{right + wrong + silent} decisions in force: {right} right, {wrong} wrong again, "
            f"{silent} not to be judged (their words are gone, or they have none)"
        )
        if wrong and strict:
            raise CommandError(f"{wrong} decisions of editors are got wrong again", returncode=1)

    def tell_gold(self, options: dict[str, Any]) -> None:
        try:
            gold, marked = read_gold(options["gold"]), read_marked(options["gold"])
            gold = gold.only(options["only"]) if options["only"] else gold
        except NotGoldError as error:
            raise CommandError(str(error)) from error
        tagger = build_tagger(register_from_roster(options["roster"]), chosen_hint())
        answers = predict(gold, tagger)
        self.stdout.write(f"tagger version {TAGGER_VERSION}")
        for part, measured in figures(gold, answers).items():
            self.tell(part, measured)
        for part, (rows, texts) in marked.items():
            self.tell(f"{part} (by characters covered)", figures_of_marked(rows, texts, tagger))
        found = faults(gold, answers)
        if options["faults"]:
            for miss in found:
                self.stdout.write(said(miss))
        self.tell_changes(found, options["save"])
        record = measure(
            options["record"] or gold_name(options["gold"]),
            options["about"],
            tuned_on=options["tuned"],
            gold=gold,
            answers=answers,
            today=timezone.localdate(),
        )
        self.tell_confidence(record)
        if options["record"]:
            self.stdout.write(f"recorded in {write_record(record)}")

    def tell_confidence(self, record: Record) -> None:
        number, right = record.listed
        self.stdout.write("\nconfidence (cross-validated)")
        for each in record.bins:
            self.stdout.write(
                f"  from {each.low:.1f}: {each.number:4} statements, mean {each.confidence:.3f}, "
                f"right {each.right:.3f}"
            )
        self.stdout.write(
            f"  expected calibration error {record.error:.3f}; from {LISTED_FROM}: {right} of "
            f"{number} right"
        )

    def tell(self, part: str, measured: dict[str, Figure]) -> None:
        self.stdout.write(f"\n{part}")
        for name, figure in measured.items():
            self.stdout.write(row_of(name, figure))

    def tell_changes(self, found: list[Miss], save: bool) -> None:
        kept = settings.VAR / "evaluation.json"
        if kept.exists():
            before = [Miss(*row) for row in json.loads(kept.read_text(encoding="utf-8"))]
            change = compare(before, found)
            self.stdout.write(f"\nagainst the saved run: {len(change.gains)} mended")
            for miss in change.losses:
                self.stdout.write(f"  new: {said(miss)}")
        if save:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps(found), encoding="utf-8")


def gold_name(folder: Path) -> str:
    return folder.resolve().name


def row_of(name: str, figure: Figure) -> str:
    counts = f"{figure.right} right of {figure.predicted} found, {figure.gold} to find"
    return (
        f"  {name:26} F1 {figure.f1:.3f}  P {figure.precision:.3f}  R {figure.recall:.3f}  {counts}"
    )


def said(miss: Miss) -> str:
    place = f"{miss.article}:{miss.start}-{miss.end}"
    return f"{place}: {miss.fault}: {miss.kind}: wanted {miss.wanted!r}, got {miss.got!r}"
