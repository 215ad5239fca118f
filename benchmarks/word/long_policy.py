"""A made-up policy of any length, the same each time: 50 numbered clauses to a section."""

import random

SAID = """the Union account members trustee officer permission channel records content policy review
must should may publish approve notify report register within days written reasonable every person who
post share harm student staff public conduct complaint evidence decision"""
WORDS = SAID.split()
EDITED, OMITTED, INSERTED = 70, 15, 15  # of 5,000 clauses: 2 %


def clauses(count: int, seed: int = 7) -> list[str]:
    """The words of each clause, about 30 to a clause; one in twenty holds emphasis or a link."""
    chance = random.Random(seed)
    out = []
    for at in range(count):
        words = [chance.choice(WORDS) for _ in range(chance.randint(20, 40))]
        if at % 40 == 3:
            words[4] = f"**{words[4]}**"
        if at % 40 == 23:
            words[6] = f"[{words[6]}](https://example.org/{at})"
        out.append(" ".join(words).capitalize() + ".")
    return out


def numbered(texts: list[str]) -> list[tuple[str, str]]:
    return [(f"{at // 50 + 1}.{at % 50 + 1}", text) for at, text in enumerate(texts)]


def markdown(rows: list[tuple[str, str]]) -> str:
    """The policy's Markdown; a new section wherever the first figure of the number changes."""
    parts, section = ["# Long Policy"], ""
    for number, text in rows:
        if number.split(".")[0] != section:
            section = number.split(".")[0]
            parts.append(f"## {section}. Section {section}")
        parts.append(f"{number} {text}")
    return "\n\n".join(parts) + "\n"


def amended(rows: list[tuple[str, str]], seed: int = 11) -> list[tuple[str, str]]:
    """2 % changed: words edited, clauses omitted with their note, clauses inserted with a letter."""
    chance = random.Random(seed)
    scale = len(rows) / 5000
    picked = chance.sample(range(len(rows)), int((EDITED + OMITTED + INSERTED) * scale) or 3)
    edit = set(picked[: int(EDITED * scale) or 1])
    omit = set(picked[len(edit) : len(edit) + (int(OMITTED * scale) or 1)])
    insert = set(picked) - edit - omit
    out = []
    for at, (number, text) in enumerate(rows):
        if at in edit:
            words = text.split()
            words[chance.randrange(len(words) - 1)] = "forthwith"
            out.append((number, " ".join(words)))
        elif at in omit:
            out.append((number, "[Omitted by Trustee Board, 30/11/2026, minute 26/114]"))
        else:
            out.append((number, text))
        if at in insert:
            new = " ".join(chance.choice(WORDS) for _ in range(30)).capitalize()
            out.append((f"{number}A", f"{new}."))
    return out
