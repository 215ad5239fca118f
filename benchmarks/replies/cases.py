"""Labelled replies: people's own words, traps, machine mail and broken mail, wrapped as clients wrap them.

`all_cases(letter, earlier)` builds them around any letter, so that the same cases can be made around
letters the product itself sent. Adding a case is adding a line to `phrases/*.txt`, a row below, or a
client; expected outcomes are the names of `govflow replies list --json`.
"""

# ruff: noqa: E501 - rows of mail as it was sent

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.replies.bombs import broken_mails
from benchmarks.replies.clients import CLIENTS, LANGUAGES, Letter, nothing_quoted
from benchmarks.replies.machines import machine_mails
from benchmarks.replies.other_clients import other_bodies
from benchmarks.replies.wire import Wire, oddities, reply_bytes

PHRASES = Path(__file__).parent / "phrases"
STRONG = (
    "strong_en.txt",
    "strong_cy.txt",
    "strong_more.txt",
    *(f"batch_{n}_en.txt" for n in range(1, 10)),
    *(f"batch_{n}_cy.txt" for n in (1, 2, 3)),
)
TRAPS = tuple(f"batch_{n}_traps.txt" for n in (1, 2, 4, 5, 6, 7, 8, 9))
"""Batches were written before the grammar was fitted to them; README.md has each one's first figure."""


@dataclass(frozen=True)
class Labelled:
    """One message and what it must be judged as; `kind` groups the figures."""

    name: str
    raw: bytes
    outcome: str
    kind: str
    why: str = ""
    until: str = ""


