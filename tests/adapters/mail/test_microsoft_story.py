"""The whole program over Exchange, answered by a double that checks every request by the schema."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from govflow.cli.main import govflow
from tests.adapters.mail.doubles.ews import exchange
from tests.adapters.mail.doubles.ews_schema import schema
from tests.support import require_shared

PEOPLE = """id,name,email,audiences
1,Siân Price,sian@union.example,staff
2,Jo Bell,jo@union.example,staff
"""


def run(root: Path, *words: str) -> dict[str, object]:
    result = CliRunner().invoke(govflow, ["-C", str(root), *words, "--json"])
    assert result.exit_code in (0, 4), result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


@contextmanager
def union(tmp_path: Path, settings: str, transport: str) -> Iterator[Path]:
    root = tmp_path / "union"
    made = CliRunner().invoke(govflow, ["init", str(root), "--no-input"])
    assert made.exit_code == 0, made.output
    file = root / "govflow.toml"
    text = file.read_text(encoding="utf-8").replace(
        'transport = "folder"', f'transport = "{transport}"'
    )
    file.write_text(f"{text}\n{settings}", encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    run(root, "people", "import", str(tmp_path / "people.csv"), "--yes")
    yield root


def test_a_notice_goes_out_by_exchange_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_shared("schemas/ews/Messages.xsd")
    schema()
    with exchange() as (double, url):
        monkeypatch.setenv("GOVFLOW_MAIL__EXCHANGE__PASSWORD", double.password)
        settings = (
            f'[mail.exchange]\nendpoint = "{url}"\nmailbox = "{double.mailbox}"\n'
            'username = "officer"\nauth = "basic"\nsettle = 0\n'
        )
        with union(tmp_path, settings, "exchange") as root:
            send = ("notice", "send", "social-media", "--yes", "--expect", "2")
            assert run(root, *send)["sent"] == 2
            assert run(root, *send)["sent"] == 2
            assert run(root, "replies", "collect")["total"] == 0
        assert double.complaints == []
        assert len(double.sent) == 2
