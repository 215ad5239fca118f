"""Mail made by programs: what it is, by its structure, headers and subject. Reports come first.

A delivery report often calls itself an automatic reply too, so the order of the tests matters.
"""

import re
from datetime import date

from govflow.core.replies import subjects
from govflow.core.replies.absence import return_date
from govflow.core.replies.mail import DeliveryReport, Mail, first_header, header_values
from govflow.core.replies.outcomes import (
    AutoReply,
    Bounced,
    Calendar,
    Challenge,
    Delayed,
    Filed,
    ListMail,
    Machine,
    ReadReceipt,
    Spam,
)

_DAEMON = re.compile(
    r"mailer-?daemon|postmaster|mail-?daemon|mail delivery (?:sub)?system|mail administrator|"
    r"microsoftexchange[0-9a-f]+@|bounce[s+@-]|delivery subsystem|system administrator",
    re.I,
)
_NO_REPLY = re.compile(
    r"(?:no|not|do-?not|dont)[-_.]?reply|nobody@|auto(?:mated|mailer)?@|notifications?@|alerts?@",
    re.I,
)
_ANSWERING = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Mail-Autoreply",
    "X-AutoReply-From",
    "X-Vacation",
    "Vacation",
    "X-Apple-Action",
    "X-FC-MachineGenerated",
    "X-MS-Exchange-Inbox-Rules-Loop",
    "X-Ooo-Reply",
)
_SPOKEN = re.compile(
    r"\b(?:this is an? automat(?:ed|ic)(?:ally generated)? (?:reply|response|message|e-?mail|"
    r"notification)|"
    r"automatically generated|auto-?generated (?:reply|message|e-?mail)|"
    r"(?:please )?do not reply to this|"
    r"dies ist eine automatische|ceci est (?:un message|une réponse) automatique|mensaje automático|"
    r"risposta automatica|mensagem automática|neges awtomatig)\b",
    re.I,
)
_AWAY = re.compile(
    r"\b(?:out of (?:the )?office|on (?:annual |maternity |paternity |parental |sick |"
    r"compassionate )?leave|away from (?:my|the)|"
    r"annual leave|limited access to (?:my )?e-?mails?|on holiday|on vacation|allan o'r swyddfa|"
    r"ar wyliau|abwesend|"
    r"nicht im büro|absente? du bureau|en congé|fuera de la oficina|fuori sede|assente|ausente|"
    r"afwezig|nieobecn\w+)\b",
    re.I,
)
_DELAY_TEXT = re.compile(
    r"no action is required|will (?:keep|continue) (?:on )?(?:trying|to try|retry)|"
    r"still (?:being )?(?:trying|retried|attempting)|"
    r"delivery attempts will continue|has not (?:yet )?been delivered|you do not need to (?:resend|"
    r"do anything)|"
    r"this is a warning message only|message (?:has been )?delayed|temporary (?:problem|failure|"
    r"error)|delayed mail|"
    r"will be (?:retried|returned)|not been able to deliver .{0,80}yet",
    re.I | re.S,
)
_CHALLENGE_TEXT = re.compile(
    r"(?:click|follow|visit|reply to)[^.\n]{0,120}(?:confirm|verify|prove|validate|release|"
    r"authenticate|whitelist)|"
    r"(?:confirm|verify|prove)[^.\n]{0,60}(?:you are (?:not a )?(?:robot|human|person)|"
    r"not (?:a )?spam)",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+=&'/-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def machine_kind(mail: Mail, received: date) -> Filed | None:
    """What kind of machine mail this is, or None for what a person seems to have written.

    `received` is the day it came in, from which a return date is understood.
    """
    return (
        _report(mail)
        or _by_class(mail, received)
        or _read_receipt(mail)
        or _calendar(mail)
        or _bounce_by_words(mail)
        or _challenge(mail)
        or _automatic(mail, received)
    )


def list_kind(mail: Mail) -> Filed | None:
    """List mail or marked spam. Asked only when nothing leads to a letter of ours: a shared mailbox
    may be a list itself."""
    if first_header(mail, "X-Spam-Flag").lower() == "yes" or first_header(
        mail, "X-Spam-Status"
    ).lower().startswith("yes"):
        return Spam()
    names = {name.lower() for name, _ in mail.headers}
    if names & {
        "list-id",
        "list-unsubscribe",
        "list-post",
        "list-help",
        "x-mailchimp-id",
        "feedback-id",
    }:
        return ListMail()
    return (
        ListMail() if first_header(mail, "Precedence").lower() in ("list", "bulk", "junk") else None
    )


def soft_sign(mail: Mail) -> str:
    """A header that a person's mail hardly ever carries, or ''. It keeps a reply from counting."""
    if header_values(mail, "X-Auto-Response-Suppress"):
        return "X-Auto-Response-Suppress"
    if first_header(mail, "Precedence").lower() in ("bulk", "junk"):
        return "Precedence"
    return "no-reply sender" if _NO_REPLY.search(mail.sender) else ""


def _report(mail: Mail) -> Filed | None:
    types = {p.content_type for p in mail.parts} | {mail.content_type}
    if (
        "message/disposition-notification" in types
        or mail.report_type == "disposition-notification"
    ):
        return ReadReceipt()
    if "message/feedback-report" in types or mail.report_type == "feedback-report":
        return Machine("complaint")
    if mail.reports or mail.report_type == "delivery-status":
        return _delivery(mail)
    return None


def _delivery(mail: Mail) -> Filed:
    actions = {r.action for r in mail.reports}
    failed = [
        r for r in mail.reports if r.action == "failed" or (not r.action and r.status[:1] == "5")
    ]
    if failed:
        return _bounced(mail, failed[0])
    if "delayed" in actions or any(r.status[:1] == "4" for r in mail.reports):
        first = mail.reports[0]
        return Delayed(first.recipient, first.status, first.diagnostic)
    if actions & {"delivered", "relayed", "expanded"}:
        return Machine("delivered")
    if subjects.says_delayed(mail.subject) or _DELAY_TEXT.search(_words(mail)):
        return Delayed(_failed_address(mail))
    return _bounced(mail, mail.reports[0] if mail.reports else None)


def _bounced(mail: Mail, report: DeliveryReport | None) -> Bounced:
    status = report.status if report else ""
    found = re.search(r"\b5\.\d{1,3}\.\d{1,3}\b", _words(mail)[:5_000])
    return Bounced(
        address=(report.recipient if report else "") or _failed_address(mail),
        status=status or (found[0] if found else ""),
        diagnostic=report.diagnostic if report else "",
    )


def _failed_address(mail: Mail) -> str:
    if mail.failed:
        return mail.failed[0]
    own = {mail.sender, *mail.addressed}
    found = (m[0].lower() for m in _ADDRESS.finditer(_words(mail)[:4_000]))
    return next((a for a in found if a not in own and not _DAEMON.search(a)), "")


def _words(mail: Mail) -> str:
    return mail.text or f"{mail.html}\n{mail.html_quoted}"


_CLASSES: tuple[tuple[str, Filed], ...] = (
    (r"REPORT\..*\.(?:NDR)", Bounced()),
    (r"REPORT\..*\.(?:DELAYED)", Delayed()),
    (r"REPORT\..*\.(?:IPNRN|IPNNRN)", ReadReceipt()),
    (r"REPORT\..*\.DR", Machine("delivered")),
    (r"IPM\.SCHEDULE\..*|IPM\.APPOINTMENT.*", Calendar()),
    (r"IPM\.(?:RECALL|OUTLOOK\.RECALL).*", Machine("recall")),
)


def _by_class(mail: Mail, received: date) -> Filed | None:
    """By the class Exchange gives an item (PidTagMessageClass), where the transport knows it."""
    item = mail.item_class.upper()
    if re.fullmatch(r"IPM\.NOTE\.RULES\.(?:OOF|REPLY)TEMPLATE\..*", item):
        return AutoReply(return_date(_words(mail), received))
    for pattern, outcome in _CLASSES:
        if re.fullmatch(pattern, item):
            return _delivery(mail) if isinstance(outcome, Bounced) else outcome
    return None


def _read_receipt(mail: Mail) -> Filed | None:
    if mail.disposition:
        return ReadReceipt()
    says = re.search(
        r"\b(?:was|wurde|a été|ha sido|è stato|foi) (?:read|displayed|opened|gelesen|lu|leído|letto)|"
        r"not read|return receipt|been displayed on the recipient",
        _words(mail)[:2_000],
        re.I,
    )
    if subjects.says_read(mail.subject) and (says or not _words(mail).strip()):
        return ReadReceipt()
    return None


def _calendar(mail: Mail) -> Filed | None:
    if mail.calendar_method:
        return Calendar()
    attached = any(p.content_type in ("text/calendar", "application/ics") for p in mail.parts)
    return Calendar() if attached and subjects.says_calendar(mail.subject) else None


def _bounce_by_words(mail: Mail) -> Filed | None:
    sender = f"{first_header(mail, 'From')} {mail.sender}"
    empty_path = first_header(mail, "Return-Path").strip() == "<>"
    daemon = bool(_DAEMON.search(sender)) or bool(header_values(mail, "X-Failed-Recipients"))
    bounced = subjects.says_bounced(mail.subject)
    delayed = subjects.says_delayed(mail.subject) and (daemon or empty_path or bounced)
    if not (daemon or mail.failed or (bounced and (empty_path or _no_person(mail)))):
        return None
    if subjects.says_absent(mail.subject) and not mail.failed:
        return None
    if (delayed or _DELAY_TEXT.search(_words(mail)[:4_000])) and not mail.failed:
        return Delayed(_failed_address(mail))
    return _bounced(mail, None)


def _no_person(mail: Mail) -> bool:
    """Whether nothing about the sender looks like a person: used beside a bounce's subject only."""
    answers = mail.in_reply_to and not header_values(mail, "Auto-Submitted")
    return not answers


def _challenge(mail: Mail) -> Filed | None:
    subject = subjects.says_challenge(mail.subject)
    if subject and _CHALLENGE_TEXT.search(_words(mail)[:4_000]):
        return Challenge()
    names = {name.lower() for name, _ in mail.headers}
    return (
        Challenge()
        if names & {"x-boxbe-challenge", "x-spamarrest", "x-challenge-response"}
        else None
    )


def _automatic(mail: Mail, received: date) -> Filed | None:
    submitted = first_header(mail, "Auto-Submitted").lower().split(";")[0].strip()
    marked = submitted not in ("", "no") or _answers_itself(mail)
    subject = subjects.says_absent(mail.subject)
    words = _words(mail)[:6_000]
    if marked and (
        submitted.startswith("auto-replied")
        or _answers_itself(mail)
        or _about_us(mail)
        or subjects.says_absent(mail.subject, anywhere=True)
        or _AWAY.search(words)
    ):
        return AutoReply(return_date(words, received))
    if marked:
        return Machine("automatic")
    if subject or (_SPOKEN.search(words[:3_000]) and not subjects.is_answer(mail.subject)):
        return (
            AutoReply(return_date(words, received))
            if subject or _AWAY.search(words)
            else Machine("automatic")
        )
    if first_header(mail, "Return-Path").strip() == "<>":
        return (
            AutoReply(return_date(words, received)) if _AWAY.search(words) else Machine("automatic")
        )
    return None


def _about_us(mail: Mail) -> bool:
    return bool(mail.in_reply_to or mail.references or mail.parent_ids)


def _answers_itself(mail: Mail) -> bool:
    """Whether a header of the automatic-answer family is there."""
    names = {name.lower(): value.strip().lower() for name, value in mail.headers}
    if any(names.get(h.lower(), "no") not in ("no", "") for h in _ANSWERING):
        return True
    if names.get("precedence") in ("auto_reply", "auto-reply"):
        return True
    source = names.get("x-ms-exchange-generated-message-source", "")
    return "mailbox rules agent" in source or "autoresponder" in names.get(
        "x-post-messageclass", ""
    )
