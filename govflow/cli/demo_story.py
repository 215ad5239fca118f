"""The demo's script: five weeks in a pretend union, played by the workflows themselves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from govflow.cli.asked import Asked
from govflow.cli.show import done, emit, next_step, say
from govflow.core.errors import GovflowError

if TYPE_CHECKING:
    from govflow.adapters.system.clock import PretendClock
    from govflow.workflows.office import Office

CODE = "social-media"
AMENDMENT = "2026-01"
BEGUN = date(2026, 11, 2)
BUILT = date(2026, 11, 19)
DECIDED = date(2026, 11, 26)
SENT = date(2026, 11, 27)
COMMENCED = date(2026, 12, 1)
DUE = date(2026, 12, 18)
COLLECTED = date(2026, 12, 4)
SEED = 1
SHORT_ANSWER = "s05"  # the person who answered no more than "ok"


def play(asked: Asked, root: Path, *, open_report: bool) -> None:
    """Play the whole story in a new workspace at `root` and name the files to look at.

    Refused when the folder holds anything that is not an earlier demo.
    """
    from govflow.adapters.files.new_workspace import Start, lay_out
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.memory.correspondents import BOUNDARY
    from govflow.adapters.system.clock import PretendClock
    from govflow.adapters.system.entropy import SeededEntropy
    from govflow.cli.wiring import open_office

    _make_room(root)
    say(
        asked,
        "This plays five weeks in a pretend union of 42 people, with the real Social Media Policy.",
    )
    say(asked, f"Nothing leaves this computer. The workspace is {root}")
    lay_out(root, Start(phone="01244 000 000", authserv_ids=(BOUNDARY,)))
    (root / MARK).write_text(
        "Made by 'govflow demo'; the next demo may replace this folder.\n", encoding="utf-8"
    )
    clock = PretendClock(BEGUN)
    with open_office(root, read_settings(root), clock, SeededEntropy(SEED)) as office:
        files = [file for part in _story(asked, office, clock, root) for file in part]
    emit(asked, "govflow/demo/1", {"workspace": str(root), "files": files}, lambda: _files(files))
    next_step(asked, f"govflow -C {root.name} status", "govflow init")
    if open_report and not asked.json:
        click.launch((root / files[-1]).as_uri())


MARK = "made-by-govflow-demo.txt"


def _make_room(root: Path) -> None:
    import shutil

    if not root.exists() or not any(root.iterdir()):
        return
    if not (root / MARK).is_file():
        raise GovflowError(
            "this folder is not empty and was not made by the demo.",
            place=str(root),
            remedy="name a new folder: govflow demo FOLDER",
        )
    shutil.rmtree(root)


def _files(files: list[str]) -> None:
    click.echo("Look at these files:")
    for file in files:
        click.echo(f"  {file}")


def _story(
    asked: Asked, office: "Office", clock: "PretendClock", root: Path
) -> Iterator[list[str]]:
    """Each chapter in turn; yields the files it made that are worth looking at."""
    yield _begin(asked, office)
    yield _propose(asked, office, clock, root)
    yield _decide(asked, office, clock)
    yield _publish(asked, office)
    yield _send(asked, office, clock)
    yield _answer(asked, office, clock, root)
    yield _report(asked, office, root)


def _begin(asked: Asked, office: "Office") -> list[str]:
    from govflow.adapters.files.shipped import shipped
    from govflow.workflows.people import carry_out_import, plan_import
    from govflow.workflows.start import adopt_first

    adopt_first(office, "shipped with govflow")
    policy = office.library.current(CODE)
    words = sum(len(block.text.split()) for block in policy.blocks)
    done(asked, f"policy read: {policy.title}, {words:,} words, version 1.0 passed 18/06/2018")
    people = shipped("policy") / "demo" / "people.csv"
    plan = plan_import(office, people.read_bytes(), people.name)
    carry_out_import(office, plan)
    done(asked, f"people list taken over: {len(plan.people)} people")
    return [f"policy/{CODE}/policy.md"]


def _propose(asked: Asked, office: "Office", clock: "PretendClock", root: Path) -> list[str]:
    from govflow.adapters.files.atomic import write_file
    from govflow.adapters.files.shipped import shipped
    from govflow.workflows.amend import examine, plan_amendment, start_amendment
    from govflow.workflows.board import build_pack, plan_pack

    example = shipped("policy") / "demo"
    form = plan_amendment(
        office,
        CODE,
        title="Written permission and AI-assisted accounts",
        source=(example / "proposed.md").read_bytes(),
        place="proposed.md",
        reason="",
        mover="",
    )
    file = Path(start_amendment(office, form))
    write_file(file.with_name("amendment.toml"), (example / "amendment.toml").read_bytes())
    found = examine(office, form.id)
    weight = f"{len(found.comparison.changes)} changes, materiality {found.comparison.materiality}"
    done(
        asked,
        f"amendment {form.id} proposed: {weight}",
    )
    clock.turn_to(BUILT)
    files = build_pack(office, plan_pack(office, form.id))
    done(asked, "Board pack built: accept-all is the proposed text, reject-all the text in force")
    return list(files)


def _decide(asked: Asked, office: "Office", clock: "PretendClock") -> list[str]:
    from govflow.core.record.resolutions import Vote
    from govflow.core.text.policy import short_code
    from govflow.workflows.decisions import Decision, plan_decision, record_decision

    clock.turn_to(DECIDED)
    said = Decision("passed", DECIDED, "26/114", Vote(9, 0))
    plan = plan_decision(office, AMENDMENT, said)
    record_decision(office, plan)
    done(asked, f"the Board passed it on 26/11/2026, minute 26/114, text {short_code(plan.digest)}")
    return []


def _publish(asked: Asked, office: "Office") -> list[str]:
    from govflow.workflows.guidance import confirm_guidance
    from govflow.workflows.publish import carry_out, plan_publication

    try:
        plan = plan_publication(office, AMENDMENT, COMMENCED)
    except GovflowError as refusal:
        done(asked, f"publication waits: {refusal.problem}")
        confirm_guidance(office, CODE, "volunteers", "Sarah Okafor, Governance Officer")
        done(asked, "the volunteers' guidance was read beside the new text and confirmed")
        plan = plan_publication(office, AMENDMENT, COMMENCED)
    files = carry_out(office, plan)
    done(asked, f"version {plan.version} published: by-law and guidance, in force from 01/12/2026")
    return list(files)


def _send(asked: Asked, office: "Office", clock: "PretendClock") -> list[str]:
    from govflow.workflows.deliver import deliver
    from govflow.workflows.notify import plan_notice, seal
    from govflow.workflows.preview import write_preview

    clock.turn_to(SENT)
    plan = plan_notice(office, CODE, due=DUE)
    page = write_preview(office, plan)
    result = deliver(office, seal(office, plan))
    done(asked, f"{result.sent} of {result.total} letters written, reply by 18/12/2026")
    return [page, "mail/outbox/"]


def _answer(asked: Asked, office: "Office", clock: "PretendClock", root: Path) -> list[str]:
    from govflow.cli.demo_replies import write_replies
    from govflow.workflows.collect import Settlement, collect, resolve
    from govflow.workflows.registers import reply_lines

    clock.turn_to(COLLECTED)
    count = write_replies(root / "mail", SENT)
    found = collect(office)
    kinds = " · ".join(f"{number} {name.replace('_', ' ')}" for name, number in found.outcomes)
    done(asked, f"{count} messages came back: {kinds}")
    held = reply_lines(office, held_only=True)
    short = next(line for line in held if line["recipient"] == SHORT_ANSWER)
    reason = "Telephoned on 4 December: he has read it and will follow it."
    resolve(office, Settlement(short["evidence"], "acknowledged", "Sarah Okafor", reason))
    done(asked, "one doubtful reply settled by the officer, with name and reason")
    return ["mail/processed/"]


def _report(asked: Asked, office: "Office", root: Path) -> list[str]:
    from govflow.adapters.files.atomic import write_file
    from govflow.workflows.reporting import report
    from govflow.workflows.verifying import verify

    found = report(office)
    name = f"documents/reports/report-{found.notice}.html"
    write_file(root / name, office.pages.report(found).encode())
    everybody = found.everybody
    done(asked, f"report: {everybody.percent} % of {everybody.asked} have acknowledged")
    altered = verify(office)
    done(
        asked,
        f"ledger verified: {len(altered)} alterations, checkpoint {str(office.register.checkpoint())[:24]}",
    )
    return [name]
