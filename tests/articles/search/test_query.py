"""Whatever is typed has a meaning, and what was read otherwise is said."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import MAX_PARTS, Part, parse


def word(text: str) -> Part:
    return Part(text)


def phrase(text: str) -> Part:
    return Part(text, is_phrase=True)


def test_words_are_all_required() -> None:
    assert parse("harbour  wall").required == ((word("harbour"),), (word("wall"),))


def test_quote_marks_of_every_shape_make_a_phrase() -> None:
    for typed in ['"harbour wall"', "“harbour wall”", "«harbour  wall»", "„harbour wall“"]:
        assert parse(typed).required == ((phrase("harbour wall"),),)
        assert parse(typed).notes == ()


def test_a_dash_excludes_the_word_or_phrase_it_touches() -> None:
    query = parse('harbour -wall -"sea front" co-op')
    assert query.required == ((word("harbour"),), (word("co-op"),))
    assert query.excluded == (word("wall"), phrase("sea front"))


def test_or_joins_its_neighbours_only() -> None:
    query = parse('ferry harbour OR quay OR "sea front" toll')
    either = (word("harbour"), word("quay"), phrase("sea front"))
    assert query.required == ((word("ferry"),), either, (word("toll"),))


def test_small_or_is_a_word() -> None:
    assert parse("now or never").required[1] == (word("or"),)


def test_or_without_a_neighbour_is_left_out_and_said() -> None:
    for typed in ["OR quay", "quay OR", "quay OR -ferry"]:
        assert parse(typed).required == ((word("quay"),),)
        assert "OR stands between" in parse(typed).notes[0]


def test_or_before_an_exclusion_joins_nothing() -> None:
    query = parse("quay OR -ferry toll")
    assert query.required == ((word("quay"),), (word("toll"),))


def test_an_unclosed_quote_is_read_to_the_end_and_said() -> None:
    query = parse('ferry "harbour wall')
    assert query.required == ((word("ferry"),), (phrase("harbour wall"),))
    assert query.notes == ("The quote mark was not closed: read as “harbour wall”.",)


def test_empty_quotes_and_lone_dashes_are_said() -> None:
    assert "no words" in parse('""').notes[0]
    assert "dash" in parse("harbour - wall").notes[0]


def test_an_address_is_one_word() -> None:
    assert parse("http://echo.example/a?b=c").required == ((word("http://echo.example/a?b=c"),),)


def test_a_very_long_search_is_cut_and_said() -> None:
    query = parse("word " * 1000)
    assert len(query.required) == MAX_PARTS
    assert "only its beginning" in query.notes[0]


@given(st.text(alphabet=st.characters(), max_size=700))
def test_every_text_is_read(typed: str) -> None:
    query = parse(typed)
    assert all(group for group in query.required)
    for part in (*query.wanted, *query.excluded):
        assert part.text.strip()
        part.text.encode("utf-8")


@given(st.text(alphabet=' "-ORab“”', max_size=60))
def test_reading_is_stable(typed: str) -> None:
    """What was read, typed again with every mark closed, is read the same."""
    query = parse(typed)
    groups = [" OR ".join(map(written, group)) for group in query.required]
    again = parse(" ".join([*groups, *(f"-{written(part)}" for part in query.excluded)]))
    assert (again.required, again.excluded) == (query.required, query.excluded)


def written(part: Part) -> str:
    return f'"{part.text}"' if part.is_phrase else part.text
