"""In which language a council's name is."""

import pytest

from people.languages import language_of


@pytest.mark.parametrize(
    ("name", "nation", "code"),
    [
        ("Cyngor Gwynmor", "Wales", "cy"),
        ("Comhairle Eilmor", "Scotland", "gd"),
        ("Comhairle Cheantar Dhúnmor", "Northern Ireland", "ga"),
        ("Gwynmor County Council", "Wales", "en"),
        ("Cyngorley Council", "England", "en"),
    ],
)
def test_the_word_for_council_says_it(name, nation, code):
    assert language_of(name, nation) == code
