"""Building the officer's desk from a workspace's settings: which adapter stands behind which port."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from govflow.cli.asked import Asked
from govflow.cli.mail_wiring import way_in, way_out
from govflow.core.errors import SettingsError

if TYPE_CHECKING:
    from datetime import date

    from govflow.adapters.files.settings import Settings
    from govflow.workflows.office import House, Office, Timetable
    from govflow.workflows.ports import Clock, Entropy, Register


@contextmanager
def office_of(asked: Asked) -> "Iterator[Office]":
    """The desk of the workspace that the command line names; closed again afterwards."""
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace
    from govflow.adapters.system.clock import SystemClock
    from govflow.adapters.system.entropy import SystemEntropy

    root = find_workspace(asked.directory)
    settings = read_settings(root)
    if asked.on is not None and settings.mail.transport != "folder":
        raise SettingsError(
            "--on pretends another day, and this workspace sends real letters.",
            place="govflow.toml",
            remedy="leave --on out, or rehearse in a workspace made by 'govflow demo'.",
        )
    with open_office(root, settings, SystemClock(asked.on), SystemEntropy()) as office:
        yield office


@contextmanager
def open_office(
    root: Path, settings: "Settings", clock: "Clock", entropy: "Entropy"
) -> "Iterator[Office]":
    """The desk of one workspace with a given clock and chance."""
    from email.utils import parseaddr

    from govflow.adapters.files.elsewhere import MailFolder
    from govflow.adapters.files.ledger_key import signer_of
    from govflow.adapters.files.workspace import Workspace
    from govflow.adapters.mail.letters import MailLetters
    from govflow.adapters.mail.parse import MailReader
    from govflow.adapters.pages.pages import HtmlPages
    from govflow.adapters.store.places import this_machine
    from govflow.adapters.store.register import open_register
    from govflow.adapters.word.papers import WordPapers
    from govflow.core.replies.sender import Trust
    from govflow.workflows.office import Office

    workspace = Workspace(root)
    with ExitStack() as stack:
        register = stack.enter_context(
            open_register(
                database_url(root, settings), clock=clock, entropy=entropy, home=this_machine()
            )
        )
        reader = stack.enter_context(MailReader())
        yield Office(
            house=house_of(settings),
            library=workspace,
            register=register,
            papers=WordPapers(workspace.template),
            letters=MailLetters(root / "templates"),
            pages=HtmlPages(root / "templates"),
            transport=way_out(settings.mail, root, stack),
            mailbox=way_in(settings.mail, root, stack, clock, first_notice(register, clock)),
            reader=reader,
            trust=Trust(
                authserv_ids=settings.replies.authserv_ids,
                exchange_internal=settings.replies.exchange_internal,
                microsoft365=settings.replies.microsoft365,
                own_domains=(parseaddr(settings.mail.sender)[1].partition("@")[2].casefold(),),
                accept_weak=settings.replies.count_short_replies,
                set_aside=settings.replies.set_aside,
            ),
            clock=clock,
            entropy=entropy,
            timetable=timetable_of(settings),
            elsewhere=MailFolder(root / "mail"),
            sign=signer_of(settings.ledger.key),
        )


def first_notice(register: "Register", clock: "Clock") -> "date":
    """The day of the first notice: no mail from before it can answer one of our letters."""
    from govflow.core.record.rows import NoticeRow

    return min((row.sealed_on for row in register.find(NoticeRow)), default=clock.today())


def database_url(root: Path, settings: "Settings") -> str:
    """The register's database; a relative SQLite path is taken from the workspace."""
    head, three, path = settings.database.partition("sqlite:///")
    if three and not head and not Path(path).is_absolute():
        return f"sqlite:///{root / path}"
    return settings.database


def timetable_of(settings: "Settings") -> "Timetable":
    """When reminders go out, as the settings say."""
    from govflow.adapters.system.working_days import working_calendar
    from govflow.core.people.plans import ReminderRules
    from govflow.workflows.office import Timetable

    return Timetable(
        ReminderRules(**settings.reminders.model_dump()), working_calendar(settings.calendar)
    )


def house_of(settings: "Settings") -> "House":
    """What the settings say about the organisation and its letters."""
    from email.utils import parseaddr

    from govflow.core.people.letters import Contact
    from govflow.core.people.retention import Retention
    from govflow.core.record.resolutions import MeetingRules, Step
    from govflow.core.text.reviews import ReviewRules
    from govflow.workflows.office import House

    notices = settings.notices
    name, address = parseaddr(settings.mail.sender)
    return House(
        organisation=settings.organisation,
        board=settings.board,
        officer=settings.officer,
        sender=settings.mail.sender,
        reply_to=settings.mail.reply_to,
        contact=Contact(notices.contact or name, notices.phone, notices.email or address),
        signer=notices.signer or settings.officer,
        days=notices.days,
        receipts=settings.replies.receipts,
        retention=Retention(
            unmatched=settings.replies.keep_unmatched_days,
            machine_mail=settings.retention.machine_mail_days,
            replaced_texts=settings.retention.replaced_texts_days,
            leavers=settings.retention.leavers_days,
        ),
        routes={
            name: tuple(Step(**step.model_dump()) for step in steps)
            for name, steps in settings.routes.items()
        },
        signers=notices.signers,
        meetings=MeetingRules(**settings.meetings.model_dump()),
        reviews=ReviewRules(**settings.reviews.model_dump()),
    )
