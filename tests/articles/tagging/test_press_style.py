"""Invented snippets in the style of the British press, each marked with all its statements.

They lie in press/*.txt, one a line. A line with nothing marked is an example against a rule.
"""

import re
from pathlib import Path

import pytest

from tests.articles.tagging.told import told

PRESS = Path(__file__).parent / "press"
MARK = re.compile(r"\{([^|}]*)\|([^}]*)\}")


def snippets(name: str) -> list[str]:
    lines = (PRESS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_as(line: str) -> list[tuple[str, str]]:
    """What the tagger makes of a snippet without its marks."""
    text = MARK.sub(r"\1", line).replace(" ¶ ", "\n\n")
    headline, _, body = text.rpartition(" ¶¶ ")
    return told(body, headline=headline or "Fenwick news")


@pytest.mark.parametrize("name", [path.stem for path in sorted(PRESS.glob("*.txt"))])
def test_every_snippet_of_the_press_is_read_as_it_is_marked(name):
    wrong = [
        (line, read_as(line)) for line in snippets(name) if read_as(line) != MARK.findall(line)
    ]
    assert wrong == []


def test_there_are_examples_for_and_against():
    lines = [line for path in PRESS.glob("*.txt") for line in snippets(path.stem)]
    against = [line for line in lines if not MARK.search(line)]
    assert 15 * len(against) > len(lines)
