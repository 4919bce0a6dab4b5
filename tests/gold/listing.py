"""Annotated texts with their marks shown, for somebody who proof-reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from articles.evaluating import read_gold


def listed(folder: Path) -> str:
    """Every article: `[person: words → entity]` and `{type, speaker, cue: words}`."""
    gold = read_gold(folder)
    return "\n\n".join(
        f"=== {row['id']} ({row['set']}, {row['published']})\n\n{shown(row, gold.texts[row['id']])}"
        for row in gold.articles
    )


def shown(row: dict[str, Any], text: str) -> str:
    # At one place what ends comes before what begins, and a statement holds its mentions.
    inserts = [
        *((m["start"], 3, f"[{m['kind']}: ") for m in row["mentions"]),
        *((m["end"], 0, f" → {m['entity']}]") for m in row["mentions"]),
        *((s["start"], 2, opening(s)) for s in row["statements"]),
        *((s["end"], 1, "}") for s in row["statements"]),
    ]
    for place, _, words in sorted(inserts, reverse=True):
        text = text[:place] + words + text[place:]
    return text


def opening(statement: dict[str, Any]) -> str:
    by = " named" if statement["speaker_mention"] else ""
    return f"{{{statement['type']}, {statement['speaker']}{by}, {statement['cue']}: "
