"""Policy files: read whole, written without loss, and refused in one sentence when they are broken."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govflow.adapters.markdown import front_matter
from govflow.adapters.markdown.front_matter import read_policy, write_policy
from govflow.core.errors import TextError
from govflow.core.text.policy import Audience, Kind

PATH = "policy/minutes/policy.md"
WHOLE = """\
---
# The officer's own note
title: Minutes Policy   # said aloud
code: minutes
class: By-Law
organisation: Students' Union
version: "1.10"
passed_by: Trustee Board
passed_on: 18/06/2018
minute: TB/2018/42
in_force: 2018-07-01
review_by: 2021-06-18
owner: Secretary

# who it is for
audiences:
  staff: bound
  volunteers: informed
roles:
  Secretary: keeps the minutes
glossary:
  the Union: Students' Union
suppress:
  - code: GOV101
    reason: passed as it stands
country: NO
telephone: 01244
---

# Minutes Policy

## 1. Keeping

1.1 The Secretary keeps minutes
of each meeting.

1.2 Nobody alters them.
"""


def refusal(text: str | bytes) -> TextError:
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(TextError) as caught:
        read_policy(raw, PATH)
    return caught.value


def test_every_declared_fact_is_read():
    front = read_policy(WHOLE.encode(), PATH).front
    assert front.title == "Minutes Policy"
    assert front.version == "1.10"
    assert front.passed_on == date(2018, 6, 18)
    assert front.in_force == date(2018, 7, 1)
    assert front.audiences == (Audience("staff"), Audience("volunteers", "informed"))
    assert front.roles == (("Secretary", "keeps the minutes"),)
    assert front.glossary == (("the Union", "Students' Union"),)
    assert front.get("suppress") == [{"code": "GOV101", "reason": "passed as it stands"}]


def test_no_is_norway_and_a_telephone_number_keeps_its_nought():
    front = read_policy(WHOLE.encode(), PATH).front
    assert front.get("country") == "NO"
    assert front.get("telephone") == "01244"


def test_a_key_left_empty_is_a_key_not_given():
    text = WHOLE.replace("passed_by: Trustee Board", "passed_by:").replace("TB/2018/42", "")
    policy = read_policy(text.encode(), PATH)
    assert (policy.front.passed_by, policy.front.minute) == ("Trustee Board", "")
    assert read_policy(write_policy(policy).encode(), PATH) == policy


def test_a_folded_text_reads_as_one_line():
    folded = WHOLE.replace("country: NO", "rule: >-\n  if in doubt\n  leave it out\ncountry: NO")
    assert read_policy(folded.encode(), PATH).front.get("rule") == "if in doubt leave it out"


def test_blocks_keep_the_line_of_the_file_they_stand_on():
    blocks = read_policy(WHOLE.encode(), PATH).blocks
    lines = WHOLE.split("\n")
    assert [lines[b.line - 1][:3] for b in blocks if b.kind is Kind.CLAUSE] == ["1.1", "1.2"]


def test_writing_back_an_unchanged_policy_gives_the_same_file():
    policy = read_policy(WHOLE.encode(), PATH)
    assert write_policy(policy, WHOLE.encode()) == WHOLE


def test_a_changed_key_leaves_every_other_line_as_it_stands():
    policy = read_policy(WHOLE.encode(), PATH)
    changed = policy.front.__class__(
        **{name: getattr(policy.front, name) for name in policy.front.__slots__}
        | {"version": "1.11", "review_by": None}
    )
    written = write_policy(policy.__class__(changed, policy.blocks, PATH), WHOLE.encode())
    assert set(WHOLE.split("\n")) - set(written.split("\n")) == {
        'version: "1.10"',
        "review_by: 2021-06-18",
    }
    assert 'version: "1.11"' in written
    assert "# who it is for\naudiences:" in written
    assert read_policy(written.encode(), PATH).front == changed


def test_a_policy_written_anew_reads_the_same():
    policy = read_policy(WHOLE.encode(), PATH)
    assert read_policy(write_policy(policy).encode(), PATH) == policy


def test_audiences_may_be_a_list_of_names_and_relations():
    listed = WHOLE.replace(
        "  staff: bound\n  volunteers: informed\n",
        "  - {name: staff, relation: bound}\n  - name: volunteers\n    relation: informed\n",
    )
    assert read_policy(listed.encode(), PATH) == read_policy(WHOLE.encode(), PATH)
    assert write_policy(read_policy(listed.encode(), PATH), listed.encode()) == listed


@pytest.mark.parametrize("spelling", ["BY LAW", "by-law", "Byelaw", "By-laws".removesuffix("s")])
def test_a_class_has_one_spelling(spelling: str):
    text = WHOLE.replace("class: By-Law", f"class: {spelling}")
    assert read_policy(text.encode(), PATH).front.instrument_class == "By-Law"


def test_an_unknown_class_is_kept_as_it_is_written():
    text = WHOLE.replace("class: By-Law", "class: Edict")
    assert read_policy(text.encode(), PATH).front.instrument_class == "Edict"


def test_a_missing_class_is_not_guessed():
    text = WHOLE.replace("class: By-Law\n", "")
    assert read_policy(text.encode(), PATH).front.instrument_class == ""


def test_a_missing_code_is_the_folders_name():
    text = WHOLE.replace("code: minutes\n", "")
    assert read_policy(text.encode(), "policy/our-minutes/policy.md").code == "our-minutes"
    assert read_policy(text.encode(), "Downloads/Our Minutes.md").code == "our-minutes"


BROKEN = {
    "no title": (WHOLE.replace("title: Minutes Policy   # said aloud\n", ""), 1, "no title"),
    "empty title": (WHOLE.replace("Minutes Policy   # said aloud", ""), 3, "no title"),
    "title as yes": (WHOLE.replace("Minutes Policy   # said aloud", "true"), 3, "yes or no"),
    "bare version": (WHOLE.replace('"1.10"', "1.10"), 7, "1.10 would become 1.1"),
    "bare 1.0": (WHOLE.replace('"1.10"', "1.0"), 7, "1.10 would become 1.1"),
    "bad date": (WHOLE.replace("18/06/2018", "31/06/2018"), 9, "31/06/2018"),
    "bad ISO date": (WHOLE.replace("2018-07-01", "2018-13-01"), 11, "2018-13-01"),
    "date in words": (WHOLE.replace("2018-07-01", "next June"), 11, "next June"),
    "unclosed": (WHOLE.replace("01244\n---\n", "01244\n"), 1, "never closed"),
    "unclosed above a rule": (
        WHOLE.replace("01244\n---\n", "01244\n").replace("1.2 N", "---\n\n1.2 N"),
        31,
        "never closed",
    ),
    "unclosed, nothing below": ("---\ntitle: A\n", 1, "never closed"),
    "missing": (WHOLE.split("---\n", 2)[2], 1, "no front matter"),
    "empty file": ("", 1, "no front matter"),
    "key twice": (WHOLE.replace("owner: Secretary", "title: Other"), 13, "given twice"),
    "anchor": (WHOLE.replace("owner: Secretary", "owner: &a Secretary"), 13, "anchor"),
    "alias": (WHOLE.replace("owner: Secretary", "owner: *a"), 13, "alias"),
    "tag": (WHOLE.replace("owner: Secretary", "owner: !!python/name:os.system ''"), 13, "tag"),
    "tab": (WHOLE.replace("  staff: bound", "\tstaff: bound"), 17, "tab"),
    "unknown relation": (WHOLE.replace("informed", "aware"), 18, "'aware'"),
    "code with spaces": (WHOLE.replace("code: minutes", "code: The Minutes"), 4, "code"),
    "list for text": (WHOLE.replace("owner: Secretary", "owner: [A, B]"), 13, "list"),
    "roles as text": (WHOLE.replace("roles:\n  Secretary: ", "roles: "), 19, "names and meanings"),
    "unclosed quote": (WHOLE.replace("owner: Secretary", 'owner: "Secretary'), 0, "cannot be read"),
    "only a list": ("---\n- a\n- b\n---\n", 2, "not a list of keys"),
    "deep": ("---\ntitle: " + "[" * 5000 + "\n---\n", 2, "nested"),
    "control character": (WHOLE.replace("Nobody", "No\x07body"), 37, "U+0007"),
    "invisible line end": (WHOLE.replace("Secretary\n", "Sec\u2028retary\n", 1), 13, "U+2028"),
}

BROKEN["text turned round"] = (WHOLE.replace("Nobody", "No\u202ebody"), 37, "U+202E")
BROKEN["paragraph too long"] = (WHOLE.replace("each meeting", "word\n" * 2500), 34, "10,000")
BROKEN["clause number twice"] = (WHOLE.replace("1.2 N", "1.1 N"), 37, "clause 1.1 is used twice")

BROKEN["head too long"] = (WHOLE.replace("country: NO", "k: v\n" * 16_000), 1, "32,000")
BROKEN["escaped control"] = (WHOLE.replace("owner: Secretary", 'owner: "a\\0b"'), 13, "U+0000")
BROKEN["half a character"] = (WHOLE.replace("owner: Secretary", 'owner: "\\ud800"'), 13, "U+D800")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_gives_place_problem_and_remedy(name: str):
    text, line, words = BROKEN[name]
    error = refusal(text)
    assert error.place.startswith(f"{PATH}:")
    assert words in error.problem
    assert error.remedy.endswith((".", '".'))
    if line:
        assert error.place == f"{PATH}:{line}"


def test_a_byte_that_is_not_utf8_is_named_with_its_line():
    error = refusal(WHOLE.encode().replace(b"Nobody", b"No\xffbody"))
    assert error.place == f"{PATH}:{WHOLE.split('Nobody')[0].count(chr(10)) + 1}"
    assert "byte 7 of this line (0xFF)" in error.problem
    assert "UTF-8" in error.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_saved_as_unicode_by_notepad_is_recognised(encoding: str):
    error = refusal(WHOLE.encode(encoding))
    assert "not UTF-8" in error.problem


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    assert "1,000,000" in refusal(WHOLE + "word " * 200_000).problem


def test_an_alias_bomb_is_refused_at_its_first_anchor():
    bomb = "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n---\n"
    assert refusal(bomb).place == f"{PATH}:2"


@pytest.mark.parametrize(
    "same",
    [
        WHOLE.replace("\n", "\r\n"),
        "\ufeff" + WHOLE,
        WHOLE.replace("each meeting.", "each  meeting.   "),
        WHOLE + "\n\n\n",
        WHOLE.replace("18/06/2018", "2018-06-18"),
        WHOLE.replace("title: Minutes Policy   # said aloud", "title: 'Minutes Policy'"),
    ],
    ids=["CRLF", "byte mark", "spaces", "blank lines", "ISO date", "quotes"],
)
def test_layout_is_not_meaning(same: str):
    assert read_policy(same.encode(), PATH) == read_policy(WHOLE.encode(), PATH)


def test_a_text_that_would_not_read_the_same_written_back_is_refused(monkeypatch):
    monkeypatch.setattr(front_matter, "render", lambda blocks: "## 1. Keeping\n\nOther words.\n")
    assert refusal(WHOLE).place == f"{PATH}:30"
    assert "written back" in refusal(WHOLE).problem


BOMBS = {
    "open brackets": f"{WHOLE}\n{'[' * 9_000}\n",
    "pictures": f"{WHOLE}\n{'![a' * 3_000}\n",
    "nested lists": WHOLE + "".join(f"{'  ' * depth}- x\n" for depth in range(200)),
    "nested quotations": f"{WHOLE}\n{'>' * 5_000} x\n",
    "stars": f"{WHOLE}\n{'*a ' * 3_000}\n",
    "flow brackets": WHOLE.replace("country: NO", f"country: {'[' * 9_000}"),
    "many keys": WHOLE.replace("country: NO", "\n".join(f"k{n}: [{n}]" for n in range(5_000))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_within_two_seconds(name: str):
    started = time.process_time()
    error = refusal(BOMBS[name])
    assert time.process_time() - started < 2
    assert error.place.startswith(f"{PATH}:")


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """A valid file with one to four cuts, swaps and insertions of awkward bytes."""
    raw = WHOLE.encode()
    junk = [
        b"\t",
        b"---\n",
        b"&a ",
        b"*a",
        b"{",
        b"[",
        b"'",
        b'"',
        b"\xff",
        b"\x00",
        b"!!int ",
        b": ",
    ]
    junk += [
        b"\xc2\x85",
        b"\xe2\x80\xa8",
        b"|\n",
        b">-\n",
        b"? ",
        b"<<: ",
        b"%YAML 1.1\n",
        b"...\n",
    ]
    junk += [b"[^1]: ", b"```\n", b"- ", b"1e999", b"0x1F", b"2018-02-30", b"\r", b"#", b",", b"@"]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        piece = draw(st.sampled_from(junk) | st.binary(min_size=1, max_size=4))
        raw = raw[:at] + piece + raw[at + draw(st.integers(0, 30)) :]
    return raw


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(raw=mutants())
def test_every_mutant_is_read_without_loss_or_refused_in_one_sentence(raw: bytes):
    try:
        policy = read_policy(raw, PATH)
    except TextError as error:
        told = (error.place.startswith(PATH), bool(error.problem), bool(error.remedy))
    else:
        written = (write_policy(policy, raw), write_policy(policy))
        told = tuple(read_policy(text.encode(), PATH) == policy for text in written)
    assert all(told)


def test_the_shipped_policy_is_read_and_written_back_as_it_stands():
    file = Path(__file__).parents[3] / "policy/social-media/policy.md"
    policy = read_policy(file.read_bytes(), str(file))
    assert policy.title == "Social Media Policy"
    assert write_policy(policy, file.read_bytes()) == file.read_text(encoding="utf-8")
