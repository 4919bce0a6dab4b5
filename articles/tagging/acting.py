"""Bare places that stand for their council: those that act, are led or speak as one."""

from __future__ import annotations

import re

from articles.tagging.finder import Hit
from articles.tagging.reading import Reading

BODY = (
    r"(?:[A-Z][A-Za-z ]+?-(?:led|run|controlled) )?"
    r"(?:council(?!lor| tax| hous| home)|cabinet|planning committee|ruling group|town hall)\b"
)
CLAIM = (
    r"(?:has |have |had |also )*(?:says|said|claims|claimed|insists|insisted|argues|argued|told)\b"
)
ACTS = re.compile(rf"(?:'s? {BODY}| {CLAIM})")
RUN_BY = re.compile(r"\b(?:Labour|Tory|Conservative|Lib Dem|Reform|Green)-(?:led|run|controlled) $")
LISTED = re.compile(
    r"(?:, [A-Z][\w' -]{1,40}){0,8},? and [A-Z][\w' -]{1,40}? (?:[a-z]+ )?councils\b"
)
LAST_LISTED = re.compile(r" (?:(?:city|county|borough|district|town|parish) )?councils\b")
COUNTED = re.compile(r"\b(?:[Tt]wo|[Tt]hree|four|five|six|several|all|other|most|many|some) $")
LED = re.compile(r"\b(?:has|had|who) led $|\b(?:[Ll]eads|[Ll]eader of) $")
LED_FOR = re.compile(r" (?:since|until|when|from|for \w+ years|for (?:more than|over|nearly) )\b")
RAISES = re.compile(
    r" (?:raises|sets|freezes|approves|rejects|agrees|scraps|axes|refuses|outsources|bans|demands|"
    r"hits back|wants (?:to|answers)\b|"
    r"to (?:raise|set|freeze|scrap|axe|outsource))\b"
)
LEADERS = re.compile(r"\b(?:[Cc]ouncil|[Dd]istrict|[Bb]orough|[Cc]ounty) leaders\b")
LEADER_OF = re.compile(r"(?:[A-Z][\w'-]+,? of|[A-Z][\w'-]+ and [A-Z][\w'-]+,? of) $")
LEADER_AFTER = re.compile(r"(?:'s?)? (?:council )?leader,? $")
COUNTERPART = re.compile(r"\b(?:counterpart|opposite number) (?:at|in|from) $")
ASIDE = re.compile(r" \([A-Z]")


def acting_cue(hit: Hit, reading: Reading, met: bool) -> str:
    """The words that make a bare place its council, or "". met: that council is named elsewhere."""
    before = reading.before(hit.start, 40)
    last = LAST_LISTED.match(reading.text, hit.end) and not COUNTED.search(before)
    if last or LISTED.match(reading.text, hit.end):
        return "councils"
    if run_by := RUN_BY.search(before):
        return run_by.group().strip()
    after = ACTS.match(reading.text, hit.end)
    if after and (met or after.group().startswith("'")):
        return after.group().removeprefix("'s").strip(" '")
    return _led(hit, before, reading) or (_in_headline(hit, reading) if met else "")


def led_by(hit: Hit, reading: Reading, leader: str) -> str:
    """The words that name a council's leader beside its place: "Ambridge's leader, Ann Orr"; and
    "Ann Orr, of Ambridge" or "Ambridge's Ann Orr" where several leaders meet."""
    text, before = reading.text, reading.before(hit.start, 60)
    at = text.find(leader, hit.end, hit.end + len(leader) + len("'s council leader, "))
    between = text[hit.end : at] if at >= 0 else ""
    if LEADER_AFTER.match(between):
        return f"leader {leader}"
    beside = between == "'s " or (between == ", " and COUNTERPART.search(before))
    beside = beside or before.endswith((f"{leader} of ", f"{leader}, of "))
    return leader if beside and LEADERS.search(text) else ""


def _led(hit: Hit, before: str, reading: Reading) -> str:
    """`Ann Orr, who led Ambridge for eight years`; `Ann Orr of Ambridge (Lab)` of the leaders."""
    led = LED.search(before)
    if led and LED_FOR.match(reading.text, hit.end):
        return led.group().strip()
    if LEADER_OF.search(before) and ASIDE.match(reading.text, hit.end):
        leaders = LEADERS.search(reading.text)
        return leaders.group() if leaders else ""
    return ""


def _in_headline(hit: Hit, reading: Reading) -> str:
    """`Ambridge raises council tax` over an article about that council."""
    raises = RAISES.match(reading.text, hit.end) if hit.start < reading.headline_end else None
    return raises.group().strip() if raises else ""
