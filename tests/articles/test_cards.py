"""Statements as cards: one for what somebody says in a row in one story."""

from datetime import date

import pytest

from articles.cards import NOT_CERTAIN, cards_of
from articles.models import Statement
from tests.articles import factories as make

pytestmark = pytest.mark.django_db

BODY = (
    "Ada Holt said: “The wall is old. It must be mended. We have the money.”\n\n"
    "Ben Marl said: “There is no money.” Ada Holt added: “There is.”"
)


def cards_in(story):
    return cards_of(Statement.objects.filter(article=story).for_cards().order_by("start_char"))


def words_of(card):
    return [statement.surface for statement in card.statements]


def test_what_a_speaker_says_in_a_row_is_one_card():
    ada, ben, story = make.member(), make.person("Ben Marl"), make.article(body=BODY)
    for words, speaker in (
        ("The wall is old", ada),
        ("It must be mended", ada),
        ("There is no money", ben),
        ("There is.", ada),
    ):
        make.statement(story, words, speaker)
    assert [words_of(card) for card in cards_in(story)] == [
        ["The wall is old", "It must be mended"],
        ["There is no money"],
        ["There is."],
    ]


def test_words_of_one_speaker_in_two_stories_are_two_cards():
    ada = make.member()
    make.speech(ada, "The wall is old.")
    make.speech(ada, "It must be mended.")
    assert len(cards_of(Statement.objects.for_cards().newest_first())) == 2


@pytest.mark.parametrize(
    ("channels", "shown"),
    [
        (["said", "said"], ""),
        (["open-letter", "open-letter"], "in an open letter"),
        (["said", "open-letter"], "partly in an open letter"),
        (["post", "meeting"], "in a post online and at a meeting"),
    ],
)
def test_a_card_says_how_the_words_reached_the_paper(channels, shown):
    ada, story = make.member(), make.article(body=BODY)
    for words, channel in zip(["The wall is old", "It must be mended"], channels, strict=True):
        make.statement(story, words, ada, channel=channel)
    assert cards_in(story)[0].channel == shown


def test_on_the_day_of_a_change_of_party_a_card_has_both_parties_the_earlier_first():
    ada, harbour, tide = make.person(), make.party(), make.party("Tide Alliance")
    place = make.seat()
    make.post(ada, place, harbour, end=make.DAY)
    make.post(ada, place, tide, start=make.DAY)
    card = cards_in(make.speech(ada, "I am leaving.").article)[0]
    assert card.parties == [harbour, tide]


@pytest.mark.parametrize(
    ("day", "name"), [(date(2021, 3, 4), "Harbour Party"), (date(2021, 3, 6), "Tide Alliance")]
)
def test_a_card_has_the_party_of_its_day_not_of_today(day, name):
    ada, place = make.person(), make.seat()
    make.post(ada, place, make.party(), end=make.DAY)
    make.post(ada, place, make.party("Tide Alliance"), start=make.DAY)
    card = cards_in(make.speech(ada, "The wall is old.", day=day).article)[0]
    assert [party.name for party in card.parties] == [name]
    assert name in card.who


def test_a_speaker_who_is_not_sure_is_named_as_in_the_article_and_not_linked():
    ada, story = make.member(), make.article(body=BODY)
    make.statement(story, "The wall is old", ada, is_sure=False, speaker_text="Ms Holt")
    card = cards_in(story)[0]
    assert (card.speaker, card.name, card.who, card.parties) == (None, "Ms Holt", "", [])


def test_nobody_named_is_said_plainly():
    story = make.article(body=BODY)
    make.statement(story, "The wall is old")
    assert cards_in(story)[0].name == NOT_CERTAIN


def test_without_a_known_day_no_office_is_shown():
    ada = make.member()
    assert cards_in(make.speech(ada, "The wall is old.", day=None).article)[0].who == ""


def test_a_shortened_card_says_how_many_are_left_out():
    ada, story = make.member(), make.article(body=BODY)
    for words in ("The wall is old", "It must be mended", "We have the money"):
        make.statement(story, words, ada)
    card = cards_in(story)[0].telling(2)
    assert (words_of(card), card.more) == (["The wall is old", "It must be mended"], 1)


@pytest.mark.parametrize("number", [3, 30])
def test_cards_take_four_queries_whatever_the_number(number, django_assert_max_num_queries):
    ada = make.member()
    for _ in range(number):
        make.speech(ada, "The wall is old.")
    with django_assert_max_num_queries(4):
        cards_of(Statement.objects.for_cards().newest_first())


def test_what_the_headline_repeats_stands_once():
    ada = make.member()
    story = make.article(
        headline="‘The wall is old’, says Holt", body="Ada Holt said: “The wall is old. Mend it.”"
    )
    make.statement(story, "The wall is old", ada)
    whole = make.statement(story, "The wall is old. Mend it.", ada)
    (card,) = cards_in(story)
    assert card.statements == [whole]


def test_what_only_the_headline_has_stays():
    ada = make.member()
    story = make.article(headline="‘A scandal’, says Holt", body="Ada Holt said: “Mend it.”")
    make.statement(story, "A scandal", ada)
    make.statement(story, "Mend it.", ada)
    assert [words_of(card) for card in cards_in(story)] == [["A scandal", "Mend it."]]


def test_the_words_of_a_party_bear_its_own_colour():
    party = make.party("Tide Alliance")
    make.speech(party, "The wall is old.")
    (card,) = cards_of(Statement.objects.for_cards())
    assert card.parties == [party]
