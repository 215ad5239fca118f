"""The benchmark's gates, over every labelled reply that needs no minute of waiting."""

from collections import Counter

from benchmarks.replies.cases import all_cases
from benchmarks.replies.letter import LETTER, REFERENCE
from benchmarks.replies.run import MACHINE, verdict_on
from govflow.adapters.mail.parse import MailReader
from govflow.core.replies.outcomes import detail, outcome_name


def test_no_labelled_reply_counts_wrongly_and_hardly_any_is_missed() -> None:
    cases = [case for case in all_cases(LETTER, REFERENCE) if case.kind != "bomb"]
    wrong: Counter[str] = Counter()
    total: Counter[str] = Counter()
    with MailReader() as reader:
        for case in cases:
            verdict = verdict_on(reader, case.raw)
            name = outcome_name(verdict.outcome)
            total[case.kind] += 1
            assert not verdict.counted or case.outcome == "acknowledged", case.name
            assert case.kind == "machine" or name not in MACHINE, case.name
            until = dict(detail(verdict.outcome)).get("until", "")
            wrong[case.kind] += name != case.outcome or (case.until not in ("", until))
    assert total["strong"] >= 400
    assert wrong["strong"] <= 0.02 * total["strong"]
    assert wrong["machine"] <= 0.03 * total["machine"]
    assert wrong["held"] <= 0.03 * total["held"]
