"""The whole program over real Postfix and Dovecot: sent, delivered, answered, collected, registered."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from govflow.adapters.memory.correspondents import BOUNDARY, Answer, answer, read_letter
from govflow.adapters.system.clock import SystemClock
from govflow.cli.main import govflow
from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.identity import CLIENT, TENANT, identity
from tests.adapters.mail.real_mail import GONE, PASSWORD, MailHost

pytestmark = pytest.mark.servers

PEOPLE = f"""id,name,email,audiences
1,Siân Price,sian@union.example,staff
2,Jo Bell,jo@union.example,staff
3,Gone Away,{GONE}@union.example,trustees
"""


def run(root: Path, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(govflow, ["-C", str(root), *words, "--json"])
    assert result.exit_code in (0, 4), result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


@pytest.fixture
def union(host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    host.empty()
    root = tmp_path / "union"
    made = CliRunner().invoke(
        govflow,
        ["init", str(root), "--no-input", "--from", "Governance <governance@union.example>"],
    )
    assert made.exit_code == 0, made.output
    settings = (root / "govflow.toml").read_text(encoding="utf-8")
    settings = settings.replace("authserv_ids = []", f'authserv_ids = ["{BOUNDARY}"]')
    settings = settings.replace('transport = "folder"', 'transport = "smtp_imap"')
    for part, server in (("smtp", host.smtp), ("imap", host.imap)):
        settings += (
            f'\n[mail.{part}]\nhost = "{server.host}"\nport = {server.port}\n'
            f'security = "{server.security}"\nusername = "governance"\nca_file = "{server.ca_file}"\n'
        )
        monkeypatch.setenv(f"GOVFLOW_MAIL__{part.upper()}__PASSWORD", PASSWORD)
    (root / "govflow.toml").write_text(settings, encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    run(root, "people", "import", str(people), "--yes")
    return root


def test_a_notice_goes_round_by_real_mail(union: Path, host: MailHost) -> None:
    sent = run(union, "notice", "send", "social-media", "--yes", "--expect", "3")
    assert (sent["total"], sent["unknown"]) == (3, 0)
    letters = host.messages("sian")
    assert len(letters) == 1
    words = "I have read and understood the policy and will follow it."
    reply = answer(read_letter(letters[0]), Answer("outlook", words), SystemClock().now(), 1)
    host.append("governance", reply)
    host.settle()
    collected = run(union, "replies", "collect")
    assert collected["counted"] == 1
    rows = run(union, "register", "show")["rows"]
    assert isinstance(rows, list)
    states = {row["person"]: row["state"] for row in rows}
    assert (states["1"], states["2"]) == ("acknowledged", "outstanding")
    assert states["3"] == "undelivered"


def test_sending_again_writes_to_nobody_and_reading_again_records_nothing(
    union: Path, host: MailHost
) -> None:
    run(union, "notice", "send", "social-media", "--yes", "--expect", "3")
    run(union, "replies", "collect")
    run(union, "notice", "send", "social-media", "--yes", "--expect", "3")
    assert len(host.messages("sian")) == 1
    assert run(union, "replies", "collect")["total"] == 0


def test_the_doctor_finds_the_real_mailbox_in_order(union: Path, host: MailHost) -> None:
    looked = {c["name"]: c["passed"] for c in checks(union)}
    assert (looked["sign_in"], looked["open_inbox"], looked["dedicated"]) == (True, True, True)
    assert host.messages("governance") == []
    tried = {c["name"]: c["passed"] for c in checks(union, "--yes")}
    names = ("send", "find", "read_back", "plus_address", "server_clock")
    assert [tried[name] for name in names] == [True] * 5
    assert len(host.messages("governance")) == 4  # each with the copy that is the evidence
    assert run(union, "replies", "collect")["total"] == 0


def checks(root: Path, *words: str) -> list[dict[str, Any]]:
    found = run(root, "doctor", *words)["checks"]
    assert isinstance(found, list)
    return found


def test_letters_and_replies_go_by_oauth_where_there_are_no_passwords(
    union: Path, host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "govflow.adapters.mail.microsoft.token_cache_path", lambda account: tmp_path / "cache"
    )
    authority = Authority(tmp_path)
    with identity(authority) as platform:
        monkeypatch.setenv("GOVFLOW_MAIL__GRAPH__SECRET", platform.secret)
        text = (union / "govflow.toml").read_text(encoding="utf-8")
        text = text.replace('username = "governance"', 'username = "governance"\nauth = "oauth2"')
        (union / "govflow.toml").write_text(
            f'{text}\n[mail.graph]\ntenant = "{TENANT}"\nclient_id = "{CLIENT}"\n'
            f'authority = "{platform.url}"\nca_file = "{authority.ca}"\n',
            encoding="utf-8",
        )
        assert (
            run(union, "notice", "send", "social-media", "--yes", "--expect", "3")["unknown"] == 0
        )
        assert len(host.messages("sian")) == 1
        run(union, "replies", "collect")
        assert (platform.grants, platform.scopes) == (
            ["client_credentials"],
            ["https://outlook.office365.com/.default"],
        )


def test_a_watch_reads_a_reply_as_soon_as_it_comes(union: Path, host: MailHost) -> None:
    run(union, "notice", "send", "social-media", "--yes", "--expect", "3")
    run(union, "replies", "collect")
    words = [sys.executable, "-m", "govflow", "-C", str(union), "run", "--watch", "--every", "600"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as watching:
        try:
            said = Answer("outlook", "I have read and understood the policy and will follow it.")
            letter = read_letter(host.messages("sian")[0])
            reply = answer(letter, said, SystemClock().now(), 1)
            for _ in range(20):  # one that came before it waited is read with the next
                host.append("governance", reply)
                time.sleep(1)
                if _counted(union):
                    break
        finally:
            watching.terminate()
    assert _counted(union)


def _counted(root: Path) -> bool:
    replies = run(root, "replies", "list")["replies"]
    assert isinstance(replies, list)
    return any(reply["counted"] for reply in replies)


def test_no_password_is_ever_printed(union: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVFLOW_MAIL__SMTP__PASSWORD", "wrong and secret")
    result = CliRunner().invoke(
        govflow,
        ["-C", str(union), "notice", "send", "social-media", "--yes", "--expect", "3", "-v"],
    )
    assert result.exit_code in (1, 4, 75)
    assert "wrong and secret" not in result.output
