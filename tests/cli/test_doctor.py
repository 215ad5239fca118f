"""`govflow doctor`: everything it looks at on this computer. Real mailboxes: tests/adapters/mail."""

import os
from typing import Any

import pytest

from tests.cli.terminal import Shell


def found(shell: Shell, code: int = 0) -> dict[str, dict[str, Any]]:
    """The checks by name."""
    document = shell.json("doctor", code=code)
    assert document["schema"] == "govflow/doctor/1"
    assert document["ok"] is (code == 0)
    return {check["name"]: check for check in document["checks"]}


def test_a_new_workspace_is_in_order_and_what_wants_a_thought_has_a_remedy(new: Shell):
    before = new.contents()
    checks = found(new)
    good = ("register", "clock", "people", "templates", "senders", "folders")
    assert [checks[name]["passed"] for name in good] == [True] * len(good)
    assert checks["backups"]["passed"] is None
    assert checks["backups"]["remedy"] == "govflow db backup"
    assert new.contents() == before


def test_a_copy_of_the_register_counts_until_it_is_a_week_old(new: Shell):
    copy = new.json("db", "backup")["file"]
    assert found(new)["backups"]["passed"] is True
    os.utime(copy, (1_700_000_000, 1_700_000_000))
    assert found(new, code=1)["backups"]["passed"] is False


def test_a_register_in_a_folder_that_is_copied_between_computers_is_named(new: Shell):
    new.edit("govflow.toml", "sqlite:///govflow.db", "sqlite:///OneDrive/govflow.db")
    assert "OneDrive" in found(new, code=1)["register"]["message"]


def test_a_letter_template_with_a_slip_is_named(new: Shell):
    template = new.file("templates/mail/en/first.txt.j2")
    template.parent.mkdir(parents=True)
    template.write_text("{{ nobody }}", encoding="utf-8")
    check = found(new, code=1)["templates"]
    assert check["passed"] is False
    assert "first.txt.j2" in check["message"]


def test_nothing_proves_a_sender_until_the_boundary_is_named(new: Shell):
    text = new.file("govflow.toml").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("authserv_ids"))
    new.edit("govflow.toml", line, "authserv_ids = []")
    assert found(new)["senders"]["passed"] is None


@pytest.mark.parametrize("transport", ["smtp_imap", "exchange", "graph"])
def test_a_mailbox_that_is_not_set_up_is_a_line_of_the_table_and_not_the_end(
    new: Shell, transport: str
):
    new.edit("govflow.toml", 'transport = "folder"', f'transport = "{transport}"')
    checks = found(new, code=1)
    assert checks["sign_in"]["passed"] is False
    assert checks["sign_in"]["remedy"]
    assert checks["register"]["passed"] is True


def test_the_table_says_at_its_end_how_much_is_wrong(new: Shell):
    said = new("doctor").out
    assert "0 wrong" in said.splitlines()[-1]
    assert "→ govflow db backup" in said


# --- the letter to IT

ASKED: dict[str, list[str]] = {
    "folder": ["mail/outbox"],
    "graph": [
        "RBAC for Applications",
        "Application Mail.Send",
        "Test-ServicePrincipalAuthorization",
    ],
    "exchange": ["Add-MailboxPermission", "ends for everybody on 1 April 2027"],
    "smtp_imap": ["off by default from the end of December 2026", "envelope"],
}
ALWAYS = [
    "no telemetry",
    "is the controller",
    "SBOM",
    "--no-index",
    "How to take it back",
    "stored",
]


@pytest.mark.parametrize("transport", ASKED)
def test_the_letter_to_it_asks_for_the_least_and_says_what_is_stored(new: Shell, transport: str):
    new.edit("govflow.toml", 'transport = "folder"', f'transport = "{transport}"')
    letter = new("doctor", "--for-it").out
    assert new.json("doctor", "--for-it")["letter"] == letter
    flowed = " ".join(letter.split())
    for words in (*ASKED[transport], *ALWAYS):
        assert words in flowed, words
    lines = letter.splitlines()
    assert all(len(line) <= 110 for line in lines), max(lines, key=len)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ('[mail.exchange]\naccess = "impersonation"', "-CustomRecipientWriteScope"),
        ('[mail.graph]\nsign_in = "browser"', "redirect address http://localhost"),
        ('[mail.graph]\nsign_in = "code"', "allow public client flows"),
        ('[mail.smtp]\nauth = "oauth2"', "IMAP.AccessAsApp and SMTP.SendAsApp"),
    ],
)
def test_the_letter_to_it_follows_how_the_mailbox_is_opened(new: Shell, said: str, words: str):
    transport = said.partition("]")[0].partition(".")[2].replace("smtp", "smtp_imap")
    new.edit("govflow.toml", 'transport = "folder"', f'transport = "{transport}"')
    with new.file("govflow.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{said}\n")
    assert words in new("doctor", "--for-it").out


def test_a_way_that_is_being_ended_is_named(new: Shell):
    new.edit("govflow.toml", 'transport = "folder"', 'transport = "exchange"')
    url = "https://outlook.office365.com/EWS/Exchange.asmx"
    with new.file("govflow.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[mail.exchange]\nendpoint = "{url}"\n')
    assert "1 April 2027" in found(new, code=1)["retiring"]["message"]
