"""Names as the local and national press writes them, each rule for and against."""

from datetime import date

import pytest

from tests.articles.tagging.invented import links, mentions, surfaces

LATER = date(2018, 1, 1)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("UKIP won, and Ukip cheered.", ["UKIP", "Ukip"]),
        ("LABOUR WINS AND TORIES LOSE.", ["LABOUR", "TORIES"]),
        ("Ned Quogle (LD) beat Hannah Quogle (Green) and Jo Orr (Con).", ["LD", "Green", "Con"]),
        ("Results: Lab 12, Con 10, Lib Dem 4.", ["Lab", "Con", "Lib Dem"]),
        ("Labour, Respect and UKIP lost.", ["Labour", "Respect", "UKIP"]),
        ("The former Respect MP wept.", ["Respect"]),
        ("MPs of the Independent Group met.", ["Independent Group"]),
        ("The Independent Group has eight MPs.", ["Independent Group"]),
    ],
)
def test_parties_in_lists_results_and_brackets(body, words):
    assert surfaces(body, "party") == words
    assert None not in {key for _, key in links(body, "party")}


@pytest.mark.parametrize(
    "body",
    [
        "The lab took 12 samples. A con cost 10 jobs.",
        "Labour Students danced with the Labour Friends of Ambridge.",
        "The Independent Group on Ambridge Council met, and an MP came.",
        "The Independent Group said nothing about the bins.",
    ],
)
def test_bodies_with_a_partys_word_are_no_party(body):
    assert surfaces(body, "party") == []


def test_a_party_of_another_country_has_no_link():
    assert links("The Norwegian Labour Party lost; Labour won.", "party") == [
        ("Labour Party", None),
        ("Labour", "labour"),
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Trumpton borough council", "trumpton"),
        ("Loxley council", "loxley"),
        ("Loxley & Deane Borough Council", "loxley"),
        ("Felshire county council", "felshire"),
        ("Darrington Combined Authority", "darrington"),
        ("Penny, Hassett and Lyle (PHL) Council", "penny"),
        ("Trumpton county council", None),
        ("Ambridge Town Council", None),
        ("Greater Ambridge Council", None),
        ("Stow cum Quogle parish council", None),
    ],
)
def test_a_council_is_known_by_its_place(words, key):
    assert links(f"Bosses at {words} met.", "council") == [(words, key)]


def test_a_council_that_is_gone_keeps_its_name():
    assert links("Trumpton Council was abolished.", "council", day=date(2023, 1, 1)) == [
        ("Trumpton Council", "trumpton")
    ]


@pytest.mark.parametrize("name", ["North Felpersham", "Felpersham North"])
def test_a_seat_that_was_renamed_is_the_one_that_sat_that_day(name):
    body = f"The {name} MP spoke."
    assert links(body, "constituency") == [(name, "north-felpersham")]
    assert links(body, "constituency", day=LATER) == [(name, "felpersham-north")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("The Wexmouth MP spoke.", "Wexmouth"),
        ("The Borchester Central MP spoke.", "Borchester Central"),
        ("Hannah Quogle (Ned Orr, Labour, Trumpton) spoke.", "Trumpton"),
        ("She will contest Trumpton.", "Trumpton"),
        ("The Labour member for Trumpton rose.", "Trumpton"),
        ("The Tory-held Trumpton was lost.", "Trumpton"),
        (
            "In Ambridge East, voters will go to the polls, MPs in the Commons said.",
            "Ambridge East",
        ),
    ],
)
def test_more_places_used_as_seats(body, words):
    assert surfaces(body, "constituency") == [words]


@pytest.mark.parametrize(
    "body",
    [
        "She represents Trumpton ward.",
        "Cllr Hannah Quogle (Con, Trumpton) spoke.",
        "The candidate for Trumpton council spoke.",
        "He represents Trumpton Rovers.",
        "The mayoral candidate for Trumpton spoke.",
        "A club member from Trumpton sang; Trumpton members clapped.",
    ],
)
def test_wards_and_clubs_are_no_seats(body):
    assert surfaces(body, "constituency") == []


