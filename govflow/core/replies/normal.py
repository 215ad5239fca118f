"""Recognising what a reply names before its sentences are read: title, version, dates, own name.

What is recognised becomes one word with an at-sign (`@policy`); nobody can write such a word, since
at-signs in the reply itself are taken out first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govflow.core.replies.patterns import words

_SPOKEN = (
    (r"(?<![\w'])r ?[&+] ?u(?!\w)", "read and understood"),
    (r"\b,? ?(?:full stop|period)(?=\s|$)[ .]*", ". "),
    (r"\b,? ?comma(?=\s)[ ,]*", ", "),
    (r"\b ?exclamation (?:mark|point)(?=\s|$)[ !.]*", "! "),
    (r"\b ?question mark(?=\s|$)[ ?.]*", "? "),
    (r"\b[,.]? ?new line(?=\s|$)[ ,.]*", "\n"),
)
_CHAT = {
    "u": "you", "ur": "your", "n": "and", "w": "with", "hv": "have", "thnx": "thanks", "thanx": "thanks",
    "tks": "thanks", "ty": "thanks", "tysm": "thanks so much", "pls": "please", "plz": "please",
    "soz": "sorry", "def": "definitely", "defo": "definitely", "yh": "yes", "yeh": "yes", "yess": "yes",
    "yea": "yes", "yas": "yes", "gud": "good", "hav": "have", "hve": "have", "ive": "i have",
    "teh": "the", "hte": "the", "adn": "and", "raed": "read", "ahve": "have", "haev": "have",
    "wiht": "with", "taht": "that", "wil": "will", "iwll": "will", "polcy": "policy", "cya": "see you",
    "heyy": "hey", "hii": "hi", "yepp": "yes",
    "tmrw": "tomorrow", "wknd": "weekend", "hols": "holidays", "msg": "message",
    "wld": "would",
}  # fmt: skip
_LIST_MARK = re.compile(
    r"(?m)^[ \t]*(?:\(?\d{1,2}[.)]|\(?[a-h]\)|[-*•·▪◦‣–—→✓✔☑☒]|\[x\])[ \t]+(?=\S)", re.I
)
_KISSES = re.compile(r"(?i)(?<=[\w.!,)])[ \t]+x{1,5}(?=[ \t.!]*$)", re.M)
_SECTIONS = re.compile(
    r"\b(?:sections?|clauses?|paragraphs?|paras?|points?) \d{1,2}(?:\.\d{1,2})*(?:\([a-z]\))?"
    r"(?:(?:, ?|,? and | & | to |-)\d{1,2}(?:\.\d{1,2})*(?:\([a-z]\))?)*"
)


def written(text: str) -> str:
    """The text as it would have been written at a desk: spoken marks as marks, no list marks, no kisses."""
    for spoken, mark in _SPOKEN:
        text = re.sub(spoken, mark, text, flags=re.I)
    return _KISSES.sub("", _LIST_MARK.sub("", text))


_CONTRACTIONS = (
    (r"\bi'?ve\b|\bi 've\b|\biv'e\b", "i have"),
    (r"\b(it|that|this)'s been\b", r"\1 has been"),
    (r"\bi'm\b|\bim\b", "i am"),
    (r"\bi'll\b", "i will"),
    (r"\bi'd (?=replied|answered|sent|missed|already)", "i had "),
    (r"\bi'd (?=(?:just |also )?like|love|be happy)", "i would "),
    (r"\b(that|it|there|this|what|all|everything|here|where|how)'s\b", r"\1 is"),
    (r"\byou're\b", "you are"),
    (r"\bits (?=@name|been |me |all |a |the )", "it is "),
    (r"\b(we|they)'ve\b", r"\1 have"),
    (r"\be-?(mail|bost)\b", r"e\1"),
    (r"\bthank-you\b", "thank you"),
    (r"\bdon't\b", "do not"),
    (
        r"(?<=\w)(,?) (?:an|n|'n'|nd) "
        r"(?=(?:understood|agreed|accepted)(?: (?:it|this|the|all|thanks)\b|\s*(?:$|[.,!])))",
        r"\1 and ",
    ),
    (r"\brwy 'n\b", "rwy'n"),
    (r"\bdw i 'n\b|\bdwi 'n\b", "dwi'n"),
    (r"\bby-?laws?\b|\bby law\b", "bylaw"),
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|"
    r"hydref|tachwedd|rhagfyr)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|weds?|thurs?|fri)"
_DATE = re.compile(
    rf"\b(?:{_DAY},? (?:the )?)?(?:\d{{1,2}}(?:st|nd|rd|th|af|fed|ain|eg)? (?:of |"
    rf"o )?{_MONTH}(?:,? \d{{4}})?|"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|"
    rf"\d{{4}}-\d{{2}}-\d{{2}}|the \d{{1,2}}(?:st|nd|rd|th))\b"
)
_CALENDAR = re.compile(rf"{_DAY}|{_MONTH}")
_MONTH_YEAR = re.compile(rf"\b{_MONTH} \d{{4}}\b")
_TIME = re.compile(r"\b\d{1,2}[:.]\d{2} ?(?:am|pm)?\b(?!\.\d)|\b\d{1,2} ?(?:am|pm)\b")
_VERSION = re.compile(
    r"\b(?:version|versions|ver|v|fersiwn)[. ]*(?:number |no\.? ?)?(\d{1,3}(?:\.\d{1,3}){0,2})\b"
)
_BARE_VERSION = re.compile(r"(?<![\w.])(\d{1,3}\.\d{1,3})(?![\w.]*\d)")
_PLEASED_MARKS = re.compile(
    "[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f64f\U0001f642\U0001f60a\U0001f600\U0001f603\u263a\U0001f44f\U0001f389\U0001f60e\U0001f3fb-\U0001f3ff\u2764\U0001f64c\U0001f4af\U0001f44b\U0001f499-\U0001f49c\U0001f5a4\U0001f90d\U0001f496\U0001f601\U0001f604\U0001f609\U0001f607\U0001f970\U0001f917\u2728\U0001f384\U0001f385\u2615\U0001f31e\u2600\U0001f91d\U0001fae1\U0001f4aa\ufe0f\u2611]|(?<!\\w)[:;]-?[)D](?!\\w)"
)
_THUMB = re.compile("[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f64f]")
_NOUNS = re.compile(
    r"\b(?:policy|polisi|by-?law|bylaw|code|procedure|rules?|guidance|statement|protocol)\b"
)


# Names that are also words of the grammar are read as words, except where only a name can stand.
KNOWN_WORDS = words(
    "will read mark may grant drew bill page ward law laws rule rules day days no not ng an on so "
    "noted good best may june "
    "april august sunday summer easter gay love hope joy faith grace happy young long little small "
    "hall the and i "
    "a e o y"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a reply may name: everything the letter was about, in the spellings people use."""

    title: str
    version: str
    code: str
    reference: str
    organisation: str
    names: frozenset[str]
    topics: frozenset[str] = frozenset()
    ours: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Normal:
    """A reply's words ready for the grammar, and the other versions it names."""

    text: str
    other_versions: tuple[str, ...]
    thumb: bool


