"""Judging many messages in one process: nothing is recorded, so the register is read once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from govflow.core.record.rows import Row
from govflow.core.replies.verdicts import Verdict
from govflow.workflows.book import RegisterBook
from govflow.workflows.collect import judged
from govflow.workflows.office import Office

if TYPE_CHECKING:
    from govflow.workflows.ports import Register

R = TypeVar("R", bound=Row)
MOST = 50_000
"""So many answers are remembered; keys come from hostile mail, so memory must have an end."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """A register whose answers are remembered. Only for work during which nothing is recorded."""

    register: "Register"
    answers: dict[Any, Any] = field(default_factory=dict)

    def find(self, table: type[R], **equal: object) -> list[R]:
        key = (table, tuple(equal.items()))
        if key not in self.answers:
            self._keep(key, self.register.find(table, **equal))
        return list(self.answers[key])

    def get(self, table: type[R], *key: object) -> R | None:
        whole = (table, key)
        if whole not in self.answers:
            self._keep(whole, self.register.get(table, *key))
        row: R | None = self.answers[whole]
        return row

    def evidence(self, digest: str) -> bytes | None:
        return self.register.evidence(digest)

    def _keep(self, key: Any, answer: Any) -> None:
        if len(self.answers) >= MOST:
            self.answers.clear()
        self.answers[key] = answer


def judge_many(office: Office, messages: Iterable[bytes]) -> Iterator[Verdict]:
    """The verdict on each message, in order, as `replies judge` gives it; one reading child for all."""
    still = replace(office, register=cast("Register", Remembered(office.register)))
    book, now = RegisterBook(still), office.clock.stamp()
    for raw in messages:
        yield judged(still, book, raw, now)[0]
