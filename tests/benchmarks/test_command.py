"""`benchmark` prints a table; what its figures are worth is for a reader to say."""

import os
import signal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.benchmarks.suites import SUITES
from articles.benchmarks.tables import Table


def test_a_table_is_one_for_the_documentation() -> None:
    table = Table("Tagging", [("one process", "400 a second")])
    assert str(table) == "| Tagging | |\n|---|---:|\n| one process | 400 a second |"


def test_the_tagging_suite_measures_speed_needs_and_growth() -> None:
    out = StringIO()
    call_command("benchmark", "tagging", articles=3, stdout=out)
    rows = [row.split(" | ")[0].removeprefix("| ") for row in out.getvalue().splitlines()[2:]]
    assert rows[:6] == [
        "articles",
        "one process",
        "two processes",
        "spaCy's tokenizer and PhraseMatcher",
        "one process / spaCy",
        "two processes / one",
    ]
    assert "peak memory of a process, full register" in rows
    assert len([row for row in rows if row.startswith("an article of")]) == 3


def test_an_unknown_suite_is_answered_with_those_there_are() -> None:
    with pytest.raises(CommandError, match="tagging"):
        call_command("benchmark", "poetry")


def test_one_that_is_ended_tidies_up(monkeypatch: pytest.MonkeyPatch) -> None:
    tidied = []

    def run(articles: int) -> Table:
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            return Table("Nothing", [])
        finally:
            tidied.append(articles)

    monkeypatch.setitem(SUITES, "tagging", SUITES["tagging"]._replace(run=run))
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit, match="143"):
        call_command("benchmark", "tagging", articles=3)
    assert tidied == [3]
    assert signal.getsignal(signal.SIGTERM) == before


def test_every_suite_says_what_it_measures() -> None:
    assert all(suite.about and suite.articles for suite in SUITES.values())