def normalise(text: str, named: Named, known: frozenset[str]) -> Normal:
    """Lower case, with what is named replaced and every mark a word of its own.

    `known` are the words of the grammar and the cues: none of them is ever taken for a name.
    """
    text = _address_names(text.replace("@", " \ufffc "), known, named.ours).lower()
    thumb = bool(_THUMB.search(text))
    text = re.sub(r"([a-z])\1{2,}", r"\1", _PLEASED_MARKS.sub(" ", text))
    text = re.sub(r"(?<![\w'-])[a-z]{1,5}(?![\w'-])", lambda m: _CHAT.get(m[0], m[0]), text)
    text = _name_things(text, named, known)
    for pattern, plain in _CONTRACTIONS:
        text = re.sub(pattern, plain, text)
    text = _TIME.sub("@time", _MONTH_YEAR.sub("@date", _DATE.sub("@date", text)))
    text = _SECTIONS.sub("@sections", re.sub(rf"\b{_DAY}\b", "@day", text))
    text, others = _versions(text, named.version)
    text = re.sub(
        r"(?<![\w@'])[a-z]{4,}(?![\w'])", lambda m: _topic(m[0], named.topics, known), text
    )
    return Normal(text, others, thumb)


_AFTER_THANKS = re.compile(
    r"(?i:\b(thanks|thank you|many thanks|cheers|apologies|sorry|diolch|diolch yn fawr))(,? )"
    r"([^\W\d_][\w'-]{1,20})(?=\s*(?:[.!,\n]|$| - | for\b))"
)
_PLACE = re.compile(
    r"(?<![\w@])(in|to|at|near|around|via) ([A-Z][a-z'-]{2,20})(?: [A-Z][a-z'-]{2,20})?(?![\w@])"
)
_GREETED = re.compile(r"^\s*((?i:hi|hiya|hello|hey|dear|morning|afternoon|evening)) ([^\W\d_]+) ")
_AT_END = re.compile(r"(?<=[a-z])(,? )([A-Z][a-z'-]{1,20})(?=\s*(?:[.!,\n]|$))")
_AT_START = re.compile(r"(?:(?<=\n)|(?<=^)|(?<=[.!] ))([A-Z][a-z'-]{1,20})(?=, | - |! |[ \t]*\n)")


