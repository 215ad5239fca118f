"""The whole program over Exchange and Microsoft 365, answered by doubles that check every request."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.system.clock import SystemClock
from govflow.cli.main import govflow
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.ews import EwsDouble, exchange
from tests.adapters.mail.doubles.graph import Cut as GraphCut
from tests.adapters.mail.doubles.graph import GraphDouble, graph
from tests.adapters.mail.doubles.graph import Status as GraphStatus
from tests.adapters.mail.doubles.identity import CLIENT, TENANT, USER, identity
from tests.support import require_shared

PEOPLE = """id,name,email,audiences
1,Siân Price,sian@union.example,staff
2,Jo Bell,jo@union.example,staff
"""
SEND = ("notice", "send", "social-media", "--yes", "--expect", "2")


@dataclass
class Union:
    """A workspace whose mail is answered by a double: what left, and how a message comes in."""

    root: Path
    double: EwsDouble | GraphDouble
    left: Callable[[], list[bytes]]

    def run(self, *words: str, code: int = 0) -> dict[str, Any]:
        result = CliRunner().invoke(govflow, ["-C", str(self.root), *words, "--json"])
        assert result.exit_code == code, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    def checks(self, *words: str, code: int = 0) -> dict[str, bool | None]:
        """What the doctor says, by name."""
        found = self.run("doctor", *words, code=code)["checks"]
        return {check["name"]: check["passed"] for check in found}


@contextmanager
def exchange_union(root: Path, patch: pytest.MonkeyPatch) -> Iterator[Union]:
    require_shared("schemas/ews/Messages.xsd")
    with exchange() as (double, url):
        patch.setenv("GOVFLOW_MAIL__EXCHANGE__PASSWORD", double.password)
        settings = (
            f'[mail.exchange]\nendpoint = "{url}"\nmailbox = "{double.mailbox}"\nauth = "basic"\n'
            'username = "officer"\nsettle = 0\nforeign = "finance@union.example"\n'
        )
        set_up(root, "exchange", settings)
        yield Union(root, double, lambda: double.sent)
        assert double.complaints == []


@contextmanager
def graph_union(root: Path, patch: pytest.MonkeyPatch) -> Iterator[Union]:
    require_shared("schemas/graph")
    patch.setattr(
        "govflow.adapters.mail.microsoft.token_cache_path", lambda account: root.parent / "cache"
    )
    authority = Authority(root.parent)
    with identity(authority) as platform, graph() as (double, url):
        double.tokens = {f"token-{number}" for number in range(1, 20)}
        patch.setenv("GOVFLOW_MAIL__GRAPH__SECRET", platform.secret)
        settings = (
            f'[mail.graph]\ntenant = "{TENANT}"\nclient_id = "{CLIENT}"\nsettle = 0\n'
            f'mailbox = "{double.mailbox}"\nbase_url = "{url}"\nauthority = "{platform.url}"\n'
            f'ca_file = "{authority.ca}"\nforeign = "finance@union.example"\n'
            "secret_expires = 2030-01-01\n"
        )
        set_up(root, "graph", settings)
        yield Union(root, double, lambda: [one.mime for one in double.sent])
        assert double.complaints == []


def set_up(root: Path, transport: str, settings: str) -> None:
    """A workspace with two people, whose letters leave by this transport."""
    sender = "Governance <governance@union.example>"
    made = CliRunner().invoke(govflow, ["init", str(root), "--no-input", "--from", sender])
    assert made.exit_code == 0, made.output
    file = root / "govflow.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace('transport = "folder"', f'transport = "{transport}"')
    text = text.replace("authserv_ids = []", f'authserv_ids = ["{BOUNDARY}"]')
    file.write_text(f"{text}\n{settings}", encoding="utf-8")
    (root / "list.csv").write_text(PEOPLE, encoding="utf-8")
    words = ["-C", str(root), "people", "import", str(root / "list.csv"), "--yes"]
    assert CliRunner().invoke(govflow, words).exit_code == 0


UNIONS = {"exchange": exchange_union, "graph": graph_union}


@pytest.fixture(params=sorted(UNIONS))
def union(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Union]:
    with UNIONS[request.param](tmp_path / "union", monkeypatch) as made:
        yield made


def test_a_notice_goes_out_once_is_answered_and_stands_in_the_register(union: Union) -> None:
    assert union.run(*SEND)["sent"] == 2
    assert union.run(*SEND)["sent"] == 2
    letters = [read_letter(raw) for raw in union.left()]
    assert sorted(letter.to for letter in letters) == ["jo@union.example", "sian@union.example"]
    letter = next(one for one in letters if one.to == "sian@union.example")
    words = "I have read and understood the policy and will follow it."
    union.double.deliver(answer(letter, Answer("outlook", words), SystemClock().now(), 1))
    assert union.run("replies", "collect")["counted"] == 1
    assert union.run("replies", "collect")["total"] == 0
    rows = union.run("register", "show")["rows"]
    states = {row["person"]: row["state"] for row in rows}
    assert states == {"1": "acknowledged", "2": "outstanding"}


def test_the_doctor_finds_the_mailbox_in_order_and_sends_only_when_told_to(union: Union) -> None:
    looked = union.checks()
    assert (looked["sign_in"], looked["scope"], looked["send"]) == (True, True, None)
    assert union.left() == []
    tried = union.checks("--yes")
    names = ("send", "find", "read_back", "plus_address")
    assert [tried[name] for name in names] == [True] * 4
    to = sorted(read_letter(raw).to for raw in union.left())
    assert to == ["governance+doctor@union.example", "governance@union.example"]


def test_the_doctor_names_a_permission_that_reaches_too_far(union: Union) -> None:
    union.double.readable.add("finance@union.example")
    assert union.checks(code=1)["scope"] is False


def test_the_doctors_own_notes_are_taken_for_nobodys_reply(union: Union) -> None:
    union.run(*SEND)
    union.checks("--yes")
    union.run("replies", "collect")
    outcomes = {one["outcome"] for one in union.run("replies", "list")["replies"]}
    assert outcomes == {"machine"}


def test_status_warns_thirty_days_before_the_secret_expires(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made:
        assert "expires" not in str(made.run("status")["next"])
        soon = datetime.now(UTC).date() + timedelta(days=30)
        monkeypatch.setenv("GOVFLOW_MAIL__GRAPH__SECRET_EXPIRES", soon.isoformat())
        first = made.run("status")["next"][0]
        assert first["why"].startswith("the client secret expires on ")
        assert first["command"] == "govflow doctor --for-it"


def test_members_of_a_group_become_an_audience_and_the_officers_own_words_stay(
    union: Union,
) -> None:
    group, kind = "staff@union.example", ""
    if isinstance(union.double, GraphDouble):
        kind = "graph-group"
        union.double.groups["1"] = {
            "name": "Staff",
            "mail": group,
            "members": [
                member("a1", "Siân Price-Jones", "sian@union.example"),
                member("a2", "Ann Lee", "ann@union.example"),
                member("a3", "A Printer", ""),
            ],
        }
    else:
        kind = "exchange-list"
        union.double.lists[group] = [
            ("Siân Price-Jones", "sian@union.example", "Mailbox"),
            ("Ann Lee", "ann@union.example", "Mailbox"),
            ("A Printer", "printer", "Contact"),
        ]
    words = ("people", "import", group, "--from", kind, "--audience", "Staff")
    shown = union.run(*words, "--dry-run")
    plan = {"people": 2, "changed": ["1"], "removed": ["2"]}
    assert {key: shown[key] for key in plan} == plan
    assert "A Printer" in shown["left_out"][0]
    before = union.run("people", "list")["people"]
    assert [person["id"] for person in before] == ["1", "2"]
    union.run(*words, "--yes")
    after = union.run("people", "list")["people"]
    assert (after[0]["id"], after[0]["name"]) == ("1", "Siân Price-Jones")
    assert after[1]["audiences"] == ["staff"]
    assert union.run(*words)["changed"] == []


def test_a_member_who_would_be_two_people_of_the_list_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made:
        both = member("a1", "Siân Price", "sian@union.example")
        assert isinstance(made.double, GraphDouble)
        both["proxyAddresses"] = ["smtp:jo@union.example"]
        made.double.groups["1"] = {"name": "Staff", "mail": "", "members": [both]}
        words = ("people", "import", "Staff", "--from", "graph-group", "--audience", "staff")
        refusal = made.run(*words, "--yes", code=1)
        assert "Siân Price and Jo Bell are one person" in refusal["problem"]


def member(key: str, name: str, mail: str) -> dict[str, Any]:
    kind = "#microsoft.graph.user"
    return {
        "@odata.type": kind,
        "id": key,
        "displayName": name,
        "mail": mail,
        "accountEnabled": True,
    }


def test_letters_leave_by_one_way_and_replies_come_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made, exchange() as (double, url):
        monkeypatch.setenv("GOVFLOW_MAIL__EXCHANGE__PASSWORD", double.password)
        file = made.root / "govflow.toml"
        text = file.read_text(encoding="utf-8")
        text = text.replace('transport = "graph"', 'transport = "graph"\ncollect = "exchange"')
        file.write_text(
            f'{text}\n[mail.exchange]\nendpoint = "{url}"\nmailbox = "{double.mailbox}"\n'
            'auth = "basic"\nusername = "officer"\n',
            encoding="utf-8",
        )
        assert made.run(*SEND)["sent"] == 2
        letter = read_letter(made.left()[0])
        words = "I have read and understood the policy and will follow it."
        double.deliver(answer(letter, Answer("outlook", words), SystemClock().now(), 1))
        assert made.run("replies", "collect")["counted"] == 1
        assert double.complaints == []


def test_what_did_not_simply_go_is_told_in_words_and_doubt_is_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made:
        refusal = GraphStatus(400, "ErrorInvalidRecipients")
        made.double.script["POST send"] = [GraphCut(processed=False), refusal]
        sent = made.run(*SEND, code=4)
        assert (sent["unknown"], sent["refused"]) == (1, 1)
        doubtful, refused = made.run("notice", "show", "SMP-1")["troubled"]
        assert doubtful["why"].startswith("it is not known whether it went: the answer was lost")
        assert refused["why"].startswith("the mail server said no for good: ErrorInvalidRecipients")
        assert all(one["next"] and one["email"] for one in (doubtful, refused))
        decided = (
            "notice",
            "settle",
            doubtful["letter"],
            "--by",
            "Sarah Okafor",
            "--reason",
            "Rang.",
        )
        assert made.run(*decided, "--not-sent", "--yes")["state"] == "planned"
        assert made.run(*SEND, code=4)["sent"] == 1
        assert len(made.left()) == 1


def test_a_person_signs_in_once_by_a_code_and_can_sign_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made:
        file = made.root / "govflow.toml"
        text = file.read_text(encoding="utf-8")
        personal = f'[mail.graph]\nsign_in = "code"\nuser = "{USER}"'
        file.write_text(text.replace("[mail.graph]", personal), encoding="utf-8")
        assert made.checks(code=1)["sign_in"] is False
        assert made.run("config", "sign-in")["signed_in"] is True
        assert made.run(*SEND)["sent"] == 2
        made.run("config", "sign-in", "--out")
        refused = made.run("doctor", code=1)["checks"]
        [told] = [check for check in refused if check["name"] == "sign_in"]
        assert "govflow config sign-in" in told["remedy"]


def test_without_its_secret_everything_but_mail_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with graph_union(tmp_path / "union", monkeypatch) as made:
        monkeypatch.delenv("GOVFLOW_MAIL__GRAPH__SECRET")
        monkeypatch.setattr(
            "govflow.adapters.files.secrets.user_config_path", lambda *_, **__: tmp_path / "none"
        )
        assert made.run("status")["policies"]
        assert made.checks(code=1)["sign_in"] is False


def test_what_only_a_real_mailbox_can_tell_is_measured_and_remembered(union: Union) -> None:
    assert "message_id_kept" not in union.checks("--yes")
    measured = union.checks("--live", "--yes")
    names = ("message_id_kept", "headers_kept", "plus_visible", "additions")
    assert [measured[name] for name in names] == [True] * 4
    assert measured["boundary"] is None
    assert measured.get("id_kept") is (True if isinstance(union.double, GraphDouble) else None)
    later = union.run("doctor")["checks"]
    told = {check["name"]: check["message"] for check in later}
    assert "(measured on " in told["plus_visible"]


def test_a_mailbox_that_changes_what_passes_through_it_is_found_out(
    union: Union, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver = union.double.deliver

    def meddling(raw: bytes) -> str:
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = [line for line in head.split(b"\r\n") if not line.startswith(b"Govflow-")]
        lines = [b"Message-ID: <own@server>" if b"Message-ID" in one else one for one in lines]
        lines = [b"To: governance@union.example" if one[:3] == b"To:" else one for one in lines]
        added = b"Authentication-Results: mx.union.example; spf=pass"
        banner = b"[Dolphin House relay has looked at this]\r\n\r\n"
        return deliver(b"\r\n".join([added, *lines]) + b"\r\n\r\n" + banner + body)

    monkeypatch.setattr(union.double, "deliver", meddling)
    measured = union.run("doctor", "--live", "--yes", code=1)["checks"]
    told = {check["name"]: (check["passed"], check["message"]) for check in measured}
    assert told["read_back"][0] is None
    assert told["message_id_kept"][0] is None
    assert told["headers_kept"][0] is None
    assert told["plus_visible"][0] is False
    assert "mx.union.example" in told["boundary"][1]
    assert "Dolphin House relay" in told["additions"][1]
