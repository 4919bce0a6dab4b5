"""The tables' rows. Every period is half-open here, however its table writes it.

Memberships, offices and dated names are half-open in the tables too: `end_date` is the day of the
handover or of the dissolution. Councils, constituencies and parties write their last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from people.periods import Period
from people.roster import columns as c
from people.roster.columns import column

SEATED = ("mp", "msp", "mla")
LOCAL = ("mayor", "council_leader", "councillor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    line: int = field(compare=False, default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Row):
    start: date | None = column(c.day_or_none, name="start_date")
    end: date | None = column(c.day_or_none, name="end_date")

    @property
    def during(self) -> Period:
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedByLastDay(Dated):
    end: date | None = column(c.day_after, name="end_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun(Dated):
    start: date = column(c.day, name="start_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow(DatedByLastDay):
    id: str = column(c.key)
    name: str = column(c.required)
    short_name: str = column(partial(c.text, longest=60))
    aliases: tuple[str, ...] = column(c.listed)
    ambiguous_aliases: tuple[str, ...] = column(c.listed)
    colour: str = column(c.colour)
    electoral_commission_id: str = column(partial(c.text, longest=30))
    family: str = column(partial(c.text, longest=60))
    kind: str = column(c.one_of("party", "non_party"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow(Row):
    id: str = column(c.key)
    name: str = column(c.required)
    twfy: str = column(partial(c.text, longest=20), default="")
    given_name: str = column(partial(c.text, longest=100), default="")
    family_name: str = column(partial(c.text, longest=100), default="")
    aliases: tuple[str, ...] = column(c.listed, default=())
    generated_aliases: tuple[str, ...] = column(c.listed, default=())
    honorific: str = column(partial(c.text, longest=30), default="")
    gender: str = column(c.one_of("male", "female", ""), default="")
    parliament_id: str = column(partial(c.text, longest=20), default="")
    wikidata: str = column(partial(c.text, longest=20), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilRow(DatedByLastDay):
    id: str = column(c.key)
    name: str = column(c.required)
    short_name: str = column(partial(c.text, longest=100))
    aliases: tuple[str, ...] = column(c.listed)
    type: str = column(partial(c.text, longest=30))
    nation: str = column(partial(c.text, longest=20))
    region: str = column(partial(c.text, longest=40))
    gss_code: str = column(partial(c.text, longest=9))
    successors: tuple[str, ...] = column(c.listed, name="successor_id", refers="councils")
    county: str = column(c.text, name="county_id", refers="councils")
    combined_authority: str = column(c.text, name="combined_authority_id", refers="councils")
    website: str = column(c.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatRow(DatedByLastDay):
    """A seat as drawn in one boundary set; the seat itself is its `name_slug`."""

    start: date = column(c.day, name="start_date")
    id: str = column(c.key)
    name: str = column(c.required)
    name_slug: str = column(c.key)
    aliases: tuple[str, ...] = column(c.listed)
    boundary_set: str = column(partial(c.text, longest=10))
    gss_code: str = column(partial(c.text, longest=9))
    nation: str = column(partial(c.text, longest=20))
    region: str = column(partial(c.text, longest=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class DevolvedSeatRow(Row):
    """A seat of Holyrood or Stormont; its address tells it from the Westminster seat."""

    id: str = column(c.key)
    name: str = column(c.required)
    role: str = column(c.one_of("msp", "mla"))
    nation: str = column(partial(c.text, longest=20))

    @property
    def body(self) -> str:
        return "holyrood" if self.role == "msp" else "stormont"

    @property
    def key(self) -> str:
        return f"{self.id.partition('-')[2]}-{self.body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessionRow(Row):
    old: str = column(c.key, name="from_constituency_id", refers="constituencies")
    new: str = column(c.key, name="to_constituency_id", refers="constituencies")
    share_of_old: float = column(c.share, name="share_of_from_population")
    share_of_new: float = column(c.share, name="share_of_to_population")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlapRow(Row):
    seat: str = column(c.key, name="constituency_id", refers="constituencies")
    council: str = column(c.key, name="council_id", refers="councils")
    share: float | None = column(c.share_or_none)
    tier: str = column(partial(c.text, longest=20))
    basis: str = column(c.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class HexRow(Row):
    seat: str = column(c.key, name="constituency_id", refers="constituencies")
    q: int = column(c.whole_number)
    r: int = column(c.whole_number)


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipRow(Begun):
    id: str = column(partial(c.text, longest=160))
    person: str = column(c.key, name="person_id", refers="people")
    role: str = column(c.one_of(*SEATED, *LOCAL))
    post: str = column(c.text)
    post_id: str = column(c.text)
    party: str = column(c.text, name="party_id", refers="parties")
    party_label: str = column(partial(c.text, longest=100), default="")
    start_reason: str = column(partial(c.text, longest=60), default="")
    end_reason: str = column(partial(c.text, longest=60), default="")
    source: str = column(c.long_text, default="")
    confidence: str = column(partial(c.text, longest=20), default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow(Begun):
    id: str = column(c.required)
    person: str = column(c.text, name="person_id", refers="people")
    person_name: str = column(c.required)
    office_id: str = column(c.key)
    title: str = column(c.required, name="office")
    names: tuple[str, ...] = column(c.listed)
    kind: str = column(
        c.one_of("government", "opposition", "party", "devolved", "mayor", "speaker")
    )
    source: str = column(c.long_text)
    confidence: str = column(partial(c.text, longest=20))


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasRow(Dated):
    """A dated name of `aliases.csv`; `end_date` is the first day on which it was not used."""

    entity_kind: str = column(c.one_of("person", "party", "council", "constituency"))
    entity_id: str = column(c.key)
    text: str = column(c.required)
    kind: str = column(c.one_of("stated", "generated", "ambiguous", "never"))
    source: str = column(c.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyNameRow(Dated):
    """How a party is written before "MP", from the first day until the day before `end_date`."""

    party: str = column(c.key, name="party_id", refers="parties")
    name: str = column(c.required)
    source: str = column(c.long_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalPostRow(Begun):
    """A line of a paper's own list of councillors, council leaders and mayors."""

    person: str = column(c.text, default="", optional=True)
    person_id: str = column(c.text, default="", optional=True)
    role: str = column(c.one_of(*LOCAL))
    council: str = column(c.required)
    party: str = column(c.text)
    ward: str = column(c.text, default="", optional=True)
    source: str = column(c.long_text, default="", optional=True)
