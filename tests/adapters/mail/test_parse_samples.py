"""Named sample mails with the answer beside them, and every real mail that lies beside the project."""

import tomllib
from pathlib import Path

import pytest

from benchmarks.replies.run import SAMPLES, sweep, verdict_on
from govflow.adapters.mail.parse import MailReader
from govflow.core.replies.outcomes import outcome_name
from tests.support import require_shared

OWN = Path(__file__).parents[2] / "samples" / "mail"


@pytest.mark.parametrize(
    "path", sorted(OWN.rglob("*.eml")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_a_sample_is_judged_as_its_answer_says(path: Path) -> None:
    answer = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    with MailReader() as reader:
        verdict = verdict_on(reader, path.read_bytes())
    assert (outcome_name(verdict.outcome), verdict.rule) == (answer["outcome"], answer["rule"])
    assert verdict.counted == (answer["outcome"] == "acknowledged")


def test_no_real_mail_counts_even_when_sent_as_a_reply() -> None:
    require_shared("samples")
    assert SAMPLES.is_dir()
    with MailReader() as reader:
        assert sweep(reader)