def test_behind_a_title_any_word_is_a_surname():
    body = "Tessa Field MP spoke in Parliament. Ms Field left."
    assert links(body) == [("Tessa Field", "field"), ("Ms Field", "field")]
    assert surfaces("Mr Speaker, the Field Hospital is full.") == []


@pytest.mark.parametrize(
    "body",
    [
        "The Striker Zelda Brockhurst scored.",
        "Plumber Zelda Brockhurst fixed it, an MP said.",
        "Dog walker Zelda Brockhurst sang.",
        "Zelda Brockhurst sells cakes.",
    ],
)
def test_a_sitting_member_needs_some_evidence_too(body):
    assert links(body) == [("Zelda Brockhurst", None)]


def test_the_party_beside_the_name_tells_namesakes_apart():
    assert links("Labour’s Otto Marchbanks spoke.") == [("Otto Marchbanks", "ot-mp")]
    assert links("The Green Party’s Otto Marchbanks spoke.") == [("Otto Marchbanks", "ot-mla")]


def test_the_office_beside_the_name_tells_namesakes_apart():
    assert links("So said Otto Marchbanks MLA.") == [("Otto Marchbanks", "ot-mla")]
    assert links("So said Otto Marchbanks MP.") == [("Otto Marchbanks", "ot-mp")]


def test_a_member_of_another_party_is_somebody_else():
    body = "Former Tory MP Agnes Quillfeather spoke."
    assert links(body) == [("Agnes Quillfeather", None)]
    assert links(body.replace("Tory", "Labour")) == [("Agnes Quillfeather", "old")]


def test_a_councillor_standing_for_the_seat_is_its_later_member():
    body = "Cllr Ludo Pomfret will stand for the Ambridge East seat."
    assert links(body) == [("Cllr Ludo Pomfret", "later")]


def test_a_member_may_be_a_councillor_afterwards():
    body = "Cllr Agnes Quillfeather, once Labour MP for Trumpton, spoke."
    assert links(body) == [("Cllr Agnes Quillfeather", "old")]


def test_a_doctor_in_office_is_still_the_member():
    assert links("Dr Zelda Brockhurst MP spoke.") == [("Dr Zelda Brockhurst", "zb")]


def test_both_of_a_couple_have_the_family_name():
    body = "The prime minister came. Dorothea and Trevor Vane danced, said a minister."
    assert links(body) == [("Dorothea", "dv"), ("Trevor Vane", None)]


def test_a_bare_surname_is_the_leaders_where_only_a_relative_is_named():
    body = "Trevor Vane sang. Labour MPs in the Commons said Vane must go."
    assert links(body) == [("Trevor Vane", None), ("Vane", "dv")]


@pytest.mark.parametrize(
    "body",
    [
        "Labour councillor Xan Trubshaw left.",
        "District Judge Xan Trubshaw left.",
        "“No,” said Xan Trubshaw.",
        "Xan Trubshaw said: “No.”",
        "Xan Trubshaw, a nurse from Ambridge, left.",
        "Xan Trubshaw, who runs the shop, left.",
        "Maria del Carmen Ruiz, 45, left.",
    ],
)
def test_a_name_without_a_known_first_name_is_shown_by_its_neighbours(body):
    assert len(surfaces(body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Developer Weston Trubshaw left the site.",
        "Trubshaw Water said it was sorry.",
        "Bus operator Go Ahead said no.",
        "The Bill was read in Ambridge.",
    ],
)
def test_firms_are_not_people(body):
    assert surfaces(body) == []


def test_a_word_of_law_may_be_a_first_name():
    assert surfaces("Bill Quogle, 50, left. The Planning Bill fell.") == ["Bill Quogle"]


def test_statesmen_are_named_in_full_without_a_link():
    named = [(m.surface, m.name) for m in mentions("President Obama met Mrs Thatcher.", "person")]
    assert named == [("Obama", "Barack Obama"), ("Mrs Thatcher", "Margaret Thatcher")]


