"""Corrections over the tagger's answer: applied by words, never lost, repeatable."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from articles.tagging.anchors import Anchor, anchor_at, find_anchor
from articles.tagging.answers import answer_from_json, answer_to_json
from articles.tagging.corrections import CorrectionOf, Target, apply_corrections
from articles.tagging.register import Ref
from articles.tagging.values import (
    Evidence,
    Mention,
    Rejected,
    Speaker,
    Statement,
    TaggedText,
)

TEXT = (
    "Marsh Road to close\n\nCllr Ada Holt said: “Marsh Road cannot wait. 🚧”\n\n"
    "Mr Holt, who runs the café, said the closure would cost him dearly."
)
ADA, OTHER = Ref("person", "p-ada"), Ref("person", "p-other")


def mention(words: str, ref: Ref | None) -> Mention:
    start = TEXT.index(words)
    evidence = Evidence("full-name", "Named in full.", (Rejected(OTHER, "Ada Holt", "Not then."),))
    return Mention(start, start + len(words), words, "person", ref, "Ada Holt", 0.9, evidence)


def statement(words: str, ref: Ref | None) -> Statement:
    start = TEXT.index(words)
    speaker = Speaker("Ada Holt", "person", ref)
    return Statement(
        start, start + len(words), words, "direct", (speaker,), "said", (23, 36), 0.9, "cue"
    )


ANSWER = TaggedText(
    TEXT,
    (mention("Cllr Ada Holt", ADA), mention("Mr Holt", ADA)),
    (statement("Marsh Road cannot wait. 🚧", ADA),),
)


def at(words: str) -> Anchor:
    start = TEXT.index(words)
    return anchor_at(TEXT, start, start + len(words))


def mention_of(words: str, tagged: TaggedText) -> Mention:
    return next(m for m in tagged.mentions if m.surface == words)


def test_a_rejected_link_leaves_the_name_without_a_link() -> None:
    made = CorrectionOf(1, "mention", "reject", at("Mr Holt"), entity_from=ADA)
    found = mention_of("Mr Holt", apply_corrections(ANSWER, [made]).tagged)
    assert (found.ref, found.origin) == (None, "editor")


def test_a_rejected_link_does_not_touch_a_newer_link_to_somebody_else() -> None:
    newer = replace(ANSWER, mentions=(replace(ANSWER.mentions[1], ref=OTHER),))
    made = CorrectionOf(1, "mention", "reject", at("Mr Holt"), entity_from=ADA)
    assert apply_corrections(newer, [made]).tagged.mentions[0].ref == OTHER


def test_a_confirmed_link_survives_a_tagger_that_no_longer_finds_it() -> None:
    made = CorrectionOf(
        1, "mention", "confirm", at("Mr Holt"), ADA, Target(ADA, "Ada Holt"), kind="person"
    )
    found = apply_corrections(TaggedText(TEXT), [made]).tagged.mentions
    assert [(m.surface, m.ref) for m in found] == [("Mr Holt", ADA)]


def test_an_added_name_wins_over_one_that_overlaps_it() -> None:
    made = CorrectionOf(1, "mention", "add", at("Ada Holt"), entity_to=Target(OTHER, "Ada Holt"))
    found = apply_corrections(ANSWER, [made]).tagged.mentions
    assert [(m.surface, m.ref) for m in found] == [("Ada Holt", OTHER), ("Mr Holt", ADA)]


def test_words_given_to_somebody_else_are_an_editors() -> None:
    made = CorrectionOf(
        1, "statement", "relink", at("Marsh Road cannot wait. 🚧"),
        speaker=Target(None, "a neighbour", "description"),
    )  # fmt: skip
    found = apply_corrections(ANSWER, [made]).tagged.statements[0]
    assert found.speakers == (Speaker("a neighbour", "description"),)
    assert (found.origin, found.confidence, found.speaker_mention) == ("editor", 1.0, None)


def test_a_statement_is_known_again_when_the_tagger_trims_it_otherwise() -> None:
    trimmed = replace(ANSWER, statements=(statement("Marsh Road cannot wait.", ADA),))
    made = CorrectionOf(1, "statement", "reject", at("Marsh Road cannot wait. 🚧"))
    assert apply_corrections(trimmed, [made]).tagged.statements == ()


def test_a_trimmed_statement_has_the_new_words() -> None:
    made = CorrectionOf(
        1, "statement", "edit", at("Marsh Road cannot wait. 🚧"), new_exact="cannot wait"
    )
    found = apply_corrections(ANSWER, [made]).tagged.statements[0]
    assert found.surface == TEXT[found.start : found.end] == "cannot wait"
    assert found.speakers == ANSWER.statements[0].speakers


WORDS = "Marsh Road cannot wait. 🚧"


def edited(new: str, tagged: TaggedText = ANSWER, **values: object) -> Statement:
    made = CorrectionOf(1, "statement", "edit", at(WORDS), new_exact=new, **values)
    return apply_corrections(tagged, [made]).tagged.statements[0]


def test_an_extended_statement_reaches_beyond_its_old_words() -> None:
    assert edited(f"said: “{WORDS}”", kind="mixed").surface == f"said: “{WORDS}”"
    assert edited(f"said: “{WORDS}”", kind="mixed").kind == "mixed"


def test_of_equal_words_an_edit_means_those_that_share_most_with_the_old_ones() -> None:
    found = edited("Marsh Road")
    assert found.start == TEXT.index(WORDS) > TEXT.index("Marsh Road")


def test_an_edit_whose_new_words_are_gone_is_lost_and_leaves_the_statement() -> None:
    made = CorrectionOf(4, "statement", "edit", at(WORDS), new_exact=f"said: “{WORDS}”")
    text = TEXT.replace("said: “", "said that “")
    shifted = replace(statement(WORDS, ADA), start=text.index(WORDS), end=text.index("”"))
    corrected = apply_corrections(TaggedText(text, (), (shifted,)), [made])
    assert (corrected.lost, corrected.tagged.statements) == ((4,), (shifted,))


def test_an_edit_keeps_its_speaker_when_the_tagger_no_longer_finds_the_words() -> None:
    found = edited("cannot wait", TaggedText(TEXT), speaker=Target(ADA, "Ada Holt"))
    assert found.speakers == (Speaker("Ada Holt", "person", ADA),)


def test_words_of_two_people_that_are_confirmed_or_trimmed_stay_those_of_both() -> None:
    both = (Speaker("Ada Holt", "person", ADA), Speaker("Piet Oster", "person", OTHER))
    joint = replace(ANSWER, statements=(replace(ANSWER.statements[0], speakers=both),))
    assert edited("cannot wait", joint, speaker=Target(ADA, "Ada Holt")).speakers == both
    given = CorrectionOf(1, "statement", "relink", at(WORDS), speaker=Target(ADA, "Ada Holt"))
    assert len(apply_corrections(joint, [given]).tagged.statements[0].speakers) == 1


def test_a_tag_without_words_can_be_added_and_taken_away_again() -> None:
    add = CorrectionOf(1, "article", "add", entity_to=Target(OTHER, "Other"))
    reject = CorrectionOf(2, "article", "reject", entity_to=Target(OTHER, "Other"))
    assert apply_corrections(ANSWER, [add]).added == {OTHER}
    assert apply_corrections(ANSWER, [add, reject]).removed == {OTHER}


def test_words_that_are_gone_are_reported_as_lost() -> None:
    made = CorrectionOf(7, "mention", "reject", Anchor("Mrs Quill", "before ", " after"), ADA)
    corrected = apply_corrections(ANSWER, [made])
    assert (corrected.lost, corrected.tagged) == ((7,), ANSWER)


def test_an_anchor_is_found_after_text_was_put_before_it() -> None:
    anchor = at("Mr Holt")
    assert find_anchor("Update. " + TEXT, anchor) == (
        TEXT.index("Mr Holt") + 8, TEXT.index("Mr Holt") + 15,
    )  # fmt: skip


def test_a_short_name_in_quite_another_context_is_not_the_same_words() -> None:
    assert find_anchor("Nobody had asked Mr Holt, a farmer at Brill.", at("Mr Holt")) is None


def test_the_answer_survives_being_kept_as_json() -> None:
    assert answer_from_json(TEXT, answer_to_json(ANSWER)) == ANSWER


spans = st.integers(0, len(TEXT) - 1).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, len(TEXT)))
)
decisions = st.builds(
    lambda span, subject, verdict, ref, number: CorrectionOf(
        number, subject, verdict, anchor_at(TEXT, *span), ref, Target(ref, "Someone"),
        Target(ref, "Someone"), TEXT[span[0] : span[1]][:5],
    ),
    spans,
    st.sampled_from(["mention", "statement"]),
    st.sampled_from(["confirm", "reject", "relink", "add", "edit"]),
    st.sampled_from([ADA, OTHER]),
    st.integers(1, 99),
)  # fmt: skip


@given(st.lists(decisions, max_size=8), st.text(max_size=30), st.text(max_size=30))
def test_no_correction_is_dropped_and_every_span_holds(
    made: list[CorrectionOf], before: str, after: str
) -> None:
    text = before + TEXT + after
    shifted = TaggedText(
        text,
        tuple(replace(m, start=m.start + len(before), end=m.end + len(before))
              for m in ANSWER.mentions),
        tuple(replace(s, start=s.start + len(before), end=s.end + len(before))
              for s in ANSWER.statements),
    )  # fmt: skip
    corrected = apply_corrections(shifted, made)
    assert corrected.lost == () or before + after
    for found in (*corrected.tagged.mentions, *corrected.tagged.statements):
        assert text[found.start : found.end] == found.surface


@given(st.lists(decisions, max_size=8))
def test_applying_twice_is_applying_once(made: list[CorrectionOf]) -> None:
    once = apply_corrections(ANSWER, made)
    assert apply_corrections(ANSWER, made) == once
    assert once.lost == ()
