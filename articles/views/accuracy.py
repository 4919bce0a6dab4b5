"""How often the tagger is right, as measured on articles that careful readers marked."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.measuring import Record, read_records
from articles.tagging import TAGGER_VERSION
from articles.tagging.confidence import LISTED_FROM
from articles.tagging.scoring import Figure

MEASURES = [
    ("linking_politics", "Politicians, parties, councils and seats linked to the right entry"),
    ("mention_person", "Names of people found, whoever they are"),
    ("statement", "Statements found, from the first word to the last"),
    ("statement_recall_direct", "… of those in the speaker’s own words"),
    ("statement_recall_mixed", "… of those reported with some of the speaker’s own words"),
    ("statement_recall_indirect", "… of those reported"),
    ("attribution_person", "Found statements of people given to the right person"),
    ("end_to_end_person", "Statements of people found and given to the right person"),
]


class Row(NamedTuple):
    """One measure in words. `of_found` is None where only what there is to find is counted."""

    what: str
    figure: Figure
    of_found: float | None


class Measured(NamedTuple):
    """One set of articles as the page shows it."""

    record: Record
    rows: list[Row]


def accuracy(request: HttpRequest) -> HttpResponse:
    sets = [Measured(record, rows_of(record)) for record in read_records()]
    context = {"sets": sets, "version": TAGGER_VERSION, "listed_from": LISTED_FROM}
    return render(request, "articles/accuracy.html", context)


def rows_of(record: Record) -> list[Row]:
    figures = [(key, what, record.figure(key)) for key, what in MEASURES]
    return [
        Row(what, figure, None if "recall" in key else figure.precision)
        for key, what, figure in figures
    ]
