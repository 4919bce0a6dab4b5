"""The register: who held which post, for which party, when. It knows nothing of articles."""

from people.models.entity import Alias, Entity, EntityRedirect, LoadedModel
from people.models.history import Edit, Merge
from people.models.membership import Membership
from people.models.office import Office, OfficeHolding
from people.models.party import Party, PartyName
from people.models.person import Person
from people.models.place import (
    Boundary,
    Constituency,
    CouncilSuccession,
    LocalAuthority,
    Overlap,
    Succession,
)
from people.models.postcode import Postcode

__all__ = [
    "Alias",
    "Boundary",
    "Constituency",
    "CouncilSuccession",
    "Edit",
    "Entity",
    "EntityRedirect",
    "LoadedModel",
    "LocalAuthority",
    "Membership",
    "Merge",
    "Office",
    "OfficeHolding",
    "Overlap",
    "Party",
    "PartyName",
    "Person",
    "Postcode",
    "Succession",
]
