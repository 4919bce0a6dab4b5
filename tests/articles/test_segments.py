"""Cutting a text at the edges of what was found in it."""

from hypothesis import given
from hypothesis import strategies as st

from articles.segments import Segment, Span, cut, paragraphs


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(max_size=60))
    edges = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edges, edges), max_size=6))
    spans = [Span(min(p), max(p), n) for n, p in enumerate(pairs) if p[0] != p[1]]
    start, end = sorted((draw(edges), draw(edges)))
    return text, spans, start, end


@given(texts_with_spans())
def test_the_pieces_together_are_the_part_that_was_cut(case):
    text, spans, start, end = case
    assert "".join(piece.text for piece in cut(text, spans, start, end)) == text[start:end]


@given(texts_with_spans())
def test_every_piece_is_what_stands_at_its_offsets_and_none_is_empty(case):
    text, spans, start, end = case
    for piece in cut(text, spans, start, end):
        assert piece.text == text[piece.start : piece.end] != ""


@given(texts_with_spans())
def test_each_span_is_found_on_exactly_its_own_code_points(case):
    text, spans, start, end = case
    pieces = cut(text, spans, start, end)
    for span in spans:
        covered = {i for p in pieces if span.found in p.found for i in range(p.start, p.end)}
        assert covered == set(range(max(span.start, start), min(span.end, end)))


def test_a_name_that_straddles_the_edge_of_a_statement_is_split_there():
    text = "Ada Quill spoke"
    assert cut(text, [Span(0, 9, "name"), Span(4, 15, "words")]) == [
        Segment(0, 4, "Ada ", ("name",)),
        Segment(4, 9, "Quill", ("name", "words")),
        Segment(9, 15, " spoke", ("words",)),
    ]


def test_an_emoji_counts_as_one_code_point():
    assert [piece.text for piece in cut("😀 Ada", [Span(2, 5, "name")])] == ["😀 ", "Ada"]


def test_paragraphs_are_the_lines_with_words():
    text = "Headline\n\nFirst.\n\n  \n\nSecond."
    assert [text[a:b] for a, b in paragraphs(text, 10)] == ["First.", "Second."]
