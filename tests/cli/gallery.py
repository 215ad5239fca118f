"""The error gallery: for each refusal a user can meet, what provokes it. One function, one refusal.

A sample prepares its workspace and returns the words of the command that is refused. Its name is
the name of the golden file that holds the exact words.
"""

import functools
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from govflow.adapters.memory.correspondents import Answer
from govflow.adapters.store.migrate import SHAPES
from tests.cli.terminal import AFTER, BEFORE, CODE, LIST, Shell

Words = tuple[str, ...]
Prepare = Callable[[Shell], Words]
DECIDED = ("--decided", "2026-11-26", "--minute", "26/114", "--yes")
PROPOSED = f"policy/{CODE}/amendments/2026-01/proposed.md"
FORM = f"policy/{CODE}/amendments/2026-01/amendment.toml"
POLICY = f"policy/{CODE}/policy.md"
GUIDANCE = f"policy/{CODE}/guidance-volunteers.md"
SETTLE = ("--by", "Sarah Okafor", "--reason", "Rang", "--yes")


@dataclass(frozen=True)
class Sample:
    """One refusal: the workspace it starts from (new, drafted or told) and what leads to it."""

    name: str
    start: str
    prepare: Prepare


SAMPLES: list[Sample] = []


def sample(start: str) -> Callable[[Prepare], Prepare]:
    """Enter a function into the gallery under its own name."""

    def enter(prepare: Prepare) -> Prepare:
        SAMPLES.append(Sample(prepare.__name__.replace("_", "-"), start, prepare))
        return prepare

    return enter


def plain(name: str, start: str, *words: str) -> None:
    """A refusal that needs nothing but its command."""
    SAMPLES.append(Sample(name, start, lambda shell: words))


def put(shell: Shell, name: str, text: str) -> str:
    """Write a file into the workspace; returns its name."""
    shell.file(name).write_bytes(text.encode())
    return str(shell.file(name))


# --- the command line

plain("command-misspelt", "new", "statsu")
plain("verb-misspelt", "new", "policy", "lst")
plain("option-unknown", "new", "status", "--colour")
plain("argument-missing", "new", "policy", "show")
plain("option-missing", "new", "amendment", "new", CODE)
plain("file-not-there", "new", "people", "import", "nobody.csv")
plain("day-misspelt", "new", "policy", "at", "30.11.2026", CODE)
plain("outcome-not-named", "drafted", "board", "record", "2026-01", *DECIDED)
plain("state-unknown", "new", "register", "show", "--state", "bored")
plain("json-without-file", "new", "policy", "export", CODE, "--json")

# --- the workspace and its settings

plain("secret-of-nobody", "new", "config", "secret", "mail.smtp.password")
plain("sign-in-not-needed", "new", "config", "sign-in")
plain("group-without-audience", "new", "people", "import", "all", "--from", "graph-group")


WHY = ("--by", "Sarah Okafor", "--reason", "Rang", "--yes")
plain("letter-unknown", "told", "notice", "settle", "SMP-1/099/first", "--sent", *WHY)
plain("letter-not-in-doubt", "told", "notice", "settle", "SMP-1/001/first", "--sent", *WHY)
plain("letter-neither", "told", "notice", "settle", "SMP-1/001/first", *WHY)


@sample("new")
def secret_not_given(shell: Shell) -> Words:
    with shell.file("govflow.toml").open("a", encoding="utf-8") as file:
        file.write('\n[mail.imap]\nhost = "mail.union.example"\nusername = "governance"\n')
    return ("config", "secret", "mail.imap.password")


@sample("new")
def workspace_already_there(shell: Shell) -> Words:
    return ("init", str(shell.root), "--no-input")


@sample("new")
def workspace_missing(shell: Shell) -> Words:
    shell.file("govflow.toml").unlink()
    return ("status",)


@sample("new")
def workspace_in_the_way(shell: Shell) -> Words:
    shell.file("govflow.toml").unlink()
    return ("init", str(shell.root), "--no-input")


@sample("new")
def settings_not_toml(shell: Shell) -> Words:
    shell.edit("govflow.toml", "[mail]", "[mail")
    return ("status",)


