"""Greeting and signature: what stands around a reply's words and says nothing about the policy."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from govflow.core.replies.patterns import words

_GREETING = (
    r"(?:hi there|hi again|hi+|hi+ya+|hello there|hello+|he+y+(?: there)?|heya|hallo|hola|howdy|yo|"
    r"my dear(?:est)?|dearest|dear|good (?:morning|afternoon|evening|day) to you|"
    r"good (?:morning|afternoon|evening|"
    r"day)|morning|"
    r"afternoon|evening|greetings|to whom it may concern|bore da|prynhawn da|noswaith dda|"
    r"p'nawn da|helo|shwmae|"
    r"s'mae|shwmai|haia|annwyl|heia)"
)
_WORD = r"[^\W\d_][\w'.-]{0,24}"
_GREETING_LINE = re.compile(
    rf"^\s*{_GREETING}(?P<names>(?:[ ,]+(?:{_WORD}|&|/|\+)){{0,6}})\s*[,.!:;-]*\s*$", re.I
)
_GREETING_INLINE = re.compile(
    rf"^\s*{_GREETING}(?P<names>(?: +(?:{_WORD}|&)){{0,4}}?)\s*(?:[,!.:;]| - )\s*(?=\S)", re.I
)
_GREETING_BARE = re.compile(rf"^\s*(?i:{_GREETING})(?P<names> +[A-Z][\w'-]{{1,24}}) +(?=\S)")
_NAME_FIRST = re.compile(r"^\s*(?P<names>[A-Z][\w'-]{1,20})\s*,\s*$")
_SIGN_OFF_LINE = re.compile(
    r"^\s*(?:"
    r"(?:with )?(?:my |the |all |every )?(?:very |good )?"
    r"(?:kind(?:est)?|warm(?:est)?|best|friendly|good)?\s*"
    r"(?:regards|"
    r"wishes)(?: and thanks)?|"
    r"regards|rgds|kr|br|bw|kind|best|all (?:the )?best|warmly|yours(?: (?:sincerely|faithfully|"
    r"truly|ever|aye))?|"
    r"sincerely(?: yours)?|(?:many |kind |with |very many |huge )?thanks(?: again| so much|"
    r" very much| a lot| all|"
    r" and (?:kind |best |warm )?(?:regards|wishes|best))?|thank you(?: again| so much| very much|"
    r" and (?:kind |best )?regards)?|"
    r"thx|ta|tks|cheers|take care|speak soon|respectfully|love|x+|signed|"
    r"(?:gyda )?(?:cofion|diolch)(?: (?:gorau|cynnes|caredig|yn fawr(?: iawn)?|o galon|am y tro))*"
    r"(?: ?[/|] ?(?:kind |best |warm |many )?(?:regards|wishes|thanks))?|"
    r"(?:kind |best |warm |many )?(?:regards|wishes|thanks) ?[/|] ?(?:cofion|diolch)(?: (?:gorau|"
    r"cynnes|caredig))*|"
    r"hwyl(?: am y tro| fawr)?|yn gywir|yn gynnes|yr eiddoch yn gywir|llofnodwyd|pob hwyl|"
    r"dymuniadau gorau"
    r")\s*[,.!:-]*(?P<names>(?: +[^\W\d_][\w'.-]{0,24}){0,4})\s*[,.!-]*\s*x*\s*$",
    re.I,
)
_FOR_ANOTHER = re.compile(
    r"(?i)\b(?:p\.?p\.? |on behalf of|(?:pa|assistant|secretary|ea) (?:to|of) |sent (?:by|for) |"
    r"ar ran )"
)
_FIELD_NAME = re.compile(r"(?i)^(?:signed|name|print name|enw|llofnod)\s*[:\-]\s*")
_TITLE = re.compile(
    r"(?i)(?:sent|get|trustee|ymddiriedolwr|student|chair|president|vice|treasurer|director|"
    r"manager|head|events|"
    r"chester|the|mr|mrs|ms|miss|dr|prof|tel|mob|phone|https?|www|best|kind|regards|thanks|cofion|"
    r"diolch)\b"
)
_SIGN_OFF_INLINE = tuple(
    re.compile(
        r"(?:^|[.!,;:\n)-]|\b(?:regards|wishes|thanks|best|cheers|cofion|diolch|hwyl|love))\s*"
        rf"(?P<names>[^\W\d_][\w'.-]{{0,24}}(?: [^\W\d_][\w'.-]{{0,24}}){{{more}}})[\s.!x]*$",
        re.I,
    )
    for more in reversed(range(4))
)
_DASHES = re.compile(r"^\s*(?:--|—|__)\s*$")
_SIGNATURE_FIELD = re.compile(
    r"^\s*(?:signed|name|print name|enw|llofnod|date|dyddiad|dated)\s*[:\-]", re.I
)
_TALKS = re.compile(
    r"(?i)\b(?:p\.?p?\.?s|n\.?b|but|however|except|unless|until|acknowledg\w*|agree\w*|accept\w*|"
    r"(?<!privacy )(?<!cookie )polic(?:y|ies)|"
    r"understand|understood|follow(?! (?:us|me|@))|comply|confirm\w*|section|clause|by-?law|objection\w*|"
    r"withdraw\w*|retract\w*|"
    r"question|actually|joking|kidding|ignore|sarcas\w*|disagree\w*|refuse\w*|scrap|wait|sorry|"
    r"mean|meant|"
    r"read (?:it|this|the)|polisi|cydnabod|ond|anghytuno|gwrthod)\b|\?|(?i:\bi\b[^.\n]{0,40}(?:n't|"
    r"\bnot\b|\bnever\b))"
)

_DENIES = re.compile(r"(?i)\b(?:not|never|hardly|barely|nearly|almost|nobody|nid|ddim)\b|n't\b")
"""What no name under a sign-off holds: 'Tom (not really)'."""


_AMONG_NAMES = words(
    "and all team there both everyone folks mr mrs ms dr sir madam de van der von la colleagues "
    "governance again a ac "
    "pawb tîm chi bawb guys"
)
_MATTER = re.compile(
    r"\b(?:read|understood|understand|acknowledg\w*|accept\w*|agree\w*|polic\w+|noted|confirm\w*|"
    r"yes|ok|okay|happy|"
    r"follow|comply|received|thanks|thank|just|done|this|it|deall|darllen|cydnabod|diolch|wedi)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A reply's words between greeting and signature."""

    body: str
    signature: str
    other_name: bool = False


