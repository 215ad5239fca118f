"""The governance linter: what a careful reviewer of a policy would point out, one small rule for each.

`check` looks and reports; it never edits. Points of law are only referred to a person. The rules stand
in one table, `RULES`; their docstrings are their documentation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from govflow.core.text.checks import (
    addressees,
    clauses,
    expression,
    law,
    missing,
    names,
    references,
    repetition,
    structure,
    terms,
    unprintable,
)
from govflow.core.text.checks.suppress import suppressed
from govflow.core.text.checks.text import Found, Text
from govflow.core.text.findings import Finding, Severity
from govflow.core.text.policy import Policy
from govflow.core.text.reviews import LIVES

ERROR, WARNING, REFER = Severity.ERROR, Severity.WARNING, Severity.REFER


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the linter knows: its code for good, its weight, and the function that looks for it."""

    code: str
    severity: Severity
    look: Callable[[Text], Iterator[Found]]


RULES = tuple(
    Rule(code, severity, look)
    for code, severity, look in (
        ("GOV101", WARNING, repetition.near_duplicates),
        ("GOV102", WARNING, repetition.repeated_runs),
        ("GOV103", WARNING, repetition.mixed_quotation_marks),
        ("GOV104", WARNING, structure.unnumbered_headings),
        ("GOV105", REFER, structure.no_numbers),
        ("GOV106", WARNING, structure.bare_paragraphs),
        ("GOV107", WARNING, structure.skipped_levels),
        ("GOV108", WARNING, structure.number_gaps),
        ("GOV109", WARNING, structure.empty_sections),
        ("GOV110", WARNING, references.missing_parts),
        ("GOV111", WARNING, references.vague_references),
        ("GOV112", ERROR, references.dangling_references),
        ("GOV113", WARNING, structure.rules_in_narrative),
        ("GOV114", WARNING, structure.rules_beside_advice),
        ("GOV115", ERROR, missing.title),
        ("GOV116", ERROR, missing.dates),
        ("GOV117", ERROR, unprintable.pictures),
        ("GOV118", ERROR, unprintable.broken_tables),
        ("GOV201", WARNING, names.undefined_acronyms),
        ("GOV202", WARNING, names.two_names),
        ("GOV203", WARNING, names.one_name_for_two),
        ("GOV204", WARNING, terms.undefined_terms),
        ("GOV205", WARNING, terms.unused_definitions),
        ("GOV206", WARNING, terms.unused_roles),
        ("GOV207", WARNING, terms.mixed_capitals),
        ("GOV301", WARNING, addressees.no_duty),
        ("GOV302", WARNING, addressees.duty_out_of_scope),
        ("GOV303", WARNING, addressees.sanction_gap),
        ("GOV304", WARNING, addressees.mixed_you),
        ("GOV305", WARNING, addressees.advice_route_gap),
        ("GOV306", WARNING, addressees.decider_applies),
        ("GOV401", WARNING, missing.version),
        ("GOV402", WARNING, missing.owner),
        ("GOV403", WARNING, missing.effective),
        ("GOV404", WARNING, missing.review),
        ("GOV405", WARNING, missing.minute),
        ("GOV406", WARNING, missing.instrument_class),
        ("GOV407", WARNING, missing.life),
        ("GOV408", WARNING, clauses.amendment),
        ("GOV409", WARNING, clauses.acknowledgement),
        ("GOV410", WARNING, clauses.permission_form),
        ("GOV411", WARNING, clauses.permission_time),
        ("GOV412", WARNING, clauses.permission_record),
        ("GOV413", WARNING, clauses.permission_revoked),
        ("GOV414", WARNING, clauses.nominee),
        ("GOV415", WARNING, clauses.otherwise_agreed),
        ("GOV416", WARNING, clauses.breach_route),
        ("GOV417", WARNING, clauses.related_documents),
        ("GOV418", WARNING, clauses.monitoring),
        ("GOV419", WARNING, clauses.equality),
        ("GOV420", WARNING, clauses.data_protection),
        ("GOV421", WARNING, clauses.purpose),
        ("GOV422", WARNING, missing.no_audiences),
        ("GOV423", WARNING, missing.no_roles),
        ("GOV424", WARNING, missing.no_glossary),
        ("GOV501", WARNING, expression.mixed_modals),
        ("GOV502", WARNING, expression.weak_should),
        ("GOV503", WARNING, expression.long_sentences),
        ("GOV504", WARNING, expression.platform_names),
        ("GOV505", WARNING, expression.absolute_claims),
        ("GOV506", WARNING, expression.hedges),
        ("GOV507", WARNING, expression.gendered),
        ("GOV508", WARNING, expression.doubled_words),
        ("GOV509", WARNING, expression.mixed_spelling),
        ("GOV601", REFER, law.disparagement),
        ("GOV602", REFER, law.theft),
        ("GOV603", REFER, law.equal_scope),
        ("GOV604", REFER, law.incident_route),
        ("GOV605", REFER, law.repealed_law),
        ("GOV606", REFER, law.old_terms),
        ("GOV607", REFER, law.contract_claim),
        ("GOV608", REFER, law.watching),
        ("GOV609", REFER, law.foreign_rules),
    )
)
"""Every rule in the order of its code. A code is never given to another rule."""


