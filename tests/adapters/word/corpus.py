# ruff: noqa: E501  (a case is a line; broken lines would hide what it changes)
"""Amendments of every kind, as pairs of texts: what each redline is proved and judged on."""

NUMBERED = """# Social Media Policy

## 1. Introduction

1.1 This policy helps staff, trustees and volunteers of the Union to use social media well.

1.2 It applies to every account, whoever runs it[^scope].

[^scope]: See the register of accounts.

## 2. Definitions

2.1 In this policy:

Account
: a page or profile kept in the Union's name

Channel
: a place on the internet where posts appear

## 3. Accounts

3.1 No account may be opened without the permission of the Chief Executive Officer.

3.2 The person who runs an account must:

(a) log it with the Chief Executive Officer;

(b) keep its password safe, which means:

(i) not sharing it by e-mail;

(ii) changing it every year;

(c) close it when it is no longer needed.

3.3 Announcements go to the main account first; see clause 3.1.

### Passwords

3.4 Passwords are kept in the Union's **password store**.

| Account | Runs it | Checked |
| --- | --- | --- |
| Main | Communications | monthly |
| Sport | Sport officer | yearly |
| Bar | Bar manager | yearly |

## 4. Conduct

4.1 Posts are kind, *true* and lawful. More is said [on the Union's pages](https://example.org/conduct).

4.2 Before posting, ask:

- Is it true?
- Is it kind?
  - to students
  - to staff
- Would you say it aloud?

4.3 To report a post:

1. Take a picture of it.
2. Note the address.
3. Write to the manager.

4.4 Posts made in haste are deleted.

> Think before you post.

## 5. Review

5.1 The Trustee Board reviews this policy every three years.

## Schedule 1 Forms

### 1. Permission

1.1 Name of the account.

1.2 Reason for the account.
"""

PLAIN = """# Social Media Policy

## 1. Introduction

Social media has opened up the potential to network with large numbers of people quickly.

However, it has also raised serious concerns over the use and privacy of data.

The Union expects all employees and trustees to adhere to this policy.

## 2. Conduct

You should never post material unless you are certain you have the permission of its maker.

You should never share information about other staff, students, clients or customers.

### Respect

Do not post anything that is legally offensive.

### Reputation

We all get annoyed at the place we work sometimes. You should avoid negative comments.

## 3. Further Information

If in doubt you should seek advice from your manager.
"""


def _edit(text: str, *changes: tuple[str, str]) -> tuple[str, str]:
    """The text and the text with each first part replaced once."""
    new = text
    for before, after in changes:
        assert before in new, before
        new = new.replace(before, after, 1)
    return text, new


def _n(*changes: tuple[str, str]) -> tuple[str, str]:
    return _edit(NUMBERED, *changes)


def _p(*changes: tuple[str, str]) -> tuple[str, str]:
    return _edit(PLAIN, *changes)


CLAUSE_44 = "4.4 Posts made in haste are deleted.\n\n"
LISTED = "- Is it true?\n- Is it kind?\n"
ROW = "| Sport | Sport officer | yearly |\n"
NO_NOTES = NUMBERED.replace("[^scope].\n\n[^scope]: See the register of accounts.", ".")
TABLE = NUMBERED[NUMBERED.index("| Account") : NUMBERED.index("## 4. Conduct")]

