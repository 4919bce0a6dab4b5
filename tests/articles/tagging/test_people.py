from datetime import date

import pytest

from articles.tagging.mentions import build_mention_finder
from articles.tagging.register import Entity, Name, Post, Ref, Register
from articles.tagging.values import Document
from tests.articles.tagging.invented import DAY, links, mentions, seat, surfaces


def test_a_full_name_links_to_whoever_sat_that_day():
    assert links("Zelda Brockhurst, MP for Ambridge East, spoke.") == [("Zelda Brockhurst", "zb")]


def test_a_surname_with_title_means_the_full_name_of_the_article():
    body = "Zelda Brockhurst MP spoke in Parliament. Ms Brockhurst's staff agreed with Brockhurst."
    assert links(body) == [
        ("Zelda Brockhurst", "zb"),
        ("Ms Brockhurst", "zb"),
        ("Brockhurst", "zb"),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("'", "'"), ("‘", "’"), ('"', '"')])
def test_a_name_right_behind_an_opening_mark_is_a_name(opening, closing):
    body = f"Zelda Brockhurst MP spoke. {opening}Zelda is right,{closing} he said. It's Zelda's."
    assert links(body) == [("Zelda Brockhurst", "zb"), ("Zelda", "zb"), ("Zelda", "zb")]
    assert surfaces("Cian O'Quogle, 43, and his aunt, Mary O'Quogle, spoke.") == [
        "Cian O'Quogle",
        "Mary O'Quogle",
    ]


def test_a_title_of_the_other_sex_means_somebody_else():
    body = "Zelda Brockhurst MP spoke. Her husband Ned Brockhurst listened. Mr Brockhurst smiled."
    assert [m.name for m in mentions(body, "person")] == [
        "Zelda Brockhurst",
        "Ned Brockhurst",
        "Ned Brockhurst",
    ]


def test_a_bare_surname_means_the_one_already_named_in_full():
    body = (
        "Former MP Agnes Quillfeather left. His wife Zoe was sad. Quillfeather wept. "
        "Zoe Quillfeather smiled."
    )
    assert [m.name for m in mentions(body, "person")][2] == "Agnes Quillfeather"


def test_a_knight_is_meant_by_title_and_first_name():
    body = "Sir Milo Tanqueray, the Tory MP, arrived. Sir Milo sat down."
    assert links(body)[1] == ("Sir Milo", "mt")


@pytest.mark.parametrize(
    "title", ["Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Cllr", "Councillor", "Coun", "Rev"]
)
def test_titles_are_in_the_span(title):
    assert surfaces(f"It was said by {title} Quogle of Mill Road.") == [f"{title} Quogle"]


@pytest.mark.parametrize("role", ["Mayor", "councillor", "Inspector", "PC", "Chief Constable"])
def test_roles_and_ranks_are_not_in_the_span(role):
    assert surfaces(f"It was said by {role} Hannah Quogle, 43.") == ["Hannah Quogle"]


def test_the_possessive_is_not_in_the_span():
    assert surfaces("It was Hannah Quogle’s idea, said Jas O’Grady.") == [
        "Hannah Quogle",
        "Jas O’Grady",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The Brockhursts went home, the Brockhurstite wing with them.",
        "It was a Brockhurst-esque speech.",
        "The Brockhurst Rule applies.",
        "She visited the Zelda Brockhurst House Museum.",
        "Hannah Quogle Primary School is full.",
        "Shoppers at Taylor Wimpey saw Oxford Street and Victoria Park.",
        "St John Ambulance came on Wednesday in May.",
        "The Jane Quogle Foundation and Hannah Grove Park were closed.",
    ],
)
def test_names_inside_other_names_are_no_mention(body):
    assert surfaces(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "Zibby Quogle, 45, saw it.",
        "Resident Hannah Xyzzy said it was loud.",
        "Ned Turner, who lives there, wrote to us.",
        "Zibby Quogle waved. Mr Quogle was pleased.",
        "Chairman Fergus Quogle resigned.",
        "“No,” said Hannah Quogle.",
    ],
)
def test_people_outside_the_register_are_mentioned_but_not_linked(body):
    assert {ref for _, ref in links(body)} == {None}
    assert mentions(body, "person")


def test_a_first_name_beside_a_relative_is_a_person():
    assert surfaces("She came with her husband Trevor on Monday.") == ["Trevor"]


def test_a_first_name_without_any_sign_is_not():
    assert surfaces("In Trevor the lights went out.") == []


