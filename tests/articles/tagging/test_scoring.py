import pytest

from articles.tagging.misses import compare, misses
from articles.tagging.sameness import KnownNames, bare_span
from articles.tagging.scoring import Figure, score

ENTITIES = [
    {"kind": "person", "name": "Zelda Brockhurst", "aliases": ["Lady Brockhurst"]},
    {"kind": "council", "name": "Ambridge Borough Council", "aliases": []},
    {"kind": "person", "name": "Hannah Quogle", "aliases": []},
]


def mention(start, end, kind="person", entity="Zelda Brockhurst", role="MP", surface=""):
    return {
        "start": start, "end": end, "kind": kind, "entity": entity, "role": role,
        "surface": surface or "x" * (end - start),
    }  # fmt: skip


def statement(start, end, speaker="Zelda Brockhurst", kind="person", type_="direct"):
    return {
        "start": start, "end": end, "speaker": speaker, "speaker_kind": kind, "type": type_
    }  # fmt: skip


def article(mentions=(), statements=()):
    return {"id": "a", "mentions": list(mentions), "statements": list(statements)}


def measure(gold, predicted):
    return score([gold], {"a": predicted}, ENTITIES)


def test_a_title_and_a_possessive_do_not_count():
    assert bare_span((10, 23), "Mr Brockhurst") == (13, 23)
    assert bare_span((10, 22), "Brockhurst’s") == (10, 20)
    gold = article([mention(10, 23, surface="Mr Brockhurst")])
    figures = measure(gold, article([mention(13, 25, surface="Brockhurst’s")]))
    assert figures["mention"] == Figure(1, 1, 1)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "Cllr Zelda Brockhurst", "zelda brockhúrst"),
        ("person", "Lady Brockhurst", "Zelda Brockhurst"),
        ("council", "Ambridge Council", "London Borough of Ambridge"),
        ("party", "The Green Party", "Green"),
        ("constituency", "Larch and Fenny", "Larch & Fenny"),
    ],
)
def test_names_are_the_same_whatever_their_dress(kind, one, other):
    assert KnownNames(ENTITIES).same(kind, one, other)


def test_different_people_are_not_the_same():
    assert not KnownNames(ENTITIES).same("person", "Hannah Quogle", "Zelda Brockhurst")
    assert not KnownNames(ENTITIES).same("person", None, "Zelda Brockhurst")


def test_an_overlap_with_the_right_entity_is_linked_but_not_exact():
    figures = measure(article([mention(0, 16)]), article([mention(0, 5)]))
    assert figures["mention"].right == 0
    assert figures["mention_overlap"].right == figures["linking"].right == 1


def test_another_kind_is_no_match():
    figures = measure(article([mention(0, 9)]), article([mention(0, 9, "council", "Ambridge")]))
    assert figures["mention_overlap"].right == 0
    assert figures["mention_council"] == Figure(0, 1, 0)


def test_a_right_name_on_somebody_without_office_counts_neither_way_for_politics():
    gold = article([mention(0, 13, entity="Hannah Quogle", role="other"), mention(20, 36)])
    figures = measure(gold, article([mention(0, 13, entity="Hannah Quogle"), mention(20, 36)]))
    assert figures["linking_politics"] == Figure(1, 1, 1)
    wrong = measure(gold, article([mention(0, 13, entity="Somebody Else"), mention(20, 36)]))
    assert wrong["linking_politics"] == Figure(1, 2, 1)


def test_statements_must_share_four_fifths_of_their_characters():
    gold = article([], [statement(0, 100)])
    assert measure(gold, article([], [statement(0, 80)]))["statement"].right == 1
    assert measure(gold, article([], [statement(0, 79)]))["statement"].right == 0


def test_attribution_looks_at_matched_statements_only():
    gold = article([mention(200, 216)], [statement(0, 50), statement(60, 99, type_="mixed")])
    figures = measure(gold, article([], [statement(0, 50)]))
    assert figures["attribution"].f1 == 1.0
    assert figures["end_to_end_person"] == Figure(1, 1, 2)
    assert figures["statement_recall_direct"].recall == 1.0
    assert figures["statement_recall_mixed"].recall == 0.0


def test_one_of_several_speakers_is_enough():
    gold = article([], [statement(0, 50, "Hannah Quogle; Zelda Brockhurst")])
    assert measure(gold, article([], [statement(0, 50)]))["attribution_person"].f1 == 1.0


def test_naming_nobody_is_right_where_gold_has_a_description():
    gold = article([mention(90, 99)], [statement(0, 50, "a council spokesman", "description")])
    silent = measure(gold, article([], [statement(0, 50, None)]))
    alike = measure(gold, article([], [statement(0, 50, "council spokeswoman")]))
    named = measure(gold, article([], [statement(0, 50)]))
    figures = [run["attribution"].f1 for run in (silent, alike, named)]
    assert figures == [1.0, 1.0, 0.0]


def test_a_missing_article_counts_as_empty():
    assert score([article([mention(0, 9)])], {}, ENTITIES)["mention"] == Figure(0, 0, 1)


def test_every_fault_is_listed_with_its_place():
    gold = article([mention(0, 16), mention(30, 46)], [statement(50, 90)])
    got = article(
        [mention(0, 16, entity="Hannah Quogle"), mention(60, 70)], [statement(50, 90, "X Y")]
    )
    faults = [(m.fault, m.start) for m in misses([gold], {"a": got}, ENTITIES)]
    assert faults == [
        ("wrong entity", 0),
        ("mention missed", 30),
        ("wrong speaker", 50),
        ("mention too many", 60),
    ]


def test_two_runs_are_compared_by_their_faults():
    gold = article([mention(0, 16), mention(30, 46)])
    before = misses([gold], {"a": article([mention(0, 16)])}, ENTITIES)
    after = misses([gold], {"a": article([mention(30, 46)])}, ENTITIES)
    change = compare(before, after)
    assert [miss.start for miss in change.gains] == [30]
    assert [miss.start for miss in change.losses] == [0]
