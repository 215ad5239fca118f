"""Every refusal a user can meet, in the exact words reviewed in tests/golden/errors.

GOVFLOW_UPDATE_GOLDEN=1 writes the files anew; `docs/errors.md` is made from them.
"""

import ast
import os
import re

import pytest

from tests.cli import gallery_people
from tests.cli.gallery import Sample
from tests.cli.terminal import Shell
from tests.support import ROOT

GOLDEN = ROOT / "tests" / "golden" / "errors"
SAMPLES = gallery_people.SAMPLES
UPDATE = os.environ.get("GOVFLOW_UPDATE_GOLDEN") == "1"
FORM = re.compile(
    r"\$ govflow .+\n\n(?P<place>[^\n]+):\nError: (?P<problem>.+\n)(?:.+\n)*?To fix it: .+\n(?:.+\n)*"
    r"\nexit (?P<code>1|2|75)\n"
)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_refusal_says_place_problem_and_remedy_in_the_reviewed_words(
    sample: Sample, request: pytest.FixtureRequest
):
    shell: Shell = request.getfixturevalue(sample.start)
    words = sample.prepare(shell)
    shown = screen(shell, words)
    path = GOLDEN / f"{sample.name}.txt"
    if UPDATE:
        path.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == path.read_text(encoding="utf-8")
    assert FORM.fullmatch(shown), shown


def screen(shell: Shell, words: tuple[str, ...]) -> str:
    """The command as typed, its refusal and its exit code, without this machine's paths."""
    said = shell.try_(*words)
    typed = " ".join(f'"{word}"' if " " in word else word for word in words)
    refusal = said.err
    if "--json" in words:
        found = said.document
        refusal = f"{found['place']}:\nError: {found['problem']}\nTo fix it: {found['remedy']}\n"
    text = f"$ govflow {typed}\n\n{_told(refusal)}\nexit {said.code}\n"
    for path, name in ((str(shell.root), "FOLDER"), *shell.named.items()):
        text = text.replace(path, name)
    return text


def _told(err: str) -> str:
    """The refusal without the narration before it."""
    lines = err.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("Error: "))
    return "".join(lines[at - 1 :])


def test_no_golden_file_is_left_over():
    assert {path.stem for path in GOLDEN.glob("*.txt")} == {sample.name for sample in SAMPLES}


BLAME = re.compile(r"\b(invalid|illegal|please|sorry|oops|traceback|exception|NoneType)\b", re.I)


def test_no_refusal_blames_apologises_or_names_the_machinery():
    for path in GOLDEN.glob("*.txt"):
        assert not BLAME.search(path.read_text(encoding="utf-8")), path.name


# --- every place that refuses has a sample, or a reason