def take_frame(text: str, names: Collection[str], cues: re.Pattern[str]) -> Framed:
    """The text without greeting and signature.

    `names` are the sender's own (lower case words). A greeting's names may be anything but `cues`.
    A signature in which somebody still talks about the matter ("PS I do not agree") stays in the
    body, where it will be read.
    """
    lines = _drop_greeting(text.split("\n"), cues)
    start = _signature_start(lines, names)
    signature = "\n".join(lines[start:]).strip()
    after = _after_first(signature)
    if (
        _TALKS.search(after)
        or _goes_on(after)
        or _DENIES.search(" ".join(signature.split("\n")[:3]))
    ):
        return Framed(_drop_inline("\n".join(lines).strip(), names), "")
    body = _drop_inline("\n".join(lines[:start]).strip(), names)
    return Framed(body, signature, _signed_by_another(signature, names))


_GOES_ON = re.compile(
    r"^\s*(?:(?!(?:sent|get|tel|mob|www|http|via|from|on behalf|e-?mail|phone|x+|he|she|they|pronouns|ffôn|"
    r"symudol|anfonwyd|cofion|hwyl|diolch|best|kind|thanks|regards)\b)[a-z][\w']* +[\w']+"
    r"|(?i:or|and|once|after|until|though|although|even|because|unless|provided|assuming|only|maybe|"
    r"perhaps|probably|hopefully|nor|yet|still|almost|nearly|half|most|some) +[a-z])"
    r"|(?<![\w./@-])I(?:['’](?:m|ve|ll|d))? +[a-z]",
    re.M,
)
"""A line under a name that no signature has: it begins small or with a joining word, or says 'I'."""


def _goes_on(after: str) -> bool:
    lines = [line for line in after.split("\n") if line.strip()]
    return bool(_GOES_ON.search("\n".join(lines[:6])))


def _signed_by_another(signature: str, names: Collection[str]) -> bool:
    """Whether the name under the sign-off is somebody else's, or signs for somebody."""
    found = (_FIELD_NAME.sub("", line.strip()) for line in signature.split("\n"))
    lines = [line for line in found if line and not _SIGNATURE_FIELD.match(line)]
    if not lines or not names:
        return False
    if _FOR_ANOTHER.search(signature):
        return True
    sign_off = _SIGN_OFF_LINE.match(lines[0])
    named = sign_off["names"].strip() if sign_off else lines[0]
    first = named or (lines[1] if len(lines) > 1 else "")
    head = re.split(r"\s*[,|/(\[-]\s*|\s{2,}", first.strip(" \t*_.~"), maxsplit=1)[0]
    tokens = re.findall(r"[^\W\d_][\w'.-]*", head)
    if not 1 <= len(tokens) <= 3 or not all(t[0].isupper() for t in tokens):
        return False
    close = any(_is_name(t.strip(".").lower(), names) for t in tokens)
    nickname = len(tokens) == 1 and any(n[0] == tokens[0][0].lower() for n in names)
    return not (close or nickname or _TITLE.match(head))


