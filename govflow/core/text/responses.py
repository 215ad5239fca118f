"""The response table: who proposed what to which clause, and what became of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govflow.core.text.proposals import Remark
from govflow.core.text.tables import row, values

HEADINGS = ("Clause", "Who", "What was proposed", "Disposition")
DONE = "taken over already"
JOINTLY = "taken over, together with other words changed by"
CONFLICT = "conflict"
NOT_TAKEN = "not taken over"
REFUSED = "refused"
STALE = f"{REFUSED}: this provision has changed since"


@dataclass(frozen=True, slots=True)
class Response:
    """One line of the response table: clause, who, what was proposed, and what became of it.

    `file` and `when` tell the copy it stood in and the time the file gives; the table leaves them out.
    """

    address: str
    by: str
    proposed: str
    disposition: str
    file: str = ""
    when: str = ""

    @property
    def in_conflict(self) -> bool:
        """Whether it still waits for somebody to choose."""
        return self.disposition.startswith(CONFLICT)

    @property
    def is_joint(self) -> bool:
        """Whether its provision now holds the words of several people, so that somebody should read it."""
        return self.disposition.startswith(JOINTLY)

    @property
    def is_lost(self) -> bool:
        """Whether its words do not stand in the text."""
        return self.disposition.startswith((NOT_TAKEN, REFUSED, CONFLICT))


def noted(remark: Remark) -> Response:
    """A comment as a line of the table; it changes no word, so it is noted."""
    about = f" on '{remark.anchor}'" if remark.anchor else ""
    said = f"Comment{about}: {remark.text}"
    return Response(remark.address, remark.author, said, "noted", when=remark.when)


def joined(earlier: Sequence[Response], later: Sequence[Response]) -> tuple[Response, ...]:
    """Two tables as one: every proposal once, with what became of it last.

    A copy read a second time finds its words taken over already, or its provision changed by what was
    taken over before; both say less than the first answer.
    """
    answers = dict(_keyed(earlier))
    for key, response in _keyed(later):
        if key not in answers or response.disposition not in (DONE, STALE):
            answers[key] = response
    return tuple(answers.values())


def _keyed(responses: Sequence[Response]) -> Iterator[tuple[tuple[str, str, int], Response]]:
    """Each response by person and words; the address is no key, since it moves with the text above."""
    seen: Counter[tuple[str, str]] = Counter()
    for response in responses:
        said = response.by, " ".join(response.proposed.split())
        seen[said] += 1
        yield (*said, seen[said]), response


def response_table(responses: Sequence[Response]) -> str:
    """The responses as a Markdown table, one line each."""
    lines = [row(HEADINGS), row("---" for _ in HEADINGS)]
    lines += [row((r.address, r.by, r.proposed, r.disposition)) for r in responses]
    return "\n".join(lines) + "\n"


def responses_in(text: str) -> Iterator[Response]:
    """The lines of a response table that a person may have edited since; other lines are passed over."""
    for line in text.splitlines():
        found = values(line) if line.strip().startswith("|") else []
        if (
            len(found) == len(HEADINGS)
            and tuple(found) != HEADINGS
            and set("".join(found)) - set("-: ")
        ):
            yield Response(*found)