def test_both_of_a_couple_are_named():
    assert surfaces("The house of Trevor and Mary Quogle burnt.") == ["Trevor", "Mary Quogle"]


def test_the_fullest_form_names_somebody_unknown():
    names = [m.name for m in mentions("Hannah Jane Quogle, 40, sang. Ms Quogle won.", "person")]
    assert names == ["Hannah Jane Quogle", "Hannah Jane Quogle"]


def test_a_title_case_headline_alone_names_nobody_new():
    assert surfaces("Nothing more is known.", headline="Hannah Montrose Wins Big Prize") == []


def test_a_headline_takes_the_people_of_the_body():
    body = "Zelda Brockhurst MP spoke in Parliament."
    assert surfaces(body, headline="Brockhurst speaks")[0] == "Brockhurst"


def test_a_surname_alone_links_to_the_top_office_of_the_day():
    body = "Labour and Tory MPs in the Commons fear that a Vane government would fall."
    assert links(body) == [("Vane", "dv")]


def test_a_surname_alone_without_politics_is_no_mention():
    assert links("The weather vane fell. At Vane they sell cakes.") == []


def test_a_title_and_surname_without_office_is_nobody_of_the_register():
    assert links("Mrs Brockhurst sells cakes at the fair.") == [("Mrs Brockhurst", None)]


def test_a_title_and_surname_links_where_the_article_names_the_seat():
    body = "The Ambridge East MP was late. Ms Brockhurst apologised."
    assert links(body) == [("Ms Brockhurst", "zb")]


def test_an_office_in_the_article_links_title_and_surname():
    body = "The foreign secretary flew out. Mr Tanqueray will return."
    assert links(body) == [("Mr Tanqueray", "mt")]


def test_a_peer_is_found_without_the_territory():
    assert links("Lord Pettifer, the attorney general, advised.") == [("Lord Pettifer", "peer")]
    assert links("Lord Pettifer of Marsh, the attorney general, advised.") == [
        ("Lord Pettifer of Marsh", "peer")
    ]


def test_a_family_name_of_two_words_is_met_again():
    body = "Former MP Ivor Dunkley Smythe spoke. Mr Dunkley Smythe left Parliament in 2010."
    assert links(body) == [("Ivor Dunkley Smythe", "ids"), ("Mr Dunkley Smythe", "ids")]


def test_every_mention_says_why():
    body = "Zelda Brockhurst, MP for Ambridge East, spoke. Ms Brockhurst left."
    first, second = mentions(body, "person")
    assert "MP for Ambridge East on that day" in first.evidence.why
    assert second.evidence.why.startswith("“Ms Brockhurst”: Zelda Brockhurst is named in full in")
    assert DAY.year == 2015


def test_a_particle_belongs_to_the_family_name():
    body = "Rhys ap Quogle, 50, sang. Ap Quogle bowed. Mr ap Quogle left."
    found = mentions(body, "person")
    assert [m.surface for m in found] == ["Rhys ap Quogle", "Ap Quogle", "Mr ap Quogle"]
    assert {m.name for m in found} == {"Rhys ap Quogle"}


def test_an_ordinary_word_at_the_head_of_a_sentence_is_no_surname():
    body = "Gordon Brown, 50, sang. Brown bread was sold. Brown said it was good."
    assert surfaces(body) == ["Gordon Brown", "Brown"]


def test_a_dated_name_means_nobody_outside_of_its_time():
    born, married = date(2010, 1, 1), date(2014, 1, 1)
    zelda = Ref("person", "z")
    register = Register.of(
        entities=[Entity(zelda, "Zelda Orme", "female", "Orme"), Entity(seat("wick"), "Wick")],
        names=[Name(zelda, "Zelda Vane", "stated", born, married), Name(seat("wick"), "Wick")],
        posts=[Post("z", "mp", seat("wick"), None, born, None)],
    )
    find = build_mention_finder(register)
    text = "Fair opens\n\nZelda Vane, MP for Wick, opened the fair."
    on = {day: find(Document(text, day)).mentions for day in (date(2013, 12, 31), married)}
    assert [zelda in [m.ref for m in found] for found in on.values()] == [True, False]


