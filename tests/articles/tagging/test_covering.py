"""The measure for sets that mark reported words and their source, and nothing else."""

import pytest

from articles.tagging.covering import is_source, score_covered

TEXT = '"We won," said Ann Orr. "At last." The pool would close, she said.'


def row(words: str, kind: str = "direct", source: str = "Ann Orr", **more) -> dict:
    start = TEXT.index(words)
    at = TEXT.index(source)
    return {
        "start": start,
        "end": start + len(words),
        "type": kind,
        "source": [[at, at + len(source)]],
        **more,
    }


def found(words: str, speaker: str | None = "Ann Orr") -> dict:
    return row(words, speaker=speaker, speaker_mention=None)


def figures(golds: list[dict], statements: list[dict]) -> dict[str, tuple[int, int]]:
    measured = score_covered([(TEXT, golds, statements)])
    return {name: (figure.right, figure.gold) for name, figure in measured.items() if figure.gold}


def test_a_broken_quotation_counts_by_its_quoted_words():
    whole = row('"We won," said Ann Orr. "At last."')
    assert figures([whole], [found("We won"), found("At last")]) == {
        "precision": (2, 2),
        "recall_direct": (1, 1),
        "source_direct": (1, 1),
    }


def test_less_than_the_greater_part_is_not_found():
    clause = row("The pool would close", "indirect", source="she")
    assert figures([clause], [found("The pool")])["recall_indirect"] == (0, 1)


def test_words_that_gold_does_not_mark_cost_precision():
    assert figures([row("We won")], [found("We won"), found("The pool")])["precision"] == (1, 2)


@pytest.mark.parametrize(
    ("source", "speaker", "mention", "right"),
    [
        ("Ann Orr", "Ann Orr", None, True),
        ("Ann Orr", "Bob Lee", None, False),
        ("Ann Orr", None, None, False),
        ("Ann Orr", "Anne-Marie Horr", [TEXT.index("Ann Orr"), TEXT.index("Ann Orr") + 7], True),
        ("she", "Bob Lee", None, True),
        ("she", None, None, False),
    ],
)
def test_a_source_is_the_speaker_by_place_or_by_name(source, speaker, mention, right):
    statement = {"speaker": speaker, "speaker_mention": mention}
    assert is_source(TEXT, row("We won", source=source), statement) is right
