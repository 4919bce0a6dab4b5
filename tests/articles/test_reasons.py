"""What readers are told of a tag's evidence."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from articles.models import Mention
from articles.reasons import RULES, SPEAKER_RULES, evidence_of, score_in_words

# Rules that name without a link: their mentions are no tags.
UNLINKED = {
    "council-namesakes", "foreign-party", "namesakes", "no-date", "surname-alone",
    "too-little-evidence", "unknown-council", "unknown-party", "unknown-person",
}  # fmt: skip


def documented(name: str, row: str) -> set[str]:
    return set(re.findall(row, (settings.BASE_DIR / "docs" / name).read_text(), re.MULTILINE))


def test_every_rule_that_links_a_name_has_words_for_readers():
    rules = documented("tagging.md", r"^\| `([a-z-]+)` \|")
    assert len(rules) > 15
    assert rules - UNLINKED - set(RULES) == set()


def test_every_rule_that_finds_a_speaker_has_words_for_readers():
    table = (settings.BASE_DIR / "docs" / "tagging.md").read_text()
    table = table[table.index("| rule | example | speaker |") :].split("\n\n")[0]
    rules = set(re.findall(r"^\| ([a-z-]+) \|", table, re.MULTILINE)) - {"rule", "unknown"}
    assert len(rules) > 20
    assert rules - set(SPEAKER_RULES) == set()


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "As good as certain (99 in 100)"),
        (0.9, "Very likely (90 in 100)"),
        (0.8, "Likely (80 in 100)"),
        (0.3, "Doubtful (30 in 100)"),
    ],
)
def test_a_score_is_told_in_words_and_never_as_certain(confidence, words):
    assert score_in_words(confidence) == words


def test_evidence_is_told_in_its_parts_without_the_name_before_them():
    why = "“Ms Holt”: named in full; MP for Saltmarsh that day"
    mention = Mention(surface="Ms Holt", evidence={"why": why})
    assert evidence_of(mention) == ["named in full", "MP for Saltmarsh that day"]
    assert evidence_of(Mention(surface="Ms Holt", evidence={})) == []
