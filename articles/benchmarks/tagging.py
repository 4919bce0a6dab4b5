"""How fast the tagger is, beside spaCy's tokenizer and phrase matcher over the same names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from statistics import median
from time import perf_counter

import spacy
from django.conf import settings
from spacy.matcher import PhraseMatcher

from articles.annotating import Answer, annotator
from articles.benchmarks.invented import invented_register
from articles.benchmarks.tables import Suite, Table
from articles.benchmarks.texts import Article, ArticleWriter
from articles.tagging import build_tagger
from articles.tagging.register import Register
from articles.workers import in_order

ROUNDS = 3
# A small process between: what this one holds would be counted with its children.
RUN_AND_TELL_PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
GROWTH = (1, 10, 100)  # times the length of one article

Annotate = Callable[[str], Answer]


def measure(count: int) -> Table:
    """Articles a second of the whole pipeline, lines in and lines out, and what it needs."""
    register = invented_register()
    writer = ArticleWriter(register)
    articles = list(writer.articles(count))
    annotate = annotator(build_tagger(register), lambda key, day: "")
    rows = [
        ("articles", f"{count:,} of {sum(len(a.text) for a in articles) // count:,} characters"),
        *speeds(articles, annotate, phrase_matcher(register)),
        *needs(),
        *growth(articles[0], annotate),
    ]
    return Table("Tagging", rows)


def speeds(
    articles: list[Article], annotate: Annotate, match: Callable[[str], object]
) -> list[tuple[str, str]]:
    """Each way in turn, so that a busy moment meets all of them."""
    lines, texts = [a.line() for a in articles], [a.text for a in articles]
    runs = [
        (
            timed(in_order(annotate, lines)),
            timed(in_order(annotate, lines, 2)),
            timed(map(match, texts)),
        )
        for _ in range(ROUNDS)
    ]
    one, two, spacys = (median(run[way] for run in runs) for way in range(3))
    return [
        ("one process", f"{len(lines) / one:,.0f} a second"),
        ("two processes", f"{len(lines) / two:,.0f} a second"),
        ("spaCy's tokenizer and PhraseMatcher", f"{len(lines) / spacys:,.0f} a second"),
        ("one process / spaCy", f"{median(run[2] / run[0] for run in runs):.2f}"),
        ("two processes / one", f"{median(run[0] / run[1] for run in runs):.2f}"),
    ]


def timed(results: Iterable[object]) -> float:
    """Seconds until the last result."""
    began = perf_counter()
    for _ in results:
        pass
    return perf_counter() - began


def phrase_matcher(register: Register) -> Callable[[str], object]:
    """What a first afternoon with spaCy would make of the same names."""
    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab)
    names = sorted({name.text for name in register.names if len(name.text) > 2})
    matcher.add("NAME", [pipeline.make_doc(name) for name in names])
    return lambda text: matcher(pipeline(text))


def needs() -> list[tuple[str, str]]:
    """A whole run of `annotate` over the real register and one line: time and memory."""
    line = json.dumps({"id": "1", "text": "Rain\n\nIt rained."})
    roster = str(settings.ROSTER_DIR)
    command = [sys.executable, "manage.py", "annotate", "-", "-o", os.devnull, "--roster", roster]
    began = perf_counter()
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", RUN_AND_TELL_PEAK, *command],
        input=line, capture_output=True, text=True, cwd=settings.BASE_DIR, check=True,
    )  # fmt: skip
    seconds = perf_counter() - began
    megabytes = int(told.stdout) / (1e6 if sys.platform == "darwin" else 1e3)
    return [
        ("from start to the first answer, full register", f"{seconds:.1f} s"),
        ("peak memory of a process, full register", f"{megabytes:,.0f} MB"),
    ]


def growth(article: Article, annotate: Annotate) -> list[tuple[str, str]]:
    """The time for one article, and for its paragraphs over and over, by its length."""
    rows, first = [], 0.0
    for times in GROWTH:
        longer = article._replace(paragraphs=article.paragraphs * times)
        seconds = min(timed(map(annotate, [longer.line()])) for _ in range(ROUNDS))
        first = first or seconds
        figure = f"{seconds * 1e3:,.1f} ms ({seconds / first / times:.2f} of the first's pace)"
        rows.append((f"an article of {len(longer.text):,} characters", figure))
    return rows


TAGGING = Suite("The tagger, beside spaCy's tokenizer and PhraseMatcher.", 500, measure)
