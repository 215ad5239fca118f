"""Laying out a new workspace: its settings file, folders, templates and the worked example."""

from dataclasses import dataclass
from pathlib import Path

from govflow.adapters.files.atomic import translate, write_folder
from govflow.adapters.files.people_csv import COLUMNS
from govflow.adapters.files.settings import FILE
from govflow.adapters.files.shipped import shipped
from govflow.adapters.files.starters import write_starters
from govflow.adapters.files.toml_text import toml_text
from govflow.core.errors import GovflowError

MAIL = ("outbox", "sent", "inbox", "processed", "quarantine")
TEMPLATES = ("bylaw.docx", "board-paper.docx", "guidance.docx")


@dataclass(frozen=True, slots=True)
class Start:
    """What `init` asks: the answers that go into govflow.toml.

    `mail` holds further settings of the way letters leave, as pairs: ('graph.tenant', '...').
    """

    organisation: str = "Chester Students' Union"
    board: str = "Trustee Board"
    officer: str = "Governance Officer"
    sender: str = "Governance <governance@union.example>"
    phone: str = ""
    days: int = 21
    authserv_ids: tuple[str, ...] = ()
    transport: str = "folder"
    mail: tuple[tuple[str, str], ...] = ()


def check_free(root: Path) -> None:
    """Refuse a folder in which a workspace stands already, or things that it would replace."""
    if (root / FILE).exists():
        raise GovflowError(
            "a workspace stands here already.",
            place=str(root / FILE),
            remedy="choose another folder, or work in this one: govflow status",
        )
    in_the_way = [name for name in ("people.csv", "policy", "govflow.db") if (root / name).exists()]
    if root.is_file() or in_the_way:
        raise GovflowError(
            "this stands where the workspace would be.",
            place=str(root / in_the_way[0]) if in_the_way else str(root),
            remedy="choose an empty folder: govflow init FOLDER",
            undone="Nothing was written.",
        )


def lay_out(root: Path, start: Start) -> None:
    """Make the workspace's folders and files. Refused where a workspace stands already."""
    check_free(root)
    example = shipped("policy") / "social-media"
    files = {FILE: settings_text(start).encode(), "people.csv": (",".join(COLUMNS) + "\n").encode()}
    files |= {
        f"policy/social-media/{path.name}": path.read_bytes()
        for path in example.glob("guidance-*.md")
    }
    files["policy/social-media/policy.md"] = (example / "policy.md").read_bytes()
    files |= {f"templates/{name}": (shipped("templates") / name).read_bytes() for name in TEMPLATES}
    write_folder(root, files)
    write_starters(root)
    try:
        for name in MAIL:
            (root / "mail" / name).mkdir(parents=True, exist_ok=True)
        (root / "documents").mkdir(exist_ok=True)
    except OSError as problem:
        raise translate(problem, root) from problem


def settings_text(start: Start) -> str:
    """A govflow.toml with these answers and a comment on every setting that matters at first."""
    name, _, address = start.sender.rpartition("<")
    local, _, domain = address.rstrip(">").strip().rpartition("@")
    ids = ", ".join(f'"{name}"' for name in start.authserv_ids)
    return f"""\
# The settings of this workspace. 'govflow config explain' says what each means.
organisation = {toml_text(start.organisation)}
board = {toml_text(start.board)}
officer = {toml_text(start.officer)}
database = "sqlite:///govflow.db"  # or postgresql+psycopg://...

[mail]
transport = {toml_text(start.transport)}  # folder: files in mail/outbox; or smtp_imap, exchange, graph
from = {toml_text(start.sender)}
reply_to = {toml_text(f"{local}+{{secret}}@{domain}")}  # {{secret}} is each recipient's own code
{_tables(start.mail)}
[replies]
# The name your mail boundary puts first in Authentication-Results. While this is empty every reply
# is held for you, since nothing proves who wrote it.
authserv_ids = [{ids}]
exchange_internal = false
microsoft365 = false

[notices]
days = {start.days}  # how long people get to reply
contact = {toml_text(name.strip() or start.officer)}
phone = {toml_text(start.phone)}
email = {toml_text(f"{local}@{domain}")}
signer = {toml_text(start.officer)}
"""


def _tables(settings: tuple[tuple[str, str], ...]) -> str:
    """The tables of [mail] that hold these settings."""
    tables: dict[str, list[str]] = {}
    for name, value in settings:
        table, _, key = name.partition(".")
        tables.setdefault(table, []).append(f"{key} = {toml_text(value)}")
    return "".join(
        f"\n[mail.{table}]\n" + "\n".join(lines) + "\n" for table, lines in tables.items()
    )