def _address_names(text: str, known: frozenset[str], ours: frozenset[str]) -> str:
    """Names by which somebody is addressed become `@word`: after thanks any name, elsewhere only one
    that stands in our letter. Another name at the end might be a signature."""

    def thanked(match: re.Match[str]) -> str:
        name = match[3]
        small = name.islower() and not text.islower()
        return match[0] if small or not _may_be_name(name, known) else f"{match[1]}{match[2]}@word"

    def addressed(match: re.Match[str]) -> str:
        name = match[match.lastindex or 1]
        fits = name.lower() in ours and _may_be_name(name, known)
        return match[0][: -len(name)] + "@word" if fits else match[0]

    text = _GREETED.sub(lambda m: f"{m[1]} @word " if m[2].lower() in ours - known else m[0], text)
    text = _PLACE.sub(
        lambda m: f"{m[1]} @place" if _may_be_name(m[2], known) else m[0],
        _AFTER_THANKS.sub(thanked, text),
    )
    return _AT_START.sub(addressed, _AT_END.sub(addressed, text))


def _may_be_name(name: str, known: frozenset[str]) -> bool:
    small = name.lower()
    return not (small in known or _CALENDAR.fullmatch(small) or small.endswith("n't"))


def _topic(word: str, topics: frozenset[str], known: frozenset[str]) -> str:
    """`@topic` for a word of the letter that is no word of the grammar or of the cues."""
    return "@topic" if word not in known and {word, word.rstrip("s")} & topics else word


def _name_things(text: str, named: Named, known: frozenset[str]) -> str:
    for token, spellings in _spellings(named, known):
        for spelling in sorted(spellings, key=len, reverse=True):
            loose = r"\s+".join(map(re.escape, spelling.split()))
            text = re.sub(rf"(?<![\w@]){loose}(?!\w)", f" {token} ", text)
    return re.sub(r"[ \t]{2,}", " ", text)


def _spellings(named: Named, known: frozenset[str]) -> Iterable[tuple[str, set[str]]]:
    title = named.title.lower().replace("’", "'")
    core = _NOUNS.sub("", title).strip(" -,")
    core = re.sub(r"\s+", " ", core)
    org = named.organisation.lower().replace("’", "'")
    yield "@ref", {named.reference.lower()} - {""}
    yield (
        "@org",
        {org, "".join(w[0] for w in re.findall(r"[a-z']+", org)) if " " in org else ""} - {""},
    )
    yield "@policy", {title, *_initials(named, known)} - {""}
    yield "@title", ({core} if len(core) > 2 else set()) - {""}
    yield "@code", {named.code.lower()} - {"", core}
    yield "@name", set(named.names) - KNOWN_WORDS


