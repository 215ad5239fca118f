"""Judge every labelled case and every sample mail, print the figures, and fail where a gate is missed.

python -m benchmarks.replies.run [--speed] [--show]
"""

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.replies.cases import Labelled, all_cases
from benchmarks.replies.clients import Letter
from benchmarks.replies.letter import BOOK, LETTER, REFERENCE, TRUST
from govflow.adapters.mail.parse import MailReader
from govflow.core.replies.outcomes import Quarantined, detail, outcome_name
from govflow.core.replies.rules import judge
from govflow.core.replies.verdicts import Verdict, quarantined

RECEIVED = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)
MACHINE = frozenset(
    (
        "bounced",
        "delayed",
        "auto_reply",
        "read_receipt",
        "challenge",
        "calendar",
        "list_mail",
        "machine",
        "spam",
        "duplicate",
    )
)
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"


def verdict_on(reader: MailReader, raw: bytes) -> Verdict:
    """What the product says of these bytes, given the benchmark's own book and trust."""
    mail = reader.read(raw)
    if isinstance(mail, Quarantined):
        return quarantined(mail)
    return judge(mail, BOOK, TRUST, received=RECEIVED)


def measure(cases: Sequence[Labelled], ask: Callable[[bytes], Verdict], *, show: bool) -> bool:
    """Judge the cases and print one line for each gate; True when all hold."""
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    false_acks = human_as_machine = leaks = slow = 0
    for case in cases:
        started = time.perf_counter()
        verdict = ask(case.raw)
        slow += time.perf_counter() - started > 10
        got = outcome_name(verdict.outcome)
        until = dict(detail(verdict.outcome)).get("until", "")
        total[case.kind] += 1
        false_acks += verdict.counted and case.outcome != "acknowledged"
        human_as_machine += case.kind in ("strong", "held") and got in MACHINE
        leaks += any(line.startswith(">") for line in verdict.new_text.split("\n"))
        if got != case.outcome or (case.until and until != case.until):
            wrong[case.kind] += 1
            if show:
                print(
                    f"  {case.name}: {case.outcome} {case.until} <> {got} {until} ({verdict.rule}: "
                    f"{verdict.reason}) {case.why}"
                )
    return _gates(total, wrong, false_acks, human_as_machine, leaks, slow)


def _gates(
    total: Counter[str], wrong: Counter[str], false_acks: int, human: int, leaks: int, slow: int
) -> bool:
    people = total["strong"] + total["held"]
    right = {kind: 1 - wrong[kind] / total[kind] for kind in total}
    gates = (
        ("false acknowledgements", false_acks, false_acks == 0),
        (
            f"recall of {total['strong']} strong acknowledgements",
            f"{right['strong']:.2%}",
            right["strong"] >= 0.98,
        ),
        (
            f"class of {total['machine']} machine mails",
            f"{right['machine']:.2%}",
            right["machine"] >= 0.97,
        ),
        (f"people's {people} mails filed as machine mail", human, human <= 0.003 * people),
        (f"outcome of {total['held']} held replies as labelled", f"{right['held']:.2%}", True),
        ("quoted lines in new text", leaks, leaks == 0),
        (f"{total['bomb']} bombs quarantined", f"{right['bomb']:.0%}", right["bomb"] == 1),
        ("messages that took over 10 s", slow, slow == 0),
    )
    for name, figure, held in gates:
        print(f"{'ok  ' if held else 'FAIL'} {name}: {figure}")
    return all(held for _, _, held in gates)


def sweep(reader: MailReader) -> bool:
    """Judge every sample mail, and every sample body as a reply to our letter: none may count."""
    counted = mails = 0
    for path in sorted(
        p for p in SAMPLES.rglob("*") if p.is_file() and p.name not in ("LICENSE", "README.md")
    ):
        raw = path.read_bytes()
        shapes = (
            [raw] if path.suffix == ".eml" else [_as_reply(LETTER, raw, path.suffix == ".html")]
        )
        shapes += [_as_reply(LETTER, _after_headers(raw), False)] if path.suffix == ".eml" else []
        for shape in shapes:
            mails += 1
            counted += verdict_on(reader, shape).counted
    print(
        f"{'ok  ' if not counted else 'FAIL'} sweep of {mails} sample mails and bodies: {counted} "
        f"counted"
    )
    return counted == 0


def _after_headers(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").partition(b"\n\n")[2][:200_000]


def _as_reply(letter: Letter, body: bytes, rich: bool) -> bytes:
    head = (
        f"From: {letter.to}\nTo: {letter.reply_to}\nIn-Reply-To: {letter.message_id}\nSubject: Re: "
        f"{letter.subject}\n"
        "Authentication-Results: mx.example.org; dmarc=pass header.from=example.org\n"
        f"Content-Type: text/{'html' if rich else 'plain'}; charset=utf-8\n\n"
    )
    return head.encode() + body


def speed(cases: Sequence[Labelled], count: int = 20_000) -> bool:
    """Replies judged a second, and the memory of both processes, over `count` ordinary mails.

    The gate is on processor time of parent and child together, which neighbours on the machine do
    not change; the time on the wall is printed beside it.
    """
    import resource

    ordinary = [c.raw for c in cases if c.kind in ("strong", "held")]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with MailReader() as reader:
        verdict_on(reader, ordinary[0])
        started, used = time.perf_counter(), time.process_time()
        for number in range(count):
            verdict_on(reader, ordinary[number % len(ordinary)])
        wall, own = time.perf_counter() - started, time.process_time() - used
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate, most = count / (own + child), memory + after.ru_maxrss / 1024
    good = rate >= 400 and most < 300
    print(
        f"{'ok  ' if good else 'FAIL'} {count} mails: {rate:.0f} a second of processor time, "
        f"{count / wall:.0f} on the wall, {most:.0f} MB at most in both processes"
    )
    return good


def main() -> int:
    """Print the figures; 0 when every gate holds."""
    cases = all_cases(LETTER, REFERENCE)
    with MailReader() as reader:
        held = measure(cases, lambda raw: verdict_on(reader, raw), show="--show" in sys.argv)
        held = (
            sweep(reader) if SAMPLES.is_dir() else print("skip sweep: no ../shared/samples") or True
        ) and held
    if "--speed" in sys.argv:
        held = speed(cases) and held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
