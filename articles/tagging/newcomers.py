"""People in local office whom the register does not know, for an editor to make them known.

Only councillors, leaders, mayors and cabinet members: residents, officers and everybody else stay
words in their article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from articles.tagging.folding import fold
from articles.tagging.values import Mention, TaggedText

TITLED = re.compile(r"(?:Cllrs?|Coun|Councillors?)\.? ")
WORDS = r"(?: (?!and )[\w'&-]+)"
POST = (
    r"(?:(?:[Dd]eputy )?[Ll]eader of (?:the )?(?:[A-Z][\w'&-]*(?:,? (?:and |of |upon )?))*"
    r"(?:[Cc]ouncil|[Aa]uthority|[Gg]roup|opposition)|"
    rf"[Cc]abinet (?:member|lead)(?: (?:for|on|with){WORDS}{{1,5}})?|"
    rf"[Pp]ortfolio holder(?: for{WORDS}{{1,5}})?|"
    r"(?:[Dd]eputy )?[Mm]ayor of [A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*|"
    r"[Cc]ouncillor(?: for [A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*)?|[Ww]ard (?:member|councillor))"
)
PLACE = r"(?: of [A-Z][\w'&-]*(?: [A-Z][\w'&-]*)*)?"
BRIEF = r"(?: for [\w ]{3,40})?"
BEFORE = re.compile(
    r"(?P<post>(?:[A-Z][\w'&-]* ){0,5}(?:[Cc]ouncil(?:'s)? )?"
    rf"(?:[Cc]abinet member{BRIEF}|[Pp]ortfolio holder{BRIEF}|"
    rf"(?:[Cc]ouncil|[Gg]roup)(?:'s)? (?:deputy )?(?:leader|chair\w*)|"
    rf"(?:[Dd]eputy )?[Mm]ayor{PLACE}|[Cc]ouncillors?|Cllrs?)),? $"
)
AFTER = re.compile(
    rf"(?: \([^)]{{1,40}}\))?,? (?:who is |who represents |now )?(?:the |a |an )?"
    rf"(?P<post>(?:[\w'&-]+ ){{0,5}}?{POST})"
)
PAST = re.compile(r"\b(?:[Ff]ormer|[Ee]x|[Ll]ate|[Tt]hen)\b[ -]")
COUNCIL = re.compile(r"\b[Cc]ouncil")
LONGEST = 400


class Newcomer(NamedTuple):
    """Somebody in local office: the fullest name, the words of the office, the paragraph."""

    name: str
    office: str
    passage: str


def newcomers(tagged: TaggedText) -> list[Newcomer]:
    """Each unlinked person whom the article gives a local office, once, in text order."""
    text = fold(tagged.text)
    if not COUNCIL.search(text):
        return []
    found: dict[str, Newcomer] = {}
    for mention in _strangers(tagged.mentions):
        office = "" if mention.name in found else _office(mention, text)
        if office:
            passage = _passage(mention, tagged.text)
            found[mention.name] = Newcomer(mention.name, office, passage)
    return list(found.values())


def _strangers(mentions: Iterable[Mention]) -> Iterable[Mention]:
    """People without a link; two of one name in the register are no strangers."""
    return (
        mention
        for mention in mentions
        if mention.kind == "person" and not mention.ref and mention.evidence.rule != "namesakes"
    )


def _office(mention: Mention, text: str) -> str:
    """The words of a local office that is held now, right beside the name; "" for none."""
    before = text[max(0, mention.start - 70) : mention.start].rpartition("\n")[2]
    after = text[mention.end : mention.end + 120].partition("\n")[0]
    titled = TITLED.match(mention.surface)
    if found := AFTER.match(after):
        return "" if PAST.search(found.group()) else found.group("post")
    if found := BEFORE.search(before):
        earlier = before[: found.end()]
        return "" if PAST.search(earlier[-90:]) else found.group("post").removeprefix("The ")
    return titled.group().strip() if titled and not PAST.search(before[-12:]) else ""


def _passage(mention: Mention, text: str) -> str:
    """The paragraph in which the name stands, cut around it where it is long."""
    begin = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    end = len(text) if end < 0 else end
    begin = max(begin, mention.start - LONGEST // 2)
    return text[begin : min(end, begin + LONGEST)]
