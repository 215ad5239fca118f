"""Letters in words: fills the templates of `templates/mail/<language>/` for one recipient.

A letter has three templates (`<kind>.subject.j2`, `.txt.j2`, `.html.j2`); the sentences stand in
`words.j2` beside them, so that the text and the HTML say the same. The first folder that holds a
template wins: a workspace's own before the shipped ones. Nothing remote is ever referred to.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from importlib.resources import files
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

from govflow.adapters.mail.message import build
from govflow.core.errors import SettingsError
from govflow.core.people.dates import date_words, weekday_words
from govflow.core.people.letters import (
    REPLY_ABOVE,
    Contact,
    Envelope,
    LetterKind,
    LetterText,
    RenderedLetter,
    short_checkpoint,
)

WIDTH = 72
_WRAP = TextWrapper(width=WIDTH, break_long_words=False, break_on_hyphens=False)
_WRAP_ITEM = TextWrapper(
    width=WIDTH, break_long_words=False, break_on_hyphens=False, subsequent_indent="  "
)
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


def shipped_templates() -> Path:
    """The folder of the templates that come with govflow, installed or in its source tree."""
    package = Path(str(files("govflow")))
    installed = package / "_data" / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


class MailLetters:
    """Fulfils `Letters`: words from templates, bytes from `message.build`.

    `folders` are searched in order; each holds a `mail/` folder of templates. `acknowledges` tells
    whether a line of text would itself be an acknowledgement; lines are broken so that none is.
    """

    def __init__(
        self, *folders: Path, acknowledges: Callable[[str], bool] = lambda line: False
    ) -> None:
        self._acknowledges = acknowledges
        # Two environments, because the sentences of words.j2 are escaped in HTML and not in text.
        loader = FileSystemLoader([*folders, shipped_templates()])
        self._text, self._html = _environment(loader), _environment(loader, escaping=True)
        self._inliner = css_inline.CSSInliner(
            keep_style_tags=False, keep_at_rules=True, load_remote_stylesheets=False
        )

    def render(self, letter: LetterText) -> RenderedLetter:
        """Subject, plain text at 72 columns and HTML of one letter.

        Raises SettingsError, naming file and line, when a template is missing or cannot be filled.
        """
        name = f"mail/{letter.language}/{template_name(letter)}"
        values = _values(letter)
        subject = " ".join(_fill(self._text, f"{name}.subject.j2", values).split())
        values["subject"] = subject
        text = _fill(self._text, f"{name}.txt.j2", values)
        page = _fill(self._html, f"{name}.html.j2", values | {"strong": _strong})
        return RenderedLetter(subject, self._wrapped(text), self._inliner.inline(page))

    def build(
        self, envelope: Envelope, letter: RenderedLetter, attachments: Sequence[tuple[str, bytes]]
    ) -> bytes:
        """The letter as RFC 5322 bytes; see `message.build`."""
        return build(envelope, letter, attachments)

    def _wrapped(self, text: str) -> str:
        for width in range(WIDTH, WIDTH // 2, -1):
            lines = wrap(text, width)
            if not any(self._acknowledges(line) for line in lines):
                break
        return "\n".join(lines) + "\n"


def _environment(
    loader: FileSystemLoader, *, escaping: bool = False
) -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=escaping,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _fill(templates: ImmutableSandboxedEnvironment, name: str, values: dict[str, Any]) -> str:
    try:
        return templates.get_template(name).render(values)
    except _TEMPLATE_FAULTS as problem:
        raise _explained(problem, name) from problem


def template_name(letter: LetterText) -> str:
    """Which templates a letter is made from: its kind, or 'information' when no reply is asked."""
    told = letter.kind is LetterKind.FIRST and letter.purpose == "information"
    return "information" if told else letter.kind.value


def wrap(text: str, width: int = WIDTH) -> list[str]:
    """The lines of a letter, none longer than `width` unless one word is; single empty lines."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        wrapper = _WRAP_ITEM if line.startswith("* ") else _WRAP
        wrapper.width = width
        part = wrapper.wrap(line) or [""]
        if part != [""] or (lines and lines[-1]):
            lines += part
    return lines


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
        "short": short_checkpoint,
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
