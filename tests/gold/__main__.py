"""Writes seeds/demo/articles and seeds/demo/gold from seeds/demo/marked: python -m tests.gold

With `--list` it writes nothing and prints every annotated text with its marks, for proof-reading.
"""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path

import django

DEMO = Path(__file__).parents[2] / "seeds" / "demo"


def outputs(folder: Path = DEMO) -> dict[str, str]:
    """The text of every file that is made, by its path below the folder."""
    from people.roster import read_roster
    from tests.gold.marking import read_marked
    from tests.gold.writing import Gold, article_json, number_of, parts

    with (folder / "publishers.csv").open(encoding="utf-8", newline="") as lines:
        papers = {row["url"].split("//")[1].split(".")[0]: row for row in csv.DictReader(lines)}
    sources = sorted(sorted((folder / "marked").glob("*.txt")), key=lambda p: number_of(p.stem))
    stories = [(path.stem, read_marked(path)) for path in sources]
    gold = Gold(read_roster(folder / "roster"))
    edition = [(name, m) for name, m in stories if m.head.get("edition") != "no"]
    made = {file_of(name, m.head): article_json(m, papers) for name, m in edition}
    rows = []
    for name, part, marked in parts(stories):
        rows.append(gold.row(name, part, marked))
        made[f"gold/texts/{name}.txt"] = marked.text
    made["gold/annotations.jsonl"] = "".join(
        json.dumps(row, ensure_ascii=False) + "\n" for row in rows
    )
    entities = (json.dumps(row, ensure_ascii=False) for row in gold.entities(rows))
    made["gold/entities.json"] = "[\n" + ",\n".join(entities) + "\n]\n"
    return made


def file_of(name: str, head: dict) -> str:
    """Named for the day (and the version), so that a folder is read in the order of dates."""
    return f"articles/{head['published'][:10]}-{head.get('version', '1')}-{name[3:]}.json"


def main(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    if "--list" in arguments:
        from tests.gold.listing import listed

        sys.stdout.write(listed(DEMO / "gold"))
        return
    made = outputs()
    for old in (*DEMO.glob("articles/*.json"), *DEMO.glob("gold/texts/*.txt")):
        if str(old.relative_to(DEMO)) not in made:
            old.unlink()
    for path, text in made.items():
        (DEMO / path).parent.mkdir(parents=True, exist_ok=True)
        (DEMO / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
