"""One letter as the product sends it, its recipient, and the settings under which replies are judged."""

# ruff: noqa: E501 - rows of mail as it was sent

from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.replies.clients import Letter
from govflow.core.people.letters import acknowledging_words
from govflow.core.replies.match import SentLetter
from govflow.core.replies.sender import Trust

REFERENCE = "SMP-7K3QX"
SECRET = "q7w3e9r2t5y8u4pa"
TEXT = f"""Please reply above this line ({REFERENCE}).

Dear Tom Smith,

Our Social Media Policy has changed. What changes for you (staff):

* In section 3, paragraph 1, after "permission" insert "in writing".
* In section 4, after paragraph 2 insert: "An account that uses artificial intelligence says so."

Version 1.1, attached, applies from Friday 18 December 2026 whether or not you reply.

Please reply by Friday 11 December that you have read and understood it. Replying that you have read and understood \
tells Chester Students' Union that you have read version 1.1 and will follow it.

Reply now (mailto:governance+{SECRET}@example.org) or write to governance+{SECRET}@example.org

"The golden rule is if you are uncertain about publishing a particular post then there is probably a good reason for \
that, and you should seek further guidance or avoid posting."

Questions, or another format? Reply, or ask Sarah Jones on 01244 511111.

A program sorts the replies and a person checks every doubtful one.

Sarah Jones, Chester Students' Union

{REFERENCE} · 45 1f3a9c0d2b4e6a88
"""
LETTER = Letter(
    sender_name="Sarah Jones",
    sender="governance@example.org",
    reply_to=f"governance+{SECRET}@example.org",
    subject=f"Social Media Policy has changed: please reply by Friday 11 December ({REFERENCE})",
    text=TEXT,
    html="".join(f"<p>{line}</p>" for line in TEXT.split("\n") if line),
    message_id="<first.1@example.org>",
    to_name="Tom Smith",
    to="tom.smith@example.org",
)
SENT = SentLetter(
    notice="SMP-1",
    recipient=1,
    person="p1",
    name="Tom Smith",
    addresses=("tom.smith@example.org", "tom@home.example"),
    reference=REFERENCE,
    policy="social-media",
    title="Social Media Policy",
    version="1.1",
    digest="d",
    sent_at=datetime(2026, 11, 27, tzinfo=UTC),
    text=TEXT,
    organisation="Chester Students' Union",
    prefilled=f"{acknowledging_words('Social Media Policy', '1.1')} ({REFERENCE})",
)
TRUST = Trust(authserv_ids=("mx.example.org",))


class OneLetter:
    """A book with a single letter in it."""

    def __init__(self, sent: SentLetter) -> None:
        self.sent = sent

    def by_secret(self, secret: str) -> SentLetter | None:
        return self.sent if secret == SECRET else None

    def by_message_id(self, message_id: str) -> SentLetter | None:
        return self.sent if message_id == LETTER.message_id.strip("<>") else None

    def by_reference(self, reference: str) -> SentLetter | None:
        return self.sent if reference == REFERENCE else None

    def by_address(self, address: str) -> Sequence[SentLetter]:
        return (self.sent,) if address in self.sent.addresses else ()


BOOK = OneLetter(SENT)
