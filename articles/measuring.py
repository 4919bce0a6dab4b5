"""The record of one measurement: figures of a set of articles, without a word of their texts.

Records are committed (`articles/tagging/measured/`): the page on accuracy shows them, and the
tagger takes from them how sure it may be.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from articles.evaluating import Gold, Row, faults, figures, judged
from articles.tagging import TAGGER_VERSION
from articles.tagging.calibration import (
    Bin,
    calibration_error,
    counts_of,
    cross_validated,
    reliability,
    right_from,
)
from articles.tagging.confidence import LISTED_FROM, MEASURED, recorded
from articles.tagging.scoring import Figure


@dataclass(frozen=True)
class Record:
    """What was measured on a set of articles, and when.

    figures: by part of the set and measure, how many right, predicted and in gold. misses: fault,
    kind and number. ways: rule, kind, cue, right, found. Cross-validated are bins (the reliability
    table), error (expected calibration error) and listed (how many statements would reach a
    speaker's page from the confidence `listed_from`, and how many of those are right).
    """

    name: str
    about: str
    tuned_on: bool
    measured_on: str
    tagger_version: str
    articles: int
    statements: int
    figures: dict[str, dict[str, list[int]]]
    misses: list[tuple[str, str, int]]
    ways: list[tuple[str, str, str, int, int]]
    bins: list[Bin]
    error: float
    listed: tuple[int, int]
    listed_from: float

    def figure(self, measure: str, part: str = "all") -> Figure:
        return Figure(*self.figures[part][measure])

    @property
    def day(self) -> date:
        return date.fromisoformat(self.measured_on)


def measure(
    name: str, about: str, *, tuned_on: bool, gold: Gold, answers: dict[str, Row], today: date
) -> Record:
    """Everything that a record holds of one run."""
    rows = judged(gold, answers)
    checked = cross_validated(rows)
    return Record(
        name=name,
        about=about,
        tuned_on=tuned_on,
        measured_on=today.isoformat(),
        tagger_version=TAGGER_VERSION,
        articles=len(gold.articles),
        statements=sum(len(row["statements"]) for row in gold.articles),
        figures={
            part: {key: [f.right, f.predicted, f.gold] for key, f in measured.items()}
            for part, measured in figures(gold, answers).items()
        },
        misses=_counted(faults(gold, answers)),
        ways=[(*way, right, found) for way, right, found in counts_of(rows)],
        bins=reliability(checked),
        error=round(calibration_error(checked), 4),
        listed=right_from(checked, LISTED_FROM),
        listed_from=LISTED_FROM,
    )


def _counted(found: Iterable[Any]) -> list[tuple[str, str, int]]:
    counts = Counter((miss.fault, miss.kind) for miss in found)
    return [(*what, number) for what, number in sorted(counts.items())]


def write_record(record: Record, folder: Path = MEASURED) -> Path:
    """Keep a record under its name, in place of an earlier one."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{record.name}.json"
    path.write_text(json.dumps(asdict(record), indent=1) + "\n", encoding="utf-8")
    return path


def read_records(folder: Path = MEASURED) -> list[Record]:
    """All records; sets that nobody tuned to come first."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in recorded(folder)]
    records = [Record(**{**row, "bins": [Bin(*each) for each in row["bins"]]}) for row in found]
    return sorted(records, key=lambda record: (record.tuned_on, record.name))
