"""Letters built: govflow against one `EmailMessage` per recipient, in interleaved rounds.

    python -m benchmarks.mail.letters [--letters 200] [--rounds 5]

Both make the same letters (personal text and HTML, a 60 kB attachment, about 85 kB on the wire);
every pair is parsed and compared before the clock runs. Prints one JSON document.
"""

import argparse
import email
import email.policy
import json
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from random import Random

from govflow.adapters.mail.letters import MailLetters
from govflow.adapters.mail.message import QUIET, build
from govflow.core.people.letters import (
    Contact,
    Envelope,
    LetterKind,
    LetterText,
    RenderedLetter,
    acknowledging_words,
    reply_link,
    reply_statement,
)

DOCX = "application", "vnd.openxmlformats-officedocument.wordprocessingml.document"
UNION, POLICY = "Chester Students' Union", "Social Media Policy"
ATTACHMENT = ("by-law.docx", Random(1).randbytes(60_000))
Letter = tuple[Envelope, RenderedLetter]


def letters(count: int) -> list[Letter]:
    """Letters to so many people, one in four with a name that ASCII does not hold."""
    writer = MailLetters()
    return [_letter(writer, number) for number in range(count)]


def _letter(writer: MailLetters, number: int) -> Letter:
    name = f"Siân Okafor {number}" if number % 4 == 0 else f"Sam Okafor {number}"
    reference, reply_to = f"SMP-{number:05}", f"governance+{number:016}@union.example"
    text = LetterText(
        kind=LetterKind.FIRST,
        language="en",
        organisation=UNION,
        policy_title=POLICY,
        version="1.1",
        person_name=name,
        audience="staff",
        purpose="acknowledgement",
        reference=reference,
        statement=reply_statement(UNION, "1.1"),
        changes=("New accounts need written permission.", "So do AI-assisted accounts."),
        contact=Contact("Jo Whitby", "01244 511577"),
        signer="Jo Whitby",
        mailto=reply_link(reply_to, reference, acknowledging_words(POLICY, "1.1")),
        sent_on=date(2026, 11, 27),
        in_force=date(2026, 12, 1),
        due=date(2026, 12, 18),
        attachment=ATTACHMENT[0],
    )
    envelope = Envelope(
        sender="Governance <governance@union.example>",
        to_name=name,
        to_address=f"person{number}@union.example",
        reply_to=reply_to,
        message_id=f"<smp-1.{number}.first@union.example>",
        date="Fri, 27 Nov 2026 09:00:00 +0000",
        reference=reference,
        letter=f"SMP-1/{number:03}/first",
        loop="9d41c07be3",
        checkpoint="812 " + "3f9a01c2b4d5e6f7" * 4,
    )
    return envelope, writer.render(text)


def ours(letter: Letter) -> bytes:
    return build(*letter, [ATTACHMENT])


def stdlib(letter: Letter) -> bytes:
    """The same letter, as the standard library's documentation would have it."""
    envelope, words = letter
    message = EmailMessage(policy=email.policy.SMTP)
    message["Date"] = envelope.date
    message["From"] = envelope.sender
    message["To"] = f"{envelope.to_name} <{envelope.to_address}>"
    message["Reply-To"] = envelope.reply_to
    message["Subject"] = words.subject
    message["Message-ID"] = envelope.message_id
    message["X-Auto-Response-Suppress"] = QUIET
    message["Govflow-Reference"] = envelope.reference
    message["Govflow-Letter"] = envelope.letter
    message["Govflow-Loop"] = envelope.loop
    message["Govflow-Checkpoint"] = envelope.checkpoint
    message.set_content(words.text)
    message.add_alternative(words.html, subtype="html")
    message.add_attachment(ATTACHMENT[1], maintype=DOCX[0], subtype=DOCX[1], filename=ATTACHMENT[0])
    return message.as_bytes()


def reading(raw: bytes) -> object:
    """What a reader gets: headers, bodies and attachments, without how they were encoded."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    headers = {
        name: str(value).strip() for name, value in message.items() if name != "Content-Type"
    }
    parts = [part for part in message.walk() if not part.is_multipart()]
    bodies = [
        part.get_content().replace("\r\n", "\n").rstrip()
        if part.get_content_maintype() == "text"
        else (part.get_filename(), part.get_content())
        for part in parts
    ]
    return headers, [part.get_content_type() for part in message.walk()], bodies


def cpu(make: Callable[[Letter], bytes], work: list[Letter]) -> float:
    """CPU seconds per letter."""
    start = time.process_time()
    for letter in work:
        make(letter)
    return (time.process_time() - start) / len(work)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    asked = options.parse_args()
    work = letters(asked.letters)
    equal = all(reading(ours(letter)) == reading(stdlib(letter)) for letter in work[:40])
    rounds = [(cpu(ours, work), cpu(stdlib, work)) for _ in range(asked.rounds)]
    report = {
        "schema": "govflow/benchmark/1",
        "name": "letters built against EmailMessage per recipient",
        "python": platform.python_version(),
        "letters": asked.letters,
        "bytes_on_the_wire": len(ours(work[0])),
        "equal_after_parsing": equal,
        "microseconds": round(statistics.median(pair[0] for pair in rounds) * 1e6, 1),
        "microseconds_stdlib": round(statistics.median(pair[1] for pair in rounds) * 1e6, 1),
        "ratio": round(statistics.median(pair[1] / pair[0] for pair in rounds), 1),
    }
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
