"""Mail made by programs, as many systems write it: absences, bounces, delays, receipts, calendars, lists."""

# ruff: noqa: E501 - rows of mail as it was sent

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.replies.clients import Letter


@dataclass(frozen=True)
class MachineMail:
    """One message made by a program, what it is, and for an absence the day of return."""

    name: str
    raw: bytes
    outcome: str
    until: str = ""


ABSENCES = (
    ("en", "Automatic reply: {s}", "I am out of the office until Monday 7 December 2026 with no access to email.", "2026-12-07"),
    ("en", "Out of Office: {s}", "Thank you for your email. I am on annual leave, returning on 14th December. I have read and understood nothing yet.", "2026-12-14"),
    ("en", "Automatic reply: {s}", "I'm away from 1 December to 9 December. For urgent matters contact Jo.", "2026-12-09"),
    ("en", "Auto: {s}", "I will be back in the office on 04/01/2027.", "2027-01-04"),
    ("en", "Out of office", "I am on maternity leave. Please contact my colleague.", ""),
    ("en", "Away until 10 December", "I am away and will reply on my return on 10 December.", "2026-12-10"),
    ("cy", "Ateb awtomatig: {s}", "Rwyf allan o'r swyddfa tan 8 Rhagfyr 2026. Byddaf yn ateb pan fyddaf yn ôl.", "2026-12-08"),
    ("cy", "Allan o'r swyddfa", "Ar wyliau hyd at 15 Rhagfyr.", "2026-12-15"),
    ("fr", "Réponse automatique : {s}", "Je suis absent du bureau jusqu'au 11 décembre 2026 inclus.", "2026-12-11"),
    ("de", "Automatische Antwort: {s}", "Ich bin bis zum 09.12.2026 nicht im Büro.", "2026-12-09"),
    ("de", "Abwesenheitsnotiz: {s}", "Ich bin ab dem 16. Dezember wieder erreichbar.", "2026-12-16"),
    ("es", "Respuesta automática: {s}", "Estaré fuera de la oficina hasta el 12 de diciembre de 2026.", "2026-12-12"),
    ("it", "Risposta automatica: {s}", "Sono assente fino al 10 dicembre 2026.", "2026-12-10"),
    ("pt", "Resposta automática: {s}", "Estou ausente até 13 de dezembro de 2026.", "2026-12-13"),
    ("nl", "Automatisch antwoord: {s}", "Ik ben afwezig tot en met 11 december 2026.", "2026-12-11"),
    ("pl", "Automatyczna odpowiedź: {s}", "Jestem nieobecny do 9 grudnia 2026.", "2026-12-09"),
    ("pl", "[Automatyczna odpowiedź ] {s}", "Nie ma mnie w biurze.", ""),
    ("ro", "Răspuns automat: {s}", "Nu sunt la birou.", ""),
    ("sv", "Autosvar: {s}", "Jag är inte på kontoret.", ""),
    ("uk", "Автоматична відповідь: {s}", "Мене немає в офісі.", ""),
    ("zh", "自动回复: {s}", "我目前不在办公室。", ""),
    ("ar", "رد تلقائي: {s}", "أنا خارج المكتب.", ""),
    ("tr", "Otomatik yanıt: {s}", "Ofis dışındayım.", ""),
    ("ja", "自動返信: {s}", "不在にしております。", ""),
)  # fmt: skip


def machine_mails(letter: Letter) -> Iterator[MachineMail]:
    """Every kind, wrapped around this letter."""
    yield from _absences(letter)
    yield from _bounces(letter)
    yield from _receipts(letter)
    yield from _others(letter)


def _message(letter: Letter, subject: str, body: str, *headers: str, sender: str = "") -> bytes:
    head = [
        f"From: {sender or f'{letter.to_name} <{letter.to}>'}",
        f"To: {letter.reply_to}",
        f"Subject: {subject}",
    ]
    head += ["Date: Tue, 1 Dec 2026 11:00:00 +0000", "Message-ID: <m1@example.org>", *headers]
    if not any(h.lower().startswith("content-type") for h in headers):
        head.append("Content-Type: text/plain; charset=utf-8")
    return ("\n".join(head) + f"\n\n{body}\n").encode()


