"""What `govflow doctor` looks at, each by the adapter that knows it; a refusal becomes one line of many."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import TYPE_CHECKING

from govflow.cli.asked import Asked
from govflow.cli.db import adapters, place_of, register_of
from govflow.cli.mail_wiring import MAIL, exchange_of, graph_of, notes_of
from govflow.core.checkup import Check
from govflow.core.errors import GovflowError
from govflow.core.people.dates import date_words

if TYPE_CHECKING:
    from govflow.adapters.files.settings import Mail, Settings, SignIn
    from govflow.adapters.mail.self_test import Trial, Way

OLD = timedelta(days=7)
"""A copy of the register older than this is no copy to rely on."""


def look_around(asked: Asked, root: Path, settings: "Settings") -> list[Check]:
    """Everything that is known without the network: register, copies, clock, people, templates."""
    from govflow.adapters.files.workspace import Workspace
    from govflow.workflows.checkup import look_at_people, look_at_register

    def register() -> Iterable[Check]:
        with register_of(asked) as opened:
            yield from look_at_register(opened, adapters(asked)["clock"].now())

    workspace = Workspace(root)
    return [
        *tried("register", register),
        *tried("backups", lambda: [_backups(asked, root)]),
        *tried("people", lambda: look_at_people(workspace.people())),
        *tried("templates", lambda: _templates(root, workspace.template)),
        *_printer(),
        *_belief(settings),
    ]


def tried(name: str, look: Callable[[], Iterable[Check]]) -> list[Check]:
    """What a look finds; a refusal is a check that did not pass."""
    try:
        return list(look())
    except GovflowError as problem:
        return [Check(name, False, problem.problem, problem.remedy)]


def _backups(asked: Asked, root: Path) -> Check:
    """The newest copy of the register."""
    from govflow.adapters.store.backups import BACKUPS, file_of

    _, url = place_of(asked)
    if not url.startswith("sqlite"):
        return Check(
            "backups", None, "the register is on PostgreSQL.", "see that IT copies it every day."
        )
    file_of(url)
    copies = sorted((root / BACKUPS).glob("*.db"), key=lambda path: path.stat().st_mtime)
    if not copies:
        return Check("backups", None, "there is no copy of the register yet.", "govflow db backup")
    made = datetime.fromtimestamp(copies[-1].stat().st_mtime, UTC)
    words = f"the newest copy of the register is of {made:%d %B %Y}, {BACKUPS}/{copies[-1].name}."
    if datetime.now(UTC) - made > OLD:
        return Check("backups", False, words, "govflow db backup, or have 'govflow run' run daily.")
    return Check("backups", True, words)


def _templates(root: Path, read: Callable[[str], bytes]) -> list[Check]:
    """Whether Word files and letters can be made from the templates."""
    from govflow.adapters.mail.letters import MailLetters
    from govflow.adapters.word.template_check import check_templates

    papers = [f"{one.file}: {one.message}" for one in check_templates(read)]
    letters = [str(fault) for fault in MailLetters(root / "templates").faults()]
    if not papers and not letters:
        return [Check("templates", True, "papers and letters can be made from the templates.")]
    return [
        Check("templates", False, fault, "mend it, or take the workspace's own template away.")
        for fault in (*papers, *letters)
    ]


def _printer() -> list[Check]:
    from govflow.adapters.word.pdf import find_printer

    printer = find_printer()
    if printer is not None:
        return [Check("pdf", True, f"PDF copies are made by {printer.name}.")]
    return [Check("pdf", None, "no program here makes PDF copies.", "install LibreOffice or Word.")]


def _belief(settings: "Settings") -> list[Check]:
    """Whether anything proves who wrote a reply."""
    replies = settings.replies
    if replies.authserv_ids or replies.exchange_internal or replies.microsoft365:
        return [Check("senders", True, "it is set what proves who wrote a reply.")]
    return [
        Check(
            "senders",
            None,
            "nothing proves who wrote a reply, so every one is held for you.",
            "ask IT for the name in Authentication-Results and put it into replies.authserv_ids.",
        )
    ]


def look_at_mail(mail: "Mail", root: Path, stack: ExitStack) -> "tuple[list[Check], Way, Way]":
    """When credentials end, and the way out and in as they open; nothing is sent."""
    from govflow.adapters.mail.retiring import retiring
    from govflow.adapters.mail.self_test import Way

    collects = mail.collect or mail.transport
    collects = "imap" if collects == "smtp_imap" else collects
    sends = "smtp" if mail.transport == "smtp_imap" else mail.transport
    ways: dict[str, Way] = {}
    for kind in dict.fromkeys((sends, collects)):
        try:
            ways[kind] = _look(kind, mail, root, stack)
        except GovflowError as problem:
            ways[kind] = Way((Check("sign_in", False, problem.problem, problem.remedy),))
    found = (check for way in ways.values() for check in way.checks)
    checks = [*tried("expiry", lambda: credentials(mail, root)), *retiring(mail), *found]
    return checks, ways[sends], ways[collects]


def _look(kind: str, mail: "Mail", root: Path, stack: ExitStack) -> "Way":
    match kind:
        case "smtp":
            from govflow.adapters.mail.smtp_imap import server_of, smtp_transport
            from govflow.adapters.mail.smtp_imap_check import look_smtp

            transport = stack.enter_context(smtp_transport(mail, root))
            return look_smtp(server_of(mail, "smtp", root), transport)
        case "imap":
            from govflow.adapters.mail.smtp_imap import server_of
            from govflow.adapters.mail.smtp_imap_check import look_imap

            return look_imap(server_of(mail, "imap", root), other=mail.graph.foreign)
        case "exchange":
            from govflow.adapters.mail.exchange_check import look_exchange

            return look_exchange(exchange_of(mail, root, stack), other=mail.exchange.foreign)
        case "graph":
            from govflow.adapters.mail.graph_check import look_graph

            return look_graph(graph_of(mail, root, stack), other=mail.graph.foreign)
        case _:
            from govflow.adapters.mail.folder_check import look_folder

            return look_folder(root / MAIL)


def credentials(mail: "Mail", root: Path) -> list[Check]:
    """When what the mailbox is signed in to with expires; needs no network."""
    used = {mail.transport, mail.collect}
    signs: list[tuple[str, SignIn]] = []
    if "graph" in used or "oauth2" in (mail.smtp.auth, mail.imap.auth):
        signs.append(("mail.graph", mail.graph))
    if "exchange" in used and mail.exchange.auth == "oauth2":
        signs.append(("mail.exchange", mail.exchange))
    if not signs:
        return []
    from govflow.adapters.mail.microsoft import credential_ends
    from govflow.adapters.mail.self_test import expiry

    checks = []
    for table, sign_in in signs:
        name, ends = credential_ends(sign_in, root=root)
        if name:
            checks.append(expiry(name, ends, datetime.now(UTC), f"{table}.secret_expires"))
    return checks


def addresses(mail: "Mail") -> tuple[str, str, str]:
    """The address letters leave from, the mailbox that is read, and an address of it with a code."""
    sender = parseaddr(mail.sender)[1]
    read = {"exchange": mail.exchange.mailbox, "graph": mail.graph.mailbox}
    mailbox = read.get(mail.collect or mail.transport) or sender
    return sender, mailbox, parseaddr(mail.reply_to.replace("{secret}", "doctor"))[1]


def try_sending(mail: "Mail", out: "Way", back: "Way", token: str) -> "Trial":
    """Send two notes to the mailbox itself, find them and read them back."""
    from govflow.adapters.mail.self_test import try_letter

    assert out.sender is not None
    sender, mailbox, plus = addresses(mail)
    now = datetime.now(UTC)
    return try_letter(out.sender, back.read_back, sender, token, now, to=mailbox, plus=plus)


def measure(root: Path, settings: "Settings", out: "Way", trial: "Trial") -> list[Check]:
    """What only a real mailbox can tell, from the notes that came back; remembered for later looks."""
    from govflow.adapters.mail.live import additions_check, measured, remember
    from govflow.adapters.mail.parse import MailReader
    from govflow.adapters.mail.self_test import WORDS
    from govflow.core.replies.mail import Mail
    from govflow.workflows.learning import additions

    plus = addresses(settings.mail)[2]
    keeps_id = out.keeps_id(trial.remote_id) if out.keeps_id and trial.remote_id else None
    checks = measured(trial, plus, keeps_id)
    if trial.note is not None:
        with MailReader() as reader:
            arrived = reader.read(trial.note)
        if isinstance(arrived, Mail):
            added = additions(WORDS, arrived.text, settings.replies.set_aside)
            checks.append(additions_check(added))
    remember(notes_of(root), checks, datetime.now(UTC).date())
    return checks


def remembered_checks(root: Path) -> list[Check]:
    """What `--live` measured last, each with its day."""
    from govflow.adapters.mail.live import remembered

    day, checks = remembered(notes_of(root))
    if day is None:
        return []
    when = f" (measured on {date_words(day)})"
    return [replace(check, message=f"{check.message.rstrip('.')}{when}.") for check in checks]
