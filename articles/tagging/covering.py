"""Measures statements against articles where reported words are marked with their source only.

Such sets merge a quotation broken by its attribution into one span and nest spans in spans, so
spans are compared by the characters that they cover. A gold row has start, end, type, `source`
(spans of the words for who speaks); predicted rows are as `annotate` writes them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from articles.tagging.quotations import find_quotations
from articles.tagging.scoring import STATEMENT_KINDS, Figure

ENOUGH = 0.6  # share of a span that has to be covered

Row = dict[str, Any]
_WORD = re.compile(r"[^\W_]+")
_BEHIND_HEAD = re.compile(r"[,(]|\s(?:of|for|from|in|at|on|with|who)\s")
_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "who", "his", "her", "their"])
_NO_NAMES = frozenset(["the", "a", "an", "of", "for", "and", "to", "s", "mr", "mrs", "ms", "dr"])


def score_covered(
    articles: Iterable[tuple[str, Sequence[Row], Sequence[Row]]],
) -> dict[str, Figure]:
    """Figures over (text, gold rows, predicted rows) of each article.

    recall_<type>: gold spans covered, of direct and mixed ones only the quoted words;
    source_<type>: those of them whose speaker is their source; precision: predicted spans that
    gold covers.
    """
    count: Counter[str] = Counter()
    for text, golds, statements in articles:
        count.update(_recalled(text, golds, statements))
        marked = _letters(golds)
        count["predicted"] += len(statements)
        count["right"] += sum(_covers(marked, _places(row)) for row in statements)
    figures = {"precision": Figure(count["right"], count["predicted"], count["predicted"])}
    for kind in STATEMENT_KINDS:
        found, gold = count["found_" + kind], count["gold_" + kind]
        figures["recall_" + kind] = Figure(found, gold, gold)
        figures["source_" + kind] = Figure(count["spoken_" + kind], found, found)
    return figures


def _recalled(text: str, golds: Sequence[Row], statements: Sequence[Row]) -> Counter[str]:
    count: Counter[str] = Counter()
    said = _letters(statements)
    quoted = {at for q in find_quotations(text) for at in range(q.start, q.end)}
    for row in golds:
        kind = row["type"]
        wanted = _places(row) if kind == "indirect" else _places(row) & quoted
        count["gold_" + kind] += 1
        if _covers(said, wanted):
            count["found_" + kind] += 1
            count["spoken_" + kind] += is_source(text, row, _nearest(row, statements))
    return count


def is_source(text: str, gold: Row, statement: Row) -> bool:
    """Whether the speaker of a statement is the source that gold marks.

    By place or by name; a pronoun is no name, so anybody who can be meant by one will do.
    """
    mention = statement.get("speaker_mention")
    if mention and any(mention[0] < end and start < mention[1] for start, end in gold["source"]):
        return True
    spoken = _words(statement.get("speaker") or "")
    words = _words(" ".join(_head(text[start:end]) for start, end in gold["source"]))
    if not spoken or words <= _PRONOUNS:
        return bool(spoken) or not words
    return not spoken.isdisjoint(words - _NO_NAMES)


def _head(phrase: str) -> str:
    return _BEHIND_HEAD.split(phrase, maxsplit=1)[0]


def _nearest(gold: Row, statements: Sequence[Row]) -> Row:
    return max(statements, key=lambda row: len(_places(gold) & _places(row)))


def _words(phrase: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(phrase)}


def _places(row: Row) -> set[int]:
    return set(range(row["start"], row["end"]))


def _letters(rows: Iterable[Row]) -> set[int]:
    return set().union(*map(_places, rows))


def _covers(covered: set[int], wanted: set[int]) -> bool:
    return bool(wanted) and len(covered & wanted) >= ENOUGH * len(wanted)