def test_a_nickname_of_the_register_means_whoever_of_that_name_is_in_the_article():
    body = "Dorothea Vane, the prime minister, came. She said: 'Call me Thea.' We asked Thea why."
    assert links(body) == [("Dorothea Vane", "dv"), ("Thea", "dv"), ("Thea", "dv")]
    assert ("Thea", "dv") not in links("Milo Tanqueray MP came. 'Call me Thea,' said a neighbour.")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Trevor Quogle, whose wife Hannah is a vet, sat.", "Hannah Quogle"),
        ("Trevor Quogle, 45, came with his son, Brian. She left.", "Brian Quogle"),
        ("Trevor Quogle's daughter Hannah sat.", "Hannah Quogle"),
        ("Trevor Quogle, 45, sat.\n\nHe is survived by his wife, Hannah.", "Hannah Quogle"),
    ],
)
def test_a_relative_named_by_first_name_has_the_same_surname(body, name):
    assert [m.name for m in mentions(body, "person")] == ["Trevor Quogle", name]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Trevor Quogle, 45, sat.\n\nHis wife Hannah wept.", "Hannah"),
        ("Trevor Quogle, 45, sat. Her son Brian wept.", "Brian"),
        ("Trevor Quogle, 45, whose wife, a vet, employs Hannah, sat.", None),
        ("Trevor Quogle, 45, sat with his wife Hannah Roe.", "Hannah Roe"),
    ],
)
def test_a_relative_of_nobody_near_keeps_the_first_name_alone(body, name):
    assert [m.name for m in mentions(body, "person")][1:] == ([name] if name else [])


def test_a_relative_in_the_register_is_linked_and_told_so():
    body = "Ned Tanqueray, whose brother Milo is MP for Trumpton, sat in the Commons gallery."
    milo = next(m for m in mentions(body, "person") if m.surface == "Milo")
    assert (milo.ref.key, milo.evidence.rule) == ("mt", "relative")
    assert "named as a relative of Ned Tanqueray" in milo.evidence.why


def test_mrs_is_the_wife_among_relatives_of_one_surname():
    kin = "He is survived by his wife, Mary, and their daughters Zoe and Ruth."
    body = f"Trevor Quogle, 45, sat.\n\n{kin} Mrs Quogle wept."
    assert [m.name for m in mentions(body, "person")][-1] == "Mary Quogle"


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Publisher Tabitha Loom admitted it.", ["Tabitha Loom"]),
        ("Beekeeper Hannah Quogle said so.", ["Hannah Quogle"]),
        ("Peter Hannah Quogle said so.", ["Peter Hannah Quogle"]),
        ("Supporter Hannah Quogle Centre opened.", []),
        ("Cllr Hugh Canal agreed.", ["Cllr Hugh Canal"]),
        ("The Hugh Canal reopened.", []),
        ("Saltreach Lido is shut.", []),
    ],
)
def test_a_trade_before_a_name_and_the_end_of_a_place(body, names):
    assert surfaces(body) == names


def test_a_titled_councillor_is_the_one_of_a_family_who_is_a_councillor():
    body = "Ann Thistlewood met Omar Thistlewood. “No,” said Cllr Thistlewood."
    assert links(body)[-1] == ("Cllr Thistlewood", "lead")
    body = "Ann Thistlewood met Omar Thistlewood of Ambridge Council. Ann Thistlewood left."
    assert links(f"{body} “No,” said Cllr Thistlewood.")[-1] == ("Cllr Thistlewood", "lead")


def test_a_relative_s_first_name_is_not_another_who_bears_it():
    body = "Omar Thistlewood died. His brother Milo said so. Milo Tanqueray, MP for Trumpton, left."
    assert links(body)[1] == ("Milo", None)
    body = (
        "Ann Brockhurst spoke. Her daughter, Zelda, left. Zelda Brockhurst, MP for Ambridge East."
    )
    assert links(body)[1] == ("Zelda", "zb")


def test_a_first_name_means_nobody_who_is_only_named_further_down():
    body = "Mr Hale brought his daughter, Zelda, 12. Zelda said it was late. Zelda Brockhurst sat."
    assert [key for _, key in links(f"{body} She is MP for Ambridge East.")] == [None] * 3 + ["zb"]
    assert links("Zelda Brockhurst, MP for Ambridge East, came. Zelda left.")[-1] == ("Zelda", "zb")


def test_a_place_behind_councillor_is_the_surname_of_whom_the_article_names():
    body = "Milo Kingston spoke. What councillor Kingston said was odd. In Kingston it rained."
    assert surfaces(body) == ["Milo Kingston", "Kingston"]
    assert surfaces("A councillor Kingston knows. The councillor for Kingston left.") == []