_TITLED = re.compile(
    r"(?:^|(?<=[.!,;\n)-]))\s*(?P<names>[^\W\d_][\w'.-]{0,24}(?: [^\W\d_][\w'.-]{0,24}){0,2})"
    r"\s*[,(|/-]\s*(?:[A-Z][\w&'-]{1,20} ){0,3}(?:Manager|Officer|Trustee|Director|Chair|"
    r"President|Treasurer|"
    r"Secretary|Coordinator|Co-ordinator|Lead|Assistant|Adviser|Advisor|Administrator|Volunteer|"
    r"Captain|Rep|"
    r"Representative|Lecturer|Student|Cleaner|Caretaker|Governor|"
    r"Head of [A-Z][\w&'-]{1,20})\)?[\s.]*$"
)


def _drop_inline(body: str, names: Collection[str]) -> str:
    """The body without a sign-off and own name at the end of its last line: 'Best, Tom'."""
    for pattern in (*_SIGN_OFF_INLINE, _TITLED):
        match = pattern.search(body)
        if match and is_own_name(match["names"], names):
            return body[: match.start("names")].rstrip(" ,-")
    return body


def _after_first(signature: str) -> str:
    """The signature without its sign-off words, whose 'thanks' and 'best' are no talk."""
    first, _, rest = signature.partition("\n")
    return rest if _SIGN_OFF_LINE.match(first) or _DASHES.match(first) else signature


def _drop_greeting(lines: list[str], cues: re.Pattern[str]) -> list[str]:
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return lines
    line = lines[first]
    whole = _GREETING_LINE.match(line) or _NAME_FIRST.match(line)
    if whole and _only_names(whole["names"], cues):
        return lines[first + 1 :]
    inline = _GREETING_INLINE.match(line) or _GREETING_BARE.match(line)
    if inline and _only_names(inline["names"], cues):
        return [line[inline.end() :], *lines[first + 1 :]]
    return lines


def _only_names(text: str, cues: re.Pattern[str]) -> bool:
    if cues.search(text.lower()) or _MATTER.search(text):
        return False
    tokens = re.findall(r"[^\W\d_][\w'.-]*", text)
    small = [w for w in tokens if w[0].islower() and w not in _AMONG_NAMES]
    return not small or (len(tokens) <= 2 and text.islower())


def _signature_start(lines: list[str], names: Collection[str]) -> int:
    spoken = False
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if spoken and (_SIGN_OFF_LINE.match(line) or _DASHES.match(line)):
            return index
        if spoken and (is_own_name(line, names) or _SIGNATURE_FIELD.match(line)):
            return index
        spoken = True
    return len(lines)


def is_own_name(line: str, names: Collection[str]) -> bool:
    """Whether the line is the sender's own name, or begins with it before a title or a bar.

    Every word must be one of the names, an initial of one, or a short form of the first.
    """
    head = re.split(r"\s*[,|/(\[-]\s*|\s{2,}", line.strip(" \t*_.~x"), maxsplit=1)[0]
    tokens = [w.strip(".'\"").lower() for w in head.split()]
    if not tokens or len(tokens) > 4 or not names:
        return False
    return all(_is_name(word, names) for word in tokens)


_SHORT = {
    "tom": "thomas", "tommy": "thomas", "bill": "william", "will": "william", "bob": "robert",
    "rob": "robert", "liz": "elizabeth", "beth": "elizabeth", "lizzie": "elizabeth", "kate": "katherine",
    "katie": "katherine", "kath": "katherine", "cath": "catherine", "dave": "david", "mike": "michael",
    "mick": "michael", "jim": "james", "jamie": "james", "dick": "richard", "rick": "richard",
    "jack": "john", "peggy": "margaret", "maggie": "margaret", "meg": "margaret", "tony": "anthony",
    "harry": "henry", "ted": "edward", "becky": "rebecca", "becca": "rebecca", "jenny": "jennifer",
    "andy": "andrew", "drew": "andrew", "nick": "nicholas", "chris": "christopher", "steve": "stephen",
    "sue": "susan", "pam": "pamela", "gerry": "gerald", "dot": "dorothy", "fred": "frederick",
    "alex": "alexander", "sandy": "alexandra", "charlie": "charles", "vicky": "victoria",
    "abi": "abigail", "gwen": "gwenllian", "guto": "gruffydd", "ianto": "ifan", "mo": "mohammed",
}  # fmt: skip


_NEVER_NAMES = frozenset(
    [
        "no",
        "not",
        "nor",
        "but",
        "if",
        "ok",
        "yes",
        "so",
        "nah",
        "nope",
        "never",
        "none",
        "only",
        "nid",
        "na",
        "ond",
        "os",
    ]
)


def _is_name(word: str, names: Collection[str]) -> bool:
    if word in _NEVER_NAMES:
        return False
    if word in names or _SHORT.get(word, "") in names:
        return True
    if len(word) == 1:
        return any(name.startswith(word) for name in names)
    initials = len(word) <= 3 and all(any(n.startswith(c) for n in names) for c in word)
    return initials or (len(word) >= 3 and any(name.startswith(word) for name in names))
