"""Reported clauses: where the words that a cue reports begin and end.

Offsets are of the text; what is returned still has to be trimmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.tagging.cues import Cue
from articles.tagging.patterns import any_word
from articles.tagging.sentences import OPEN

Span = tuple[int, int]

FINITE = re.compile(
    rf"\b(?:{any_word('finite_verbs')}|[a-z]{{2,}}n['’]t|[a-z]{{3,}}ed)\b"
    r"|\b(?:he|she|it|they|we|I|you|there|that)['’](?:s|re|ll|ve|d)\b"
)
_STRONG_FINITE = re.compile(
    rf"\b(?:{any_word('finite_verbs')}|[a-z]{{2,}}n['’]t)\b"
    r"|\b(?:he|she|it|they|we|I|you|there|that)['’](?:s|re|ll|ve|d)\b"
)
_ACTIVE = re.compile(  # "suggesting the debate erased all memory": an -ed form with its object
    r"\s[a-z]{3,}ed\s+(?:the|a|an|his|her|their|its|all|no|some|any|him|them|it|us|every)\b"
)
_THAT_IS = (
    r"(?:is|was|isn['’]t|wasn['’]t|ha[sd] been|(?:will|would|could|can|may|might|must|should)"
    r"(?:n['’]t| not)? (?:be|have|mean|take|cost|make|help|depend|come|leave|happen|do))\b"
)
# Not in "said that was wrong", where it is the subject.
_THAT = re.compile(rf"\s*,?\s*\bthat\b(?!\s+{_THAT_IS})\s*,?\s*")
_THAT_AHEAD = re.compile(rf"[^{OPEN}:;,]{{0,90}}?\bthat\s+")
_OWNER_THAT = re.compile(rf"\s+(?:by|from|of)\s+[^,.;:{OPEN}]{{2,60}}?\s+that\s+")
_ASIDE_THAT = re.compile(rf"\s*,[^,:;{OPEN}]{{2,90}},\s*that\b\s*")
_TIME = re.compile(
    r"\s*,?\s*(?:(?:on|late|early|last|this|later|earlier)\s+)*(?:(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day|yesterday|today|tonight|(?:last|this) (?:night|week|month|year|morning|afternoon"
    r"|evening|summer|winter|spring|autumn)|earlier|later|recently|at the time|in a statement"
    r"|on (?:twitter|facebook|instagram|social media))"
    r"(?:\s+(?:night|morning|evening|afternoon))?\b(?!['’])(?:\s+\(\w+\))?,?\s*",
    re.IGNORECASE,
)
_NOT_A_CLAUSE = re.compile(
    r"(?:to|of|about|against|into|onto|over|so(?!-)|nothing|little|goodbye|sorry|yes|much|more|off|out"
    r"|up|for|thanks|hello|prayers?|no to|not [a-z]+ing|as much|something|on|and|or|but"
    r"|with|by|from|than)\b",
    re.IGNORECASE,
)
_ADJUNCT = re.compile(r"(?:after|before|following|amid|during|despite|while|because|since)\b")
_CLAUSE_AFTER_ALL = re.compile(r"(?:for|on|by|with|from|more|much|over|up|little|against)\b")
_AMOUNT = re.compile(r"(?:much of|more than|more and more|little of|over \d|up to \d)\b")
_SUBJECT_PRONOUN = re.compile(
    rf"(?:(?:he|she|it|they|there|we|I|you|this|these|those)\b(?!['’]s\s+own)|that\s+{_THAT_IS})"
)
_PRONOUN_AND_VERB = re.compile(r"(?:he|she|it|they|we|there)\s+(?:\w+ly\s+)?[a-z]{3,}\b")
_OF_NOUN = re.compile(r"\b(?:the|an?|its|his|her|their|our|my|of|new|for|with)\s$")  # "its plans"
_RELATIVE = re.compile(r"\b(?:which|who|whose|that|to|where|when)\b|,")
_REDUCED = re.compile(r"\s(?:he|she|it|they|we|I)\s+(?:\w+ly\s+)?$")
_QUESTION = re.compile(r"\s*(?:\w+\s+){0,4}?(?=(?:whether|if|why|how|what|when|where|who|which)\b)")
_WHETHER = re.compile(r"\s*(?:(?:aloud|openly|publicly)\s+)?(?=(?:whether|if|why|how|what)\b)")
_HOW = re.compile(r"\s*(?=(?:how|why|whether|what)\b)")
_ADDRESSEE = re.compile(
    r"\s*(?:me|us|him|her|them|it|everyone|people|"
    r"(?:(?:the|a|an|our|his|her|their|this|that day['’]s)\s+)?"
    r"(?:(?:[A-Z][\w.&-]*|of|for|on|with|\d)(?:['’]s?)?\s+)*[A-Z][\w.&-]*(?:['’]s?)?"
    r"(?:\s\d{1,2}(?=\s[a-z]))?"
    r"(?:\s+(?:[a-z]+\s+)?(?:programme|newspaper|website|magazine|podcast|show|committee|meeting|conference|news"
    r"|agency|radio))?"
    r"|(?:(?:the|a|an|our|his|her|their|this)\s+)?(?:[a-z-]+\s+){0,2}?(?:"
    + any_word("hearers")
    + r"))\b(?=[\s,:])(?:['’]s?\s+[\w ]{2,40}?(?=\s+(?:that|the|it|he|she|they)\b))?",
)
_HEARER_THAT = re.compile(_ADDRESSEE.pattern + r"\s+that\s")  # "warned the council that"
_ADVERB_THAT = re.compile(r"\s+(?:\w+ly|afterwards|again|too|also)\s+that\s")
_FALLBACK_ADDRESSEE = re.compile(
    r"\s*(?:(?:the|a|an|his|her|their|our)\s+)?(?:[\w'’-]+\s+){1,5}?(?=(?:the|a|an|his|her|their|it"
    r"|he|she|they|there|we|this|these|no|some|many|all|any|that|if)\s)"
)
_TO_ASK = re.compile(
    r"\sto (?:ask|call|demand|request|seek|press)\b"
)  # "wrote to ask for one that"
_TOLD_TO = re.compile(r"\b(?:not to|to|about|off|of)\s")
_PLACE = re.compile(  # "told residents at Netherby village hall", "told reporters outside his flat"
    r"\s+(?:in|at|outside|after|during|on|inside)\s+(?:(?:the\s+)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*"
    rf"(?:\s(?:[a-z]+\s)?(?:{any_word('venues')}))?(?=\s)"
    rf"|(?:the|a|an|his|her|their)\s(?:[a-z-]+\s){{0,2}}?(?:{any_word('venues')})(?=\s))"
)
CUT = re.compile(
    r"[\s,;](?:(?<=\s)(?:"  # one set of characters first, so that the search can skip to them
    rf"\s*[-–—]+\s+(?=(?:{any_word('cutting_dash')}|[a-z]{{3,}}ing)\b)"
    r"|(?=as (?:he|she|they|it) (?:\w+ed|spoke|launched|set out|made|gave)\b)"
    r"|(?=when (?:he|she|they) (?:spoke|addressed|appeared|gave|was asked|were asked)\b)"
    rf"|(?=(?:but|and|while|though|although)\s[A-Z][^,.;:{OPEN}]{{2,60}}?\s"
    rf"(?:{any_word('answering_verbs')})\b))"
    rf"|(?<=,)\s+(?=(?:{any_word('cutting_comma')}|after [a-z]{{3,}}ing)\b)"
    rf"|(?<=,)\s+(?=an? (?:\w+ )?(?:figure|claim|charge|suggestion|accusation|view|assertion)\b"
    rf"[^,.;:{OPEN}]{{2,60}}?\b(?:{any_word('disputing')})\b)"
    r"|(?<=\s)(?=(?:and|but) (?:(?:(?:did|would|could) not|(?:did|would|could)n['’]t|refused to"
    r"|declined to) (?:rule out|say|comment|answer|respond|elaborate|explain|name|specify|be drawn)"
    r"|was (?:told|promised|assured)|that was that)\b)"
    r"|(?<=\s)(?=before (?:going on to|adding)\b)"
    r"|(?<=,)\s(?=so far (?:without|with no)\b)"
    rf"|(?<=\s)(?=as [^,.;:{OPEN}]{{3,60}} (?:goes|go|enters?) (?:in)?(?:to )?(?:its|their|an?) \w+"
    r" (?:day|week|month|year)\b)"
    r"|(?<=;)\s)"
)
_CONJOINED = re.compile(
    r"(?:,|\s[-–—]+)?\s+(?:and|but|while|whilst|yet|although|though|whereas)\s+"
    r"(?:(?:on|last|this|later|then|earlier|yesterday|today|also|now)\b[\w\s]{0,20}\s)?$"
)
_BUT_SOMEBODY = re.compile(  # ", but Labour activist NAME accused": a title before the next name
    r",\s+(?:but|while|whilst|whereas)\s+((?:the\s+)?(?:[\w'’-]+\s+){1,5})$"
)
_NEXT_PARTICIPLE = re.compile(r",?\s+and\s+(?=\w{3,}ing\b)")
_CHUNK = re.compile(rf"[^,;:.{OPEN}]*")
_SAY = frozenset({"say", "says", "said", "saying"})  # hardly ever with an object
_FEW = 2  # words
_BELIEF = frozenset(["believes", "believed", "thinks", "thought", "feels", "felt"])
_LABEL_REACH = 80  # characters behind a verb of belief, in which a quotation makes it one
_REJECTED = re.compile(
    rf"\s(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:{any_word('answers')})\b"
)
_LIST_COMMA = re.compile(r"(?:,|\s[-–—]+)\s+$")


def forward_start(narrated: str, cue: Cue, end: int) -> int | None:
    """Offset where the clause after a cue begins; None if no clause can follow it here."""
    at = cue.end
    if cue.can("noun", "adjective"):
        that = _THAT.match(narrated, at, end) or _OWNER_THAT.match(narrated, at, end)
        return that.end() if that else at if cue.can("adjective") else None
    if cue.can("tell"):
        return _after_addressee(narrated, at, end)
    if cue.can("ask"):
        pattern = _QUESTION if cue.word.startswith("ask") else _WHETHER
        question = pattern.match(narrated, at, end)
        return question.end() if question else None
    return _after_adverbials(narrated, at, end)


def _after_addressee(narrated: str, at: int, end: int) -> int | None:
    if how := _HOW.match(narrated, at, end):
        return how.end()
    for pattern in (_THAT_AHEAD, _ADDRESSEE, _FALLBACK_ADDRESSEE):
        found = pattern.match(narrated, at, end)
        if found:
            after = found.end()
            if pattern is not _THAT_AHEAD and _TOLD_TO.search(narrated, found.start(), after + 12):
                return None
            if place := _PLACE.match(narrated, after, end):
                after = place.end()
            return _after_adverbials(narrated, after, end)
    return None


def past_hearer(narrated: str, cue: Cue, end: int) -> int:
    """Where a cue ends with whom it tells: `It leaks, she told members, and it stinks`."""
    hearer = _ADDRESSEE.match(narrated, cue.end, end) if cue.can("tell") else None
    return hearer.end() if hearer else cue.end


def _after_adverbials(narrated: str, at: int, end: int) -> int:
    """Past "on Monday", "in a statement", "that"."""
    while time := _TIME.match(narrated, at, end):
        at = time.end()
    if adverb := _ADVERB_THAT.match(narrated, at, end):
        return adverb.end()
    if hearer := _HEARER_THAT.match(narrated, at, end):
        return hearer.end()
    if that := (_THAT.match(narrated, at, end) or _ASIDE_THAT.match(narrated, at, end)):
        return that.end()
    if _starts_adverbial(narrated, at) and (that := _THAT_AHEAD.match(narrated, at, end)):
        return end if _TO_ASK.search(narrated, at, that.end()) else that.end()
    while at < end and (narrated[at].isspace()):
        at += 1
    if time := _TIME.match(narrated, at, end):
        at = time.end()
    return at


_ADVERBIAL = re.compile(
    r"\s*(?:in|on|at|during|after|before|following|to|via|through|of|again|from|by|with)\s",
    re.IGNORECASE,
)


def _starts_adverbial(narrated: str, at: int) -> bool:
    return _ADVERBIAL.match(narrated, at) is not None


def reach(
    narrated: str,
    start: int,
    end: int,
    later: Sequence[tuple[Cue, int]],
    *,
    participle: bool = False,
    of_noun: bool = False,
) -> int:
    """Where the words reported from `start` end: before the reporter's adjunct or the next cue.

    later: the cues after it in the sentence, each with the offset where its source begins.
    participle: the cue is an -ing form, which another -ing form may follow.
    of_noun: the cue is a noun: "X's claim that ... was rejected".
    """
    if participle and (other := _NEXT_PARTICIPLE.search(narrated, start, end)):
        end = other.start()
    if of_noun:
        end = _before_answer(narrated, start, end)
    stop = _first_cut(narrated, start, end)
    for cue, source in later:
        if start < source < stop and cue.form != "base":
            if cue.word in _BELIEF and OPEN not in narrated[cue.end : cue.end + _LABEL_REACH]:
                continue
            before = narrated[start:source]
            conjoined = _CONJOINED.search(before)
            if conjoined is None and cue.form == "ing":
                conjoined = _LIST_COMMA.search(before)
            if conjoined is None and (titled := _BUT_SOMEBODY.search(before)):
                conjoined = None if FINITE.search(titled.group(1)) else titled
            words = before[: conjoined.start()] if conjoined else ""
            if conjoined and (cue.form != "ing" or OPEN in words or FINITE.search(words)):
                return start + conjoined.start()
    return stop


def _first_cut(narrated: str, start: int, end: int) -> int:
    """Where the reporter's adjunct begins, not before the clause has its verb or quoted words."""
    for cut in CUT.finditer(narrated, start + 1, end):
        words = narrated[start : cut.start()]
        if OPEN in words or FINITE.search(words) or not FINITE.search(narrated, cut.end(), end):
            return cut.start()
    return end


