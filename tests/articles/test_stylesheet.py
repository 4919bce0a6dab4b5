"""The stylesheet as a browser reads it: a brace that is missing hides all that stands behind it."""

import re

import pytest


@pytest.fixture
def rules(settings) -> str:
    """The stylesheet without comments and texts in quote marks."""
    sheet = (settings.BASE_DIR / "static" / "newsroom.css").read_text(encoding="utf-8")
    return re.sub(r'/\*.*?\*/|"[^"]*"', "", sheet, flags=re.DOTALL)


def test_every_block_that_opens_closes(rules):
    depth = 0
    for brace in re.findall(r"[{}]", rules):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_nothing_at_the_edge_of_a_line_stands_inside_a_block(rules):
    depth = 0
    for number, line in enumerate(rules.splitlines(), 1):
        at_edge = line[:1] not in ("", " ", "}")
        assert not (at_edge and depth), f"line {number} is inside a block: {line[:60]}"
        depth += line.count("{") - line.count("}")