def _initials(named: Named, known: frozenset[str]) -> set[str]:
    """The letters a reference begins with, by which people call the policy: never a word that says
    something, as NOT would."""
    short = named.reference.partition("-")[0].lower()
    return {short} if len(short) > 2 and short not in known else set()


def _versions(text: str, version: str) -> tuple[str, tuple[str, ...]]:
    others: list[str] = []

    def name(match: re.Match[str]) -> str:
        if _same(match[1], version):
            return "@version"
        others.append(match[1])
        return "@other"

    text = _VERSION.sub(name, text)
    text = _BARE_VERSION.sub(lambda m: "@version" if _same(m[1], version) else m[0], text)
    return text, tuple(dict.fromkeys(others))


def _same(one: str, other: str) -> bool:
    return re.sub(r"(?:\.0)+$", "", one) == re.sub(r"(?:\.0)+$", "", other)


def spaced(sentence: str) -> str:
    """The sentence with each mark a word of its own and a space after the last word."""
    sentence = re.sub(r"([,:/()&+=\"]|(?<!\w)-|-(?!\w)|--+)", r" \1 ", sentence)
    sentence = re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", sentence)
    return " ".join(sentence.split()) + " "


# Words worth mending when a letter or two went wrong, and words that must never be mended into them.
_MEND = sorted(
    words(
        "acknowledge acknowledged acknowledgement confirm confirmed confirming understood understand "
        "policy updated "
        "received thanks carefully changes follow comply attached amended revised version document "
        "social agree agreed "
        "accept accepted adhere reading thoroughly accordance through fully completely amendments "
        "contents already "
        "reviewed reviewing receiving receipt accepting agreeing following complying "
        "confirmation acceptance understanding everything guidelines guidance requirements "
        "responsibilities regulations properly entirety regards morning afternoon evening weekend "
        "attachment reminder apologies responding forward trustee volunteer version complete completely "
        "procedure procedures obligations happily certainly absolutely definitely undertake "
        "acknowledging officially formally abide content"
    )
)
_NEVER = words(
    "conform conforms conformed knowledge misunderstood misunderstand except excepted expect "
    "expected police polite "
    "politic politics polity fallow hollow recited revisited revise reverse inverse converse "
    "aversion through though "
    "thought threat agreement disagree disagreed greed degree followed follower follows accent "
    "accents excerpt "
    "confine confirms acknowledges understands attacked detached untouched received deceived "
    "changed charges chances "
    "understate fuller comply compile complain compel adhered alread thoughtfully rarely fairly "
    "freely policed "
    "contest contests contend contents resent recant decent accuse refute reviled "
    "receding revising follies excepting deceiving adore adopt adapt abode aside allude confided "
    "confirmer unfollow unfollowing misunderstanding misunderstandings disagreeing nonconforming "
    "uncertainly indefinitely informally unofficially mourning warning version's conversion perversion "
    "diversion incomplete incompletely improperly noncompliance unaccepting overt avert evert "
    "revolting recession formerly formality normally humbly contempt contented contention consent "
    "comment comments contort extent intent reviewer"
)


def mend(word: str, known: frozenset[str]) -> str:
    """The word, or the one it was meant to be: one slip in short words, two in words of eight letters
    or more, never another first letter."""
    if len(word) < 5 or word in known or word in _NEVER or not word.isascii() or not word.isalpha():
        return word
    near = [(_slips(word, right), right) for right in _MEND if _may_be_meant(word, right)]
    slips, nearest = min(near, default=(0, word))
    return nearest if slips <= _allowed(nearest) else word


def _allowed(right: str) -> int:
    return 1 if len(right) < 8 else 2


def _may_be_meant(word: str, right: str) -> bool:
    return right[0] == word[0] and abs(len(right) - len(word)) <= _allowed(right)


def _slips(one: str, other: str) -> int:
    """How many letters differ: inserted, left out, changed, or two neighbours swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return row[-1]
