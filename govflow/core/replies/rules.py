"""The table of rules by which a reply is judged. First answer wins; the docstrings are the manual."""

from collections.abc import Callable
from datetime import datetime

from govflow.core.people.letters import ASKING, LOOP_HEADER
from govflow.core.replies.case import Case
from govflow.core.replies.machine import list_kind, soft_sign
from govflow.core.replies.mail import Mail, header_values
from govflow.core.replies.match import Book, letter_of_sender
from govflow.core.replies.outcomes import (
    Acknowledged,
    Bounced,
    Calendar,
    Challenge,
    Conflict,
    Declined,
    Delayed,
    ExceptionRequested,
    Filed,
    Machine,
    OldVersion,
    Outcome,
    Question,
    ReadReceipt,
    Unclear,
    Unmatched,
    Unverified,
    WrongSender,
    counted,
)
from govflow.core.replies.quoting import is_forward_subject
from govflow.core.replies.rules_board import Answer, about_the_boards_papers, agrees, voted_too_late
from govflow.core.replies.rules_entries import decides
from govflow.core.replies.sender import Trust
from govflow.core.replies.set_aside import plain_subject
from govflow.core.replies.verdicts import Verdict
from govflow.core.replies.wording import seems

Rule = Callable[[Case], Answer]


def our_own_letter(case: Case) -> Answer:
    """A letter of ours that came back to the mailbox is put away."""
    own = header_values(case.mail, LOOP_HEADER)
    return (Machine("our own letter"), "carries the mark of our own letters") if own else None


def delivery_report(case: Case) -> Answer:
    """A mail system says that a letter could not be delivered, or is late. It is filed; a letter that
    failed for good makes the recipient undelivered."""
    return _if_machine(case, Bounced, Delayed)


def read_receipt(case: Case) -> Answer:
    """A program says that the letter was displayed or deleted. That is never an acknowledgement."""
    return _if_machine(case, ReadReceipt)


def calendar_answer(case: Case) -> Answer:
    """An invitation, or the answer to one, is filed."""
    return _if_machine(case, Calendar)


def challenge(case: Case) -> Answer:
    """A program wants proof that we are no robot. It is filed; nothing is answered."""
    return _if_machine(case, Challenge)


def automatic_answer(case: Case) -> Answer:
    """A program answered: an absence, with the day of return where it says one, or anything else
    automatic. It is filed; an absence pauses reminders."""
    return (case.machine, "written by a program") if case.machine else None


def leads_nowhere(case: Case) -> Answer:
    """No secret address, no Message-ID of ours and no reference leads to a recipient. List mail and
    marked spam are filed, the rest is held. A likeness of subjects is never used."""
    if case.match:
        return None
    filed = list_kind(case.mail)
    if filed:
        return filed, "not about a letter of ours"
    sender = letter_of_sender(case.mail, case.book)
    suggestion = f"{sender.letter.notice}/{sender.letter.recipient}" if sender else ""
    return Unmatched(suggestion), "nothing in it leads to a letter"


def leads_to_two(case: Case) -> Answer:
    """The message leads to letters of two recipients or notices, so it is not clear which it answers."""
    if case.match and case.match.rival:
        return Unclear(), "leads to two letters"
    return None


def no_single_sender(case: Case) -> Answer:
    """From is missing, stands there twice, or is not one plain address: nobody can be held to it."""
    return (
        None
        if case.mail.sender
        else (Unverified(case.mail.sender_problem), case.mail.sender_problem)
    )


def somebody_else(case: Case) -> Answer:
    """The sender's address is none of the recipient's own. Nobody acknowledges for somebody else."""
    if case.letter and case.mail.sender not in case.letter.addresses:
        return WrongSender(case.mail.sender, seems(case.saying)), "comes from another address"
    return None


def sender_not_proved(case: Case) -> Answer:
    """No boundary we trust says that the address is genuine. Without trust settings that is every reply."""
    if case.proof.proved:
        return None
    return Unverified(case.proof.why, seems(case.saying)), case.proof.why


def by_another_hand(case: Case) -> Answer:
    """The message names another sender beside From, as an assistant's does. A person must ask."""
    if case.other_hand:
        return Unclear(seems(case.saying)), f"sent by {case.other_hand} in the recipient's name"
    return None


