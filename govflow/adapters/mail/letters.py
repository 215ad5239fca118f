"""Letters in words: fills the templates of `templates/mail/<language>/` for one recipient.

A letter has three templates (`<kind>.subject.j2`, `.txt.j2`, `.html.j2`); the sentences stand in
`words.j2` beside them, so that the text and the HTML say the same. The first folder that holds a
template wins: a workspace's own before the shipped ones. Nothing remote is ever referred to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from itertools import combinations, product
from pathlib import Path
from textwrap import TextWrapper
from typing import Any

import css_inline
from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from govflow.adapters.files.shipped import shipped
from govflow.adapters.mail.message import build
from govflow.core.errors import SettingsError
from govflow.core.people.dates import date_words, weekday_words
from govflow.core.people.letters import (
    ASKING,
    REPLY_ABOVE,
    Contact,
    Envelope,
    LetterKind,
    LetterText,
    Purpose,
    RenderedLetter,
)
from govflow.core.record.chain import shortened
from govflow.core.replies.match import SentLetter
from govflow.core.replies.wording import read_words

WIDTH = 72
_WRAPPERS = {
    (width, indent): TextWrapper(
        width=width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    for width in range(WIDTH // 2, WIDTH + 1)
    for indent in ("", "  ")
}
OF_THEIR_OWN = (Purpose.INFORMATION, Purpose.MEETING, Purpose.RESOLUTION)
"""The purposes whose first letter has templates of their own."""
_TEMPLATE_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class MailLetters:
    """Fulfils `Letters`: words from templates, bytes from `message.build`.

    `folders` are searched in order; each holds a `mail/` folder of templates. Lines of text are broken
    so that no line, nor several of one paragraph, would count if somebody's mail program sent it back
    as if they had written it.
    """

    def __init__(self, *folders: Path) -> None:
        # Two environments, because the sentences of words.j2 are escaped in HTML and not in text.
        loader = FileSystemLoader([*folders, shipped("templates")])
        self._text, self._html = environment(loader), environment(loader, escaping=True)
        self._inliner = css_inline.CSSInliner(
            keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
        )

    def render(self, letter: LetterText) -> RenderedLetter:
        """Subject, plain text at 72 columns and HTML of one letter.

        Raises SettingsError, naming file and line, when a template is missing or cannot be filled.
        """
        name = f"mail/{letter.language}/{template_name(letter)}"
        values = _values(letter)
        subject = " ".join(fill(self._text, f"{name}.subject.j2", values).split())
        values["subject"] = subject
        text = fill(self._text, f"{name}.txt.j2", values)
        page = fill(self._html, f"{name}.html.j2", values | {"strong": _strong})
        return RenderedLetter(subject, _laid_out(letter, text), self._inliner.inline(page))

    def faults(self) -> list[SettingsError]:
        """What is wrong with the templates, found by writing every letter there is once."""
        found: list[SettingsError] = []
        for letter in _every_letter():
            try:
                self.render(letter)
            except SettingsError as fault:
                found.append(fault)
        return found

    def build(
        self, envelope: Envelope, letter: RenderedLetter, attachments: Sequence[tuple[str, bytes]]
    ) -> bytes:
        """The letter as RFC 5322 bytes; see `message.build`."""
        return build(envelope, letter, attachments)


def _every_letter() -> Iterator[LetterText]:
    """A made-up letter of every kind and purpose in every language, with and without what may be absent."""
    day = date(2026, 12, 1)
    purposes = (*Purpose, "weekly", "review", "officer")
    for language, kind, purpose in product(REPLY_ABOVE, LetterKind, purposes):
        bare = LetterText(
            kind=kind,
            language=language,
            organisation="Union",
            policy_title="Policy",
            version="1.0",
            person_name="Sam",
            audience="staff",
            purpose=purpose,
            reference="POL-23456",
            statement="A reply means this.",
            changes=(),
            contact=Contact(""),
            signer="Officer",
            mailto="",
            sent_on=day,
        )
        yield bare
        yield replace(
            bare,
            changes=("This changed.",),
            contact=Contact("Jo", "01244", "jo@union.example"),
            mailto="mailto:a@union.example?body=x",
            passed_on=day,
            in_force=day,
            due=day,
            about=("Bo",),
            replied_on=day,
            golden_rule="Ask.",
            checkpoint="1 ab",
            attachment="a.docx",
            note="Note.",
        )


def environment(
    loader: FileSystemLoader, *, escaping: bool = False
) -> ImmutableSandboxedEnvironment:
    """Templates that can do nothing but fill in values; a value that is missing is a fault."""
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=escaping,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def fill(templates: ImmutableSandboxedEnvironment, name: str, values: dict[str, Any]) -> str:
    """A template with its values. Raises SettingsError, naming file and line, for a slip in it."""
    try:
        return templates.get_template(name).render(values)
    except _TEMPLATE_FAULTS as problem:
        raise _explained(problem, name) from problem


def template_name(letter: LetterText) -> str:
    """Which templates a letter is made from: a first one by its purpose, where it asks for no
    acknowledgement, any other by its kind. Those about an entry of a register share one."""
    if letter.purpose in ASKING and letter.kind in (LetterKind.FIRST, LetterKind.REMINDER):
        return "asking"
    own = letter.kind is LetterKind.FIRST and letter.purpose in OF_THEIR_OWN
    return letter.purpose if own else letter.kind.value


def _laid_out(letter: LetterText, text: str) -> str:
    """The text at 72 columns, a paragraph narrower where one of its lines would be an acknowledgement."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        part = wrap(line)
        for width in range(WIDTH - 1, WIDTH // 2, -1):
            if not _holds_a_trap(letter, part):
                break
            part = wrap(line, width)
        if part != [""] or lines[-1]:
            lines += part
    return "\n".join(lines) + "\n"


def _holds_a_trap(letter: LetterText, lines: Sequence[str]) -> bool:
    """Whether some of a paragraph's lines, but not all, would count as an acknowledgement."""
    spans = combinations(range(len(lines) + 1), 2)
    return any(
        _acknowledges(
            "\n".join(lines[a:b]), letter.policy_title, letter.version, letter.organisation
        )
        for a, b in spans
        if b - a < len(lines)
    )


@lru_cache(maxsize=4096)
def _acknowledges(words: str, title: str, version: str, organisation: str) -> bool:
    """Whether these words alone promise something, read as a reply's would be."""
    letter = SentLetter(
        notice="",
        recipient=0,
        person="",
        name="",
        addresses=(),
        reference="",
        policy="",
        title=title,
        version=version,
        digest="",
        sent_at=datetime.min.replace(tzinfo=UTC),
        text="",
        organisation=organisation,
    )
    return read_words(words, letter).kind in ("strong", "weak", "other_version")


def wrap(line: str, width: int = WIDTH) -> list[str]:
    """One line of a letter, broken so that no line is wider unless one word is; items are hung."""
    indent = "  " if line.startswith("* ") else ""
    return _WRAPPERS[width, indent].wrap(line) or [""]


def _values(letter: LetterText) -> dict[str, Any]:
    """What a template may name: the fields of LetterText and a few words made from them."""
    values = {f.name: _clean(getattr(letter, f.name)) for f in fields(letter)}
    return values | {
        "note": _UNSEEN.sub("", letter.note.replace("\r\n", "\n")),
        "reply_address": letter.reply_address,
        "reply_above": REPLY_ABOVE.get(letter.language, REPLY_ABOVE["en"]),
        "days_left": (letter.due - letter.sent_on).days if letter.due else None,
        "day": partial(date_words, language=letter.language, since=letter.sent_on),
        "weekday": partial(weekday_words, language=letter.language, since=letter.sent_on),
        "short": shortened,
        "paragraphs": _paragraphs,
        "strong": str,
    }


def _clean(value: Any) -> Any:
    """A value without characters that cannot be seen, every text in it on one line."""
    match value:
        case LetterKind():
            return value.value
        case str():
            return " ".join(_UNSEEN.sub(" ", value).split())
        case tuple():
            return tuple(map(_clean, value))
        case Contact():
            return Contact(_clean(value.name), _clean(value.phone), _clean(value.email))
        case _:
            return value


def _strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(text)


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def _explained(problem: Exception, name: str) -> SettingsError:
    """A template's fault with its file and line, in words an officer can act on."""
    match problem:
        case TemplateNotFound():
            return SettingsError(
                f"there is no letter template '{problem.name}'.",
                place=f"templates/{name}",
                remedy="put it there, or choose a language that has templates (en, cy).",
            )
        case TemplateSyntaxError():
            place = f"templates/{problem.name or name}:{problem.lineno}"
        case _:
            place = f"templates/{name}"
    return SettingsError(
        f"this template cannot be filled: {problem}.",
        place=place,
        remedy="mend it, or remove your copy so that the shipped template is used again.",
    )
