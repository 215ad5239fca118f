"""Learning what inboxes add: a test mail whose words are known, compared with how it arrived."""

import re

from govflow.core.errors import MailError
from govflow.core.replies.mail import Mail
from govflow.core.replies.set_aside import is_added_line, is_added_paragraph, own_patterns
from govflow.workflows.office import Office

_CHANGING = re.compile(r"\S*\d\S*|\S+@\S+|https?://\S+")


def additions(words: str, arrived: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """What stands around `words` in a mail as it arrived and is not recognised yet, line by line.

    What changes from mail to mail (numbers, addresses, links) becomes '*'. Lines of fewer than six
    letters are left out: a pattern so short would take away people's own words.
    """
    own = {_plain(line) for line in words.splitlines()}
    patterns = own_patterns(known)
    found: dict[str, None] = {}
    for paragraph in re.split(r"\n\s*\n", arrived.replace("\r\n", "\n")):
        if is_added_paragraph(" ".join(paragraph.split())):
            continue
        for line in map(_plain, paragraph.splitlines()):
            if (
                line in own
                or line in _plain(words)
                or is_added_line(line)
                or any(p.fullmatch(line) for p in patterns)
            ):
                continue
            pattern = re.sub(r"\*(?:\s+\*)+", "*", _CHANGING.sub("*", line))
            if sum(char.isalpha() for char in pattern) >= 6:
                found[pattern] = None
    return tuple(found)


def learn(office: Office, raw: bytes, words: str) -> tuple[str, ...]:
    """The patterns to put under [replies] set_aside, from a test mail that said only `words`.

    Records nothing and changes no setting: a person looks at them first. Raises MailError when the mail
    cannot be read, or does not hold the words.
    """
    mail = office.reader.read(raw)
    if not isinstance(mail, Mail):
        raise MailError(f"this mail cannot be read: {mail.why}.", remedy="save it again as .eml.")
    text = mail.text if mail.text.strip() else mail.html
    if not _plain(words) or _plain(words) not in _plain(text):
        raise MailError(
            "this mail does not hold the words it was sent with.",
            remedy="give them as they were written, with --words.",
        )
    return additions(words, text, office.trust.set_aside)


def _plain(text: str) -> str:
    return " ".join(text.split())
