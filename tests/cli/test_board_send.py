"""`govflow board send`: the Board's papers by e-mail, one letter to each of its members."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from govflow.adapters.memory.correspondents import Answer
from tests.cli.terminal import CODE, Shell

MEETING = "2026-11-26"
TRUSTEES = """t2,Dai Trustee,dai@mail.example,trustees,,,,,en
t3,Elin Trustee,elin@mail.example,trustees,,,,,cy
"""
PAPERS = ["1 cover sheet.docx", "2 redline.docx", "3 clean.docx", "4 schedule of changes.docx"]
EARLY, LATE = "2026-11-17", "2026-11-20"


def to_meet(shell: Shell, name: str, item: str = "7", paper: str = "TB/26/31") -> None:
    """Say in the form at which meeting an amendment is decided."""
    form = f"policy/{CODE}/amendments/{name}/amendment.toml"
    shell.edit(form, "# meeting = 2026-11-26", f"meeting = {MEETING}")
    shell.edit(form, 'agenda_item = ""', f'agenda_item = "{item}"')
    shell.edit(form, 'paper = ""', f'paper = "{paper}"')


@pytest.fixture
def tabled(drafted: Shell) -> Shell:
    """Three trustees, and a pack for the meeting of 26 November."""
    with drafted.file("people.csv").open("a", encoding="utf-8") as file:
        file.write(TRUSTEES)
    to_meet(drafted, "2026-01")
    drafted("board", "pack", "2026-01", "--yes", day=EARLY)
    return drafted


def send(shell: Shell, *names: str, expect: int = 3, day: str = EARLY) -> dict[str, object]:
    words = ("board", "send", *names, "--yes", "--expect", str(expect))
    return shell.json(*words, day=day)


def letters(shell: Shell) -> dict[str, EmailMessage]:
    """The letters that went out, by address."""
    found = {}
    for path in sorted(shell.root.glob("mail/outbox/*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        assert isinstance(letter, EmailMessage)
        found[str(letter["To"].addresses[0].addr_spec)] = letter
    return found


def files_of(letter: EmailMessage) -> dict[str, bytes]:
    return {str(part.get_filename()): part.get_content() for part in letter.iter_attachments()}


def words_of(letter: EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part is not None
    return " ".join(part.get_content().split())


def test_each_trustee_gets_one_mail_with_the_pack_attached(tabled: Shell):
    sent = send(tabled, "2026-01")
    assert sent["schema"] == "govflow/board_mailing/1"
    assert (sent["notice"], sent["sent"], sent["total"]) == ("BRD-1", 3, 3)
    found = letters(tabled)
    assert set(found) == {"cai@mail.example", "dai@mail.example", "elin@mail.example"}
    for letter in found.values():
        files = files_of(letter)
        assert list(files) == PAPERS
        for name, raw in files.items():
            assert raw == tabled.file(f"documents/board/2026-01/{name}").read_bytes()
    tabled("ledger", "verify")


def test_the_mail_names_meeting_item_and_paper_in_the_readers_language(tabled: Shell):
    send(tabled, "2026-01")
    english = letters(tabled)["dai@mail.example"]
    assert str(english["Subject"]).startswith("Trustee Board, 26 November: the papers (BRD-")
    said = words_of(english)
    assert "on Thursday 26 November are attached" in said
    assert "Social Media Policy: Written permission (item 7, paper TB/26/31), for decision." in said
    assert "You need not reply." in said
    assert "ar dydd Iau 26 Tachwedd ynghlwm" in words_of(letters(tabled)["elin@mail.example"])


def test_nothing_is_sent_before_the_number_of_trustees_is_confirmed(tabled: Shell):
    before = tabled.contents()
    refusal = tabled.refused("board", "send", "2026-01", "--yes", day=EARLY, code=2)
    assert refusal["remedy"] == "add --yes --expect 3 to confirm."
    tabled.refused("board", "send", "2026-01", "--yes", "--expect", "4", day=EARLY, code=2)
    assert tabled.contents() == before
    tabled("board", "send", "2026-01", "--to-me", day=EARLY)
    assert set(letters(tabled)) == {"governance@union.example"}
    assert tabled.contents()["govflow.db"] == before["govflow.db"]


def test_a_preview_shows_every_letter_and_records_nothing(tabled: Shell):
    size = tabled.json("ledger", "verify")["checkpoint"]
    page = tabled.json("board", "preview", "2026-01", "--no-open", day=EARLY)
    assert page["file"] == "documents/board/2026-01/notice-preview.html"
    shown = tabled.file(page["file"]).read_text(encoding="utf-8")
    assert all(name in shown for name in ("Cai Trustee", "Elin Trustee", "2 redline.docx"))
    assert tabled.json("ledger", "verify")["checkpoint"] == size


def test_a_paper_altered_after_it_was_built_is_not_sent(tabled: Shell):
    paper = tabled.file("documents/board/2026-01/2 redline.docx")
    paper.write_bytes(paper.read_bytes() + b" ")
    before = tabled.contents()
    refusal = tabled.refused("board", "send", "2026-01", "--yes", "--expect", "3", day=EARLY)
    assert refusal["place"] == "documents/board/2026-01/2 redline.docx"
    assert tabled.contents() == before


def test_papers_before_the_board_are_shown_and_end_with_its_decision(tabled: Shell):
    send(tabled, "2026-01")
    shown = tabled.json("amendment", "show", "2026-01", day="2026-11-18")
    assert [(one["notice"], one["recipients"]) for one in shown["sent"]] == [("BRD-1", 3)]
    [notice] = tabled.json("status", day="2026-11-18")["notices"]
    assert (notice["amendments"], notice["states"]) == (["2026-01"], {"informed": 3})
    assert "Board papers 2026-01 · meeting 26 November 2026" in tabled("status").out
    decided = ("--passed", "--decided", MEETING, "--minute", "26/114", "--yes")
    tabled("board", "record", "2026-01", *decided)
    assert tabled.json("status")["notices"] == []


def test_the_board_decides_in_writing_by_its_replies(tabled: Shell):
    refusal = tabled.refused("board", "send", "2026-01", "--written", "--yes", day=EARLY)
    assert "written_article" in refusal["remedy"]
    settings = tabled.file("govflow.toml")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[meetings]\nwritten_article = "Article 9"\n', encoding="utf-8")
    words = ("board", "send", "2026-01", "--written", "--conflict", "Cai Trustee")
    sent = tabled.json(*words, "--yes", "--expect", "3", day="2026-11-27")
    assert (sent["purpose"], sent["due"], sent["sent"]) == ("resolution", "2026-12-11", 3)
    tabled.answer("dai@mail.example", Answer("outlook", "I agree."), 1)
    tabled.answer("elin@mail.example", Answer("outlook", "Rwy'n cytuno."), 2)
    tabled("replies", "collect", day="2026-11-30")
    found = tabled.json("board", "votes", "2026-01", day="2026-11-30")
    assert [one["name"] for one in found["agreed"]] == ["Dai Trustee", "Elin Trustee"]
    assert (found["may_vote"], found["needed"], found["set_aside"]) == (2, 2, ["Cai Trustee"])
    recorded = tabled.json("board", "record", "2026-01", "--written", "--yes", day="2026-12-01")
    assert (recorded["outcome"], recorded["decided"]) == ("passed", found["passed_on"])
    tabled("ledger", "verify")


def test_several_amendments_are_decided_on_together(tabled: Shell):
    tabled("amendment", "new", CODE, "--title", "Other words", day=EARLY)
    other = f"policy/{CODE}/amendments/2026-02/proposed.md"
    tabled.edit(other, "revolutionary developments", "important developments")
    to_meet(tabled, "2026-02", "8", "TB/26/32")
    packed = tabled.json("board", "pack", "2026-01", "2026-02", "--yes", day=EARLY)
    assert packed["index"] == ["documents/board/2026-01+2026-02/0 index of papers.docx"]
    sent = send(tabled, "2026-01", "2026-02")
    assert len(sent["papers"]) == 9
    both = ("board", "record", "2026-01", "2026-02", "--rejected", "--decided", MEETING, "--yes")
    decided = tabled.json(*both)
    assert [one["amendment"] for one in decided["decisions"]] == ["2026-01", "2026-02"]
    assert tabled.json("status")["amendments"] == []
