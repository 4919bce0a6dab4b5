"""The exchange format of `annotate`: a document a line in, its tags a line out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from articles.ingest.dates import parse_date
from articles.ingest.values import NotAnArticleError
from articles.tagging.values import Document, Mention, Statement, TaggedText

Describe = Callable[[str, date | None], str]  # a person's register key and a day -> words


def read_document(line: str) -> tuple[str, Document]:
    """Id and document of one JSON line. Raises NotAnArticleError with words for a person."""
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise NotAnArticleError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, 1,000 brackets
        raise NotAnArticleError(f"not JSON that can be read: {error}") from None
    if not isinstance(value, dict):
        raise NotAnArticleError("expected an object with id, text and published")
    for key in ("id", "text"):
        if not isinstance(value.get(key), str):
            raise NotAnArticleError(f"{key}: expected text")
    published = value.get("published") or ""
    if not isinstance(published, str):
        raise NotAnArticleError("published: expected text, such as 2019-02-18")
    moment, precision = parse_date(published)
    return value["id"], Document(value["text"], moment.date() if moment else None, precision)


class Answer(NamedTuple):
    """What a line is answered with; `problem` says why there is none. Nothing asked, no answer."""

    line: str = ""
    problem: str = ""


def annotator(
    tagger: Callable[[Document], TaggedText], describe: Describe
) -> Callable[[str], Answer]:
    """Answers lines; plain text in and out, so that it can be the work of another process."""

    def annotate(line: str) -> Answer:
        if not line.strip():
            return Answer()
        try:
            name, document = read_document(line)
        except NotAnArticleError as error:
            return Answer(problem=str(error))
        return Answer(annotated(name, document, tagger(document), describe))

    return annotate


def annotated(name: str, document: Document, tagged: TaggedText, describe: Describe) -> str:
    """The line that answers for one document."""
    value = {
        "id": name,
        "mentions": [mention_json(m, document.day, describe) for m in tagged.mentions],
        "statements": [statement_json(s) for s in tagged.statements],
    }
    return json.dumps(value, ensure_ascii=True)


def mention_json(mention: Mention, day: date | None, describe: Describe) -> dict[str, Any]:
    person = mention.ref and mention.kind == "person"
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "kind": mention.kind,
        "entity": mention.name,
        "entity_id": mention.ref.key if mention.ref else None,
        "description": describe(mention.ref.key, day) if mention.ref and person else "",
        "confidence": round(mention.confidence, 4),
        "why": mention.evidence.why,
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    speakers = statement.speakers
    first = next((who for who in speakers if who.ref), None)
    return {
        "start": statement.start,
        "end": statement.end,
        "type": statement.kind,
        "speaker": "; ".join(who.name for who in speakers) or None,
        "speaker_id": first.ref.key if first and first.ref else None,
        "speaker_kind": speakers[0].kind if speakers else "unknown",
        "cue": statement.cue,
        "channel": statement.channel,
        "speaker_mention": list(statement.speaker_mention) if statement.speaker_mention else None,
        "confidence": round(statement.confidence, 4),
    }
