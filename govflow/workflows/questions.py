"""Questions asked about a policy, in the officer's words, with their answers: one page for everybody."""

import re
from collections.abc import Sequence

from govflow.core.errors import GovflowError
from govflow.core.people.queue import Asked, QuestionsAsked
from govflow.core.record.rows import NoticeRow, RecipientRow, ReplyRow, VersionRow
from govflow.workflows.office import Office

QUESTIONS = "questions.md"
PAGE = "questions.html"


def questions_markdown(title: str, asked: Sequence[Asked]) -> str:
    """The page of questions asked about one policy, as Markdown that can be edited by hand."""
    parts = [f"# Questions asked about the {title}"]
    parts += [f"## {one.question}\n\n{one.answer}" for one in asked]
    return "\n\n".join(parts) + "\n"


def read_questions(text: str) -> tuple[Asked, ...]:
    """Questions and answers from such a page, in order; what stands before the first is the heading."""
    _, *blocks = ("\n" + text.replace("\r\n", "\n")).split("\n## ")
    heads = (block.partition("\n") for block in blocks)
    return tuple(Asked(head.strip(), rest.strip()) for head, _, rest in heads)


def check_anonymous(office: Office, row: ReplyRow, asked: Asked) -> None:
    """Refuse a question or answer that holds the name or an address of the person who asked."""
    recipient = (
        office.register.get(RecipientRow, row.notice, row.recipient) if row.recipient else None
    )
    if recipient is None or not _names(f"{asked.question} {asked.answer}", recipient):
        return
    raise GovflowError(
        "the question or its answer names the person who asked.",
        place=row.evidence[:8],
        remedy="say it in words that could be anybody's.",
        undone="Nothing was published or sent.",
    )


def _names(words: str, recipient: RecipientRow) -> bool:
    said = re.findall(r"[\w@.+-]+", words.casefold())
    name = recipient.name.casefold().split()
    own = {*name[-1:], recipient.email, *recipient.other_emails} - {""}
    return bool(own & {word.strip(".") for word in said}) or (
        len(name) > 1 and " ".join(name) in " ".join(said)
    )


def publish_question(office: Office, row: ReplyRow, asked: Asked) -> tuple[str, ...]:
    """Add a question and its answer to the policy's page; returns the files written.

    The same question again takes the place of the one before. `questions.md` may be edited by hand.
    """
    check_anonymous(office, row, asked)
    notice = office.register.get(NoticeRow, row.notice)
    assert notice is not None
    version = office.register.get(VersionRow, notice.policy, notice.version)
    title = version.title if version else notice.policy
    return publish_on(office, notice.policy, title, asked)


def publish_on(office: Office, code: str, title: str, asked: Asked) -> tuple[str, ...]:
    """Add a question and its answer to a policy's page, as `publish_question` does."""
    before = office.library.read_document(code, QUESTIONS) or b""
    known = read_questions(before.decode("utf-8-sig"))
    flat = Asked(" ".join(asked.question.split()), asked.answer.replace("\n## ", "\n### "))
    every = (*(one for one in known if one.question != flat.question), flat)
    page = office.pages.questions(QuestionsAsked(office.house.organisation, title, every))
    files = {QUESTIONS: questions_markdown(title, every).encode(), PAGE: page.encode()}
    return office.library.write_documents(code, files)
