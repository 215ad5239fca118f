"""The labels around a guidance, in its reader's language; the advice itself is the officer's own words."""

from collections.abc import Iterable, Mapping

ENGLISH: Mapping[str, str] = {
    "for": "Guidance for {audience}",
    "from": "From the {policy} of {organisation}",
    "status": "This is guidance, not a by-law. It advises; the by-law decides.",
    "derived": "Derived from by-law version {version} ({code}){clauses}.",
    "rests": "Rests on {clauses}.",
    "passage": "From {clauses}.",
    "itself": "The by-law itself: {place}",
    "read": "Read the by-law itself: ",
    "the": "the {policy}",
    "advice": "advice, which binds nobody",
    "version": "Derived from the {policy}, version {version}",
    "in_force": "in force from {day}",
    "current": "The current guidance: {place}",
    "digest": "SHA-256 of the policy's text:",
}
WELSH: Mapping[str, str] = {
    "for": "Canllawiau i {audience}",
    "from": "O {policy} {organisation}",
    "status": "Canllawiau yw'r rhain, nid is-ddeddf. Cynghori a wnânt; yr is-ddeddf sy'n penderfynu.",
    "derived": "Yn deillio o fersiwn {version} yr is-ddeddf ({code}){clauses}.",
    "rests": "Yn seiliedig ar {clauses}.",
    "passage": "O {clauses}.",
    "itself": "Yr is-ddeddf ei hun: {place}",
    "read": "Darllenwch yr is-ddeddf ei hun: ",
    "the": "{policy}",
    "advice": "cyngor nad yw'n rhwymo neb",
    "version": "Yn deillio o {policy}, fersiwn {version}",
    "in_force": "mewn grym o {day} ymlaen",
    "current": "Y canllawiau cyfredol: {place}",
    "digest": "SHA-256 testun y polisi:",
}
LABELS = {"en": ENGLISH, "cy": WELSH}


def label(language: str, name: str, **said: str) -> str:
    """One label of a language in `LABELS`, with what it names put in."""
    return LABELS[language][name].format(**said)


def label_language(extra: Iterable[tuple[str, object]]) -> str:
    """The language that a guidance file's `language:` asks for; English where there are no labels in it."""
    wanted = dict(extra).get("language")
    return wanted if isinstance(wanted, str) and wanted in LABELS else "en"
