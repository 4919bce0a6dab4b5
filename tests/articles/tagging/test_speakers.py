"""Whose words a statement is."""

import pytest

from tests.articles.tagging.told import statements_in, told


def speakers(body: str, **options) -> list[str]:
    return [who for _, who in told(body, **options)]


def rules(body: str, **options) -> list[str]:
    return [s.rule for s in statements_in(body, **options)]


@pytest.mark.parametrize(
    "body",
    [
        'Ann Orr said: "It is ours."',
        'Cllr Ann Orr (Lab, Quay) said: "It is ours."',
        'Ann Orr, leader of the council, said: "It is ours."',
        'The leader, Ann Orr, said: "It is ours."',
        'Ann Orr, who joined in May, said: "It is ours."',
        'Ann Orr, Cabinet Member for Homes on Fenwick Council said: "It is ours."',
        'Speaking after the vote, Ann Orr said: "It is ours."',
        'On Monday council leader Ann Orr said: "It is ours."',
        'Asked about Bob Lee, Ann Orr said: "It is ours."',
        '"It is ours," said Ann Orr.',
        '"It is ours," Ann Orr said.',
        '"It is ours," Labour leader Ann Orr told the Recorder.',
        '"It is ours," said the council\'s leader, Ann Orr.',
        'Bob Lee was opposed by Ann Orr, who said: "It is ours."',
        'Ann Orr met Bob Lee in May and said: "It is ours."',
        'Ann Orr interrupted: "It is ours."',
        'Ann Orr: "It is ours."',
        'It was branded "a mess" by Ann Orr.',
        "Ann Orr reacted to the news in a statement:\n\n“It is ours.”",
    ],
)
def test_a_name_in_the_attribution_speaks_wherever_it_stands(body):
    assert set(speakers(body)) == {"Ann Orr"}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ('Ann Orr met Bob Lee. She said: "It is ours."', "Ann Orr"),
        ('Ann Orr met Bob Lee. He said: "It is ours."', "Bob Lee"),
        ('Bob Lee opened the fair. "It is ours," he said.', "Bob Lee"),
        ('When Bob Lee left Labour, he said: "It is ours."', "Bob Lee"),
        ('Carl Fenn wrote to Bob Lee. He said: "It is ours."', "Carl Fenn"),
        ('A spokesman for Fenwick Council wrote to us. He said: "It is ours."', ""),
    ],
)
def test_a_pronoun_means_the_subject_of_its_gender(body, who):
    assert speakers(body)[-1] == who


def test_words_quoted_between_do_not_change_who_he_is():
    body = 'Bob Lee said: "Carl Fenn is wrong."\n\nHe added: "He always was."'
    assert speakers(body) == ["Bob Lee", "Bob Lee"]


def test_a_row_of_paragraphs_has_one_speaker():
    body = 'Ann Orr said: "One.\n\n"Two and three.\n\n"Four and five."\n\nBob Lee left.'
    assert speakers(body) == ["Ann Orr"] * 3
    assert rules(body)[1:] == ["run", "run"]


def test_a_quotation_that_opens_again_has_the_same_speaker():
    body = 'Ann Orr said: "It began in May. "It ended in June." Bob Lee clapped.'
    assert speakers(body) == ["Ann Orr", "Ann Orr"]


def test_a_quotation_alone_belongs_to_the_last_speaker():
    body = "Ann Orr said the pool was shut.\n\n“It leaked for years.”"
    assert speakers(body) == ["Ann Orr", "Ann Orr"]


def test_a_quotation_alone_belongs_to_whom_the_narrator_has_turned_to():
    body = 'Ann Orr said it was shut. Bob Lee disagreed with that. "It leaked for years."'
    assert speakers(body)[-1] == "Bob Lee"