def _absences(letter: Letter) -> Iterator[MachineMail]:
    marks = (
        "Auto-Submitted: auto-replied",
        "X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated",
        "",
        "X-Autoreply: yes\nPrecedence: bulk",
        "Precedence: auto_reply",
    )
    for number, (language, subject, body, until) in enumerate(ABSENCES):
        mark = marks[number % len(marks)]
        answers = f"In-Reply-To: {letter.message_id}"
        raw = _message(
            letter, subject.format(s=letter.subject), body, *[h for h in (answers, mark) if h]
        )
        yield MachineMail(f"absence-{language}-{number}", raw, "auto_reply", until)
    rule = (
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"X-MS-Exchange-Inbox-Rules-Loop: {letter.to}",
        "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent",
        f"X-MS-Exchange-Parent-Message-Id: {letter.message_id}",
    )
    yield MachineMail(
        "absence-exchange-rule",
        _message(
            letter,
            "Thanks for getting in touch",
            "I acknowledge your email and will be back on Wednesday.",
            *rule,
        ),
        "auto_reply",
        "2026-12-02",
    )
    gmail = (
        f"In-Reply-To: {letter.message_id}",
        "Auto-Submitted: auto-replied",
        "X-Autoreply: yes",
        "Precedence: bulk",
    )
    yield MachineMail(
        "absence-gmail",
        _message(
            letter,
            f"Re: {letter.subject}",
            "I have read and understood that I am on holiday until 20 December.",
            *gmail,
        ),
        "auto_reply",
        "2026-12-20",
    )
    yield MachineMail(
        "absence-sieve",
        _message(
            letter,
            "Auto: away",
            "Back on 5 January.",
            "Auto-Submitted: auto-replied (vacation)",
            f"References: {letter.message_id}",
        ),
        "auto_reply",
        "2027-01-05",
    )


def _dsn(
    letter: Letter,
    subject: str,
    action: str,
    status: str,
    words: str,
    sender: str,
    original: str = "headers",
) -> bytes:
    kind = "text/rfc822-headers" if original == "headers" else "message/rfc822"
    parts = (
        f"--b1\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\n--b1\nContent-Type: "
        f"message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {letter.to}\nAction: "
        f"{action}\nStatus: {status}\n"
        f"Diagnostic-Code: smtp; 550 {status} no such user\n\n--b1\nContent-Type: {kind}\n\n"
        f"From: {letter.sender}\nTo: {letter.to}\nSubject: {letter.subject}\nMessage-ID: "
        f"{letter.message_id}\n\n--b1--"
    )
    return _message(
        letter,
        subject,
        parts,
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
        "Auto-Submitted: auto-replied",
        "Return-Path: <>",
        sender=sender,
    )


def _bounces(letter: Letter) -> Iterator[MachineMail]:
    daemon = "Mail Delivery System <MAILER-DAEMON@mx.example.org>"
    exchange = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>"
    for number, subject in enumerate(
        (
            "Undelivered Mail Returned to Sender",
            "Delivery Status Notification (Failure)",
            "Returned mail: see transcript for details",
            "Mail delivery failed: returning message to sender",
            "Unzustellbar: {s}",
            "Non remis : {s}",
            "No se puede entregar: {s}",
            "Mancato recapito: {s}",
            "Onbestelbaar: {s}",
            "Dim modd danfon: {s}",
        )
    ):
        yield MachineMail(
            f"bounce-dsn-{number}",
            _dsn(
                letter,
                subject.format(s=letter.subject),
                "failed",
                "5.1.1",
                "I'm sorry to have to inform you that your message could not be delivered.",
                daemon,
                "headers" if number % 2 else "message",
            ),
            "bounced",
        )
    yield MachineMail(
        "bounce-exchange",
        _dsn(
            letter,
            f"Undeliverable: {letter.subject}",
            "failed",
            "5.1.10",
            f"Delivery has failed to these recipients or groups:\n\n{letter.to}\nThe email address "
            f"you entered couldn't be found.",
            exchange,
        ),
        "bounced",
    )
    plain = f"The following message to <{letter.to}> was undeliverable.\nThe reason for the problem:\n5.1.1 - Bad destination email address\n\n------ This is a copy of your message.\n\nMessage-ID: {letter.message_id}\n\n{letter.text}"
    for number, (subject, sender, headers) in enumerate(
        (
            (
                "Mail delivery failed: returning message to sender",
                "Mail Delivery System <Mailer-Daemon@mx.example.org>",
                (f"X-Failed-Recipients: {letter.to}", "Auto-Submitted: auto-replied"),
            ),
            ("failure notice", "MAILER-DAEMON@mx.example.org", ("Return-Path: <>",)),
            ("Delivery failure", "postmaster@mail.example.net", ()),
            (
                "Undeliverable mail",
                "Mail Administrator <postmaster@example.net>",
                ("Return-Path: <>",),
            ),
            ("DELIVERY FAILURE: User not listed in Directory", "Postmaster@notes.example.net", ()),
        )
    ):
        yield MachineMail(
            f"bounce-plain-{number}",
            _message(letter, subject, plain, *headers, sender=sender),
            "bounced",
        )
    for number, subject in enumerate(
        (
            "Delayed Mail (still being retried)",
            "Warning: message delayed 24 hours",
            "Delivery Status Notification (Delay)",
            "Delivery delayed: {s}",
        )
    ):
        yield MachineMail(
            f"delay-dsn-{number}",
            _dsn(
                letter,
                subject.format(s=letter.subject),
                "delayed",
                "4.4.1",
                "Your message has been delayed. No action is required on your part.",
                daemon,
            ),
            "delayed",
        )
    warning = f"This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours.\n{letter.to}\nNo action is required on your part. Delivery attempts will continue for some time."
    yield MachineMail(
        "delay-plain",
        _message(
            letter,
            "Warning: message 1abc delayed 24 hours",
            warning,
            "Auto-Submitted: auto-replied",
            sender="Mail Delivery System <Mailer-Daemon@mx.example.org>",
        ),
        "delayed",
    )


