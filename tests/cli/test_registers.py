"""Registers through the command line: accounts, permissions, nominees, and the letters they ask by."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from govflow.adapters.memory.correspondents import Answer, answer, read_letter
from govflow.adapters.system.clock import office_hour
from tests.cli.terminal import Shell

PEOPLE = """id,name,email,audiences,manager,joined,left,other_emails,language
s1,Ada Head,ada@union.example,staff,,,,,en
s2,Ben Deputy,ben@union.example,staff,s1,,,,en
s3,Cat Writer,cat@union.example,staff,s2,,,,en
s4,Dan Writer,dan@union.example,staff,s2,,2026-12-31,,cy
t1,Eve Chair,eve@mail.example,trustees,,,,,en
t2,Fay Vice,fay@mail.example,trustees,,,,,en
"""
BY = ("--by", "Sarah Okafor", "--yes")
WANTED = ("platform=Instagram", "purpose=Freshers", "need=None of ours reaches them", "owner=s3")
ACCOUNT = ("platform=Instagram", "handle=@csu", "purpose=News", "standing=main", "owner=s3")
MONDAY = "2026-11-30"


@pytest.fixture
def desk(new: Shell) -> Shell:
    """A workspace whose Chief Executive Officer is Ada and whose chair is Eve."""
    (new.root / "list.csv").write_text(PEOPLE, encoding="utf-8")
    new("people", "import", str(new.root / "list.csv"), "--yes")
    settings = new.root / "govflow.toml"
    text = settings.read_text(encoding="utf-8")
    offices = '[reminders]\nceo = "s1"\nchair = "t1"\nvice_chair = "t2"\n'
    assert "[reminders]" not in text
    settings.write_text(f"{text}\n{offices}", encoding="utf-8")
    return new


def entries(desk: Shell, name: str, day: str = MONDAY) -> list[dict]:
    return desk.json("register", "list", name, day=day)["entries"]


def request(desk: Shell, *words: str, asker: str = "s3", day: str = MONDAY) -> str:
    fields = words or WANTED
    added = desk.json("register", "add", "permissions", *fields, "--for", asker, *BY, day=day)
    assert added["state"] == "asked"
    return str(added["entry"])


def ask(desk: Shell, entry: str, *words: str, day: str = MONDAY) -> dict:
    return desk.json("register", "ask", entry, *words, "--yes", day=day)["letters"][0]


def letter_to(desk: Shell, address: str, containing: str = "") -> bytes:
    found = [p.read_bytes() for p in sorted(desk.root.glob("mail/outbox/*.eml"))]
    return next(
        raw
        for raw in reversed(found)
        if read_letter(raw).to == address and containing in read_letter(raw).text
    )


def reply(
    desk: Shell, address: str, words: str, *, day: str = MONDAY, kind: str = "outlook", number=1
) -> dict:
    """Somebody answers the newest letter they had; the mailbox is read on that day."""
    letter = read_letter(letter_to(desk, address))
    raw = answer(letter, Answer(kind, words), office_hour(date.fromisoformat(day)), number)
    (desk.root / "mail" / "inbox" / f"{number:03d}.eml").write_bytes(raw)
    desk("replies", "collect", day=day)
    return desk.json("replies", "list", day=day)["replies"][-1]


def nominate(desk: Shell, who: str, begins: str, ends: str, scope: str = "all") -> str:
    fields = (f"nominee={who}", f"scope={scope}", f"begins={begins}", f"ends={ends}")
    entry = desk.json("register", "add", "nominees", *fields, "--for", who, *BY)["entry"]
    ask(desk, entry, day="2026-11-27")
    reply(desk, "ada@union.example", "Granted", day="2026-11-27", number=90)
    assert entries(desk, "nominees")[0]["state"] == "granted"
    return str(entry)


# --- permission


def test_a_permission_is_asked_granted_by_reply_and_logged(desk: Shell):
    entry = request(desk)
    letter = ask(desk, entry)
    assert (letter["to"], letter["purpose"], letter["state"]) == ("s1", "decision", "sent")
    said = reply(desk, "ada@union.example", "Granted on condition that Ben has the password.")
    assert (said["outcome"], said["counted"]) == ("decided", False)
    (row,) = entries(desk, "permissions")
    assert (row["state"], row["evidence"]) == ("granted", said["evidence"])
    assert row["people"]["decided_by"] == ["s1"]
    assert row["fields"]["conditions"] == "on condition that Ben has the password."
    assert row["fields"]["decided_as"] == "ceo"
    (finding,) = desk.json("register", "check", "permissions", code=1)["findings"]
    assert finding["code"] == "unlogged"
    desk("register", "add", "accounts", *ACCOUNT, f"permission={entry}", *BY)
    assert desk.json("register", "check", "permissions")["findings"] == []
    assert desk.json("ledger", "verify")["ok"]


def test_a_refusal_and_its_reasons_are_recorded(desk: Shell):
    entry = request(desk)
    ask(desk, entry)
    reply(desk, "ada@union.example", "Refused because the main account reaches them.\n\nAda")
    (row,) = entries(desk, "permissions")
    assert row["state"] == "refused"
    assert row["fields"]["reasons"] == "because the main account reaches them."
    told = desk.refused("register", "add", "accounts", *ACCOUNT, f"permission={entry}", *BY)
    assert told["problem"] == f"{entry} is refused, and that permits nothing."


def test_silence_is_no_permission(desk: Shell):
    entry = request(desk)
    ask(desk, entry)
    for day in ("2026-12-14", "2026-12-18", "2027-02-01"):
        desk("run", day=day)
    assert entries(desk, "permissions", "2027-02-01")[0]["state"] == "asked"
    told = desk.refused("register", "add", "accounts", *ACCOUNT, f"permission={entry}", *BY)
    assert "permits nothing" in told["problem"]
    (finding,) = desk.json("register", "check", "permissions", day="2027-02-01", code=1)["findings"]
    assert (finding["code"], "silence is no permission" in finding["message"]) == ("waiting", True)
    steps = desk.json("status", day="2027-02-01")["next"]
    assert any(entry in step["why"] and "silence" in step["why"] for step in steps)


def test_whoever_decides_is_reminded_by_the_same_plans(desk: Shell):
    ask(desk, request(desk))
    desk("run", day="2026-12-14")
    reminder = read_letter(letter_to(desk, "ada@union.example", "not yet had your answer"))
    assert "Your decision is asked" in reminder.subject
    reply(desk, "ada@union.example", "Granted", day="2026-12-15")
    desk("run", day="2026-12-21")
    letters = [read_letter(p.read_bytes()) for p in desk.root.glob("mail/outbox/*.eml")]
    assert len([one for one in letters if one.to == "ada@union.example"]) == 2


def test_a_nominee_grants_within_their_mandate(desk: Shell):
    mandate = nominate(desk, "s2", "2026-11-27", "2026-12-31", scope="Instagram, TikTok")
    entry = request(desk)
    assert ask(desk, entry, "--to", "s2")["to"] == "s2"
    reply(desk, "ben@union.example", "Permission granted.")
    (row,) = entries(desk, "permissions")
    assert (row["state"], row["fields"]["decided_as"]) == ("granted", "nominee")
    assert row["fields"]["mandate"] == mandate


def test_a_mandate_that_has_ended_decides_nothing(desk: Shell):
    mandate = nominate(desk, "s2", "2026-11-27", "2026-12-01")
    entry = request(desk)
    ask(desk, entry, "--to", "s2")
    reply(desk, "ben@union.example", "Granted", day="2026-12-02")
    (row,) = entries(desk, "permissions", "2026-12-02")
    assert row["state"] == "asked"
    assert f"the mandate {mandate} ended on 1 December 2026" in row["fields"]["not_counted"]
    told = desk.refused("register", "ask", entry, "--to", "s2", "--yes", day="2026-12-02")
    assert "the mandate nominees-1 ended" in told["problem"]
    assert ask(desk, entry, day="2026-12-02")["to"] == "s1"
    reply(desk, "ada@union.example", "I refuse permission.", day="2026-12-03", number=2)
    assert entries(desk, "permissions", "2026-12-03")[0]["state"] == "refused"


def test_a_mandate_ends_when_it_is_taken_back_and_covers_only_its_scope(desk: Shell):
    mandate = nominate(desk, "s2", "2026-11-27", "2026-12-31", scope="TikTok")
    entry = request(desk)
    told = desk.refused("register", "ask", entry, "--to", "s2", "--yes")
    assert f"the mandate {mandate} covers TikTok only" in told["problem"]
    desk("register", "close", mandate, "--reason", "Moved on", *BY)
    told = desk.refused("register", "ask", entry, "--to", "s2", "--yes")
    assert f"the mandate {mandate} was ended" in told["problem"]
    told = desk.refused("register", "ask", entry, "--to", "s3", "--yes")
    assert "nobody decides their own request" in told["problem"]


def test_the_chief_executives_own_request_goes_to_the_chair(desk: Shell):
    nominate(desk, "s2", "2026-11-27", "2026-12-31")
    entry = request(desk, asker="s1")
    told = desk.refused("register", "ask", entry, "--to", "s2", "--yes")
    assert "a request of the Chief Executive Officer goes to the chair" in told["problem"]
    own = ("register", "decide", entry, "--granted", "--decided-by", "s1", *BY)
    assert "nobody decides their own request" in desk.refused(*own)["problem"]
    assert ask(desk, entry)["to"] == "t1"
    reply(desk, "eve@mail.example", "Approved.")
    (row,) = entries(desk, "permissions")
    assert (row["state"], row["fields"]["decided_as"]) == ("granted", "chair")


REFUSED = [
    (("add", "cars", "a=b", *BY), "there is no register 'cars'."),
    (("list", "cars"), "there is no register 'cars'."),
    (("add", "permissions", *WANTED, *BY), "nobody is named who makes it"),
    (("add", "accounts", "platform=X", *BY), "must state handle, purpose, standing, owner"),
    (("add", "accounts", "colour=red", *BY), "accounts has no field 'colour'."),
    (("add", "accounts", *ACCOUNT[:4], "owner=Nobody", *BY), "'Nobody' is nobody on the people"),
    (("add", "accounts", *ACCOUNT[:4], "owner=Writer", *BY), "'Writer' may be 2 people"),
    (("add", "accounts", *ACCOUNT, "opened=soon", *BY), "opened: 'soon' is no date."),
    (("add", "accounts", *ACCOUNT, "permission=permissions-9", *BY), "no entry 'permissions-9'"),
    (("change", "accounts-9", "handle=x", *BY), "there is no entry 'accounts-9'."),
    (("ask", "accounts-9", "--yes"), "there is no entry 'accounts-9'."),
]


@pytest.mark.parametrize(("words", "problem"), REFUSED, ids=[problem for _, problem in REFUSED])
def test_what_does_not_fit_the_register_is_refused(desk: Shell, words: tuple, problem: str):
    assert problem in desk.refused("register", *words)["problem"]


def test_what_is_not_to_be_asked_or_decided_is_refused(desk: Shell):
    entry = request(desk)
    change = desk.refused("register", "change", entry, "platform=TikTok", *BY)
    assert "is a request, decided on as it was made" in change["problem"]
    (desk.root / "new.csv").write_text("platform\nX\n", encoding="utf-8")
    bring = ("register", "import", "permissions", str(desk.root / "new.csv"), *BY)
    assert "are requests" in desk.refused(*bring)["problem"]
    ask(desk, entry)
    again = desk.refused("register", "ask", entry, "--yes")
    assert "is being asked about already" in again["problem"]
    assert ask(desk, entry, "--again")["notice"] == f"{entry}.2"
    material = ("material=A photograph", "creator=A student", "given_on=2026-11-03", "how=By mail")
    desk("register", "add", "creators", *material, *BY)
    told = desk.refused("register", "ask", "creators-1", "--yes")
    assert told["problem"] == "creators-1 is active, and nothing is to be asked about it."
    desk.refused("register", "ask", "--yes", code=2)
    desk.refused("register", "add", "accounts", "platform", *BY, code=2)
    desk.refused("register", "decide", entry, "--decided-by", "s1", *BY, code=2)
    desk.edit("govflow.toml", 'ceo = "s1"', 'ceo = ""')
    told = desk.refused("register", "ask", request(desk, "platform=X", *WANTED[1:]), "--yes")
    assert "who cannot be written to" in told["problem"]


def test_a_list_that_cannot_be_read_is_refused_at_its_line(desk: Shell):
    def told(text: str) -> dict:
        (desk.root / "bad.csv").write_text(text, encoding="utf-8")
        return desk.refused("register", "import", "accounts", str(desk.root / "bad.csv"), *BY)

    head = "platform,handle,purpose,standing,owner\n"
    assert told("platform\n")["problem"] == "this list is empty."
    assert told("a,a\n1,2\n")["problem"] == "two columns have the same heading."
    assert "more cells" in told(f"{head}X,@a,b,main,s3,extra\n")["problem"]
    assert told(f"{head}X,@a,b,main,s3\nX,@A,b,main,s3\n")["place"] == "bad.csv:3"
    assert told(f"{head}X,@a,b,other,s3\n")["problem"] == "standing: 'other' is no standing."


def test_a_request_that_nothing_proves_is_not_taken(desk: Shell):
    ask(desk, request(desk))
    letter = read_letter(letter_to(desk, "ada@union.example"))
    for number, sender in enumerate(("cat@union.example", "gwen@elsewhere.example"), 1):
        how = Answer("stray", "Platform: TikTok", sender=sender)
        raw = answer(letter, how, office_hour(date(2026, 11, 30)), number)
        unsigned = raw.replace(b"Authentication-Results", b"X-Was-There") if number == 1 else raw
        (desk.root / "mail" / "inbox" / f"{number}.eml").write_bytes(unsigned)
    desk("replies", "collect", day=MONDAY)
    first, second = (r["evidence"] for r in desk.json("replies", "list")["replies"])
    add = ("register", "add", "permissions", *BY, "--reply")
    assert "nothing proves who sent" in desk.refused(*add, first)["problem"]
    assert "nobody on the people list" in desk.refused(*add, second)["problem"]


def test_a_register_whose_clause_is_gone_is_told_and_takes_nothing_new(desk: Shell):
    desk("register", "add", "accounts", *ACCOUNT, *BY)
    for file in ("policy.md", "versions/1.0.md"):
        desk.edit(f"policy/social-media/{file}", "section 3, paragraph 1", "clause 77")
    found = desk.json("register", "check", "accounts", code=1)["findings"]
    assert found[0]["code"] == "misdeclared"
    told = desk.refused("register", "add", "accounts", *ACCOUNT, *BY)
    assert "rests on 'clause 77', which is not there" in told["problem"]
    assert len(entries(desk, "accounts")) == 1
    desk("status")


def test_whoever_is_erased_leaves_no_name_in_a_register(desk: Shell):
    named = (*ACCOUNT[:2], "purpose=Run by Cat Writer", *ACCOUNT[3:])
    desk("register", "add", "accounts", *named, *BY)
    asked = desk.json("advice", "ask", "May we post?", "--for", "s3", *BY)
    (desk.root / "list.csv").unlink()
    desk("people", "erase", "s3", "--by", "Sarah Okafor", "--reason", "Asked to", "--yes")
    (account,) = entries(desk, "accounts")
    assert (account["people"]["owner"], account["fields"]) == ([""], {})
    (question,) = entries(desk, "advice")
    assert (question["entry"], question["fields"]) == (asked["entry"], {})
    assert desk.json("ledger", "verify")["ok"]


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Granted. Only until the summer.", "unclear"),
        ("No problem at all, go ahead", "unclear"),
        ("I have read and understood the policy.", "unclear"),
        ("I refuse to stand in the way of it", "unclear"),
        ("Who will run it?", "question"),
    ],
)
def test_a_doubtful_answer_is_held_and_decides_nothing(desk: Shell, words: str, outcome: str):
    ask(desk, request(desk))
    said = reply(desk, "ada@union.example", words)
    assert (said["outcome"], said["held"], said["counted"]) == (outcome, True, False)
    assert entries(desk, "permissions")[0]["state"] == "asked"


def test_an_answer_that_nothing_proves_is_held_and_recorded_by_a_person(desk: Shell):
    entry = request(desk)
    ask(desk, entry)
    said = reply(desk, "ada@union.example", "Granted", kind="unsigned")
    assert said["outcome"] == "unverified"
    evidence = said["evidence"][:8]
    counted = ("replies", "resolve", evidence, "--as", "acknowledged", "--reason", "Rang her")
    assert "nobody was asked for" in desk.refused(*counted, *BY)["problem"]
    words = ("register", "decide", entry, "--granted", "--decided-by", "s1", "--reply", evidence)
    told = desk.refused(*words, "--by", "Cat Writer", "--yes")
    assert "nobody settles their own request" in told["problem"]
    assert desk.json(*words, *BY)["state"] == "granted"
    assert desk.json("replies", "list", "--held")["replies"] == []
    assert "nobody has to decide" in desk.refused(*words, *BY)["problem"]


def test_a_request_by_mail_is_taken_for_its_proved_sender(desk: Shell):
    ask(desk, request(desk))
    letter = read_letter(letter_to(desk, "ada@union.example"))
    words = "Platform: TikTok\nPurpose: Sport\nNeed: It moves\nOwner: Cat Writer"
    how = Answer("stray", words, sender="cat@union.example")
    raw = answer(letter, how, office_hour(date(2026, 11, 30)), 7)
    (desk.root / "mail" / "inbox" / "007.eml").write_bytes(raw)
    desk("replies", "collect", day=MONDAY)
    evidence = desk.json("replies", "list", "--held")["replies"][0]["evidence"]
    add = ("register", "add", "permissions", "--reply", evidence[:8], *BY)
    entry = desk.json(*add)["entry"]
    row = entries(desk, "permissions")[1]
    assert (row["entry"], row["fields"]["platform"]) == (entry, "TikTok")
    assert (row["people"]["asked_by"], row["evidence"]) == (["s3"], evidence)
    assert desk.json("replies", "list", "--held")["replies"] == []
    assert "rests on this message already" in desk.refused(*add)["problem"]


# --- accounts


def test_accounts_are_logged_changed_and_closed(desk: Shell):
    added = desk.json("register", "add", "accounts", *ACCOUNT, *BY)
    assert (added["entry"], added["state"]) == ("accounts-1", "active")
    again = desk.refused("register", "add", "accounts", *ACCOUNT, *BY)
    assert again["problem"] == "accounts-1 is this very entry already."
    desk("register", "change", "accounts-1", "owner=s2", "last_activity=03/11/2026", *BY)
    (row,) = entries(desk, "accounts")
    assert row["people"]["owner"] == ["s2"]
    assert row["fields"]["last_activity"] == "2026-11-03"
    desk("register", "close", "accounts-1", "--reason", "The project ended", *BY)
    assert entries(desk, "accounts")[0]["state"] == "closed"
    told = desk.refused("register", "change", "accounts-1", "purpose=Other", *BY)
    assert told["problem"] == "accounts-1 is closed."
    assert (
        "closed already"
        in desk.refused("register", "close", "accounts-1", "--reason", "Again", *BY)["problem"]
    )
    assert desk.json("ledger", "verify")["ok"]


def test_what_is_personal_stands_in_the_ledger_only_as_commitments(desk: Shell):
    desk("register", "add", "accounts", *ACCOUNT, "need=Asked for by Gwen Pugh", *BY)
    with sqlite3.connect(desk.root / "govflow.db") as database:
        shown = str(database.execute("select body from ledger").fetchall())
    database.close()
    for word in ("Gwen", "Cat", "Sarah", "@csu", '"s3"'):
        assert word not in shown


LIST = """Platform;Handle;Purpose;Standing;Owner;Opened;Last activity
Instagram;@csu;News;main;s3;03/09/2014;2026-11-20
TikTok;@csuoldbar;Bar;Bespoke;Dan Writer;2016-02-01;2024-05-01
"""


def test_accounts_opened_before_the_rule_are_brought_in_and_found_wanting(desk: Shell):
    desk("register", "add", "accounts", *ACCOUNT, *BY)
    (desk.root / "old.csv").write_text(LIST, encoding="cp1252")
    bring = ("register", "import", "accounts", str(desk.root / "old.csv"), "--by", "Sarah Okafor")
    seen = desk.json(*bring, "--dry-run", day=MONDAY)
    assert ([one["entry"] for one in seen["new"]], seen["known"]) == (
        ["accounts-2"],
        ["accounts-1"],
    )
    assert len(entries(desk, "accounts")) == 1
    desk(*bring, "--yes", day=MONDAY)
    old = entries(desk, "accounts")[1]
    assert (old["fields"]["opened"], old["people"]["owner"]) == ("2016-02-01", ["s4"])
    found = desk.json("register", "check", "accounts", day=MONDAY, code=1)["findings"]
    assert {one["code"] for one in found if one["entry"] == "accounts-2"} == {
        "unlogged",
        "inactive",
    }
    later = desk.json("register", "check", "accounts", day="2027-01-04", code=1)["findings"]
    assert ("accounts-2", "orphaned") in {(one["entry"], one["code"]) for one in later}


def test_an_owner_certifies_by_reply_and_states_the_last_activity(desk: Shell):
    desk("register", "add", "accounts", *ACCOUNT, *BY, day=MONDAY)
    due = ("register", "ask", "--due", "accounts", "--yes", "--expect", "1")
    assert desk.json(*due[:-2], day=MONDAY)["letters"] == []
    assert desk.json(*due, day="2027-12-01")["letters"][0]["to"] == "s3"
    assert desk.json(*due[:-2], day="2027-12-01")["letters"] == []
    reply(
        desk, "cat@union.example", "Still right\nLast activity: 3 November 2027", day="2027-12-02"
    )
    (row,) = entries(desk, "accounts", "2027-12-02")
    assert (row["state"], row["fields"]["certified_on"]) == ("active", "2027-12-02")
    assert row["fields"]["last_activity"] == "2027-11-03"
    codes = {
        one["code"] for one in desk.json("register", "check", day="2027-12-02", code=1)["findings"]
    }
    assert codes == {"unlogged"}
    ask(desk, "accounts-1", day="2028-12-04")
    reply(desk, "cat@union.example", "Closed. Nobody posts any more.", day="2028-12-05", number=2)
    assert entries(desk, "accounts", "2028-12-05")[0]["state"] == "closed"


def test_a_register_is_a_page_and_a_workbook(desk: Shell, tmp_path: Path):
    desk("register", "add", "accounts", *ACCOUNT[:2], "purpose==1+1", *ACCOUNT[3:], *BY)
    made = desk.json("register", "report", "accounts", "-o", str(tmp_path), "--no-open")
    assert [Path(file).name for file in made["files"]] == ["accounts.html", "accounts.xlsx"]
    page = (tmp_path / "accounts.html").read_text(encoding="utf-8")
    assert "Cat Writer" in page
    assert "states no permission" in page
    assert (tmp_path / "accounts.xlsx").read_bytes()[:2] == b"PK"


def test_the_registers_are_listed_with_their_clauses(desk: Shell):
    found = desk.json("register", "list")["registers"]
    assert [one["register"] for one in found][:3] == ["accounts", "permissions", "nominees"]
    assert found[0]["rests_on"] == "section 3, paragraph 1"
    assert "accounts" in desk("register", "list").out


def test_registers_stay_out_of_who_has_acknowledged(desk: Shell):
    ask(desk, request(desk))
    assert desk.json("register", "show")["rows"] == []
    assert desk.json("status")["notices"] == []
    sent = desk.json("notice", "send", "social-media", "--yes", "--expect", "6")
    assert sent["total"] == 6
