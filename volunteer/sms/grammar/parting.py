"""How a clause is parted into an answer and the story that it stands in.

Pure. "No because we have builders in", "kids have swimming and I can't", "yes I get off right
there": what is left over is a story, and `clauses` says whether it may stand beside the answer.
"""

from volunteer.sms.grammar.courtesies import PERSON, PERSONS
from volunteer.sms.grammar.lexicon import Phrase, Tag, leading, phrases
from volunteer.sms.grammar.normal import pattern

SINCE = pattern("because|cos|coz|cause|as|since|achos|gan")
AND = pattern("and|ac")
BUT = pattern("but|ond")
ANSWERS = frozenset({Tag.YES, Tag.OK, Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.THANKS, Tag.FILL})
SAY_NO = frozenset({Tag.NO, Tag.CANNOT, Tag.WITHDRAW, Tag.REASON})
COURTEOUS_NO = frozenset(["sory", "soz", "thanks", "ta"])
NO_STORY = pattern("to|for|but|if|or|not|and|unless|until|til|when|saturday|sunday|from")
# How a story may begin that follows an answer without a comma.
AFTER_NO = pattern(f"""
    (?:{PERSON}|boss|work|gaffer|nurse|doctor|landlord)(?:'s|s)? (?!can|could|will|would|might|may
        |enough)[a-z]+|i|i'm|i've|i'll|i'd|it|it's|there's|kids|we're|we've|we|got|have|having|been|being
        |gone|dwi|dw i
        |rwy|mae|mae'n|mae'r|mi|yn
""")
AFTER_PLAIN_NO = pattern("""
    the|my|his|her|our|nobody|buses|just|am|away|at|in|on|got|have|had|been|be|not|still|stuck|a|an
        |long
        |busy|back|off|work|us|up|down|out|all|[a-z]+ing|they|there
""")
AT_ONCE = pattern("""
    finally (?:one|something)|at last (?:one|something)
    i|i'm|i've|i'll|i'd|it|it's|it'll|my|that's|that'll|been|love|loved|would|looking|getting
        |and (?:i've|i have|i'll|i will|i'd|it's|it|i can bring)|bringing|coming|just|gets|as i
        |nothing|dwi|dw i|mi
""")
JOINING = frozenset(
    {"and", "me", "for", "with", "plus", "but", "to", "i", "i'm", "it"}
)  # more of the answer follows
# Where a refusal may begin behind a story, with no word between.
REFUSAL = pattern(r"""
    (?P<who>i(?= (?:can't|cannot|won't|am not|will not|can not)(?!\S))|(?:it's|that's|it'll|it
        will)(?= (?:a no|have to be a no|be a no)(?!\S))|(?:gotta|got to|gonna|going to|has to
        |have to)(?= be a no(?!\S)))
    (?:can't|cannot|won't|not able|unable|not going|not gonna|no can)
""")
OF_ONESELF = pattern("""
    (?:(?:so|so sorry|really|very|sorry|soz|hi|hello|hey|ah|oh|aw|no|but|just|ok|thanks|it's|it is
        |, ){1,5} ?)?(?:i|i'm|i've|i'll|i'd|we|we're|we've|we'll|got|gotta|have|having|working|work
        |at|on|in|away|off|down|up|out|been|being|stuck|gone|going|had|not|too|still|back|busy
        |ill|sick|poorly|up to)
""")
OF_OTHERS = pattern(f"""
    told|said|says|heard|hear|think|thinks|reckons?|because|that(?! day| week| morning| date| time
        | weekend| one)|if|when|who|he|she|they|you|but
    (?:{PERSON}|{PERSONS}|was|were|been|someone|somebody|everyone|nobody|mate [a-z]+|friend [a-z]+
        |phone|bus|car
        |van|dog|shop|boss|bank|council|work)$
""")
MOST_UNKNOWN = 2  # words


