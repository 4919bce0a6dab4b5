"""People of history and of other countries whom the press names by surname alone.

No register of ours holds them; `words/well_known.txt` gives their full names.
"""

from __future__ import annotations

import re
from collections import defaultdict

from articles.tagging.cast import FEMALE, MALE
from articles.tagging.folding import fold
from articles.tagging.segments import GIVEN, PLACES, SURNAMES, TITLES, Segment
from articles.tagging.standing import ORDINARY_SURNAMES
from articles.tagging.wordlists import word_lines

BY_FAMILY: dict[str, list[str]] = defaultdict(list)
for _name in map(fold, word_lines("well_known")):
    BY_FAMILY[_name.rpartition(" ")[2]].append(_name)
STATESMAN = re.compile(r"\b(?:President|Chancellor|Prime Minister|Premier) $")
PEERS = dict(fold(line).split(" = ") for line in word_lines("peers"))
DISTINCT = frozenset(BY_FAMILY) - SURNAMES - GIVEN - PLACES - ORDINARY_SURNAMES


def famous_name(segment: Segment, before: str) -> str:
    """The full name of the one well-known person whom a surname can mean, "" if none or several.

    Without a title or "President" before it the surname must be nobody else's: "Obama", not "Bush".
    """
    if len(segment.words) > 1:
        return ""
    family = segment.parts[-1]
    if segment.titles and (peer := PEERS.get(f"{segment.titles[-1].text} {family}")):
        return peer
    titled = segment.titles and family not in SURNAMES
    if not (titled or family in DISTINCT or STATESMAN.search(before)):
        return ""
    names = BY_FAMILY.get(family, [])
    told = {TITLES[title.text.rstrip(".")] for title in segment.titles} - {""}
    fitting = [name for name in names if not told or _gender(name) in told]
    return fitting[0] if len(fitting) == 1 else ""


def _gender(name: str) -> str:
    given = name.partition(" ")[0]
    return "male" if given in MALE else "female" if given in FEMALE else ""
