"""Reading annotated articles and running the tagger over them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.annotating import annotated, read_document
from articles.tagging.misses import Miss, misses
from articles.tagging.scoring import Figure, score
from articles.tagging.values import Document, TaggedText

Row = dict[str, Any]


class NotGoldError(ValueError):
    """The folder lacks what annotated articles consist of."""


@dataclass(frozen=True)
class Gold:
    """Articles with every mention and statement marked, their texts, and the entities' names."""

    articles: list[Row]
    texts: dict[str, str]
    entities: list[Row]

    def parts(self) -> dict[str, list[Row]]:
        """The whole, and each set that the articles name."""
        sets = sorted({row["set"] for row in self.articles if row.get("set")})
        return {"all": self.articles} | {
            name: [row for row in self.articles if row.get("set") == name] for name in sets
        }


def read_gold(folder: Path) -> Gold:
    """annotations.jsonl, texts/<id>.txt and entities.json of a folder."""
    try:
        lines = (folder / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
        articles = [json.loads(line) for line in lines if line.strip()]
        texts = {
            row["id"]: (folder / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
            for row in articles
        }
        entities = json.loads((folder / "entities.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NotGoldError(f"{error.filename}: missing") from error
    except (json.JSONDecodeError, KeyError) as error:
        raise NotGoldError(f"{folder}: not annotated articles: {error}") from error
    return Gold(articles, texts, entities)


def predict(gold: Gold, tagger: Any) -> dict[str, Row]:
    """The tagger's answer for each article, in the shape of `annotate`."""
    answers = {}
    for row in gold.articles:
        asked = {"id": row["id"], "text": gold.texts[row["id"]], "published": row["published"]}
        name, document = read_document(json.dumps(asked))
        answers[name] = json.loads(answer(name, document, tagger(document)))
    return answers


def answer(name: str, document: Document, tagged: TaggedText) -> str:
    return annotated(name, document, tagged, lambda key, day: "")


def figures(gold: Gold, answers: dict[str, Row]) -> dict[str, dict[str, Figure]]:
    return {name: score(rows, answers, gold.entities) for name, rows in gold.parts().items()}


def faults(gold: Gold, answers: dict[str, Row]) -> list[Miss]:
    return misses(gold.articles, answers, gold.entities)
