"""How words reached the paper."""

import pytest

from tests.articles.tagging.told import statements_in


def channels(body: str) -> list[str]:
    return [statement.channel for statement in statements_in(body)]


@pytest.mark.parametrize(
    ("body", "channel"),
    [
        ('Ann Orr said: "It leaks."', "said"),
        ('Ann Orr told the Recorder: "It leaks."', "said"),
        ('In an open letter to residents, Ann Orr said: "It leaks."', "open-letter"),
        ('In her letter to the minister, Ann Orr said: "It leaks."', "letter"),
        ('Ann Orr wrote to the owners: "It leaks."', "letter"),
        ("Ann Orr said in a statement that it leaked.", "statement"),
        ('Ann Orr tweeted: "It leaks."', "post"),
        ('Writing on Facebook, Ann Orr said: "It leaks."', "post"),
        ('Ann Orr told the meeting: "It leaks."', "meeting"),
        ('"It leaks," Ann Orr told MPs.', "meeting"),
        ('Ann Orr told the party conference: "It leaks."', "speech"),
        ('In a speech in Fenwick, Ann Orr said: "It leaks."', "speech"),
        ('Ann Orr told the court: "It leaked."', "court"),
        ('"It leaks," Ann Orr told BBC News.', "broadcast"),
        ('In an interview with the Recorder, Ann Orr said: "It leaks."', "broadcast"),
        ('Writing in the Recorder, Ann Orr said it was "a wreck".', "article"),
        ('A council spokesman said: "It leaks."', "spokesperson"),
        ('Ann Orr\'s spokeswoman said in a statement: "It leaks."', "spokesperson"),
    ],
)
def test_the_article_says_how_the_words_came(body, channel):
    assert channels(body) == [channel]


@pytest.mark.parametrize(
    "body",
    [
        "Ann Orr said the letter to residents was rude.",
        "Ann Orr said she had read it on Twitter.",
        'Ann Orr complained about "vile" abuse on social media.',
        "In her house by the park Ann Orr said it leaked.",
        'Ann Orr told her son after the council vote: "It leaks."',
    ],
)
def test_what_is_only_talked_about_is_no_channel(body):
    assert channels(body) == ["said"]


def test_what_a_speaker_goes_on_to_say_came_the_same_way():
    body = 'In an open letter, Ann Orr said: "One.\n\n"Two."\n\nShe added it was three.'
    assert channels(body) == ["open-letter"] * 3


def test_the_sentence_before_may_say_how_the_words_came():
    body = 'Ann Orr reacted in a statement.\n\nShe said: "It leaks."'
    assert channels(body) == ["statement"]


def test_another_speaker_or_another_occasion_ends_it():
    body = (
        'Ann Orr told the meeting: "One."\n\nSpeaking after the vote, she said: "Two."\n\n'
        'Bob Lee said: "Three."'
    )
    assert channels(body) == ["meeting", "said", "said"]
