"""Who really sent a message: what the organisation's own mail boundary says, where it is trusted.

Anybody can write any header into a message. Only the topmost Authentication-Results is looked at
(RFC 8601 section 5: the boundary puts its own there and takes forged ones away), and only when its
authserv-id is one the organisation named. Exchange's own marks are believed only when switched on.
"""

import re
from dataclasses import dataclass
from typing import Literal

from govflow.core.replies.mail import Mail, header_values

Level = Literal["internal", "aligned", "failed", "none"]


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom we believe about senders; everything off means that every reply is held.

    `authserv_ids` name the boundary; `exchange_internal` believes Exchange's own mark for mail from
    inside, for senders of `own_domains`; `microsoft365` believes Microsoft's form of the results,
    which names no boundary. `accept_weak` counts short forms ("ok", a thumb up) where everything else
    is certain. `set_aside` are banners and footers of the organisation's own mail, as they stand
    there; '*' stands for anything.
    """

    authserv_ids: tuple[str, ...] = ()
    exchange_internal: bool = False
    microsoft365: bool = False
    own_domains: tuple[str, ...] = ()
    accept_weak: bool = False
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """How far the sender's address is proved, and by what."""

    level: Level
    why: str

    @property
    def proved(self) -> bool:
        return self.level in ("internal", "aligned")


@dataclass(frozen=True, slots=True)
class _Result:
    method: str
    value: str
    properties: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        return dict(self.properties).get(name, "")


_SHORT_SUFFIX = re.compile(
    r"(?:ac|co|com|edu|gov|ltd|mod|net|nhs|nom|org|parliament|plc|police|sch|or|ne|go)\.[a-z]{2}"
)


def prove_sender(mail: Mail, trust: Trust) -> Proof:
    """What proves that the message came from `mail.sender`. Never raises."""
    if not mail.sender:
        return Proof("none", mail.sender_problem or "no sender")
    domain = mail.sender.rpartition("@")[2]
    internal = _internal(mail, trust, domain)
    if internal is not None:
        return internal
    results = header_values(mail, "Authentication-Results")
    if not results:
        return Proof("none", "no Authentication-Results of a boundary we trust")
    return _judge_results(results[0], trust, domain)


def _internal(mail: Mail, trust: Trust, domain: str) -> Proof | None:
    marks = header_values(mail, "X-MS-Exchange-Organization-AuthAs")
    if not (trust.exchange_internal and marks):
        return None
    if len(marks) > 1:
        return Proof("none", "two Exchange marks of origin")
    if marks[0].strip().lower() == "internal" and domain in trust.own_domains:
        return Proof("internal", "Exchange: sent from inside the organisation")
    return None


def _judge_results(header: str, trust: Trust, domain: str) -> Proof:
    parsed = read_results(header)
    if parsed is None:
        return Proof("none", "Authentication-Results cannot be read")
    boundary, results = parsed
    trusted = {a.lower() for a in trust.authserv_ids}
    if boundary and boundary not in trusted:
        return Proof("none", f"results of {boundary}, which is not named in authserv_ids")
    if not boundary and not trust.microsoft365:
        return Proof("none", "results that name no boundary; microsoft365 is not switched on")
    return _aligned(results, domain)


def _aligned(results: list[_Result], domain: str) -> Proof:
    dmarc = [r for r in results if r.method == "dmarc"]
    if len(dmarc) > 1:
        return Proof("none", "two DMARC results in one header")
    if dmarc and dmarc[0].value in ("fail", "permerror", "temperror", "quarantine", "reject"):
        return Proof("failed", f"DMARC {dmarc[0].value}")
    if dmarc and dmarc[0].value == "pass":
        seen = dmarc[0].get("header.from") or domain
        if seen.rpartition("@")[2] == domain:
            return Proof("aligned", "DMARC pass")
        return Proof("none", f"DMARC passed for {seen}, not for the sender")
    signers = [r.get("header.d") or r.get("header.i") for r in results if _signed(r)]
    if any(_covers(s.rpartition("@")[2], domain) for s in signers):
        return Proof("aligned", "DKIM pass for the sender's domain")
    return Proof("none", "neither DMARC nor an aligned DKIM signature passed")


def _signed(result: _Result) -> bool:
    return result.method == "dkim" and result.value == "pass"


def _covers(signer: str, domain: str) -> bool:
    """Whether a signature of this domain speaks for the sender's (relaxed alignment, RFC 7489)."""
    if not signer or signer == domain:
        return bool(signer)
    return "." in signer and not _SHORT_SUFFIX.fullmatch(signer) and domain.endswith(f".{signer}")


def read_results(header: str) -> tuple[str, list[_Result]] | None:
    """(authserv-id or '', results) of one Authentication-Results value; None when it is malformed.

    More lenient than RFC 8601 about what real servers write (properties without a type, results
    without a reason, no authserv-id at all as Microsoft 365), strict about brackets and quotes:
    what stands in a comment or a quoted string is never read as a result.
    """
    segments = _segments(header[:8_000])
    if segments is None or not segments:
        return None
    first = segments[0]
    boundary = ""
    if first and "=" not in first[0]:
        boundary = first[0].lower().rstrip(".")
        if len(first) > 2 or (len(first) == 2 and not first[1].isdigit()):
            return None
        segments = segments[1:]
    results = [r for s in segments if (r := _result(s))]
    return boundary, results


def _segments(text: str) -> list[list[str]] | None:
    """The words between semicolons, without comments; None when brackets or quotes do not close."""
    segments: list[list[str]] = [[]]
    word, depth, position = "", 0, 0
    while position < len(text):
        char = text[position]
        if char == "\\":
            position += 2
            continue
        if depth or char in "()":
            depth += {"(": 1, ")": -1}.get(char, 0)
            if depth < 0:
                return None
            char = " "
        elif char == '"':
            end = text.find('"', position + 1)
            if end < 0:
                return None
            word += re.sub(r"[\s;=]", "_", text[position + 1 : end])
            position = end + 1
            continue
        position += 1
        if char in "; \t\r\n":
            segments[-1] += [word] if word else []
            word = ""
            if char == ";":
                segments.append([])
        else:
            word += char
    segments[-1] += [word] if word else []
    return None if depth else segments


def _result(words: list[str]) -> _Result | None:
    pairs = [w.lower().partition("=") for w in re.sub(r"\s*=\s*", "=", " ".join(words)).split(" ")]
    if not pairs or not pairs[0][2]:
        return None
    method = pairs[0][0].partition("/")[0]
    properties = tuple((key, value) for key, mark, value in pairs[1:] if mark)
    return _Result(method, pairs[0][2], properties)
