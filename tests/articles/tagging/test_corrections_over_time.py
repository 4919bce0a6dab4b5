"""Whatever is tagged, edited and decided, in any order: no decision is lost, none is laid twice."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.actions.corrections_of import as_value, in_force
from articles.models import Correction
from articles.tagging.anchors import anchor_at, find_anchor
from articles.tagging.corrections import (
    Corrected,
    CorrectionOf,
    apply_corrections,
    edited_span,
    overlap,
    says,
)
from articles.tagging.register import Ref
from articles.tagging.values import Evidence, Mention, Speaker, Statement, TaggedText
from people.models import Entity

Span = tuple[int, int]
PEOPLE = [
    Entity(
        pk=number, kind="person", key=f"p-{number}", name=f"Ada Holt {number}", slug=f"p{number}"
    )
    for number in (1, 2, 3)
]
WORDS = ["Ada", "Holt", "Ada Holt", "said", "“No, no,”", "no", "🚧", "x\u0301", "the wall", "🚧🚧."]
MENTION_VERDICTS = ["confirm", "reject", "relink", "add"]
STATEMENT_VERDICTS = ["confirm", "reject", "relink", "add", "edit"]
EXAMPLES = 2000

lines = st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(" ".join)


@dataclass
class Story:
    """An article's text, what the tagger found in it, and every decision about it, as rows."""

    paragraphs: list[str]
    answer: TaggedText = field(default_factory=lambda: TaggedText(""))
    rows: list[Correction] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    def corrections(self) -> list[CorrectionOf]:
        return [as_value(row) for row in in_force(self.rows)]

    def laid(self) -> Corrected:
        return apply_corrections(self.answer, self.corrections())

    def keep(self, subject: str, verdict: str, span: Span, **values: object) -> None:
        """As `articles.actions.correcting.keep` does: the same place is decided anew."""
        anchor = anchor_at(self.text, *span)
        words = (anchor.exact, anchor.prefix, anchor.suffix, anchor.occurrence)
        over = {row.supersedes_id for row in self.rows}
        same = [
            row.pk
            for row in self.rows
            if row.pk not in over
            and row.subject == subject
            and (row.exact, row.prefix, row.suffix, row.occurrence) == words
        ]
        row = Correction(
            pk=len(self.rows) + 1, subject=subject, verdict=verdict, exact=words[0],
            prefix=words[1], suffix=words[2], occurrence=words[3],
            supersedes_id=same[-1] if same else None, **values,
        )  # fmt: skip
        self.rows.append(row)

    def take_back(self, pk: int) -> None:
        following = {row.supersedes_id: row.pk for row in self.rows if row.supersedes_id}
        tip = pk
        while tip in following:
            tip = following[tip]
        self.rows.append(
            Correction(pk=len(self.rows) + 1, verdict="undo", supersedes_id=tip, subject="mention")
        )


def spans_in(text: str, data: st.DataObject) -> Span:
    start = data.draw(st.integers(0, len(text) - 1))
    return start, data.draw(st.integers(start + 1, min(len(text), start + 30)))


def tag(story: Story, data: st.DataObject) -> None:
    """A tagger of any version finds anything anywhere; names do not overlap one another."""
    text = story.text
    spans = data.draw(st.integers(0, 4).map(range)), data.draw(st.integers(0, 3).map(range))
    mentions: dict[Span, Mention] = {}
    for _ in spans[0]:
        at = spans_in(text, data)
        if all(overlap(at, other) <= 0 for other in mentions):
            ref = data.draw(st.sampled_from([None, *refs()]))
            found = Evidence("full-name", "Named in full.")
            mentions[at] = Mention(*at, text[slice(*at)], "person", ref, "Ada", 0.9, found)
    statements: dict[Span, Statement] = {}
    for _ in spans[1]:
        at = spans_in(text, data)
        who = data.draw(st.lists(st.sampled_from(refs()), max_size=2, unique=True))
        speakers = tuple(Speaker(ref.key, "person", ref) for ref in who)
        statements[at] = Statement(
            *at, text[slice(*at)], "direct", speakers, "said", None, 0.5, "name-before"
        )
    story.answer = TaggedText(
        text,
        tuple(mentions[at] for at in sorted(mentions)),
        tuple(statements[at] for at in sorted(statements)),
    )


def refs() -> list[Ref]:
    return [Ref("person", each.key) for each in PEOPLE]


def edit(story: Story, data: st.DataObject) -> None:
    """A paragraph is put in, changed, or taken out; the tagger reads what is there now."""
    at = data.draw(st.integers(0, len(story.paragraphs) - 1))
    new = data.draw(st.lists(lines, max_size=2))
    story.paragraphs[at : at + data.draw(st.integers(0, 1))] = new
    story.paragraphs = story.paragraphs or ["Nothing is left."]
    tag(story, data)


