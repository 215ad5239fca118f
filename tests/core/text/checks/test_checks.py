"""The governance linter: every rule finds its defect in a clean policy, and a clean policy is quiet."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from govflow.adapters.markdown.front_matter import read_policy
from govflow.core.text.checks import RULES, check, checks_page
from govflow.core.text.findings import Finding, Severity
from govflow.core.text.policy import FrontMatter, Policy

ROOT = Path(__file__).parents[4]
POLICIES = ROOT / "benchmarks/checks/policies"
TODAY = date(2026, 11, 24)
CLEAN = (POLICIES / "clean-social.md").read_text(encoding="utf-8")


@cache
def findings(text: str, today: date | None = TODAY) -> tuple[Finding, ...]:
    return check(read_policy(text.encode(), "policy.md"), today=today)


def codes(text: str, today: date | None = TODAY) -> set[str]:
    return {f.code for f in findings(text, today)}


@pytest.mark.parametrize("file", sorted(POLICIES.glob("clean-*.md")), ids=lambda f: f.stem)
def test_a_clean_policy_is_quiet(file: Path):
    found = findings(file.read_text(encoding="utf-8"))
    assert [f for f in found if f.severity is not Severity.REFER] == []


LONG = "They answer " + "and they answer " * 13 + "in the end."
# code -> one edit of the clean policy that plants this defect: (old words, new words)
PLANTED = {
    "GOV101": (
        "## 7. Keeping this by-law\n",
        "4.4 Staff and trustees really must have the permission of the person who made a picture, film"
        " or text before they ever post it.\n\n## 7. Keeping this by-law\n",
    ),
    "GOV102": (
        "4.2 Staff and trustees must not post personal data.",
        "4.2 Staff and trustees must not post personal data, and the Chief Executive Officer takes it"
        " down where the permission of the person who made a picture, film or text is missing.",
    ),
    "GOV103": ("This by-law helps", "This 'by-law' and this “text” and this \"one\" helps"),
    "GOV104": ("4.1 Staff", "### Pictures\n\n4.1 Staff"),
    "GOV106": ("5.2 A breach", "All of this matters.\n\n5.2 A breach"),
    "GOV107": ("4.1 Staff", "#### 4.0 Pictures\n\n4.1 Staff"),
    "GOV108": ("3.6 The Chair", "3.7 The Chair"),
    "GOV109": ("## 6. Advice", "## 5A. Appeals\n\n## 6. Advice"),
    "GOV110": ("gives the reason.", "gives the reason. The following criteria apply."),
    "GOV111": ("gives the reason.", "gives the reason, as mentioned above."),
    "GOV112": ("gives the reason.", "gives the reason under clause 9.4."),
    "GOV113": ("it speaks about.", "it speaks about. Staff must read it."),
    "GOV114": ("6.1 Staff ask", "6.1 Staff must not guess. It is a good idea to ask early. Staff ask"),
    "GOV115": ("# Social Media By-Law", "# Social Networking By-Law"),
    "GOV116": ("before the change applies.", "before the change applies. It was passed on 1 June 2026."),
    "GOV117": ("gives the reason.", "gives the reason. ![The chart](steps.png)"),
    "GOV118": ("4.1 Staff", "| Account | Owner |\n| Main | the CEO |\n\n4.1 Staff"),
    "GOV201": ("gives the reason.", "gives the reason to the QRB."),
    "GOV202": ("6.1 Staff ask", "6.1 Employees ask"),
    "GOV203": (
        "6.1 Staff ask",
        "6.1 Welfare officers are on call. The reports of officers are read. Staff ask",
    ),
    "GOV204": ("gives the reason.", "gives the reason to the Reviewer."),
    "GOV205": ("  CEO: Chief", "  podcast: a spoken programme\n  CEO: Chief"),
    "GOV206": ("roles:\n", "roles:\n  Archivist: keeps old accounts\n"),
    "GOV207": ("the Trustee Code of Conduct and", "the trustee board and the Trustee Code of Conduct and"),
    "GOV301": ("  volunteers: informed", "  volunteers: informed\n  contractors: bound"),
    "GOV302": ("6.1 Staff ask", "6.1 Students must not post for the Union. Staff ask"),
    "GOV303": (
        " A breach by trustees is dealt with under the Trustee Code of Conduct and can lead to removal.",
        "",
    ),
    "GOV304": ("6.1 Staff ask", "6.1 You must never guess. Staff must ask. Staff ask"),
    "GOV305": ("6.1 Staff ask their manager or the CEO. Trustees ask the Chair of the Trustee Board.",
               "6.1 Seek advice from your manager."),
    "GOV306": ("3.6 The Chair of the Trustee Board decides on the CEO's own accounts.", "3.6 [Omitted.]"),
    "GOV401": ('version: "2.0"\n', ""),
    "GOV402": ("owner: Chief Executive Officer\n", ""),
    "GOV403": ("in_force: 2026-09-01\n", ""),
    "GOV404": ("review_by: 2029-06-17", "review_by: 2026-09-17"),
    "GOV405": ("minute: TB/26/33\n", ""),
    "GOV406": ("class: By-Law\n", ""),
    "GOV407": ("class: By-Law\n", "class: Policy\n"),
    "GOV408": ("7.2 The Trustee Board may amend this by-law.", "7.2 This by-law may be amended."),
    "GOV409": ("7.3 Staff and trustees confirm in writing that they have read it and will follow it.", ""),
    "GOV410": ("the written permission", "the permission"),
    "GOV411": ("within ten working days", "soon"),
    "GOV412": ("3.4 The CEO records each permission and each account in the register of accounts.", ""),
    "GOV413": ("The CEO may withdraw it in writing and gives the reason.", "The CEO gives the reason."),
    "GOV414": ("the Chief Executive Officer (CEO).", "the Chief Executive Officer (CEO) or their deputy."),
    "GOV415": ("must not post personal data.", "must not post personal data unless otherwise agreed."),
    "GOV416": ("5.1 Anyone may report a breach to the CEO, or to the Chair of the Trustee Board if the CEO"
               " is concerned. A personal data breach is reported at once under the Data Protection"
               " Policy.", "5.1 [Omitted.]"),
    "GOV417": ("  - name: Whistleblowing Policy\n", ""),
    "GOV418": ("reports to the Trustee Board each year on", "thinks of"),
    "GOV419": ("on how this by-law falls on people with protected characteristics", "much else"),
    "GOV420": ("4.2 Staff and trustees must not post personal data.", ""),
    "GOV421": ("2.1 It applies to staff and trustees.", "2.1 Staff and trustees are meant."),
    "GOV422": ("audiences:\n  staff: bound\n  trustees: bound\n  volunteers: informed\n", ""),
    "GOV423": ("roles:\n", "functions:\n"),
    "GOV424": ("glossary:\n", "words:\n"),
    "GOV501": ("7.3 Staff and trustees confirm", "7.3 Staff and trustees shall confirm"),
    "GOV502": ("must not post personal data", "should never post personal data"),
    "GOV503": ("6.1 Staff ask", f"6.1 {LONG} Staff ask"),
    "GOV504": ("gives the reason.", "reasons. We do not name platforms; see Facebook."),
    "GOV505": ("gives the reason.", "gives the reason. Everything you post is public."),
    "GOV506": ("gives the reason.", "gives the reason where appropriate."),
    "GOV507": ("7.2 The Trustee", "7.2 The chairman has his/her say. The Trustee"),
    "GOV508": ("gives the reason.", "gives the the reason."),
    "GOV509": ("gives the reason.", "gives the reason to organizations and organisations."),
    "GOV601": ("Nothing in this by-law stops a protected disclosure under the Whistleblowing Policy,"
               " trade union activity or an equality complaint.",
               "Staff must not post disparaging words."),
    "GOV602": ("before they post it.", "before they post it. Posting it without permission is theft."),
    "GOV603": ("2.1 It applies to staff", "2.1 It applies equally to staff"),
    "GOV604": (" A personal data breach is reported at once under the Data Protection Policy.", ""),
    "GOV605": ("gives the reason.", "gives the reason under the Data Protection Act 1998."),
    "GOV606": ("must not post personal data", "must not post sensitive personal data"),
    "GOV607": ("6.1 Staff ask", "6.1 Asking is a contractual duty. Staff ask"),
    "GOV608": ("6.1 Staff ask", "6.1 The Union may monitor personal accounts. Staff ask"),
    "GOV609": ("6.1 Staff ask", "6.1 The University's rules apply and staff must comply. Staff ask"),
}  # fmt: skip


NOMINEE = (
    "The CEO may name a nominee in writing for a stated time, and enters the name in the register of"
    " accounts."
)
# what else has to go so that the defect shows: the same matter is settled in a second place
ALSO = {
    "GOV306": [
        (": decides on the Chief Executive Officer's own accounts and answers", ": answers")
    ],
    "GOV407": [("2026-06-18", "2023-06-18")],
    "GOV411": [("A permission lasts two years. ", "")],
    "GOV412": [(NOMINEE, "[Omitted.]")],
    "GOV414": [(NOMINEE, "[Omitted.]")],
    "GOV419": [(" or an equality complaint", "")],
    "GOV420": [("Data Protection Policy", "Privacy Rules"), ("personal data breach", "loss")],
    "GOV421": [("## 2. Scope", "## 2. People")],
}


def planted(code: str) -> str:
    text = CLEAN
    for old, new in [PLANTED[code], *ALSO.get(code, [])]:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("code", PLANTED)
def test_each_rule_finds_the_defect_it_is_for(code: str):
    assert code not in codes(CLEAN)
    assert code in codes(planted(code))


def test_a_text_without_any_number_is_referred():
    bare = "---\ntitle: A\n---\n\n## Purpose\n\nWe help.\n"
    (found,) = [f for f in findings(bare) if f.code == "GOV105"]
    assert found.severity is Severity.REFER


def test_every_rule_has_a_defect_of_its_own_here():
    assert {r.code for r in RULES} - set(PLANTED) == {"GOV105"}
    assert len(RULES) >= 30


def test_every_finding_says_where_and_what_to_do():
    for code in PLANTED:
        for found in findings(planted(code)):
            assert found.file == "policy.md"
            assert found.line >= 1
            assert found.message.endswith((".", ")", "'"))
            assert found.remedy


def test_a_finding_names_its_line_and_clause():
    (found,) = [f for f in findings(planted("GOV112")) if f.code == "GOV112"]
    lines = planted("GOV112").split("\n")
    assert "clause 9.4" in lines[found.line - 1]
    assert found.clause == "clause 3.3"


def test_numbers_of_other_documents_are_no_dangling_references():
    other = "under section 22 of the Education Act 1994 and clause 97.3 of the Articles"
    assert "GOV112" not in codes(CLEAN.replace("gives the reason.", f"gives the reason {other}."))
    own = "under section 9 of this by-law"
    assert "GOV112" in codes(CLEAN.replace("gives the reason.", f"gives the reason {own}."))


def test_points_of_law_are_only_ever_referred_to_a_person():
    law = [f for code in PLANTED for f in findings(planted(code)) if f.code.startswith("GOV6")]
    assert len(law) >= 9
    assert {f.severity for f in law} == {Severity.REFER}


def test_without_a_day_no_date_is_judged():
    assert "GOV404" not in codes(planted("GOV404"), today=None)
    assert "GOV407" not in codes(planted("GOV407"), today=None)


def with_suppress(entry: str) -> str:
    return planted("GOV506").replace("title:", f"suppress:\n  - {entry}\ntitle:", 1)


def test_a_suppression_with_a_reason_takes_the_finding_away():
    assert "GOV506" not in codes(with_suppress("{code: GOV506, reason: agreed in 2026}"))
    one = with_suppress("{code: GOV506, clause: clause 3.3, reason: agreed in 2026}")
    assert codes(one) & {"GOV506", "GOV901", "GOV902"} == set()


def test_a_suppression_of_another_place_takes_nothing_away():
    found = codes(with_suppress("{code: GOV506, clause: clause 3.4, reason: agreed}"))
    assert {"GOV506", "GOV902"} <= found


def test_a_suppression_without_a_reason_is_an_error_and_takes_nothing_away():
    found = findings(with_suppress("{code: GOV506}"))
    assert {"GOV506", "GOV901"} <= {f.code for f in found}
    assert next(f for f in found if f.code == "GOV901").severity is Severity.ERROR


def test_checking_changes_nothing():
    policy = read_policy(CLEAN.encode(), "policy.md")
    before = repr(policy)
    check(policy, today=TODAY)
    assert repr(policy) == before


def test_the_page_explains_every_rule():
    page = checks_page()
    for rule in RULES:
        part = page.split(f"## {rule.code}: ")[1].split("\n## ")[0]
        assert f"Severity: {rule.severity}." in part
        assert (
            part.count("**Why:**") == part.count("**Example:**") == part.count("**Remedy:**") == 1
        )


def test_codes_are_given_once_and_in_order():
    assert [r.code for r in RULES] == sorted({r.code for r in RULES})


def test_a_class_whose_life_is_not_known_is_pointed_at() -> None:
    policy = Policy(FrontMatter(title="T", code="t", instrument_class="Edict"), ())
    found = [finding.message for finding in check(policy, today=None) if finding.code == "GOV406"]
    assert found == ["'Edict' is not a class whose life and approval route are known."]


def test_a_table_with_its_line_of_dashes_and_a_picture_as_code_are_no_finding():
    table = "| Account | Owner |\n| --- | --- |\n| Main | the CEO |\n\n4.1 Staff"
    text = CLEAN.replace("4.1 Staff", f"{table} write `![words](file.png)`; staff", 1)
    assert not codes(text) & {"GOV117", "GOV118"}