@sample("new")
def settings_not_utf8(shell: Shell) -> Words:
    shell.file("govflow.toml").write_bytes("organisation = 'Caf\xe9'\n".encode("latin-1"))
    return ("status",)


@sample("new")
def setting_misspelt(shell: Shell) -> Words:
    shell.edit("govflow.toml", "transport", "transprot")
    return ("status",)


@sample("new")
def pretended_day_with_real_mail(shell: Shell) -> Words:
    shell.edit("govflow.toml", 'transport = "folder"', 'transport = "smtp_imap"')
    return ("status", "--on", "2026-12-01")


@sample("new")
def database_of_another_kind(shell: Shell) -> Words:
    text = shell.file("govflow.toml").read_text(encoding="utf-8")
    put(
        shell,
        "govflow.toml",
        'database = "mysql://localhost/union"\n' + text.replace("database", "# database"),
    )
    return ("status",)


@sample("new")
def database_of_another_program(shell: Shell) -> Words:
    shell.file("govflow.db").unlink()
    with sqlite3.connect(shell.file("govflow.db")) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    return ("status",)


@sample("new")
def database_of_a_newer_govflow(shell: Shell) -> Words:
    with sqlite3.connect(shell.file("govflow.db")) as connection:
        connection.execute("UPDATE govflow_shape SET version_num = '9999'")
    connection.close()
    shell.named = {SHAPES[-1]: "NEWEST"}
    return ("status",)


@sample("new")
def database_broken(shell: Shell) -> Words:
    shell.file("govflow.db").write_bytes(b"this is no database " * 400)
    return ("status",)


# --- names that are not there

plain("policy-unknown", "new", "policy", "show", "expenses")
plain("policy-no-code", "new", "policy", "show", "../expenses")
plain("version-unknown", "new", "policy", "show", CODE, "--version", "7.0")
plain("no-text-on-that-day", "new", "policy", "at", "2001-01-01", CODE)
plain("amendment-unknown", "new", "amendment", "show", "2026-09")
plain("notice-unknown", "told", "notice", "show", "SMP-9")
plain("report-of-unknown-notice", "told", "report", "SMP-9")
plain("report-before-any-notice", "new", "report")
plain("person-unknown", "new", "people", "show", "s99")
plain("reply-unknown", "told", "replies", "resolve", "0" * 8, "--as", "question", *SETTLE)


@sample("told")
def reply_named_too_shortly(shell: Shell) -> Words:
    shell.answer("ada@union.example")
    shell("replies", "collect", day="2026-12-04")
    evidence = shell.json("replies", "list")["replies"][0]["evidence"][:4]
    shell.named = {evidence: "EVIDENCE"}
    return ("replies", "resolve", evidence, "--as", "question", *SETTLE)


plain("checkpoint-misspelt", "told", "ledger", "verify", "--against", "yesterday")


# --- policy texts


def imported(text: str) -> Prepare:
    return lambda shell: (
        "policy",
        "import",
        put(shell, "text.md", text),
        "--as",
        "expenses",
        "--yes",
    )


HEAD = "---\ntitle: Expenses\ncode: expenses\nclass: Policy\nversion: '1.0'\n"
for _name, _text in {
    "text-without-heading": "Only words.\n",
    "text-with-open-front-matter": HEAD + "\n1.1 Yes.\n",
    "text-with-bad-date": HEAD + "passed_on: yesterday\n---\n\n## 1. Scope\n\n1.1 Yes.\n",
    "text-without-title": "---\ncode: expenses\nclass: Policy\n---\n\n1.1 Yes.\n",
    "text-with-a-number-twice": "# E\n\n## 1. Scope\n\n1.1 Yes.\n\n1.1 No.\n",
    "text-with-open-fence": "# E\n\n```\nnever closed\n",
    "text-too-long": "# E\n\n" + ("word " * 100 + "\n\n") * 2_300,
    "text-with-a-long-line": "# E\n\n" + "word " * 3_000,
    "text-nested-too-deep": "# E\n\n" + ">" * 60 + " deep\n",
    "text-with-many-brackets": "# E\n\n" + "[" * 2_000 + "\n",
}.items():
    SAMPLES.append(Sample(_name, "new", imported(_text)))