CASES: dict[str, tuple[str, str]] = {
    "a word": _n(("kind, *true* and lawful", "kind, *true* and courteous")),
    "a word inserted": _n(("the permission", "the written permission")),
    "a word omitted": _n(("log it with the Chief Executive Officer", "log it")),
    "punctuation": _n(("staff, trustees and volunteers", "staff, trustees, and volunteers")),
    "a full stop": _p(("adhere to this policy.", "adhere to this policy;")),
    "a number in the words": _n(("every three years", "every 2 years")),
    "a sentence at the end": _n(("trustees and", "trustees, and"), ("are deleted.", "are deleted. Say so.")),
    "two changes in one clause": _n(("No account may be opened", "No account shall be made"), ("the permission", "leave")),
    "a clause inserted between": _n(("3.2 The person", "3.1A Permission is in writing.\n\n3.2 The person")),
    "a clause inserted at a section's end": _n((CLAUSE_44, CLAUSE_44 + "4.5 Nobody posts for somebody else.\n\n")),
    "a clause inserted after an amended one": _n(
        (CLAUSE_44, "4.4 Posts made in haste are deleted at once\n\n4.5 Nobody posts for others.\n\n")
    ),
    "a clause omitted with a note": _n(
        ("4.4 Posts made in haste are deleted.", "4.4 [Omitted by Trustee Board, 30/11/2026, minute 26/114]")
    ),
    "a clause taken out": _n((CLAUSE_44, "")),
    "a clause taken out in the middle": _n(("1.2 It applies to every account, whoever runs it[^scope].\n\n[^scope]: See the register of accounts.\n\n", "")),
    "clauses renumbered": _n(
        ("4.2 Before", "4.2 Nobody posts for others.\n\n4.3 Before"), ("4.3 To report", "4.4 To report"), ("4.4 Posts", "4.5 Posts")
    ),
    "a clause moved": _n((CLAUSE_44, ""), ("4.2 Before", CLAUSE_44.replace("4.4", "4.1A") + "4.2 Before")),
    "a paragraph moved": _p(
        ("However, it has also raised serious concerns over the use and privacy of data.\n\n", ""),
        ("### Respect", "However, it has also raised serious concerns over the use and privacy of data.\n\n### Respect"),
    ),
    "a paragraph split": _p(("work sometimes. You should", "work sometimes.\n\nYou should")),
    "paragraphs merged": _p(("quickly.\n\nHowever", "quickly. However")),
    "a section retitled": _n(("## 4. Conduct", "## 4. Good conduct")),
    "a section inserted": _n(("## 5. Review", "## 4A. Sanctions\n\n4A.1 Breaking this policy is misconduct.\n\n## 5. Review")),
    "a section taken out": _n(("## 5. Review\n\n5.1 The Trustee Board reviews this policy every three years.\n\n", "")),
    "sections renumbered": _p(("## 2. Conduct", "## 2. Scope\n\nIt binds staff.\n\n## 3. Conduct"), ("## 3. Further", "## 4. Further")),
    "a sub-heading inserted": _n(("3.3 Announcements", "### Announcements\n\n3.3 Announcements")),
    "a sub-heading taken out": _p(("### Respect\n\n", "")),
    "a sub-heading made a section": _p(("### Reputation", "## Reputation")),
    "the title": _n(("# Social Media Policy", "# Policy on Social Media")),
    "a sub-clause inserted": _n(("(c) close", "(ba) tell two people;\n\n(c) close")),
    "a sub-clause at the end": _n(("no longer needed.", "no longer needed;\n\n(d) say so.")),
    "a sub-clause taken out": _n(("(c) close it when it is no longer needed.\n\n", "")),
    "roman clauses": _n(("(ii) changing it every year;", "(ii) changing it every month;\n\n(iii) keeping it long;")),
    "a table cell": _n(("| Bar manager |", "| Bar staff |")),
    "a table row inserted": _n((ROW, ROW + "| Arts | Arts officer | yearly |\n")),
    "a table row at the top": _n((ROW, ""), ("| Main |", ROW + "| Main |")),
    "a table row taken out": _n((ROW, "")),
    "a table's last row taken out": _n(("| Bar | Bar manager | yearly |\n", "")),
    "a table column": _n(
        (TABLE, "| Account | Runs it |\n| --- | --- |\n| Main | Communications |\n| Sport | Sport officer |\n\n")
    ),
    "a table taken out": _n((TABLE, "")),
    "a table inserted": _p(("### Respect", "| When | Who |\n| --- | --- |\n| daily | staff |\n\n### Respect")),
    "a table and the clause before it": _n(
        ("3.4 Passwords are kept in the Union's **password store**.\n\n" + TABLE, "")
    ),
    "a paragraph before a table taken out": _n(
        ("3.4 Passwords are kept in the Union's **password store**.\n\n", "")
    ),
    "a paragraph before a table inserted": _n(("| Account | Runs", "They are long.\n\n| Account | Runs")),
    "a list item": _n(("Is it kind?", "Is it kind and fair?")),
    "a list item inserted": _n((LISTED, LISTED[:14] + "- Is it ours?\n" + LISTED[14:])),
    "a list item taken out": _n(("- Would you say it aloud?\n", "")),
    "a nested list item": _n(("  - to staff\n", "  - to staff\n  - to partners\n")),
    "a numbered item inserted": _n(
        ("2. Note the address.\n3. Write", "2. Note the time.\n3. Note the address.\n4. Write")
    ),
    "a numbered item taken out": _n(("2. Note the address.\n3. Write", "2. Write")),
    "a footnote's words": _n(("See the register of accounts.", "See the register of all accounts.")),
    "a footnote inserted": _n(("are deleted.\n", "are deleted[^haste].\n\n[^haste]: Within a day.\n")),
    "a footnote taken out": _n(("whoever runs it[^scope].\n\n[^scope]: See the register of accounts.", "whoever runs it.")),
    "emphasis only": _n(("kind, *true* and lawful", "kind, true and **lawful**")),
    "a link's target": _n(("https://example.org/conduct", "https://example.org/behaviour")),
    "a link's words": _n(("[on the Union's pages]", "[on our pages]")),
    "a link made": _n(("the main account first", "the [main account](https://example.org/main) first")),
    "the first paragraph": _p(("Social media has opened up", "Social media has opened")),
    "the first paragraph taken out": _p(
        ("Social media has opened up the potential to network with large numbers of people quickly.\n\n", "")
    ),
    "the last paragraph": _p(("from your manager.", "from your manager or the Chief Executive.")),
    "the last paragraph taken out": _p(("\nIf in doubt you should seek advice from your manager.\n", "")),
    "a paragraph at the very end": _p(("your manager.\n", "your manager.\n\nNobody is too busy to answer.\n")),
    "duplicate paragraphs": (
        "# T\n\nAsk first.\n\nWait.\n\nAsk first.\n\nThen post.\n",
        "# T\n\nAsk first.\n\nAsk first.\n\nWait.\n\nThen post.\n\nAsk first.\n",
    ),
    "signs special to XML": _p(("data.", "data & <b>\"names\"</b> > 'all' ]]> &amp;.")),
    "right-to-left text": _p(("your manager.", "your manager.\n\nשאלו את המנהל לפני הפרסום.")),
    "words right to left within a paragraph": _p(("your manager.", "your manager (مدير).")),
    "characters beyond the first plane": _p(("quickly.", "quickly 🎓🏳️‍🌈 𝔘nion.")),
    "a quotation": _n(("> Think before you post.", "> Think twice before you post.")),
    "a quotation made of two": _n(("> Think before you post.", "> Think.\n>\n> Then post.")),
    "a definition": _n((": a page or profile kept", ": a page kept")),
    "a definition inserted": _n(("Channel\n:", "Board\n: the Trustee Board\n\nChannel\n:")),
    "a definition taken out": _n(("Account\n: a page or profile kept in the Union's name\n\n", "")),
    "a fenced block": _p(("### Respect", "```\n#hashtag  one\n  two\n```\n\n### Respect")),
    "a schedule's clause": _n(("1.2 Reason for the account.", "1.2 Reason for the account and its end.")),
    "a schedule inserted": _n(("1.2 Reason for the account.\n", "1.2 Reason for the account.\n\n## Schedule 2 Register\n\n1. Name.\n")),
    "a schedule taken out": _n((NUMBERED[NUMBERED.index("## Schedule 1") :], "")),
    "a hard line break": _p(("quickly.", "quickly.  \nAnd cheaply.")),
    "a whole rewrite": (PLAIN, NUMBERED),
    "a whole rewrite back": (NUMBERED, PLAIN),
    "from nothing much": ("# Social Media Policy\n\nBe kind.\n", NUMBERED),
    "to nothing much": (NUMBERED, "# Social Media Policy\n\nBe kind.\n"),
    "a whole rewrite without notes": (PLAIN, NO_NOTES),
    "a whole rewrite back without notes": (NO_NOTES, PLAIN),
    "a section wholly rewritten": _n(
        (NUMBERED[NUMBERED.index("4.1 Posts"): NUMBERED.index("## 5. Review")],
         "4.1 Be kind.\n\n4.2 Be brief, be bright, be gone.\n\n| Do | Do not |\n| --- | --- |\n| ask | guess |\n\n4.3 Stop.\n\n")),
    "a table twice": _n((TABLE, TABLE + TABLE)),
    "a table split by a clause": _n((ROW, "\n3.5 Others are asked for.\n\n| Account | Runs it | Checked |\n| --- | --- | --- |\n" + ROW)),
    "a footnote with a link": _n(("See the register of accounts.", "See [the register](https://example.org/r)."), ("[on the", "[from the")),
    "a footnote nobody refers to": _n(("whoever runs it[^scope].", "whoever runs it.")),
    "a ragged table": _n(("| Bar | Bar manager | yearly |", "| Bar | Bar manager |"), ("| Main | Communications | monthly |", "| Main | Communications | monthly | extra |")),
    "nothing at all": (NUMBERED, NUMBERED),
}  # fmt: skip