def decide(story: Story, data: st.DataObject) -> None:
    subject = data.draw(st.sampled_from(["mention", "statement"]))
    laid = story.laid().tagged
    found = laid.mentions if subject == "mention" else laid.statements
    known = [(each.start, each.end) for each in found]
    chosen = st.sampled_from(known) if known and data.draw(st.booleans()) else st.none()
    span = data.draw(chosen) or spans_in(story.text, data)
    one, other = (data.draw(st.sampled_from([None, *PEOPLE])) for _ in range(2))
    if subject == "mention":
        verdict = data.draw(st.sampled_from(MENTION_VERDICTS))
        story.keep(subject, verdict, span, entity_from=one, entity_to=other, kind="person")
        return
    verdict = data.draw(st.sampled_from(STATEMENT_VERDICTS))
    words = data.draw(st.sampled_from(["", "a neighbour"]))
    new_exact = story.text[slice(*around(story.text, span, data))] if verdict == "edit" else ""
    story.keep(
        subject, verdict, span, speaker=one, speaker_text="" if one else words, kind="indirect",
        new_exact=new_exact,
    )  # fmt: skip


def around(text: str, span: Span, data: st.DataObject) -> Span:
    """Words that share some with a span, and may begin before it and end after it."""
    start = data.draw(st.integers(max(0, span[0] - 8), span[1] - 1))
    first = max(start, span[0]) + 1
    return start, data.draw(st.integers(first, max(first, min(len(text), span[1] + 8))))


def undo(story: Story, data: st.DataObject) -> None:
    standing = in_force(story.rows)
    if standing:
        story.take_back(data.draw(st.sampled_from([row.pk for row in standing])))


STEPS = {"tag": tag, "edit": edit, "decide": decide, "undo": undo}
steps = st.lists(
    st.sampled_from(["tag", "edit", "decide", "decide", "decide", "undo"]), min_size=1, max_size=9
)


def places_of(text: str, correction: CorrectionOf) -> list[Span]:
    """Where its words stand and, last, where the words stand that it makes of them."""
    span = find_anchor(text, correction.anchor)
    if span is None:
        return []
    if correction.verdict != "edit":
        return [span]
    new = edited_span(text, span, correction.new_exact)
    return [span, new] if new else []


def is_visible(correction: CorrectionOf, place: Span, laid: Corrected) -> bool:
    """Whether the result says what the decision says."""
    if correction.subject == "mention":
        names = {(m.start, m.end): m for m in laid.tagged.mentions}
        if correction.verdict != "reject":
            target = correction.entity_to.ref if correction.entity_to else None
            return place in names and names[place].ref == target
        if correction.entity_from is None:
            return place not in names
        return place not in names or names[place].ref != correction.entity_from
    said = {(s.start, s.end): s for s in laid.tagged.statements}
    if correction.verdict == "reject":
        return place not in said
    if place not in said or any(overlap(place, other) > 0 for other in said if other != place):
        return False
    named, speakers = correction.speaker, said[place].speakers
    assert named is not None
    return says(speakers, named) or (named.kind == "unknown" and not speakers)


def check(story: Story) -> None:
    text, corrections = story.text, story.corrections()
    laid = story.laid()
    for found in (*laid.tagged.mentions, *laid.tagged.statements):
        assert text[found.start : found.end] == found.surface
    # Nothing is kept in between: laid once more over the tagger's answer, all is as it was.
    assert story.laid() == laid
    for number, correction in enumerate(corrections):
        places = places_of(text, correction)
        assert (correction.id in laid.lost) == (not places)
        later = [
            place
            for other in corrections[number + 1 :]
            if other.subject == correction.subject
            for place in places_of(text, other)
        ]
        is_covered = any(overlap(one, other) > 0 for one in places for other in later)
        if places and not is_covered:
            assert is_visible(correction, places[-1], laid), correction


@given(st.lists(lines, min_size=1, max_size=4), steps, st.data())
@settings(max_examples=EXAMPLES)
def test_after_any_history_every_decision_in_force_is_visible_or_reported_lost(
    paragraphs: list[str], history: list[str], data: st.DataObject
) -> None:
    story = Story(paragraphs)
    tag(story, data)
    for step in history:
        STEPS[step](story, data)
        check(story)


@given(st.lists(lines, min_size=1, max_size=4), steps, st.data())
@settings(max_examples=EXAMPLES // 3)
def test_what_is_decided_and_taken_back_is_as_if_it_had_never_been_decided(
    paragraphs: list[str], history: list[str], data: st.DataObject
) -> None:
    story = Story(paragraphs)
    tag(story, data)
    for step in history:
        STEPS[step](story, data)
    before, standing = story.laid(), [row.pk for row in in_force(story.rows)]
    decide(story, data)
    story.take_back(len(story.rows))
    assert [row.pk for row in in_force(story.rows)] == standing
    assert story.laid() == before
    assert len({row.pk for row in story.rows}) == len(story.rows)