def _lines(name: str) -> list[str]:
    text = (PHRASES / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n") for line in text.splitlines() if line.strip()]


def _fill(text: str, letter: Letter, reference: str) -> str:
    return text.replace("SMP-7K3QX", reference).replace("Tom Smith", letter.to_name)


def all_cases(letter: Letter, reference: str) -> list[Labelled]:
    """Every case, in a fixed order."""
    return [
        *_in_their_own_words(letter, reference),
        *_held(letter, reference),
        *_traps(letter, reference),
        *_programs(letter),
        *_senders(letter),
        *_shapes(letter, reference),
        *(
            Labelled(m.name, m.raw, m.outcome, "machine", until=m.until)
            for m in machine_mails(letter)
        ),
        *(Labelled(*row) for row in broken_mails(letter)),
    ]


def _in_their_own_words(letter: Letter, reference: str) -> Iterator[Labelled]:
    phrases = [line for book in STRONG for line in _lines(book)]
    languages = list(LANGUAGES)
    for number, phrase in enumerate(phrases):
        client = CLIENTS[number % len(CLIENTS)]
        language = LANGUAGES[languages[number % len(languages)]]
        plain, rich = client(_fill(phrase, letter, reference), letter, language)
        oddity, wire = oddities(Wire(plain, rich), number * 7)
        yield Labelled(
            f"strong-{number:03}-{client.__name__}",
            reply_bytes(letter, wire),
            "acknowledged",
            "strong",
            f"{oddity}: {phrase!r}",
        )


def _held(letter: Letter, reference: str) -> Iterator[Labelled]:
    languages = list(LANGUAGES)
    for number, line in enumerate(_lines("held.txt")):
        outcome, _, phrase = line.partition("|")
        client = CLIENTS[number % len(CLIENTS)]
        language = LANGUAGES[languages[number % len(languages)]]
        plain, rich = client(_fill(phrase, letter, reference), letter, language)
        _, wire = oddities(Wire(plain, rich), number * 5)
        name = {"other_version": "old_version"}.get(outcome, outcome)
        yield Labelled(
            f"held-{number:03}-{client.__name__}",
            reply_bytes(letter, wire),
            name,
            "held",
            repr(phrase),
        )


def _traps(letter: Letter, reference: str) -> Iterator[Labelled]:
    """Words that must not count; which of the held outcomes they get is not judged."""
    languages = list(LANGUAGES.values())
    phrases = [line for book in TRAPS for line in _lines(book)]
    for number, phrase in enumerate(phrases):
        client = CLIENTS[number % len(CLIENTS)]
        language = languages[number % len(languages)]
        plain, rich = client(_fill(phrase, letter, reference), letter, language)
        yield Labelled(
            f"trap-{number:03}-{client.__name__}",
            reply_bytes(letter, Wire(plain, rich)),
            "unclear",
            "trap",
            repr(phrase),
        )


def _programs(letter: Letter) -> Iterator[Labelled]:
    """Each further program and each dressing: counted, declined, and taken back under the quotation."""
    for phrase, kind, outcome, below in (
        ("I have read and understood the policy.", "strong", "acknowledged", ""),
        ("I have read it but I do not accept it.", "held", "declined", ""),
        (
            "I have read and understood the policy.",
            "trap",
            "unclear",
            "That is not what I agreed to.",
        ),
    ):
        for name, (plain, rich) in other_bodies(phrase, letter):
            if below and rich:
                continue
            wire = Wire(f"{plain}\n\n{below}\n" if below else plain, rich)
            yield Labelled(
                f"program-{kind}-{name}", reply_bytes(letter, wire), outcome, kind, repr(phrase)
            )


SENDERS: tuple[tuple[str, dict[str, object], str], ...] = (
    (
        "another address",
        {
            "sender": "Eve <eve@evil.example>",
            "results": "mx.example.org; dmarc=pass header.from=evil.example",
        },
        "wrong_sender",
    ),
    ("a colleague", {"sender": "Jo Brown <jo@example.org>"}, "wrong_sender"),
    ("no results", {"results": ""}, "unverified"),
    (
        "results of a stranger",
        {"results": "evil.example; dmarc=pass header.from=example.org"},
        "unverified",
    ),
    (
        "no boundary named",
        {
            "results": "spf=pass smtp.mailfrom=example.org; dkim=pass header.d=example.org; dmarc=pass action=none header.from=example.org"
        },
        "unverified",
    ),
    (
        "dmarc failed",
        {"results": "mx.example.org; dmarc=fail header.from=example.org"},
        "unverified",
    ),
    ("spf alone", {"results": "mx.example.org; spf=pass smtp.mailfrom=example.org"}, "unverified"),
    (
        "dkim of another domain",
        {"results": "mx.example.org; dkim=pass header.d=evil.example"},
        "unverified",
    ),
    (
        "pass in a comment",
        {"results": "mx.example.org; dmarc=none (dmarc=pass header.from=example.org)"},
        "unverified",
    ),
    (
        "pass in quotation marks",
        {"results": 'mx.example.org; spf=fail reason="x; dmarc=pass header.from=example.org"'},
        "unverified",
    ),
    (
        "two dmarc results",
        {"results": "mx.example.org; dmarc=fail; dmarc=pass header.from=example.org"},
        "unverified",
    ),
    (
        "unclosed quotation",
        {"results": 'mx.example.org; dmarc=pass header.from=example.org reason="'},
        "unverified",
    ),
    (
        "forged below",
        {
            "results": "mx.example.org; dmarc=fail header.from=example.org\nAuthentication-Results: mx.example.org; dmarc=pass header.from=example.org"
        },
        "unverified",
    ),
    (
        "exchange mark by anybody",
        {"results": "", "headers": (("X-MS-Exchange-Organization-AuthAs", "Internal"),)},
        "unverified",
    ),
    ("two senders", {"headers": (("From", "Eve <eve@evil.example>"),)}, "unverified"),
    ("two addresses", {"sender": "{to}, eve@evil.example"}, "unverified"),
    (
        "address in the name",
        {
            "sender": '"{to}" <eve@evil.example>',
            "results": "mx.example.org; dmarc=pass header.from=evil.example",
        },
        "unverified",
    ),
    ("angle trick", {"sender": "<{to}>eve@evil.example"}, "unverified"),
    ("comment trick", {"sender": "{to}(<eve@evil.example>)"}, "unverified"),
    ("group", {"sender": "team: {to};"}, "unverified"),
    ("sent by an assistant", {"headers": (("Sender", "pa@example.org"),)}, "unclear"),
    ("bare address", {"sender": "{to}"}, "acknowledged"),
    ("address as its own name", {"sender": '"{to}" <{to}>'}, "acknowledged"),
    ("capitals", {"sender": "Tom <TOM.SMITH@EXAMPLE.ORG>"}, "acknowledged"),
    ("encoded name", {"sender": "=?utf-8?b?VG9tIFNtaXRo?= <{to}>"}, "acknowledged"),
    ("pronouns in the name", {"sender": "Tom Smith (he/him) <{to}>"}, "acknowledged"),
    (
        "dkim of the parent domain",
        {"results": "mx.example.org; dkim=pass header.d=example.org; spf=softfail"},
        "acknowledged",
    ),
)


def _senders(letter: Letter) -> Iterator[Labelled]:
    for name, change, outcome in SENDERS:
        fixed = {
            k: v.format(to=letter.to) if k == "sender" and isinstance(v, str) else v
            for k, v in change.items()
        }
        wire = replace(Wire("Read and understood.\n"), **fixed)
        kind = "strong" if outcome == "acknowledged" else "held"
        yield Labelled(
            f"sender-{name.replace(' ', '-')}", reply_bytes(letter, wire), outcome, kind, name
        )


def _shapes(letter: Letter, reference: str) -> Iterator[Labelled]:
    """Where the words stand, and what else is in the message."""
    quoted = "\n".join(f"> {line}" for line in letter.text.split("\n"))
    plain, _ = nothing_quoted("Read and understood.", letter, LANGUAGES["en"])
    yes = "Read and understood."
    head = f"From: {letter.sender_name} <{letter.sender}>\nSent: 1 December 2026\nTo: {letter.to}\nSubject: {letter.subject}\n"
    rows: tuple[tuple[str, Wire, str], ...] = (
        ("only the quotation", Wire(quoted), "unclear"),
        ("only a signature", Wire(f"Tom Smith\nEvents Manager\n\n{quoted}"), "unclear"),
        (
            "only in the subject",
            Wire("\n", subject="I acknowledge the Social Media Policy"),
            "unclear",
        ),
        ("only in the quotation", Wire(f"Hello\n\n> {yes}\n"), "unclear"),
        (
            "only in a footer",
            Wire("Hello there,\n\nTom\n\n-- \nI acknowledge the traditional owners of the land.\n"),
            "unclear",
        ),
        (
            "between the lines",
            Wire(f"{yes}\n\n{head}\n" + letter.text.replace("* In", "I do not accept this\n* In")),
            "unclear",
        ),
        ("inside the quotation", Wire(f"{yes}\n\n{quoted}\n\nexcept for section 4"), "unclear"),
        (
            "forwarded",
            Wire(
                f"{yes}\n\n---------- Forwarded message ----------\n{head}\n{letter.text}",
                subject=f"Fwd: {letter.subject}",
            ),
            "unclear",
        ),
        ("passed on by subject", Wire(plain, subject=f"FW: {letter.subject}"), "unclear"),
        (
            "somebody's words passed on",
            Wire(
                f"See below\n\nFrom: Jo Brown <jo@example.org>\nSent: 1 December\nTo: "
                f"Tom\nSubject: Re: policy\n\n{yes}\n"
            ),
            "unclear",
        ),
        (
            "somebody's words without a word of their own",
            Wire(
                f"From: Jo Brown <jo@example.org>\nSent: 1 December\nSubject: Re: policy\n\n{yes}\n"
            ),
            "unclear",
        ),
        (
            "words below a drawn line",
            Wire(f"-----Original Message-----\n\n{yes}\n"),
            "unclear",
        ),
        (
            "only the public reference",
            Wire(plain, references="none", to="governance@example.org", subject=f"{reference}"),
            "unclear",
        ),
        (
            "the reference in the body",
            Wire(
                f"{yes} ({reference})\n",
                references="none",
                to="governance@example.org",
                subject="Hello",
            ),
            "unclear",
        ),
        (
            "nothing leads anywhere",
            Wire(plain, references="none", to="governance@example.org", subject="Policy"),
            "unmatched",
        ),
        (
            "a likely subject alone",
            Wire(
                plain,
                references="none",
                to="governance@example.org",
                subject="Re: Social Media Policy has changed",
            ),
            "unmatched",
        ),
        ("struck out", Wire("", "<p>I have <s>not</s> read and understood it</p>"), "unclear"),
        (
            "struck out by style",
            Wire(
                "",
                "<p>I have read and understood <span "
                "style='text-decoration:line-through'>it</span></p>",
            ),
            "unclear",
        ),
        (
            "hidden words",
            Wire("", f"<p>{yes}</p><p style='display:none'>I do not agree</p>"),
            "unclear",
        ),
        (
            "hidden acknowledgement",
            Wire("", f"<p>Hello</p><p style='display:none'>{yes}</p>"),
            "unclear",
        ),
        ("plain and HTML differ", Wire(f"{yes}\n", "<p>I do not agree</p>"), "unclear"),
        ("suppress header", Wire(plain, headers=(("X-Auto-Response-Suppress", "All"),)), "unclear"),
        (
            "encrypted",
            Wire("", parts=("Content-Type: application/pkcs7-mime; name=smime.p7m\n\nMIIB",)),
            "unclear",
        ),
        (
            "only an attachment",
            Wire(
                "\n",
                parts=(
                    "Content-Type: application/pdf\nContent-Disposition: attachment; "
                    "filename=form.pdf\n\n%PDF",
                ),
            ),
            "unclear",
        ),
        (
            "with an attachment",
            Wire(
                plain,
                parts=(
                    "Content-Type: image/png\nContent-Disposition: attachment; "
                    "filename=logo.png\n\nPNG",
                ),
            ),
            "acknowledged",
        ),
        (
            "acknowledgement in an attachment",
            Wire(
                "Hello\n",
                parts=(
                    f"Content-Type: text/plain\nContent-Disposition: attachment; "
                    f"filename=a.txt\n\n{yes}",
                ),
            ),
            "unclear",
        ),
        (
            "thumb by reaction",
            Wire(
                "Tom reacted via Gmail\n",
                parts=(
                    'Content-Type: text/vnd.google.email-reaction+json\n\n{"emoji": "\U0001f44d", "version": 1}',
                ),
            ),
            "unclear",
        ),
        (
            "clear-signed",
            Wire(f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{yes}\n"),
            "acknowledged",
        ),
        ("zero-width letters", Wire("Read and under\u200bstood.\n"), "acknowledged"),
        ("turned round", Wire("Read and understood \u202etey ton\n"), "unclear"),
        ("double spaced", Wire("Read\n\n and   understood.\n"), "acknowledged"),
        (
            "broken over lines",
            Wire("I have read and understood the Social\nMedia Policy and will\nfollow it.\n"),
            "acknowledged",
        ),
        ("non-breaking spaces", Wire("I\u00a0have read\u00a0and understood.\n"), "acknowledged"),
        (
            "own signature with a slogan",
            Wire(
                f"{yes}\n\nKind regards,\nTom\n\nTom Smith\nWe are not just a union\nIf in doubt, ask\n"
            ),
            "acknowledged",
        ),
        (
            "a postscript that takes it back",
            Wire(f"{yes}\n\nTom\n\nPS I do not agree to clause 3\n"),
            "declined",
        ),
        (
            "a postscript that asks",
            Wire(f"{yes}\n\nBest\nTom\n\nPS does this cover TikTok?\n"),
            "question",
        ),
    )
    for name, wire, outcome in rows:
        kind = "strong" if outcome == "acknowledged" else "held"
        yield Labelled(
            f"shape-{name.replace(' ', '-')}", reply_bytes(letter, wire), outcome, kind, name
        )
