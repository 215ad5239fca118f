"""`govflow people`: import, list, show."""

from pathlib import Path

from tests.cli.terminal import LIST, Shell


def write(folder: Path, content: str, encoding: str = "utf-8") -> str:
    path = folder / "list.csv"
    path.write_bytes(content.encode(encoding))
    return str(path)


def test_the_list_becomes_people_csv(new: Shell, tmp_path: Path):
    more = f"{LIST}s3,Fay Staff,fay@union.example,staff;volunteers,,2026-01-05,,,cy\n"
    taken = new.json("people", "import", write(tmp_path, more), "--yes")
    assert taken == {
        "schema": "govflow/people_import/1",
        "people": 6,
        "added": ["s3"],
        "changed": [],
        "removed": [],
    }
    added = next(p for p in new.json("people", "list")["people"] if p["id"] == "s3")
    assert added["audiences"] == ["staff", "volunteers"]
    assert (added["joined"], added["left"], added["language"]) == ("2026-01-05", None, "cy")


def test_what_would_change_is_shown_before_it_is_asked(new: Shell, tmp_path: Path):
    path = write(tmp_path, LIST.replace("Ada Staff", "Ada Stone").replace("t1,", "t2,"))
    said = new("people", "import", path, code=2)
    assert "+ t2  Cai Trustee" in said.err
    assert "~ s1  Ada Stone" in said.err
    assert "- t1  Cai Trustee" in said.err
    assert "--yes" in said.err


def test_the_same_list_again_changes_nothing_and_is_success(new: Shell, tmp_path: Path):
    before = new.contents()
    said = new("people", "import", write(tmp_path, LIST))
    assert "already" in said.err
    assert new.contents() == before


def test_what_excel_saves_is_read_too(new: Shell, tmp_path: Path):
    rows = [line.split(",") for line in LIST.replace("Ada", "Zoë").splitlines()]
    taken = new.json(
        "people", "import", write(tmp_path, "\n".join(map(";".join, rows)), "cp1252"), "--yes"
    )
    assert taken["changed"] == ["s1"]
    assert new.json("people", "list")["people"][0]["name"] == "Zoë Staff"


def test_a_fault_in_the_list_is_named_by_its_line_and_nothing_is_taken(new: Shell, tmp_path: Path):
    path = write(tmp_path, LIST.replace("ben@union.example", "ben"))
    before = new.contents()
    refusal = new.refused("people", "import", path, "--yes")
    assert refusal["place"] == "list.csv:3"
    assert new.contents() == before


def test_only_one_audience_when_asked(new: Shell):
    assert [p["id"] for p in new.json("people", "list", "--audience", "trustees")["people"]] == [
        "t1"
    ]
    assert new("people", "list", "--audience", "bishops").out == "Nobody yet.\n"


def test_a_person_is_shown_with_the_notices_they_are_on(told: Shell):
    (line,) = told.json("people", "show", "s1")["notices"]
    assert (line["notice"], line["state"]) == ("SMP-1", "outstanding")
    assert "Ada Staff <ada@union.example>" in told("people", "show", "s1").out
    assert "On no notice yet." in told("people", "show", "v1").out