def test_an_unknown_name_keeps_its_accents():
    (mention,) = mentions("Zoë Ó Quógle, 40, sang.", "person")
    assert mention.name == "Zoë Ó Quógle"


def test_the_reason_names_the_party_beside_the_name():
    (mention,) = mentions("Labour’s Otto Marchbanks spoke.", "person")
    assert "named with the person’s party, “Labour”" in mention.evidence.why
    (loser,) = mention.evidence.against
    assert "another party" in loser.reason


def test_a_bare_surname_is_not_that_of_a_relative_who_is_nobody_in_the_register():
    body = (
        "Zelda Brockhurst MP came. Her husband, Ned Brockhurst, sang. Brockhurst left Parliament."
    )
    assert [m.name for m in mentions(body, "person")] == [
        "Zelda Brockhurst",
        "Ned Brockhurst",
        "Zelda Brockhurst",
    ]


def test_a_wife_who_holds_the_seat_now_is_meant_by_her_title_and_after_her_name():
    body = (
        "Former Labour MP Agnes Quillfeather is proud of her daughter Zelda Brockhurst, MP for "
        "Ambridge East. Ms Brockhurst thanked Ms Quillfeather."
    )
    assert [key for _, key in links(body)] == ["old", "zb", "zb", "old"]


def test_a_peer_is_said_to_be_named_by_the_title():
    body = "Lord Pettifer, the attorney general, advised."
    (mention,) = mentions(body, "person")
    assert "is named in full, as “Lord Pettifer”; Attorney General on that day" in (
        mention.evidence.why
    )


@pytest.mark.parametrize("name", ["Zelda Brockhurts", "Zelda Brokhurst", "Zelda Brockhursst"])
def test_a_misprint_beside_the_seat_is_the_member(name):
    (mention,) = mentions(f"{name}, MP for Ambridge East, spoke.", "person")
    assert (mention.ref.key, mention.name) == ("zb", "Zelda Brockhurst")
    assert "a letter wrong" in mention.evidence.why


def test_a_misprint_without_the_seat_is_nobody():
    assert links("Zelda Brockhurts, 40, sells cakes.") == [("Zelda Brockhurts", None)]


def test_a_misprint_of_somebody_named_rightly_elsewhere_is_the_same_person():
    body = "Zelda Brockhurst MP came to Parliament. Zelda Brokhurst left. Ms Brockhurts sat."
    assert [key for _, key in links(body)] == ["zb", "zb", "zb"]


def test_another_surname_a_letter_apart_is_no_misprint():
    body = "Hannah Smyth, 40, sang. Mr Smith bowed."
    assert [m.name for m in mentions(body, "person")] == ["Hannah Smyth", "Smith"]


def test_a_title_in_the_lords_is_not_that_of_a_sitting_member():
    body = "Lord Vellacott told the prime minister, MPs said."
    assert links(body) == [("Lord Vellacott", None)]
    assert links(body, day=date(2026, 1, 1)) == [("Lord Vellacott", "pv")]


def test_a_seat_or_council_that_reads_like_a_person_is_none():
    assert surfaces("Daisy Larch said it was late. The fair at Daisy Larch is shut.") == []
    assert surfaces("Daisy Larchwood said it was late.") == ["Daisy Larchwood"]


def test_a_lord_of_a_surname_is_the_lord_named_in_full_in_the_article():
    body = "Lord Hugo Vellacott leads Ambridge Council. Lord Vellacott spoke to MPs of Labour."
    assert links(body, day=date(2026, 1, 1)) == [
        ("Lord Hugo Vellacott", None),
        ("Lord Vellacott", None),
    ]


@pytest.mark.parametrize(
    "body",
    ["The Ambridge Council for Mosques met.", "The Ambridge University council met."],
)
def test_a_body_called_council_that_governs_no_place(body):
    assert links(body, "council") == []
