"""An invented register: people, parties, councils and seats of a country that does not exist."""

from datetime import date

from articles.tagging.mentions import Found, build_mention_finder
from articles.tagging.register import Entity, Name, OfficeTerm, Post, Ref, Register
from articles.tagging.values import Document, Mention

DAY = date(2015, 6, 1)
ELECTED, DISSOLVED = date(2012, 5, 3), date(2017, 5, 3)


def person(key: str) -> Ref:
    return Ref("person", key)


def seat(key: str) -> Ref:
    return Ref("constituency", key)


def council(key: str) -> Ref:
    return Ref("council", key)


def party(key: str) -> Ref:
    return Ref("party", key)


PEOPLE = [
    Entity(person("zb"), "Zelda Brockhurst", "female", "Brockhurst"),
    Entity(person("mt"), "Milo Tanqueray", "male", "Tanqueray"),
    Entity(person("dv"), "Dorothea Vane", "female", "Vane"),
    Entity(person("js-east"), "Jack Sparrowhawk", "male", "Sparrowhawk"),
    Entity(person("js-west"), "Jack Sparrowhawk", "male", "Sparrowhawk"),
    Entity(person("bs"), "Brian Smith", "male", "Smith"),
    Entity(person("old"), "Agnes Quillfeather", "female", "Quillfeather"),
    Entity(person("lead"), "Omar Thistlewood", "male", "Thistlewood"),
    Entity(person("peer"), "Lord Pettifer of Marsh", "male", ""),
    Entity(person("mayor"), "Enoch Trimble", "male", "Trimble"),
    Entity(person("field"), "Tessa Field", "female", "Field"),
    Entity(person("pv"), "Piers Vellacott", "male", "Vellacott"),
    Entity(person("ot-mp"), "Otto Marchbanks", "male", "Marchbanks"),
    Entity(person("ot-mla"), "Otto Marchbanks", "male", "Marchbanks"),
    Entity(person("later"), "Ludo Pomfret", "male", "Pomfret"),
    Entity(person("ids"), "Ivor Dunkley Smythe", "male", "Dunkley Smythe"),
]
PLACES = [
    Entity(seat("ambridge-east"), "Ambridge East"),
    Entity(seat("ambridge-west"), "Ambridge West"),
    Entity(seat("trumpton"), "Trumpton"),
    Entity(seat("wexmouth-and-larch"), "Wexmouth, Larch and Fenny", start=date(2010, 5, 6)),
    Entity(seat("daisy-larch"), "Daisy Larch"),
    Entity(seat("north-felpersham"), "North Felpersham"),
    Entity(seat("felpersham-north"), "Felpersham North"),
    Entity(seat("borchester-on-am"), "Borchester-on-Am Central"),
    Entity(council("loxley"), "Loxley and Deane Borough Council"),
    Entity(council("felshire"), "Felshire County Council"),
    Entity(council("darrington"), "Darrington Combined Authority"),
    Entity(council("penny"), "Penny, Hassett and Lyle Council"),
    Entity(council("ambridge"), "Ambridge Borough Council"),
    Entity(council("trumpton"), "Trumpton City Council", end=date(2020, 4, 1)),
    Entity(council("norshire-old"), "Norshire County Council", end=date(2009, 4, 1)),
    Entity(council("norshire"), "Norshire Council", start=date(2009, 4, 1)),
]
PARTIES = [
    Entity(party("labour"), "Labour Party"),
    Entity(party("conservative"), "Conservative Party"),
    Entity(party("liberal-democrats"), "Liberal Democrats"),
    Entity(party("green"), "Green Party"),
    Entity(party("reform-uk"), "Reform UK", start=date(2014, 1, 1)),
    Entity(party("respect"), "Respect Party", end=date(2014, 1, 1)),
    Entity(party("ukip"), "UK Independence Party"),
    Entity(party("change-uk"), "Change UK", start=date(2014, 1, 1)),
]
PLACE_NAMES = [
    *(Name(e.ref, e.name, "ambiguous") for e in PLACES if e.ref.kind == "constituency"),
    *(Name(e.ref, e.name) for e in PLACES if e.ref.kind == "council"),
    Name(seat("north-felpersham"), "Felpersham North", "ambiguous"),
    Name(seat("felpersham-north"), "North Felpersham", "ambiguous"),
    Name(council("loxley"), "Loxley and Deane", "ambiguous"),
    Name(council("felshire"), "Felshire", "ambiguous"),
    Name(council("penny"), "Penny, Hassett and Lyle", "ambiguous"),
    Name(council("ambridge"), "Ambridge Council"),
    Name(council("ambridge"), "Ambridge", "ambiguous"),
    Name(council("trumpton"), "Trumpton", "ambiguous"),
    Name(council("trumpton"), "Trumpton Council"),
    Name(council("norshire-old"), "Norshire Council"),
]
PARTY_NAMES = [
    *(Name(party("labour"), text) for text in ("Labour", "Labour Party")),
    Name(party("labour"), "Lab", "ambiguous"),
    *(Name(party("conservative"), text) for text in ("Conservative", "Tory", "Tories")),
    Name(party("conservative"), "Con", "ambiguous"),
    Name(party("ukip"), "Ukip"),
    Name(party("change-uk"), "The Independent Group"),
    Name(party("change-uk"), "Independent Group"),
    Name(party("liberal-democrats"), "LD", "ambiguous"),
    *(Name(party("liberal-democrats"), t) for t in ("Lib Dem", "Lib Dems", "Liberal Democrats")),
    Name(party("green"), "Green Party"),
    Name(party("green"), "Green", "ambiguous"),
    Name(party("reform-uk"), "Reform UK"),
    Name(party("reform-uk"), "Reform", "ambiguous", start=date(2014, 1, 1)),
    Name(party("respect"), "Respect Party"),
    Name(party("respect"), "Respect", "ambiguous"),
]
POSTS = [
    Post("zb", "mp", seat("ambridge-east"), "labour", ELECTED, DISSOLVED),
    Post("mt", "mp", seat("trumpton"), "conservative", ELECTED, DISSOLVED),
    Post("dv", "mp", seat("ambridge-west"), "labour", ELECTED, DISSOLVED),
    Post("js-east", "mp", seat("wexmouth-and-larch"), "labour", ELECTED, DISSOLVED),
    Post("js-west", "mp", seat("trumpton"), "conservative", date(2010, 5, 6), ELECTED),
    Post("bs", "mp", seat("trumpton"), "labour", date(2003, 5, 1), date(2006, 5, 1)),
    Post("old", "mp", seat("trumpton"), "labour", date(1997, 5, 1), date(2001, 5, 1)),
    Post("lead", "council_leader", council("ambridge"), "labour", ELECTED, None),
    Post("mayor", "mayor", council("loxley"), None, ELECTED, None),
    Post("field", "mp", seat("north-felpersham"), "labour", ELECTED, DISSOLVED),
    Post("pv", "mp", seat("felpersham-north"), "labour", date(2017, 6, 8), date(2024, 5, 30)),
    Post("ot-mp", "mp", seat("borchester-on-am"), "labour", ELECTED, DISSOLVED),
    Post("ot-mla", "mla", None, "green", ELECTED, DISSOLVED),
    Post("later", "mp", seat("ambridge-east"), "labour", date(2017, 6, 8), None),
    Post("ids", "mp", seat("trumpton"), "conservative", date(2006, 5, 1), date(2010, 5, 6)),
]
OFFICES = [
    OfficeTerm(
        "prime-minister", "dv", "Prime Minister", ("prime minister", "Prime Minister"),
        "government", ELECTED, DISSOLVED,
    ),
    OfficeTerm(
        "leader-of-the-opposition", "field", "Leader of the Opposition", ("opposition leader",),
        "opposition", ELECTED, DISSOLVED,
    ),
    OfficeTerm(
        "attorney-general", "peer", "Attorney General", ("attorney general",),
        "government", ELECTED, DISSOLVED,
    ),
    OfficeTerm(
        "foreign-secretary", "mt", "Foreign Secretary", ("foreign secretary", "Foreign Secretary"),
        "government", ELECTED, DISSOLVED,
    ),
]  # fmt: skip
REGISTER = Register.of(
    [*PEOPLE, *PLACES, *PARTIES],
    [
        *(Name(e.ref, e.name) for e in PEOPLE),
        *PLACE_NAMES,
        *PARTY_NAMES,
        Name(person("pv"), "Lord Vellacott"),
        Name(person("mt"), "Miles Tanqueray", "generated"),
        Name(person("dv"), "Thea Vane", "generated"),
    ],
    POSTS,
    OFFICES,
    {"ambridge-east": frozenset({"ambridge"}), "ambridge-west": frozenset({"ambridge"})},
)
FINDER = build_mention_finder(REGISTER)


def found(body: str, day: date | None = DAY, headline: str = "News in brief") -> Found:
    """What the finder makes of an article with this body."""
    return FINDER(Document(f"{headline}\n\n{body}", day, "day" if day else "unknown"))


def mentions(body: str, kind: str | None = None, **options) -> list[Mention]:
    return [m for m in found(body, **options).mentions if kind in (None, m.kind)]


def links(body: str, kind: str = "person", **options) -> list[tuple[str, str | None]]:
    """Surface and the register's key (None for nobody) of each mention of a kind."""
    return [(m.surface, m.ref.key if m.ref else None) for m in mentions(body, kind, **options)]


def surfaces(body: str, kind: str = "person", **options) -> list[str]:
    return [m.surface for m in mentions(body, kind, **options)]
