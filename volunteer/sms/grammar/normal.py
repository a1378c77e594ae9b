"""One way to write what people write in many.

Pure. `tidy` makes words and marks of a text; `squash` takes the repeated letters out, so
that "Yesss" and "stopp" are words we know. Patterns are squashed by the same rule.
"""

import re
import unicodedata

from volunteer.hours.numbers import fractions

# A phone that "likes" our text sends it back whole, with our own YES, NO and STOP in it.
TAPBACK = re.compile(
    r"^\s*(liked|loved|disliked|laughed at|emphasi[sz]ed|questioned|reacted \S+ to"
    r"|removed an? [\w ]+ from)\s+[“\"].*[”\"]\s*$",
    re.IGNORECASE | re.DOTALL,
)
QUOTED_LINE = re.compile(r"^\s*>.*$", re.MULTILINE)
QUOTED_REST = re.compile(
    r"^(?:-+ ?original message ?-+|on [^\n]{6,80} wrote:).*\Z",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
# What our own texts say of STOP, when somebody sends them back.
INSTRUCTION = re.compile(
    r"\b(?:reply|text|txt|send)?\s*[\"“']?stop[\"”']?\s+to\s+"
    r"(?:end|stop|opt ?-?out|unsubscribe|cancel|leave|quit|be removed)\b[^.!\n]*"
    r"|(?:^|[.!?,:;])\s*to (?:stop|end|opt ?-?out|unsubscribe|leave|cease)[^.!\n]{0,60}?"
    r"\b(?:visit|go to|log ?in|manage|see|call|use|update|change)\b[^.!\n]{0,60}"
    r"|(?:^|[.!?,:;])\s*to (?:stop|end|opt ?-?out|unsubscribe|leave)[^.!\n]{0,60}?"
    r"\b(?:reply|text|txt|send|click)(?: with)? [\"“']?(?:stop|end|quit|unsubscribe|here)\b",
    re.IGNORECASE | re.MULTILINE,
)
SIGNATURE = re.compile(
    r"\b(?:sent from (?:my )?(?:iphone|ipad|android|samsung|galaxy|mobile|phone|outlook|huawei"
    r"|yahoo)(?: (?:mail|phone|mobile|device|smartphone|galaxy))*(?: (?:for|on) \w+)?"
    r"|get outlook for \w+)\b",
    re.IGNORECASE,
)

EMOJI = {
    **dict.fromkeys("👍✅✔☑🙋", " thumbsup "),
    **dict.fromkeys("👎❌✖🙅", " thumbsdown "),
    **dict.fromkeys("😢😭😩😞😔😟🙁☹😫😥🥺💔", " sadface "),
    **dict.fromkeys("🛑", " stop "),
    **dict.fromkeys("👌🆗", " ok "),
    **dict.fromkeys("🙏", " thanks "),
}
# Pictures that doubt, ask, refuse or speak of illness stay, as something we do not understand.
TELLING = frozenset(
    "🤔🤷❓❔⁉❗🙄😬😐😑🤨😕🫤😷🤒🤕🤢🤮🤧🚫⛔🤞🙃🤥🖕😡😠🤬💀🚑🆘🔥💥⏰🕐🕚♿🚼👶👫👭👬👪🐕🐶"
)
# What a dictating phone writes out.
DICTATED = {
    r"\bquestion mark,? (?:no |sorry )*i meant? (?:an? )?(?=exclamation|full)": "",
    r"\s*\bcomma\b": ",", r"\s*\bquestion mark\b": "?",
    r"\s*\b(?:full stop|full point|exclamation (?:mark|point)|new (?:line|paragraph))\b": ".",
    r"\s*\bsmiley(?: face)?\b": " 🙂",
}  # fmt: skip
SMILEY = re.compile(r"(?<!\w)[:;]-?[)D](?!\w)")
QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": " ", "”": " ", '"': " "})
TOKEN = re.compile(r"\d+(?:[.:\-]\d+)+|[^\W_]+(?:'[^\W_]+)*|[.!;:\n]|[?,/+&]|[^\s\w'()*\-#]")
MARKS = {"!": ".", ";": ".", ":": ".", "\n": ".", "&": "and"}


def tidy(text: str) -> str:
    """Return the text as lower-case words and the marks . , ? with one space between.

    Quoted originals, phone signatures, accents, skin tones and friendly pictures are
    gone; any other picture stays, as something we do not understand.
    """
    text = unicodedata.normalize("NFKC", fractions(own_words(text)))
    text = SMILEY.sub(" ", "".join(map(_picture, text)))
    text = re.sub(r"\s*[()\[\]]", " , ", text)
    text = re.sub(r"\s[-–—]+\s|[–—]", " , ", text.translate(QUOTES))
    text = _bare_letters(text.casefold())
    tokens = TOKEN.findall(text)
    return " ".join(MARKS.get(token, token) for token in tokens)


def _picture(mark: str) -> str:
    """Return what a picture says; nothing, for one that only decorates."""
    decorates = unicodedata.category(mark) == "So" and mark not in TELLING
    return EMOJI.get(mark, " " if decorates else mark)


def squash(text: str) -> str:
    """Return the text with every run of one letter as a single letter."""
    return re.sub(r"([^\W\d_])\1+", r"\1", text)


def phrases(text: str) -> list[str]:
    """Return the phrases of a listing: one a line, and a deeper line continues its line.

    A space stands for the break between two words. Each is a regular expression in plain
    spelling: it is squashed, its apostrophes are optional, as they are on phones, and a repeated
    group repeats at most five times, so that no text makes it slow. No escape may stand before
    its own letter.
    """
    whole = re.sub(r"(?<=[a-z'])\n {8,}(?=[a-z])", " ", text)
    lines = re.sub(r"\n {8,}", "", whole).splitlines()
    spelled = (squash(line.strip()).replace("'", "'?") for line in lines if line.strip())
    return [line.replace(")*", "){0,5}").replace(")+", "){1,5}") for line in spelled]


def pattern(text: str, *, ends: str = "") -> re.Pattern[str]:
    """Compile a listing of phrases, to be met as whole words; ``ends`` anchors it ("$")."""
    return re.compile(rf"(?<!\S)(?:{'|'.join(phrases(text))})(?!\S){ends}")


def own_words(text: str) -> str:
    """Return what the person wrote: not what they quoted, nor what their phone added."""
    text = TAPBACK.sub(r"\1 your text", text)
    for said, mark in DICTATED.items():
        text = re.sub(said, mark, text, flags=re.IGNORECASE)
    for borrowed in (QUOTED_REST, QUOTED_LINE, INSTRUCTION, SIGNATURE):
        text = borrowed.sub(" ", text)
    return text


def _bare_letters(text: str) -> str:
    letters = unicodedata.normalize("NFD", text)
    spaced = re.sub(r"[^\S\n]|[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", letters)
    return "".join(mark for mark in spaced if not _is_dressing(mark))


def _is_dressing(mark: str) -> bool:
    """Tell accents, joiners and skin tones."""
    return unicodedata.category(mark) in {"Mn", "Cf"} or "\U0001f3fb" <= mark <= "\U0001f3ff"