def parted(clause: str, language: str) -> tuple[list[Phrase], str]:
    """Return the phrases and the story that a clause is made of; only a story, in doubt."""
    known = phrases(clause, language)
    if known is not None:
        return known, ""
    for way in (
        _but_answer,
        _then_why,
        _why_then,
        _story_then,
        _and_story,
        _around_unknown,
    ):
        found = way(clause, language)
        if found is not None:
            return found
    return [], clause


def _then_why(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "no because we have builders in"."""
    for match in SINCE.finditer(clause):
        known = _meaning(clause[: match.start()], language)
        if any(phrase.tag in SAY_NO for phrase in known):
            return known, clause[match.end() :].strip()
    return None


def _why_then(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "kids have swimming and I can't"."""
    for match in AND.finditer(clause):
        known = _meaning(clause[match.end() :], language)
        if any(phrase.tag in {Tag.CANNOT, Tag.WITHDRAW} for phrase in known):
            return known, clause[: match.start()].strip()
    return None


def _but_answer(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "it's early but yes", and "no thanks but keep me on the list"."""
    for match in BUT.finditer(clause):
        before, after = clause[: match.start()].strip(), clause[match.end() :].strip()
        answers = _meaning(after, language)
        if any(phrase.tag in ANSWERS - {Tag.FILL, Tag.THANKS} for phrase in answers):
            return answers, before
        refused = _meaning(before, language)
        if any(phrase.tag in SAY_NO for phrase in refused):
            kind = phrases(after, language)
            return (refused + kind, "") if kind is not None else (refused, after)
    return None


def _and_story(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "yes I get off right there"."""
    known, rest = leading(clause, language)
    while known:
        tags = {phrase.tag for phrase in known}
        begins = AFTER_NO if tags & SAY_NO else AT_ONCE
        plain = tags - {Tag.FILL, Tag.AGAINST} in ({Tag.NO}, {Tag.REASON})
        plain = plain and _goes_on(known[-1], rest)
        joined = known[-1].words.split()[-1] in JOINING
        if (plain or begins.match(rest)) and tags != {Tag.FILL} and not joined:
            return known, rest
        rest = f"{known.pop().words} {rest}".strip()
    return None


def _goes_on(last: Phrase, rest: str) -> bool:
    """Tell whether a story may follow a plain no: "no sorry deaf club trip that day"."""
    courteous = last.words.split()[-1] in COURTEOUS_NO and rest.count(" ") > 0
    if courteous and not NO_STORY.match(rest):
        return True
    what_for = last.tag is Tag.REASON and rest.startswith("to ")  # "a wedding to conduct"
    return what_for or AFTER_PLAIN_NO.match(rest) is not None


def _meaning(words: str, language: str) -> list[Phrase]:
    """Return the phrases that words are made of, if they are and say something."""
    known = phrases(words.strip(), language) or []
    return known if any(phrase.tag is not Tag.FILL for phrase in known) else []


def _story_then(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "got a job on in Saltash can't do it": who says why says that they cannot.

    Not "Dave can't do it": before a bare "can't" the story must be told of oneself.
    """
    for match in REFUSAL.finditer(clause):
        story, refused = clause[: match.start()].strip(), clause[match.start() :]
        known = _meaning(refused, language)
        if not any(phrase.tag in SAY_NO for phrase in known):
            continue
        of_oneself = match["who"] or OF_ONESELF.match(story)
        if of_oneself and not OF_OTHERS.search(story):
            return known, story
    return None


def _around_unknown(clause: str, language: str) -> tuple[list[Phrase], str] | None:
    """Part "yeah man stoked count me in": the same answer on both sides of a word or two."""
    before, rest = leading(clause, language)
    words = rest.split()
    said = {phrase.tag for phrase in before} & {Tag.YES, Tag.NO, Tag.CANNOT, Tag.WITHDRAW}
    for unknown in range(1, min(MOST_UNKNOWN, len(words) - 1) + 1):
        after = _meaning(" ".join(words[unknown:]), language)
        if said and said == {phrase.tag for phrase in after} - {Tag.FILL, Tag.SOFT, Tag.THANKS}:
            return before + after, " ".join(words[:unknown])
    return None