@sample("new")
def text_not_utf8(shell: Shell) -> Words:
    shell.file("text.md").write_bytes("# Caf\xe9\n".encode("latin-1"))
    return ("policy", "import", str(shell.file("text.md")), "--as", "cafe", "--yes")


@sample("new")
def policy_not_utf8(shell: Shell) -> Words:
    shell.file(POLICY).write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    return ("policy", "show", CODE)


@sample("new")
def version_already_there(shell: Shell) -> Words:
    text = shell.file(POLICY).read_text(encoding="utf-8")
    return ("policy", "import", put(shell, "again.md", text), "--as", CODE, "--yes")


@sample("new")
def text_edited_by_hand(shell: Shell) -> Words:
    shell.edit(POLICY, BEFORE, AFTER)
    return ("amendment", "new", CODE, "--title", "T")


@sample("told")
def passed_text_edited(shell: Shell) -> Words:
    shell.edit(f"policy/{CODE}/versions/1.1.md", AFTER, BEFORE)
    return ("policy", "at", "2026-12-01", CODE)


@sample("new")
def text_the_register_never_saw(shell: Shell) -> Words:
    shell.file("policy/expenses").mkdir()
    put(shell, "policy/expenses/policy.md", HEAD + "---\n\n## 1. Scope\n\n1.1 Yes.\n")
    return ("amendment", "new", "expenses", "--title", "T")


@sample("new")
def export_over_another_file(shell: Shell) -> Words:
    return ("policy", "export", CODE, "-o", put(shell, "mine.md", "mine"))


@sample("new")
def export_where_no_folder_can_be(shell: Shell) -> Words:
    return ("policy", "export", CODE, "-o", put(shell, "mine.md", "mine") + "/text.md")


# --- amendments

plain("withdrawal-of-what-is-published", "told", "amendment", "withdraw", "2026-01", "--yes")
plain("withdrawal-unconfirmed", "drafted", "amendment", "withdraw", "2026-01")


@sample("drafted")
def amendment_of_another_policy(shell: Shell) -> Words:
    shell.edit(PROPOSED, f"code: {CODE}", "code: expenses")
    return ("amendment", "show", "2026-01")


@sample("new")
def amendment_begun_from_another_policy(shell: Shell) -> Words:
    text = shell.file(POLICY).read_text(encoding="utf-8").replace(f"code: {CODE}", "code: expenses")
    return ("amendment", "new", CODE, "--title", "T", "--from", put(shell, "other.md", text))


@sample("drafted")
def amendment_form_not_toml(shell: Shell) -> Words:
    shell.edit(FORM, "title", "title = = ")
    return ("amendment", "show", "2026-01")


@sample("drafted")
def amendment_form_with_unknown_key(shell: Shell) -> Words:
    put(shell, FORM, "colour = 'red'\n" + shell.file(FORM).read_text(encoding="utf-8"))
    return ("amendment", "show", "2026-01")


def changed(materiality: str, reason: str = "") -> Prepare:
    """The amendment's one change, called something else than it is."""

    def prepare(shell: Shell) -> Words:
        note = f'\n[[change]]\naddress = "section 3, paragraph 1"\nmateriality = "{materiality}"\n'
        text = shell.file(FORM).read_text(encoding="utf-8")
        put(shell, FORM, text + note + (f'reason = "{reason}"\n' if reason else ""))
        return ("board", "pack", "2026-01")

    return prepare


SAMPLES.append(Sample("materiality-unknown", "drafted", changed("Z")))
SAMPLES.append(Sample("materiality-lowered-without-reason", "drafted", changed("B")))
SAMPLES.append(Sample("materiality-cannot-be-editorial", "drafted", changed("C")))


# --- the Board

plain("decision-without-pack", "drafted", "board", "record", "2026-01", "--passed", *DECIDED)
plain("decision-made-already", "told", "board", "record", "2026-01", "--passed", *DECIDED)
plain("pack-with-an-empty-cover-sheet", "drafted", "board", "pack", "2026-01")
plain("pack-of-what-is-decided", "told", "board", "pack", "2026-01")


