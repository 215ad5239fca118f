"""`govflow board`: the pack and the decision; `govflow publish` and `govflow guidance`."""

from pathlib import Path

from tests.cli.terminal import AFTER, CODE, Shell

PAPERS = ["1 cover sheet.docx", "2 redline.docx", "3 clean.docx", "4 schedule of changes.docx"]
DECIDED = ("--decided", "2026-11-26", "--minute", "26/114")


def proposal(shell: Shell) -> Path:
    return shell.file(f"policy/{CODE}/amendments/2026-01/proposed.md")


def test_the_pack_is_four_word_files(drafted: Shell):
    packed = drafted.json("board", "pack", "2026-01", "--yes")
    assert packed["schema"] == "govflow/pack/1"
    assert packed["files"] == [f"documents/board/2026-01/{name}" for name in PAPERS]
    for name in packed["files"]:
        assert drafted.file(name).read_bytes().startswith(b"PK")


def test_the_first_pack_needs_no_confirmation_but_another_text_does(drafted: Shell):
    drafted("board", "pack", "2026-01")
    drafted("board", "pack", "2026-01")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    assert "another text" in drafted.refused("board", "pack", "2026-01", code=2)["problem"]
    drafted("board", "pack", "2026-01", "--yes")


def test_a_decision_binds_the_digest_of_the_pack(drafted: Shell):
    packed = drafted.json("board", "pack", "2026-01")
    decided = drafted.json("board", "record", "2026-01", "--passed", *DECIDED, "--yes")
    assert decided["schema"] == "govflow/decision/1"
    assert (decided["outcome"], decided["decided"]) == ("passed", "2026-11-26")
    assert decided["digest"] == packed["digest"]


def test_a_text_changed_after_the_pack_is_not_decided_on(drafted: Shell):
    drafted("board", "pack", "2026-01")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    before = drafted.contents()
    refusal = drafted.refused("board", "record", "2026-01", "--passed", *DECIDED, "--yes")
    assert refusal["place"].endswith("proposed.md")
    assert refusal["undone"] == "Nothing was recorded."
    assert drafted.contents() == before


def test_the_board_may_pass_another_text_than_it_was_given(drafted: Shell, tmp_path: Path):
    packed = drafted.json("board", "pack", "2026-01")
    other = tmp_path / "amended.md"
    text = proposal(drafted).read_text(encoding="utf-8")
    other.write_text(text.replace(AFTER, f"{AFTER} in advance", 1), encoding="utf-8")
    words = ("--passed-as", str(other), "--for", "9", "--against", "1", "--conflict", "Cai Trustee")
    decided = drafted.json("board", "record", "2026-01", *words, *DECIDED, "--yes")
    assert decided["outcome"] == "passed"
    assert decided["digest"] != packed["digest"]
    assert "in advance" in proposal(drafted).read_text(encoding="utf-8")


def test_an_outcome_has_to_be_named(drafted: Shell):
    drafted("board", "pack", "2026-01")
    refusal = drafted.refused("board", "record", "2026-01", *DECIDED, "--yes", code=2)
    assert "--rejected" in refusal["problem"]


def test_a_rejected_amendment_is_not_published(drafted: Shell):
    drafted("board", "pack", "2026-01")
    drafted("board", "record", "2026-01", "--rejected", *DECIDED, "--yes")
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert "has not passed" in refusal["problem"]


def test_a_deferred_amendment_can_be_decided_on_later(drafted: Shell):
    drafted("board", "pack", "2026-01")
    drafted("board", "record", "2026-01", "--deferred", *DECIDED, "--yes")
    drafted("board", "record", "2026-01", "--passed", *DECIDED, "--yes")


def test_publishing_writes_and_names_by_law_guidance_and_twins(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    words = ("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    published = drafted.json(*words)
    assert published["schema"] == "govflow/published/1"
    folder = f"documents/{CODE}/1.1"
    names = ["by-law.docx", "by-law.html", "guidance-volunteers.docx", "guidance-volunteers.html"]
    assert sorted(published["files"]) == [f"{folder}/{name}" for name in names]
    assert all(drafted.file(name).is_file() for name in published["files"])
    assert drafted.file(f"policy/{CODE}/versions/1.1.md").is_file()


def test_publishing_again_does_nothing_and_is_success(told: Shell):
    before = told.contents()
    again = told.json("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert again["version"] == "1.1"
    assert told.contents() == before


def test_a_text_changed_after_the_decision_is_not_published(drafted: Shell):
    drafted.pass_("2026-01")
    drafted("guidance", "confirm", CODE, "volunteers", "--yes")
    drafted.edit(f"policy/{CODE}/amendments/2026-01/proposed.md", AFTER, f"{AFTER} in advance")
    before = drafted.contents()
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert refusal["undone"] == "Nothing was published."
    assert drafted.contents() == before


def test_stale_guidance_holds_publication_until_it_is_confirmed(drafted: Shell):
    drafted.pass_("2026-01")
    found = drafted.json("guidance", "check", CODE, code=1)
    assert found["schema"] == "govflow/guidance_check/1"
    assert found["findings"][0]["code"] == "GUI201"
    refusal = drafted.refused("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
    assert f"govflow guidance confirm {CODE} volunteers" in refusal["remedy"]
    drafted("guidance", "confirm", CODE, "volunteers", "--by", "Sarah Okafor", "--yes")
    drafted("guidance", "check", CODE)
    drafted("publish", "2026-01", "--in-force", "2026-12-01", "--yes")


def test_guidance_is_built_again_from_the_version_in_force(told: Shell):
    path = told.file(f"documents/{CODE}/1.1/guidance-volunteers.docx")
    before = path.read_bytes()
    path.unlink()
    built = told.json("guidance", "build", CODE)
    assert sorted(Path(name).suffix for name in built["files"]) == [".docx", ".html"]
    assert path.read_bytes() == before