def _before_answer(narrated: str, start: int, end: int) -> int:
    """`the claim that ... | was rejected`: a verb of the claim's own comes first."""
    for answer in _REJECTED.finditer(narrated, start, end):
        if FINITE.search(narrated, start, answer.start()):
            return answer.start()
    return end


def is_clause(
    narrated: str, text: str, cue: Cue, start: int, end: int, *, headline: bool = False
) -> bool:
    """Whether what follows a cue is a finite clause rather than an object or an infinitive.

    text: the article with its quotations; a clause's verb may stand inside quote marks.
    """
    words = narrated[start:end]
    explicit = narrated[cue.end : start].rstrip(" ,").endswith("that")
    if not words.strip(" .,;:"):
        return False
    finite = FINITE.search(text, start, end) is not None
    plain = finite or _PRONOUN_AND_VERB.match(words) is not None
    if explicit or cue.can("tell"):
        return plain or headline or (explicit and OPEN in words)
    if cue.can("adjective"):
        return _plainly_finite(words, headline)
    if cue.can("ask"):
        return True
    if _HOW.match(words):
        return cue.can("that", "clause") and (finite or len(words.split()) > _FEW + 1)
    if _AMOUNT.match(words):
        return finite
    if _ADJUNCT.match(words) and not cue.can("clause"):
        return False
    if _NOT_A_CLAUSE.match(words):
        allowed = _CLAUSE_AFTER_ALL.match(words) and cue.can("clause")
        return bool(allowed) and _STRONG_FINITE.search(words) is not None
    if cue.can("clause"):
        return plain or headline or (cue.word in _SAY and len(words.split()) > _FEW)
    return cue.can("that") and _plainly_finite(words, headline)


def _plainly_finite(words: str, headline: bool) -> bool:
    """For verbs that may have an object: a subject pronoun, or a verb before any relative."""
    if _SUBJECT_PRONOUN.match(words):
        return FINITE.search(words) is not None
    verbs = (v for v in _STRONG_FINITE.finditer(words) if not _OF_NOUN.search(words[: v.start()]))
    found = next(verbs, None) or _ACTIVE.search(words)
    if not found or found.start() == 0 or words[found.start() - 1] == "-":  # "denies U-turn"
        return False
    before = words[: found.start()]
    return not _RELATIVE.search(before) and not _REDUCED.search(before)


def ends_sentence(narrated: str, at: int, end: int) -> bool:
    """Whether after an attribution nothing but an adverbial or an addressee is left."""
    chunk = _CHUNK.match(narrated, at, end)
    rest = chunk.group() if chunk else ""
    return len(rest) < 120 and not _STRONG_FINITE.search(rest) and " that " not in rest
