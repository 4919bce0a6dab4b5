"""Reading annotated articles and running the tagger over them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from articles.annotating import annotated, read_document
from articles.tagging.calibration import Judged, judge
from articles.tagging.covering import score_covered
from articles.tagging.matching import match_article
from articles.tagging.misses import Miss, misses
from articles.tagging.sameness import KnownNames
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

    def only(self, part: str) -> Gold:
        """The articles of one set. Raises NotGoldError if there is none of that name."""
        articles = [row for row in self.articles if row.get("set") == part]
        if not articles:
            known = ", ".join(sorted({row["set"] for row in self.articles if row.get("set")}))
            raise NotGoldError(f"{part}: no such set (there are: {known})")
        return replace(self, articles=articles)

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


def read_marked(folder: Path) -> dict[str, tuple[list[Row], dict[str, str]]]:
    """Sub-folders with statements.jsonl and texts/: articles with statements and sources only."""
    return {path.parent.name: _marked(path) for path in sorted(folder.glob("*/statements.jsonl"))}


def _marked(path: Path) -> tuple[list[Row], dict[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        texts = {
            row["id"]: (path.parent / "texts" / f"{row['id']}.txt").read_text(encoding="utf-8")
            for row in rows
        }
    except FileNotFoundError as error:
        raise NotGoldError(f"{error.filename}: missing") from error
    except (json.JSONDecodeError, KeyError) as error:
        raise NotGoldError(f"{path}: not annotated articles: {error}") from error
    return rows, texts


def figures_of_marked(rows: list[Row], texts: dict[str, str], tagger: Any) -> dict[str, Figure]:
    """How well statements and their sources are found where nothing else is marked."""
    answers = _answers(rows, texts, tagger)
    return score_covered(
        (texts[row["id"]], row["statements"], answers[row["id"]]["statements"]) for row in rows
    )


def predict(gold: Gold, tagger: Any) -> dict[str, Row]:
    """The tagger's answer for each article, in the shape of `annotate` with each rule beside."""
    return _answers(gold.articles, gold.texts, tagger)


def _answers(rows: list[Row], texts: dict[str, str], tagger: Any) -> dict[str, Row]:
    answers = {}
    for row in rows:
        asked = {"id": row["id"], "text": texts[row["id"]], "published": row["published"]}
        name, document = read_document(json.dumps(asked))
        tagged = tagger(document)
        answers[name] = json.loads(answer(name, document, tagged))
        for told, statement in zip(answers[name]["statements"], tagged.statements, strict=True):
            told["rule"] = statement.rule
    return answers


def answer(name: str, document: Document, tagged: TaggedText) -> str:
    return annotated(name, document, tagged, lambda key, day: "")


def figures(gold: Gold, answers: dict[str, Row]) -> dict[str, dict[str, Figure]]:
    return {name: score(rows, answers, gold.entities) for name, rows in gold.parts().items()}


def faults(gold: Gold, answers: dict[str, Row]) -> list[Miss]:
    return misses(gold.articles, answers, gold.entities)


def judged(gold: Gold, answers: dict[str, Row]) -> list[Judged]:
    """Every statement that the tagger gave to somebody, and whether rightly."""
    names = KnownNames(gold.entities)
    return [
        each
        for row in gold.articles
        for each in judge(match_article(row, answers[row["id"]], names))
    ]
