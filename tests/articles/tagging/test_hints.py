"""A statistical model may add evidence that a name is a person's, and says so."""

from pathlib import Path

import pytest
import spacy

from articles.tagging.hints import NoModelError, spacy_hint
from articles.tagging.pipeline import build_tagger
from articles.tagging.register import Register
from articles.tagging.values import Document

# Neither word is a known name, and nothing but "says" beside them tells what they are.
TEXT = "Ferry late\n\nThe timetable is a joke, Quill Zorrow says."


@pytest.fixture
def model(tmp_path: Path) -> str:
    """A model that takes Quill Zorrow for a person, in a folder as spaCy saves them."""
    reads = spacy.blank("en")
    reads.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Quill Zorrow"}])
    reads.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def people(hint=None) -> list:
    tagged = build_tagger(Register.of([]), hint)(Document(TEXT))
    return [mention for mention in tagged.mentions if mention.kind == "person"]


def test_without_a_model_the_words_alone_decide() -> None:
    assert people() == []


def test_a_model_adds_a_point_and_the_reason_says_so(model: str) -> None:
    (found,) = people(spacy_hint(model))
    assert found.surface == "Quill Zorrow"
    assert found.ref is None
    assert "a language model takes it for a person" in found.evidence.why


def test_a_model_alone_makes_nobody_a_person() -> None:
    start = TEXT.index("timetable")
    assert people(lambda text: [(start, start + len("timetable"))]) == []


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(NoModelError, match="no_such_model: spaCy finds no model"):
        spacy_hint("no_such_model")
