"""The annotated stories: made from their marked sources, whole, and as the guidelines want them."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.evaluating import Gold, read_gold
from tests.gold.__main__ import outputs

DEMO = Path(settings.BASE_DIR) / "seeds" / "demo"


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(DEMO / "gold")


def test_what_is_committed_is_what_the_marked_sources_make() -> None:
    made = outputs()
    for path, text in made.items():
        assert (DEMO / path).read_text(encoding="utf-8") == text, "run python -m tests.gold"
    kept = (*DEMO.glob("articles/*"), *DEMO.glob("gold/texts/*"))
    assert {str(path.relative_to(DEMO)) for path in kept} <= set(made)


def test_fifteen_stories_are_for_development_and_the_others_are_held_out(gold: Gold) -> None:
    assert {name: len(rows) for name, rows in gold.parts().items()} == {
        "all": 105, "dev": 15, "held": 25, "second": 20, "third": 20, "fourth": 25,
    }  # fmt: skip


def test_copies_of_one_story_stand_on_one_side(gold: Gold) -> None:
    part = {row["id"]: row["set"] for row in gold.articles}
    assert {part[name] for name in part if "night-unit" in name} == {"dev"}
    assert {part[name] for name in part if "bin-strike" in name} == {"held"}


def test_mentions_are_the_words_of_their_text_and_never_overlap(gold: Gold) -> None:
    for row in gold.articles:
        text, end = gold.texts[row["id"]], 0
        for mention in sorted(row["mentions"], key=lambda m: m["start"]):
            assert text[mention["start"] : mention["end"]] == mention["surface"]
            assert mention["start"] >= end
            end = mention["end"]


def test_statements_stay_in_their_paragraph_and_leave_marks_and_stops_outside(gold: Gold) -> None:
    for row in gold.articles:
        for said in row["statements"]:
            words = gold.texts[row["id"]][said["start"] : said["end"]]
            assert "\n" not in words
            assert words == words.strip()
            assert words[-1] not in ".,;:"
            assert words[0] not in '“"'


def test_a_direct_statement_begins_behind_a_quote_mark(gold: Gold) -> None:
    for row in gold.articles:
        for said in row["statements"]:
            before = gold.texts[row["id"]][said["start"] - 1]
            assert said["type"] != "direct" or before in "“‘\"'"


def test_the_named_mention_of_an_attribution_is_the_speaker_s(gold: Gold) -> None:
    for row in gold.articles:
        named = {(m["start"], m["end"]): m["entity"] for m in row["mentions"]}
        for said in row["statements"]:
            if said["speaker_mention"]:
                assert named[tuple(said["speaker_mention"])] in said["speaker"].split("; ")


def test_every_entity_is_listed_with_its_names(gold: Gold) -> None:
    listed = {(row["kind"], row["name"]) for row in gold.entities}
    assert listed == {(m["kind"], m["entity"]) for row in gold.articles for m in row["mentions"]}
    watershed = next(row for row in gold.entities if row["name"] == "Watershed Party")
    assert "Clean Rivers Party" in watershed["aliases"]
