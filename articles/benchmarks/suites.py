"""Every benchmark, by the name that the command knows it by."""

from __future__ import annotations

from articles.benchmarks.copies import COPIES
from articles.benchmarks.growing import GROWING
from articles.benchmarks.ingesting import INGESTING
from articles.benchmarks.reading import READING
from articles.benchmarks.tables import Suite
from articles.benchmarks.tagging import TAGGING
from articles.benchmarks.workers import KILLS, WORKERS

SUITES: dict[str, Suite] = {
    "tagging": TAGGING,
    "copies": COPIES,
    "pages": READING,
    "ingest": INGESTING,
    "growth": GROWING,
    "workers": WORKERS,
    "kills": KILLS,
}