KINDS = {
    "TextError", "GovflowError", "ProofError", "NotPassedError", "DocumentError", "SettingsError",
    "RecordError", "MailError", "AnswerNeededError", "PartlyDoneError", "TemporaryError",
}  # fmt: skip
ELSEWHERE = {
    "govflow/adapters/mail/": "needs a server or a letter no workflow writes; tests/adapters/mail",
    "govflow/adapters/memory/": "the fakes' own; tests/adapters/store",
    "govflow/adapters/system/schedulers.py": "needs a scheduler that refuses; tests/adapters/system",
    "govflow/adapters/store/": "needs another machine, program or PostgreSQL; tests/adapters/store",
    "govflow/adapters/word/": "needs a broken Word file or program; tests/adapters/word",
    "govflow/adapters/files/xlsx.py": "a workbook too large; tests/adapters/files",
    "govflow/adapters/files/packs.py": "needs more papers than a zip file can hold",
    "govflow/workflows/written.py": "tests/workflows/test_written.py provokes each",
    "govflow/workflows/entr": "tests/cli/test_registers.py provokes each",
    "govflow/workflows/requested.py": "tests/cli/test_registers.py provokes each",
    "govflow/workflows/advice.py": "tests/cli/test_advice.py provokes each",
    "govflow/cli/register_": "tests/cli/test_registers.py provokes each",
    "govflow/cli/advice.py": "tests/cli/test_advice.py provokes each",
    "govflow/core/text/registers.py": "tests/core/text/test_registers.py provokes each",
    "govflow/adapters/files/table_csv.py": "tests/cli/test_registers.py provokes each",
    "govflow/workflows/evidence.py": "tests/cli/test_evidence.py provokes each",
    "govflow/adapters/system/signing.py": "another key's secret; tests/cli/test_ledger_seen.py",
    "govflow/adapters/files/secrets.py": "needs a file of secrets; tests/adapters/files",
    "govflow/adapters/files/notes.py": "needs a file of govflow's own that was altered",
    "govflow/adapters/files/atomic.py": "needs a full or locked disk; tests/adapters/files",
    "govflow/workflows/privacy.py": "tests/workflows/test_officer.py provokes each",
    "govflow/workflows/review.py": "tests/workflows/test_officer.py provokes each",
    "govflow/workflows/receipts.py": "tests/workflows/test_officer.py provokes each",
    "govflow/workflows/questions.py": "tests/workflows/test_officer.py provokes each",
    "govflow/workflows/signed.py": "tests/cli/test_people_signed.py provokes each",
    "govflow/workflows/excuses.py": "tests/cli/test_people_states.py provokes each",
    "govflow/workflows/returns.py": "needs Word files that came back; tests/adapters/word_import",
    "govflow/workflows/remind.py": "tests/cli/test_remind.py",
    "govflow/workflows/run.py": "tests/cli/test_remind.py",
    "govflow/adapters/files/arrivals.py": "needs files by other hands; tests/adapters/word_import",
    "govflow/workflows/answers.py": "needs an answer sent before; tests/workflows/test_officer.py",
    "govflow/adapters/pages/": "needs a template with a slip in it; tests/adapters/pages",
    "govflow/adapters/markdown/": "one function for all findings in a file; samples text-*",
    "govflow/cli/mail_wiring.py": "only until the last transport is there",
    "govflow/cli/refusal.py": "puts slips on the command line into words; samples *-misspelt",
    "govflow/cli/main.py": "puts click's own refusals into words",
    "govflow/cli/fault.py": "tests/cli/test_endings.py",
    "govflow/cli/show.py": "asks; the answers need a terminal; tests/cli/test_confirming.py",
    "govflow/core/people/": "a language govflow has no letters in; a month without working days",
    "govflow/core/record/": "states no command reaches; tests/core/record, tests/adapters/store",
    "govflow/core/text/": "proofs that hold for every text; tests/core/text",
    "govflow/workflows/people.py": "needs a directory; tests/adapters/mail/test_microsoft_story.py",
    "govflow/workflows/preview.py": "needs a transport that refuses, or a notice of a class C change",
}
UNREACHED = {
    "is not a version's number": "tests/cli/test_paths.py provokes it",
    "'version' is missing": "the command line gives every text a version",
    "is the address of more than one person": "the list is refused first (list-address-twice)",
    "there is no amendment": "files taken away by hand; the same words as amendment-unknown",
    "nobody was asked for what": "a vote settled as an acknowledgement; tests/workflows/test_written",
    "the last day of the resolution": "a late vote; tests/workflows/test_written",
    "are no longer those it was confirmed with": "a paper swapped between confirming and sending",
    "a line cannot be read as CSV": "Python's reader takes nearly everything",
    "this line cannot be read as CSV": "Python's reader takes nearly everything",
    "this person has no": "sample list-person-without-name has it",
}


def refusals() -> list[tuple[str, str]]:
    """Each place that makes a refusal, with the constant words of its problem as a pattern."""
    found = []
    for path in sorted((ROOT / "govflow").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if getattr(node.func, "id", "") in KINDS:
                found += [(f"{name}:{node.lineno}", text) for text in _patterns(node.args[0])]
    return found


def _patterns(node: ast.expr) -> list[str]:
    if isinstance(node, ast.IfExp):
        return [*_patterns(node.body), *_patterns(node.orelse)]
    if isinstance(node, ast.Constant):
        return [re.escape(str(node.value))]
    if isinstance(node, ast.JoinedStr):
        parts = [
            re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".*" for p in node.values
        ]
        return ["".join(parts)]
    return []


def test_every_place_that_refuses_has_a_sample_or_a_reason():
    words = [path.read_text(encoding="utf-8") for path in GOLDEN.glob("*.txt")]
    for place, pattern in refusals():
        if any(re.search(f"Error: {pattern}", text) for text in words):
            continue
        reasons = [why for prefix, why in ELSEWHERE.items() if place.startswith(prefix)]
        reasons += [why for part, why in UNREACHED.items() if re.escape(part) in pattern]
        assert reasons, f"{place} refuses with {pattern!r}, and no sample provokes it"
