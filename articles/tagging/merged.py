"""An answer of the time before two people of the register became one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from articles.tagging.register import Ref
from articles.tagging.values import Evidence, Mention, Speaker, Statement, TaggedText

Renamed = Mapping[Ref, tuple[Ref, str]]


def renamed(tagged: TaggedText, people: Renamed) -> TaggedText:
    """The answer with everybody by the reference and name that they have now."""
    if not people:
        return tagged
    return replace(
        tagged,
        mentions=tuple(renamed_mention(mention, people) for mention in tagged.mentions),
        statements=tuple(renamed_statement(words, people) for words in tagged.statements),
    )


def renamed_mention(mention: Mention, people: Renamed) -> Mention:
    """One who has become the person that is linked did not lose against that person."""
    ref, name = people.get(mention.ref, (mention.ref, mention.name)) if mention.ref else (None, "")
    against = {}
    for lost in mention.evidence.against:
        lost_ref, lost_name = people.get(lost.ref, (lost.ref, lost.name))
        if lost_ref != ref:
            against[lost_ref] = replace(lost, ref=lost_ref, name=lost_name)
    evidence = Evidence(mention.evidence.rule, mention.evidence.why, tuple(against.values()))
    return replace(mention, ref=ref, name=name or mention.name, evidence=evidence)


def renamed_statement(words: Statement, people: Renamed) -> Statement:
    """Two speakers who have become one stand once."""
    speakers: dict[object, Speaker] = {}
    for speaker in words.speakers:
        if speaker.ref and speaker.ref in people:
            ref, name = people[speaker.ref]
            speaker = replace(speaker, ref=ref, name=name)
        speakers.setdefault(speaker.ref or speaker.name, speaker)
    return replace(words, speakers=tuple(speakers.values()))