def _receipts(letter: Letter) -> Iterator[MachineMail]:
    for number, (subject, disposition) in enumerate(
        (
            ("Read: {s}", "displayed"),
            ("Not read: {s}", "deleted"),
            ("Gelesen: {s}", "displayed"),
            ("Lu : {s}", "displayed"),
            ("Darllenwyd: {s}", "displayed"),
            ("Return Receipt (displayed) - {s}", "displayed"),
        )
    ):
        body = f"--b1\nContent-Type: text/plain\n\nYour message was read on Tuesday, 1 December 2026 10:40:12 UTC.\n\n--b1\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; {letter.to}\nOriginal-Message-ID: {letter.message_id}\nDisposition: manual-action/MDN-sent-manually; {disposition}\n\n--b1--"
        yield MachineMail(
            f"receipt-{number}",
            _message(
                letter,
                subject.format(s=letter.subject),
                body,
                'Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"',
                f"In-Reply-To: {letter.message_id}",
            ),
            "read_receipt",
        )
    yield MachineMail(
        "receipt-plain",
        _message(
            letter,
            f"Read: {letter.subject}",
            f"Your message\n\n  To: {letter.to_name}\n  Subject: {letter.subject}\n\nwas read on "
            f"01/12/2026 10:40.",
            f"In-Reply-To: {letter.message_id}",
        ),
        "read_receipt",
    )


def _others(letter: Letter) -> Iterator[MachineMail]:
    for method, subject in (
        ("REPLY", "Accepted: {s}"),
        ("CANCEL", "Cancelled: {s}"),
        ("REQUEST", "Invitation: {s}"),
        ("REPLY", "Angenommen: {s}"),
    ):
        body = f"BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nSUMMARY:{letter.subject}\nEND:VEVENT\nEND:VCALENDAR"
        yield MachineMail(
            f"calendar-{method}-{subject[:4]}",
            _message(
                letter,
                subject.format(s=letter.subject),
                body,
                f"Content-Type: text/calendar; charset=utf-8; method={method}",
                f"In-Reply-To: {letter.message_id}",
            ),
            "calendar",
        )
    for number, (subject, body) in enumerate(
        (
            (
                "Please confirm your message",
                "Your message is being held. Please click the link below to confirm you are a "
                "human: https://x.example/c",
            ),
            (
                "Sender verification required",
                "To deliver your email, please click here to verify your address: https://x.example",
            ),
            (
                "Verification required: {s}",
                "Please reply to this message to confirm that you are not a robot.",
            ),
        )
    ):
        yield MachineMail(
            f"challenge-{number}",
            _message(
                letter, subject.format(s=letter.subject), body, f"In-Reply-To: {letter.message_id}"
            ),
            "challenge",
        )
    yield MachineMail(
        "newsletter",
        _message(
            letter,
            "November news",
            "All our news.",
            "List-Unsubscribe: <mailto:u@news.example>",
            "Precedence: bulk",
            sender="News <news@news.example>",
        ).replace(letter.reply_to.encode(), b"governance@example.org"),
        "list_mail",
    )
    yield MachineMail(
        "list",
        _message(
            letter,
            "[charity-it] Meeting",
            "I acknowledge the minutes.",
            "List-Id: <charity-it.lists.example>",
            "List-Post: <mailto:charity-it@lists.example>",
            sender="Jo <jo@lists.example>",
        ).replace(letter.reply_to.encode(), b"governance@example.org"),
        "list_mail",
    )
    yield MachineMail(
        "spam",
        _message(
            letter,
            "You have won",
            "I acknowledge that you have won.",
            "X-Spam-Flag: YES",
            sender="Prize <p@spam.example>",
        ).replace(letter.reply_to.encode(), b"governance@example.org"),
        "spam",
    )
    complaint = "--b1\nContent-Type: text/plain\n\nThis is an abuse report.\n\n--b1\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x/1\n\n--b1--"
    yield MachineMail(
        "complaint",
        _message(
            letter,
            "complaint",
            complaint,
            'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
        ),
        "machine",
    )
    yield MachineMail(
        "ticket",
        _message(
            letter,
            "[Ticket 123] received",
            "This is an automated message: we acknowledge receipt of your email.",
            "Auto-Submitted: auto-generated",
            sender="Helpdesk <helpdesk@example.org>",
        ).replace(letter.reply_to.encode(), b"governance@example.org"),
        "machine",
    )
