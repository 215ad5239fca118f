"""What the pretend union answers: replies of every kind, dropped into the demo's inbox."""

import os
from datetime import date, timedelta
from pathlib import Path

from govflow.adapters.files.atomic import write_file
from govflow.adapters.memory.correspondents import Answer, Letter, answer, read_letter
from govflow.adapters.system.clock import office_hour

ACKNOWLEDGEMENTS = (
    "I have read and understood the policy.",
    "Hi Sarah,\n\nI've read and understood the updated policy and will follow it.\n\nBest wishes",
    "I acknowledge that I have read version 1.1.",
    "Read and understood, thank you.",
    "I confirm I have read and understood this and will comply.",
    "Thanks for this. I have read and understood the new policy.",
    "I've read it and I understand it. I will follow it.",
    "Read, understood and accepted.",
)
OTHERS = {
    2: Answer("outlook", "Read it, but does 3.1 cover our society WhatsApp group?"),
    5: Answer("quoting", "ok"),
    8: Answer("away", "I am out of the office until Monday 14 December 2026 and will reply then."),
    11: Answer("bounce", "mailbox unavailable"),
    13: Answer(
        "outlook", "I have read this but I do not agree with it and will not be bound by it."
    ),
    17: Answer("unsigned", "I have read and understood the policy."),
    19: Answer(
        "outlook", "I have read and understood the policy.", sender="shared.desk@union.example"
    ),
    22: Answer("outlook", "Could I be excused? I leave the Union on 9 December."),
    24: Answer("quoting", "I will read it properly at the weekend."),
    27: Answer("away", "Diolch am eich neges. Rwyf i ffwrdd tan 7 Rhagfyr 2026."),
    36: Answer("phone", "Rwyf wedi darllen a deall y polisi."),
    40: Answer("stray", "Is the meeting room free on Thursday afternoon?"),
}
SILENT = (6, 15, 21, 29, 33)


def write_replies(mail: Path, sent: date) -> int:
    """Answer the letters in the outbox; the n-th person answers as the n-th line here says."""
    letters = [read_letter(path.read_bytes()) for path in sorted((mail / "outbox").glob("*.eml"))]
    count = 0
    for number, letter in enumerate(letters, 1):
        if number in SILENT:
            continue
        how = _how(number, letter)
        path = mail / "inbox" / f"{number:03d}.eml"
        write_file(path, answer(letter, how, office_hour(sent), number))
        came = (office_hour(sent) + how.after).timestamp()
        os.utime(path, (came, came))
        count += 1
    return count


def _how(number: int, letter: Letter) -> Answer:
    """How the n-th recipient answers: one of the odd ways above, else an acknowledgement."""
    if number in OTHERS:
        return OTHERS[number]
    if number % 7 == 0:
        return Answer("button", after=timedelta(hours=number))
    words = ACKNOWLEDGEMENTS[number % len(ACKNOWLEDGEMENTS)]
    manner = ("outlook", "quoting", "phone")[number % 3]
    return Answer(manner, f"{words}\n\n{letter.name.split()[0]}", timedelta(hours=number))
