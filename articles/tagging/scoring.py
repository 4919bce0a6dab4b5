"""Measures of the tagger against articles that a careful reader has marked.

Every function is pure and works on plain dicts in the shape that `annotate` writes: mentions with
start, end, surface, kind, entity (gold also role); statements with start, end, type, speaker and
speaker_kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.tagging.matching import KINDS, Match, Row, match_article
from articles.tagging.sameness import KnownNames

STATEMENT_KINDS = ("direct", "mixed", "indirect")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many were right, of how many predicted and how many in gold."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predicted that is right; 1.0 where there was nothing to find or to say."""
        return _share(self.right, self.predicted, self.gold)

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1.0 where there was nothing to find or to say."""
        return _share(self.right, self.gold, self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def _share(right: int, whole: int, other: int) -> float:
    if not whole:
        return 0.0 if other else 1.0
    return right / whole


def score(
    gold: Iterable[Row], predictions: Mapping[str, Row], entities: Iterable[Row]
) -> dict[str, Figure]:
    """Every measure by name. An article without a prediction counts as empty.

    attribution and attribution_person are shares: their precision, recall and f1 are one number.
    statement_recall_<type> is a recall: predicted equals gold.
    """
    names = KnownNames(entities)
    count: Counter[str] = Counter()
    for article in gold:
        match = match_article(article, predictions.get(article["id"], {}), names)
        count.update(_mention_counts(match))
        count.update(_link_counts(match))
        count.update(_statement_counts(match))
    return _figures(count)


def is_politics(mention: Row) -> bool:
    """Whether a gold mention counts for linking_politics: all but people without an office."""
    return mention["kind"] != "person" or (mention.get("role") or "other") != "other"


def _mention_counts(match: Match) -> Counter[str]:
    count: Counter[str] = Counter()
    count["exact"], count["loose"] = len(match.exact), len(match.loose)
    count["gold"], count["predicted"] = len(match.gold_mentions), len(match.mentions)
    for i, _ in match.exact:
        count["exact_" + match.gold_mentions[i]["kind"]] += 1
    for mention in match.gold_mentions:
        count["gold_" + mention["kind"]] += 1
    for mention in match.mentions:
        count["predicted_" + mention["kind"]] += 1
    return count


def _link_counts(match: Match) -> Counter[str]:
    """A right name on somebody without an office counts neither way for politics."""
    politics = [i for i, _ in match.linked if is_politics(match.gold_mentions[i])]
    free = {j for i, j in match.linked if not is_politics(match.gold_mentions[i])}
    named = [j for j, mention in enumerate(match.mentions) if mention.get("entity")]
    return Counter(
        linked=len(match.linked),
        linked_predicted=len(named),
        politics=len(politics),
        politics_predicted=sum(j not in free for j in named),
        politics_gold=sum(is_politics(mention) for mention in match.gold_mentions),
    )


def _statement_counts(match: Match) -> Counter[str]:
    by_person = {
        i for i, row in enumerate(match.gold_statements) if row.get("speaker_kind") == "person"
    }
    others = sum(i not in by_person for i, _ in match.stated)
    count: Counter[str] = Counter(
        stated=len(match.stated),
        stated_predicted=len(match.statements),
        stated_gold=len(match.gold_statements),
        spoken=len(match.spoken),
        spoken_by_person=sum(i in by_person for i, _ in match.spoken),
        stated_by_person=len(match.stated) - others,
        person_predicted=len(match.statements) - others,
        person_gold=len(by_person),
    )
    for row in match.gold_statements:
        count["stated_gold_" + row["type"]] += 1
    for i, _ in match.stated:
        count["stated_" + match.gold_statements[i]["type"]] += 1
    return count


def _figures(count: Counter[str]) -> dict[str, Figure]:
    def figure(right: str, predicted: str, gold: str) -> Figure:
        return Figure(count[right], count[predicted], count[gold])

    figures = {
        "mention": figure("exact", "predicted", "gold"),
        "mention_overlap": figure("loose", "predicted", "gold"),
    }
    for kind in KINDS:
        figures["mention_" + kind] = figure("exact_" + kind, "predicted_" + kind, "gold_" + kind)
    figures["linking"] = figure("linked", "linked_predicted", "gold")
    figures["linking_politics"] = figure("politics", "politics_predicted", "politics_gold")
    figures["statement"] = figure("stated", "stated_predicted", "stated_gold")
    for kind in STATEMENT_KINDS:
        total = "stated_gold_" + kind
        figures["statement_recall_" + kind] = figure("stated_" + kind, total, total)
    figures["attribution"] = figure("spoken", "stated", "stated")
    figures["attribution_person"] = figure(
        "spoken_by_person", "stated_by_person", "stated_by_person"
    )
    figures["end_to_end"] = figure("spoken", "stated_predicted", "stated_gold")
    figures["end_to_end_person"] = figure("spoken_by_person", "person_predicted", "person_gold")
    return figures