@sample("new")
def pack_of_nothing(shell: Shell) -> Words:
    shell("amendment", "new", CODE, "--title", "T", day="2026-11-02")
    return ("board", "pack", "2026-01")


@sample("drafted")
def pack_with_another_text(shell: Shell) -> Words:
    shell.cover()
    shell("board", "pack", "2026-01")
    shell.edit(PROPOSED, AFTER, f"{AFTER} in advance")
    return ("board", "pack", "2026-01")


@sample("drafted")
def decision_on_a_changed_text(shell: Shell) -> Words:
    shell("board", "pack", "2026-01", "--yes")
    shell.edit(PROPOSED, AFTER, f"{AFTER} in advance")
    return ("board", "record", "2026-01", "--passed", *DECIDED)


@sample("drafted")
def decision_still_to_come(shell: Shell) -> Words:
    shell("board", "pack", "2026-01", "--yes")
    return ("board", "record", "2026-01", "--passed", "--decided", "2026-12-24", "--yes")


@sample("new")
def pack_with_a_picture(shell: Shell) -> Words:
    shell.propose()
    shell.edit(PROPOSED, AFTER, f"{AFTER} ![of the CEO](signature.png)")
    return ("board", "pack", "2026-01")


@sample("new")
def pack_with_a_table_that_is_none(shell: Shell) -> Words:
    shell.propose()
    shell.edit(PROPOSED, "\n## 3. ", "\n| Account | Owner |\n| Main | the CEO |\n\n## 3. ")
    return ("board", "pack", "2026-01")


@sample("new")
def template_is_no_word_file(shell: Shell) -> Words:
    shell.propose()
    put(shell, "templates/bylaw.docx", "not a Word file")
    return ("board", "pack", "2026-01")


# --- publication and guidance

PUBLISH = ("publish", "2026-01", "--in-force", "2026-12-01", "--yes")
plain("publication-before-the-decision", "drafted", *PUBLISH)
plain("guidance-for-nobody", "new", "guidance", "confirm", CODE, "bishops", "--yes")


def passed(then: Prepare) -> Prepare:
    """A publication after something was done to an amendment that was passed and is ready."""

    @functools.wraps(then)
    def prepare(shell: Shell) -> Words:
        shell.pass_("2026-01")
        return then(shell)

    return prepare


@sample("drafted")
@passed
def publication_with_stale_guidance(shell: Shell) -> Words:
    return PUBLISH


@sample("drafted")
@passed
def publication_of_a_changed_text(shell: Shell) -> Words:
    shell.edit(PROPOSED, AFTER, f"{AFTER} in advance")
    return PUBLISH


@sample("drafted")
@passed
def publication_from_before_the_decision(shell: Shell) -> Words:
    return ("publish", "2026-01", "--in-force", "2026-11-25", "--yes")


@sample("drafted")
@passed
def publication_over_a_hand_edit(shell: Shell) -> Words:
    shell.edit(POLICY, "Social Media has been", "Social media was")
    return PUBLISH


@sample("drafted")
def publication_overtaken(shell: Shell) -> Words:
    shell("amendment", "new", CODE, "--title", "Second", day="2026-11-03")
    shell.edit(PROPOSED.replace("-01", "-02"), "Social Media has been", "Social media was")
    shell.pass_("2026-01")
    shell.pass_("2026-02")
    shell.publish("2026-01")
    return ("publish", "2026-02", "--in-force", "2026-12-01", "--yes")


@sample("new")
def guidance_resting_on_nothing(shell: Shell) -> Words:
    text = shell.file(GUIDANCE).read_text(encoding="utf-8")
    put(shell, GUIDANCE, text.replace("section 3", "section 33"))
    return ("guidance", "confirm", CODE, "volunteers", "--yes")


# --- people


def listed(text: str) -> Prepare:
    return lambda shell: ("people", "import", put(shell, "staff.csv", text), "--yes")