def test_a_signature_behind_a_dash_names_the_speaker():
    assert speakers("“We all learned to swim there.” – Dora Pike") == ["Dora Pike"]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ('A spokeswoman for Fenwick Police said: "We came."', "Fenwick Police spokeswoman"),
        ("Residents said they had not been asked.", "Residents"),
        ("One neighbour said it was loud.", "neighbour"),
        ("Police said a man had been arrested.", "Police"),
        ("Bob Lee's wife said he was resting.", "Bob Lee's wife"),
    ],
)
def test_somebody_described_speaks_by_the_description(body, who):
    (statement,) = statements_in(body)
    assert [(s.name, s.kind) for s in statement.speakers] == [(who, "description")]


def test_a_relative_named_only_as_such_is_not_the_person_before():
    body = "Bob Lee said he was well. His wife said he was not."
    assert speakers(body) == ["Bob Lee", "Bob Lee's wife"]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Labour said it would vote against.", "Labour"),
        ("Fenwick Council has met. The council said it was full.", "Fenwick Council"),
        ("Fenwick Council has met. It said the pool was shut.", "Fenwick Council"),
    ],
)
def test_an_organisation_speaks_for_itself(body, who):
    (statement,) = statements_in(body)
    assert [(s.name, s.kind) for s in statement.speakers] == [(who, "org")]


def test_a_member_of_a_party_is_not_the_party():
    assert speakers("Labour councillors said it was over.") == ["Labour councillors"]


@pytest.mark.parametrize(
    "body",
    [
        'In a joint statement, Ann Orr and Bob Lee said: "We agree."',
        'Ann Orr and Fenwick mayor Bob Lee said: "We agree."',
        '"We agree," said Ann Orr and Bob Lee.',
    ],
)
def test_joint_speakers_are_all_named(body):
    assert speakers(body) == ["Ann Orr; Bob Lee"]


def test_a_letter_speaks_for_who_wrote_it():
    body = "Ann Orr has written to ministers. The letter said the pool was unsafe."
    assert speakers(body) == ["Ann Orr"]


def test_a_role_that_the_register_resolves_is_its_holder():
    body = 'The Fenwick MP said: "It is ours."'
    (statement,) = statements_in(body, roles={"The Fenwick MP": "Dora Pike"})
    assert [(s.name, s.inferred) for s in statement.speakers] == [("Dora Pike", True)]
    assert statement.rule == "role"


def test_a_description_that_the_article_gave_to_somebody_means_that_person():
    body = "Finance chief Ann Orr met Bob Lee. The finance chief said it was over."
    assert (speakers(body), rules(body)) == (["Ann Orr"], ["described-name"])


def test_a_speaker_whom_the_introduction_describes_is_named_further_down():
    body = 'A top academic says pools are vital.\n\nAnn Orr said: "Pools are vital to us."'
    assert speakers(body) == ["Ann Orr", "Ann Orr"]


def test_words_branded_by_nobody_get_the_speaker_who_says_them_at_length():
    body = 'The pool was branded a "public disgrace".\n\nAnn Orr said: "It is a public disgrace."'
    assert speakers(body) == ["Ann Orr", "Ann Orr"]


def test_words_branded_by_nobody_stay_without_speaker():
    assert speakers('The pool was branded a "disgrace".') == [""]


@pytest.mark.parametrize(
    ("headline", "who"),
    [
        ("Pool 'beyond repair' - Orr", "Ann Orr"),
        ("Orr: 'Pool beyond repair'", "Ann Orr"),
        ("Orr says pool is beyond repair", "Ann Orr"),
        ("Pool 'beyond repair' in Fenwick", "Bob Lee"),
    ],
)
def test_a_headline_quotation_is_whose_the_headline_or_the_article_says(headline, who):
    body = 'Bob Lee said the pool was "beyond repair". Ann Orr listened.'
    assert speakers(body, headline=headline)[0] == who


def test_a_term_in_the_headline_that_the_article_uses_as_a_term_is_no_statement():
    body = "Fenwick is to get a 'super-pool' next year."
    assert speakers(body, headline="Fenwick to get 'super-pool'") == []