def cannot_be_read(case: Case) -> Answer:
    """The words are encrypted, or packed in a form only Outlook opens."""
    closed = [m for m in ("encrypted", "opaque", "tnef") if m in case.mail.marks]
    if closed and not case.split.new:
        return Unclear(), f"the words cannot be read here ({closed[0]})"
    return None


def reaction(case: Case) -> Answer:
    """A single emoji sent by a mail program's reaction button is a short form: held, unless the
    organisation counts short forms."""
    mark = case.mail.reaction
    if not mark:
        return None
    if not set(mark) <= set(
        "\U0001f44d\u2705\U0001f64f\u2714\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    ):
        return Unclear(), "a reaction that says neither yes nor no"
    return _weak(case, "a reaction")


def asks_for_an_exception(case: Case) -> Answer:
    """The words ask to be let off some of it."""
    return (ExceptionRequested(), case.saying.reason) if case.saying.kind == "exception" else None


def objects(case: Case) -> Answer:
    """The words say no, or object. After an acknowledgement that counts, this is a contradiction for
    the officer; what counted stays."""
    if case.saying.kind != "declined":
        return None
    if case.letter and case.letter.prior_counted:
        return Conflict(
            case.letter.prior or "acknowledged", "declined"
        ), "objects after acknowledging"
    return Declined(), case.saying.reason


def asks(case: Case) -> Answer:
    """The words ask something: a question mark, or words that ask without one."""
    return (Question(), case.saying.reason) if case.saying.kind == "question" else None


def names_another_version(case: Case) -> Answer:
    """An acknowledgement that names another version is never one of this version."""
    if case.saying.kind == "other_version":
        return OldVersion(case.saying.version), case.saying.reason
    return None


def nothing_new(case: Case) -> Answer:
    """No words of their own: empty, only a signature, only a quotation, or only an attachment."""
    return (Unclear(), case.saying.reason) if case.saying.kind == "empty" else None


def not_in_the_grammar(case: Case) -> Answer:
    """Some word has no place in the grammar of acknowledgements, so a person reads it."""
    if case.saying.kind == "unclear":
        return Unclear(seems(case.saying)), case.saying.reason
    return None


def passed_on(case: Case) -> Answer:
    """A forwarded message may hold somebody else's words."""
    if case.split.forwarded or is_forward_subject(plain_subject(case.mail.subject)):
        return Unclear(seems(case.saying)), "a forwarded message"
    return None


def words_within_the_quotation(case: Case) -> Answer:
    """Own words stand before the quotation and more of them after or within it."""
    return (
        (Unclear(seems(case.saying)), "more words after the quotation")
        if case.answers_within
        else None
    )


def not_what_it_seems(case: Case) -> Answer:
    """Words crossed out or hidden, marks that turn text round, or plain and HTML forms that differ."""
    marks = {"struck", "hidden"} & set(case.mail.marks)
    if marks or case.split.disguised or case.twins_differ:
        why = (
            "its plain and HTML forms differ"
            if case.twins_differ
            else "words crossed out, hidden or turned"
        )
        return Unclear(seems(case.saying)), why
    return None


def perhaps_automatic(case: Case) -> Answer:
    """A header that people's mail hardly ever carries: neither filed as machine mail nor counted."""
    sign = soft_sign(case.mail)
    return (Unclear(seems(case.saying)), f"perhaps automatic: {sign}") if sign else None


def only_the_reference(case: Case) -> Answer:
    """Only the short reference leads to the letter. It is public, so a person decides."""
    if case.match and not case.match.binding:
        return Unclear(seems(case.saying)), f"only the {case.match.by} leads to the letter"
    return None


def before_it_was_sent(case: Case) -> Answer:
    """It came in before the letter went out."""
    if case.letter and case.received < case.letter.sent_at:
        return Unclear(seems(case.saying)), "received before the letter was sent"
    return None


def of_a_text_no_longer_current(case: Case) -> Answer:
    """A newer version has taken this text's place: the words are never carried to the new one."""
    if case.letter and case.letter.superseded_by:
        return OldVersion(case.letter.version), f"version {case.letter.superseded_by} is current"
    return None


def notice_closed(case: Case) -> Answer:
    """The notice has been closed."""
    if case.letter and case.letter.closed:
        return Unclear(seems(case.saying)), "the notice is closed"
    return None


def after_an_objection(case: Case) -> Answer:
    """An acknowledgement after the same person's objection: the officer settles which of them stands."""
    before = case.letter.prior if case.letter else ""
    said = {"strong": "acknowledged", "agreed": "agreed"}.get(case.saying.kind)
    if said and before in ("declined", "conflict", "exception_requested"):
        return Conflict(before, said), "acknowledges or agrees after objecting"
    return None


def short_form(case: Case) -> Answer:
    """A short form such as "ok", "noted" or "I've read it": held with a suggestion, or counted where
    the organisation says so."""
    return _weak(case, case.saying.reason) if case.saying.kind == "weak" else None


def acknowledges(case: Case) -> Answer:
    """The recipient, proved to be the sender, says in their own words that they have read this version
    and will follow it. Only this counts."""
    if case.saying.kind == "strong":
        return Acknowledged(prefilled=case.saying.prefilled), case.saying.reason
    return None


RULES: tuple[Rule, ...] = (
    our_own_letter,
    delivery_report,
    read_receipt,
    calendar_answer,
    challenge,
    automatic_answer,
    leads_nowhere,
    leads_to_two,
    no_single_sender,
    somebody_else,
    sender_not_proved,
    by_another_hand,
    cannot_be_read,
    about_the_boards_papers,
    asks_for_an_exception,
    objects,
    asks,
    passed_on,
    words_within_the_quotation,
    only_the_reference,
    before_it_was_sent,
    not_what_it_seems,
    perhaps_automatic,
    reaction,
    names_another_version,
    nothing_new,
    not_in_the_grammar,
    of_a_text_no_longer_current,
    notice_closed,
    voted_too_late,
    after_an_objection,
    short_form,
    agrees,
    decides,
    acknowledges,
)


def judge(mail: Mail, book: Book, trust: Trust, *, received: datetime) -> Verdict:
    """What a message means: the first rule that answers, and what it rests on.

    `received` is the server's time in UTC; there is no other clock in here, so the same bytes with
    the same book and settings give the same verdict. Never raises for the message's sake.
    """
    case = Case(mail, book, trust, received)
    for rule in RULES:
        answer = rule(case)
        if answer:
            return _verdict(case, rule.__name__, answer)
    return _verdict(case, "no_rule", (Unclear(), "no rule answers"))


def _verdict(case: Case, rule: str, answer: tuple[Outcome, str]) -> Verdict:
    outcome, reason = answer
    letter = case.letter
    person = case.machine is None
    return Verdict(
        outcome=outcome,
        rule=rule,
        reason=reason,
        sentence=f"{letter.name if letter else case.mail.sender or 'Somebody'}: {reason}.",
        notice=letter.notice if letter else "",
        recipient=letter.recipient if letter else 0,
        person=letter.person if letter else "",
        counted=counted(outcome),
        new_text=case.split.new if person else "",
        trust=case.proof if person else None,
    )


def _if_machine(case: Case, *kinds: type[Filed]) -> Answer:
    if case.machine is not None and isinstance(case.machine, kinds):
        return case.machine, "written by a mail program"
    return None


def _weak(case: Case, reason: str) -> Answer:
    if case.votes:
        return Unclear("agreed"), reason
    if case.letter and case.letter.purpose in ASKING:
        return Unclear(), reason
    if case.trust.accept_weak:
        return Acknowledged(weak=True), reason
    return Unclear("acknowledged"), reason


def rules_page() -> str:
    """The table as a page of Markdown, in the order in which the rules are asked."""
    rows = [
        f"{number}. **{rule.__name__.replace('_', ' ')}**: {' '.join((rule.__doc__ or '').split())}"
        for number, rule in enumerate(RULES, 1)
    ]
    head = "# How a reply is judged\n\nFrom top to bottom; the first rule that answers decides.\n"
    return head + "\n" + "\n".join(rows) + "\n"
