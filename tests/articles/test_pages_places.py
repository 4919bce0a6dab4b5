"""What the lists of constituencies, councils and parties cost."""

import pytest

from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/constituencies/", "/councils/", "/parties/"])
@pytest.mark.parametrize("number", [3, 30])
def test_lists_ask_the_database_no_more_when_there_are_more_rows(
    client, path, number, django_assert_max_num_queries
):
    for n in range(number):
        make.member(f"Ada Holt{n}", f"Seat {n}", make.party(f"Party {n}"))
        make.council(f"Area {n}")
    with django_assert_max_num_queries(5):
        client.get(path)