def check(
    policy: Policy, *, today: date | None, lives: Mapping[str, int] = LIVES
) -> tuple[Finding, ...]:
    """What a careful reviewer would point out in this policy, by line and code.

    `today` decides whether dates have passed; None leaves those questions out. `lives` are the years
    each class of instrument has. The front matter's
    `suppress` list takes findings away, each for a reason; one without a reason is itself a finding.
    The time grows with the length of the text and no faster. Nothing is edited.
    """
    text = Text(policy, today, lives)
    found = tuple(_finding(rule, one, policy) for rule in RULES for one in _once(rule.look(text)))
    return tuple(
        sorted(
            suppressed(found, policy, frozenset(r.code for r in RULES)),
            key=lambda f: (f.line, f.code, f.message),
        )
    )


def unprintable_parts(policy: Policy) -> tuple[Finding, ...]:
    """Pictures, and tables that are none: papers would show them as they are typed. Never suppressed."""
    text = Text(policy, None)
    rules = (
        rule for rule in RULES if rule.look in (unprintable.pictures, unprintable.broken_tables)
    )
    return tuple(_finding(rule, one, policy) for rule in rules for one in _once(rule.look(text)))


def checks_page() -> str:
    """The documentation of every rule as Markdown, made from the docstrings."""
    parts = [PAGE_HEAD]
    for rule in RULES:
        head, *rest = _paragraphs(rule)
        parts.append(f"## {rule.code}: {head.rstrip('.')}\n\nSeverity: {rule.severity}.\n")
        parts += [f"{line}\n" for line in rest]
    return "\n".join(parts)


PAGE_HEAD = """\
# What `policy check` looks for

An *error* stops (`policy check` exits with 1), a *warning* asks, *refer* is put to a person: points of law
are never judged or mended by a program.
A finding is taken away by an entry under `suppress` in the policy's front matter, with its `code`, a
`reason` and, where only one place is meant, its `clause`.
"""


def _once(found: Iterator[Found]) -> Iterator[Found]:
    """A rule says the same of the same place once."""
    seen: set[tuple[int, str]] = set()
    for one in found:
        key = (one.piece.at if one.piece else -1, one.message)
        if key not in seen:
            seen.add(key)
            yield one


def _finding(rule: Rule, found: Found, policy: Policy) -> Finding:
    return Finding(
        code=rule.code,
        severity=rule.severity,
        file=policy.path,
        line=found.piece.line if found.piece else 1,
        clause=found.piece.address if found.piece else None,
        message=found.message,
        remedy=found.remedy,
    )


def _paragraphs(rule: Rule) -> list[str]:
    """The docstring's first line, then 'Why', 'Example' and 'Remedy', each on one line."""
    lines = [line.strip() for line in (rule.look.__doc__ or "").strip().splitlines()]
    out: list[str] = [lines[0]]
    for line in lines[1:]:
        label, _, rest = line.partition(": ")
        if label in ("Why", "Example", "Remedy"):
            out.append(f"**{label}:** {rest}")
        elif line:
            out[-1] += f" {line}"
    return out