for _name, _text in {
    "list-empty": "",
    "list-without-column": LIST.replace("email", "e-mail", 1).replace("e-mail,", "", 1),
    "list-person-without-name": LIST.replace("Ben Staff", ""),
    "list-address-misspelt": LIST.replace("ben@union.example", "ben"),
    "list-day-misspelt": LIST.replace("2026-10-01", "last year"),
    "list-id-twice": LIST.replace("s2,", "s1,"),
    "list-address-twice": LIST.replace("ben@", "ada@"),
    "list-format-misspelt": LIST.replace("language", "language,format").replace(
        ",en", ",en,braille", 1
    ),
    "list-broken-workbook": "PK\x03\x04 and nothing more",
}.items():
    SAMPLES.append(Sample(_name, "new", listed(_text)))


def read_as(*options: str) -> Prepare:
    return lambda shell: ("people", "import", put(shell, "staff.csv", LIST), *options, "--yes")


def with_memory_spoilt(shell: Shell) -> tuple[str, ...]:
    (shell.root / "people-columns.toml").write_text("name = full name", encoding="utf-8")
    return listed(LIST)(shell)


SAMPLES += [
    Sample("list-field-unknown", "new", read_as("--column", "shoes=name")),
    Sample("list-heading-unknown", "new", read_as("--column", "name=Full name")),
    Sample("list-memory-spoilt", "new", with_memory_spoilt),
]
SAMPLES.append(
    Sample(
        "list-unconfirmed",
        "new",
        lambda shell: listed(LIST.replace("Ada", "Adah"))(shell)[:-1],
    )
)


# --- notices

SEND = ("notice", "send", CODE)
plain("notice-unconfirmed", "told", *SEND)
plain("notice-to-another-number", "told", *SEND, "--yes", "--expect", "42")
plain("notice-to-unknown-audience", "told", *SEND, "--audience", "bishops")
plain("notice-to-mixed-audiences", "told", *SEND, "--audience", "staff", "--audience", "volunteers")
plain("notice-due-yesterday", "new", *SEND, "--due", "2026-11-26")
plain("notice-of-unknown-policy", "new", "notice", "send", "expenses")


@sample("new")
def notice_to_nobody(shell: Shell) -> Words:
    put(shell, "people.csv", LIST.splitlines()[0] + "\n")
    return SEND


@sample("new")
def notice_that_binds_nobody(shell: Shell) -> Words:
    text = put(shell, "text.md", HEAD + "---\n\n## 1. Scope\n\n1.1 Yes.\n")
    shell("policy", "import", text, "--as", "expenses", "--yes")
    return ("notice", "send", "expenses")


# --- replies


def settled(*words: str) -> Prepare:
    """Ada's reply came in and is to be settled in these words."""

    def prepare(shell: Shell) -> Words:
        shell.answer("ada@union.example")
        shell("replies", "collect", day="2026-12-04")
        evidence = shell.json("replies", "list")["replies"][0]["evidence"]
        shell.named = {evidence[:12]: "EVIDENCE", evidence[:8]: "EVIDENCE"}
        return ("replies", "resolve", evidence[:12], "--reason", "Rang", "--yes", *words)

    return prepare


for _name, _words in {
    "reply-settled-as-no-outcome": ("--as", "fine", "--by", "Sarah Okafor"),
    "reply-settled-by-nobody": ("--as", "question", "--by", " "),
    "reply-settled-by-its-writer": ("--as", "question", "--by", "Ada Staff"),
}.items():
    SAMPLES.append(Sample(_name, "told", settled(*_words)))


@sample("told")
def reply_of_nobody_cannot_count(shell: Shell) -> Words:
    stray = Answer("stray", "I have read and understood the policy.")
    shell.answer("ada@union.example", stray)
    shell("replies", "collect", day="2026-12-04")
    evidence = shell.json("replies", "list")["replies"][0]["evidence"]
    shell.named = {evidence[:12]: "EVIDENCE"}
    return ("replies", "resolve", evidence[:12], "--as", "acknowledged", *SETTLE)


# --- the demo


@sample("new")
def demo_over_other_files(shell: Shell) -> Words:
    return ("demo", str(shell.root))
