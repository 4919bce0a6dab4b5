"""Why somebody is listed under another party than before."""

from datetime import date

import pytest

from articles.profiles.changes import changes_of, question_of, sources_in_words
from people.models import Membership
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2023, 4, 23)


def changes(person):
    return changes_of(Membership.objects.filter(person=person).with_names())


def changed(old, new, reason, **values):
    ada, place = make.person(), make.seat()
    make.post(ada, place, old, end=DAY)
    make.post(ada, place, new, DAY, start_reason=reason, **values)
    return changes(ada)


@pytest.fixture
def harbour():
    return make.party()


@pytest.fixture
def independent():
    return make.party("independent", is_label=True)


def test_a_whip_that_was_withdrawn_is_said_so(harbour, independent):
    (change,) = changed(harbour, independent, "whip_withdrawn")
    assert change.day == DAY
    assert change.sentence == (
        "the Harbour Party whip was withdrawn; sat as an independent from then on"
    )


def test_a_whip_that_was_restored_is_said_so(harbour, independent):
    (change,) = changed(independent, harbour, "whip_restored")
    assert change.sentence == "the Harbour Party whip was restored"


def test_a_change_of_party_names_both_sides(harbour, independent):
    (change,) = changed(harbour, make.party("Tide Alliance"), "changed_party")
    assert change.sentence == "left Harbour Party and joined Tide Alliance"


def test_who_joins_a_party_after_a_time_without_one_left_none(independent):
    (change,) = changed(independent, make.party("Tide Alliance"), "changed_party")
    assert change.sentence == "joined Tide Alliance"


def test_who_leaves_for_no_party_sits_as_an_independent(harbour, independent):
    (change,) = changed(harbour, independent, "changed_party")
    assert change.sentence == "left Harbour Party and sat as an independent"


def test_a_label_of_the_same_party_is_no_change(harbour):
    label = make.party("Harbour (Co-op)", is_label=True, label_of=harbour)
    assert changed(harbour, label, "general_election") == []


def test_how_it_is_known_is_said_in_words(harbour, independent):
    source = "own-knowledge + snapshot some/list 2019-03-28 | end: press"
    (change,) = changed(
        harbour, independent, "whip_withdrawn", source=source, confidence="corroborated"
    )
    assert change.sources == "a dated list of members (28 March 2019)"
    assert change.confidence == "confirmed by a second source"


def test_a_source_that_nobody_put_into_words_is_not_shown_as_a_code():
    assert sources_in_words("some/repository file.csv") == ""
    assert sources_in_words("psephology general election") == "published election results"


def test_the_question_fits_what_happened(harbour, independent):
    tide = make.party("Tide Alliance")
    assert question_of("Ada Holt", changed(harbour, independent, "whip_withdrawn")) == (
        "Why is Ada Holt listed as an independent?"
    )
    ben = make.person("Ben Marl")
    place = make.seat("Brill")
    make.post(ben, place, harbour, end=DAY)
    make.post(ben, place, tide, DAY)
    assert question_of("Ben Marl", changes(ben)) == "Why did Ben Marl’s party change?"
    assert question_of("Cy Oster", []) == ""


def test_somebody_who_was_one_for_a_while_was_listed_as_one(harbour, independent):
    ada, place = make.person(), make.seat()
    make.post(ada, place, harbour, end=DAY)
    make.post(ada, place, independent, DAY, date(2024, 1, 1))
    make.post(ada, place, harbour, date(2024, 1, 1), start_reason="whip_restored")
    found = changes(ada)
    assert [change.day for change in found] == [date(2024, 1, 1), DAY]
    assert question_of("Ada Holt", found) == "Why was Ada Holt listed as an independent?"
