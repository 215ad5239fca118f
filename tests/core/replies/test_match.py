"""Which letter a message answers."""

from dataclasses import replace

from benchmarks.replies.letter import BOOK, LETTER, SECRET
from govflow.core.replies.mail import Mail
from govflow.core.replies.match import find_letter, references_in, secrets_in

EMPTY = Mail(headers=(), sender="tom.smith@example.org", subject="")
OURS = LETTER.message_id.strip("<>")


def found_by(**change: object) -> tuple[str, bool] | None:
    match = find_letter(replace(EMPTY, **change), BOOK)  # type: ignore[arg-type]
    return (match.by, match.binding) if match else None


def test_the_ways_in_their_order() -> None:
    assert found_by(addressed=(f"gov+{SECRET}@example.org",)) == ("secret address", True)
    assert found_by(in_reply_to=(OURS,)) == ("In-Reply-To", True)
    assert found_by(references=("x@y", OURS)) == ("References", True)
    assert found_by(parent_ids=(OURS,)) == ("parent id", True)
    assert found_by(subject="Re: changed (SMP-7K3QX)") == ("reference in subject", False)
    assert found_by(text="my number is smp-7k3qx") == ("reference in body", False)


def test_a_likely_subject_is_no_way_in() -> None:
    assert found_by(subject=f"Re: {LETTER.subject.partition(' (')[0]}") is None


def test_a_guessed_secret_leads_nowhere() -> None:
    assert found_by(addressed=(f"gov+{SECRET[:-1]}x@example.org",)) is None


def test_secrets_are_found_behind_every_usual_mark() -> None:
    for address in (
        f"gov+{SECRET}@x.org",
        f"gov-{SECRET}@x.org",
        f"b=gov={SECRET}@x.org",
        f"{SECRET}@x.org",
    ):
        assert SECRET in secrets_in([address])


def test_references_avoid_letters_that_are_misread() -> None:
    assert references_in("SMP-7K3QX and smp-0k3qx, SMP-7K3QX") == ["SMP-7K3QX"]
