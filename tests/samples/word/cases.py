# ruff: noqa: E501  (a part is a line; broken strings would hide the XML)
"""The sample Word files by name: what officers really do, each with its Markdown beside it in `expected/`."""

from tests.samples.word.builder import (
    LEGAL,
    PLAIN,
    b,
    comments,
    docx,
    field,
    header,
    i,
    ins,
    link,
    lvl,
    note,
    notes,
    numbering,
    override,
    p,
    page,
    r,
    section,
    style,
    styles,
    table,
    textbox,
)

COVER = (
    p(r("Expenses Policy", "b", size=52), centred=True),
    p("BY LAW of", centred=True),
    p("NORTHGATE STUDENTS' UNION", centred=True),
    p("Passed at Trustee Board on", centred=True),
    p("14/03/2023", centred=True),
)
HEAD = p("Expenses Policy", style="Title")
ONE = p(b("1. Scope"))
TIED = styles(
    style("Heading1n", "Clause Heading", "Normal", num=5, looks="<w:b/>", outline=0),
    style("Clause", "Numbered Clause", "Normal", num=5, level=1),
    style("SubClause", "Sub Clause", "Clause", level=2, num=5),
    style("Deeper", "Deeper Clause", "SubClause"),
)
TIED_LIST = numbering(
    {
        5: lvl(0, tied="Heading1n")
        + lvl(1, text="%1.%2", tied="Clause")
        + lvl(2, "lowerLetter", "(%3)", tied="SubClause")
    },
    {5: 5},
)


def typed_numbers():
    return docx(
        HEAD,
        p(b("1. Scope")),
        p("1.1 This policy covers claims."),
        p("1.2 It does not cover:"),
        p("(a) fines;"),
        p("(b) tips, which means:"),
        p("(i) in cash;"),
        p("(ii) by card."),
        p(b("2. Claims")),
        p("2.1 Claims are made early."),
    )


def automatic_numbers():
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("This policy covers claims.", num=1, level=1),
        p("It does not cover:", num=1, level=1),
        p("fines;", num=1, level=2),
        p("tips.", num=1, level=2),
        p("Claims", style="Heading1", num=1),
        p("Claims are made early.", num=1, level=1),
    )


def numbers_by_style():
    return docx(
        HEAD,
        p("Scope", style="Heading1n"),
        p("This policy covers claims.", style="Clause"),
        p("It does not cover:", style="Clause"),
        p("fines;", style="SubClause"),
        p("tips.", style="Deeper"),
        p("Claims", style="Heading1n"),
        p("Claims are made early.", style="Clause"),
        numbers=TIED_LIST,
        style_part=TIED,
    )


def typed_and_automatic():
    return docx(
        HEAD,
        p("1. Scope", style="Heading1"),
        p("This policy covers claims.", num=6, level=1),
        p("1.2 It does not cover fines."),
        p("2. Claims", style="Heading1"),
        p("2.1\tClaims are made early."),
        numbers=numbering({6: lvl(0) + lvl(1, text="1.%2")}, {6: 6}),
    )


def list_goes_on_after_subheading():
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First.", num=1, level=1),
        p("Exceptions", style="Heading2"),
        p("Second.", num=1, level=1),
        p("An unnumbered paragraph that only explains what was said above in other words."),
        p("Third.", num=1, level=1),
    )


def starts_and_restarts():
    lists = numbering(
        {0: LEGAL, 2: PLAIN},
        {1: (0, override(0, 4)), 3: 2, 4: (2, override(0, 1)), 5: (0, override(1, 7))},
    )
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First.", num=1, level=1),
        p("Odd.", num=5, level=1),
        p("Apples.", num=3),
        p("Pears.", num=3),
        p("A list begins anew, as this sentence says to anybody who may read it here:"),
        p("Plums.", num=4),
        p("Cherries.", num=4),
        numbers=lists,
    )


def legal_style():
    lists = numbering(
        {
            0: lvl(0, "upperRoman", "Article %1")
            + lvl(1, text="%1.%2", legal=True)
            + lvl(2, "lowerRoman", "(%3)")
        },
        {1: 0},
    )
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First.", num=1, level=1),
        p("part;", num=1, level=2),
        p("other.", num=1, level=2),
        p("Claims", style="Heading1", num=1),
        p("Second.", num=1, level=1),
        numbers=lists,
    )


def numbers_that_never_restart():
    lists = numbering({0: lvl(0) + lvl(1, text="%2.", restart=0)}, {1: 0})
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First of all.", num=1, level=1),
        p("Claims", style="Heading1", num=1),
        p("Second of all.", num=1, level=1),
        numbers=lists,
    )


def list_by_style_link():
    lists = numbering(
        {7: ("", '<w:numStyleLink w:val="House"/>'), 8: (LEGAL, '<w:styleLink w:val="House"/>')},
        {1: 7, 2: 8},
    )
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First.", num=1, level=1),
        numbers=lists,
        style_part=styles(style("House", "House list", kind="numbering", num=2)),
    )


def bold_capitals_as_headings():
    return docx(
        p(r("EXPENSES POLICY", "b", size=32), centred=True),
        p(b("SCOPE")),
        p("This policy covers claims made by staff."),
        p(b("CLAIMS")),
        p("Claims are made early."),
        p(b("Late claims")),
        p("Late claims are refused."),
    )


def underlined_headings():
    return docx(
        HEAD,
        p(r("Scope", "u")),
        p("This policy covers claims made by staff."),
        p(r("Claims", "u")),
        p("Claims are made early."),
    )


def larger_type_as_headings():
    return docx(
        HEAD,
        p(r("Scope", size=30)),
        p("This policy covers claims made by staff."),
        p(r("Claims", size=30)),
        p("Claims are made early."),
    )


def outline_level_without_style():
    return docx(
        HEAD,
        p("Scope", outline=0),
        p("Claims by staff are covered."),
        p("Late", outline=1),
        p("None."),
    )


def title_page():
    return docx(*COVER, page(), p(b("Expenses Policy")), ONE, p("1.1 Claims are covered."))


def title_page_with_facts():
    return docx(
        p(r("Expenses Policy", size=60)),
        p("Policy of the Northgate Trust"),
        p("Version 2.1"),
        p("Approved by: Board of Trustees"),
        p("Date approved: 14 March 2023"),
        p("Review date: 1 April 2026"),
        p("Owner: Finance Officer"),
        p("Registered charity 1234567"),
        page(),
        ONE,
        p("1.1 Claims are covered."),
    )


def version_table():
    return docx(
        *COVER,
        page(),
        p(b("Document control")),
        table(
            ("Version", "Date", "Author", "Summary of changes"),
            ("1.0", "14/03/2021", "A Clerk", "First version"),
            ("1.1", "14 March 2023", "B Clerk", "Late claims"),
        ),
        ONE,
        p("1.1 Claims are covered."),
    )


def fact_table():
    return docx(
        HEAD,
        table(
            ("Approved by", "Trustee Board"),
            ("Date approved", "14/03/2023"),
            ("Review date", "14/03/2026"),
        ),
        ONE,
        p("1.1 Claims are covered."),
    )


def contents_list():
    return docx(
        HEAD,
        p("Contents", style="TOCHeading"),
        p(r(raw='<w:fldChar w:fldCharType="begin"/>'), r(raw="<w:instrText>TOC \\o</w:instrText>"),
          r(raw='<w:fldChar w:fldCharType="separate"/>'), "1. Scope\t2", style="TOC1"),
        p("2. Claims\t3", r(raw='<w:fldChar w:fldCharType="end"/>'), style="TOC1"),
        p("Scope", style="Heading1", num=1),
        p("Claims are covered.", num=1, level=1),
    )  # fmt: skip


def typed_contents_list():
    return docx(
        HEAD,
        p(b("Contents")),
        p("1. Scope ........ 2"),
        p("2. Claims ........ 3"),
        ONE,
        p("1.1 All are covered."),
    )


def headers_and_watermark():
    mark = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are covered."),
        header1=header(p("Northgate Trust"), p(mark)),
        footer1=header(p("Page ", field("PAGE", "1")), kind="ftr"),
    )


def emphasis_and_links():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are ", b("early"), ", ", i("true"), " and ", r("both", "b", "i"), "; see ",
          link("l1", "our pages"), " or ", link("l2", b("write to us")), "."),
        links={"l1": "https://example.org/claims?a=1&b=2", "l2": "mailto:finance@example.org"},
    )  # fmt: skip


def split_runs():
    return docx(
        HEAD,
        ONE,
        p(
            r("1"),
            r("."),
            r("1 Cl"),
            r("aims "),
            r("are ", "b"),
            r("ear", "b"),
            r("ly", "b"),
            r("."),
        ),
    )


def signs_of_markdown():
    return docx(
        HEAD,
        ONE,
        p("1.1 Use *stars*, _lines_, `ticks`, [brackets], a\\b, <a@b.org>, #1 and {#x}."),
        p("# no heading"),
        p("> no quotation"),
        p("- no item"),
        p("2019. A year, not an item."),
        p("--- a rule?"),
        p("|a|b|"),
    )


def odd_spaces():
    return docx(
        HEAD,
        ONE,
        p("1.1\u00a0Claims are re\u00adturned  within\u00a014\u00a0days\u2009."),
        p(
            "1.2 See ",
            r(raw="<w:softHyphen/>"),
            "co",
            r(raw="<w:noBreakHyphen/>"),
            "operative rules.",
        ),
    )


def table_of_rates():
    return docx(
        HEAD,
        ONE,
        p("1.1 Rates are these:"),
        table(
            (p(b("Journey")), p(b("Rate"))), ("Car | van", "45p"), ("Bicycle", "20p"), header=True
        ),
        p("1.2 They change yearly."),
    )


def merged_cells():
    return docx(
        HEAD,
        ONE,
        table(("Journey", "", "Rate"), ("Car", "small", "45p"), ("", "large", "50p"),
              spans={(0, 0): 1, (1, 0): "v", (2, 0): "-"}),
    )  # fmt: skip


def spanned_cells():
    rows = table(("All rates", "Rate"), ("Car", "45p"), spans={(0, 0): 2})
    return docx(HEAD, ONE, rows)


def clauses_in_a_table():
    return docx(
        HEAD,
        p(b("1. Scope")),
        table(
            ("1.1", "Claims are covered."),
            ("1.2", "Fines are not:"),
            ("(a)", "parking;"),
            ("(b)", "speeding."),
        ),
    )


def boxed_text():
    return docx(HEAD, ONE, table((p("1.1 Claims are covered.") + p("1.2 Fines are not."),)))


def text_box():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are covered.", textbox(p("Ask if in doubt."))),
        p("1.2 Fines are not."),
    )


def two_columns():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are covered.", section=section(2)),
        p(r(raw='<w:br w:type="column"/>'), "1.2 Fines are not."),
    )


def footnotes_and_endnotes():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims", note(2), " are covered", note(3, "endnote"), "."),
        footnotes=notes(n2="Of all kinds."),
        endnotes=notes("endnote", n3="Since 2019."),
    )


def definitions():
    return docx(
        HEAD,
        p(b("1. Definitions")),
        p("1.1 In this policy:"),
        p(b("Claim"), " means a request for money;"),
        p("\u201cOfficer\u201d means the Finance Officer."),
    )


def schedules():
    return docx(
        HEAD,
        ONE,
        p("1.1 See Schedule 1 and clause 1.1."),
        p(b("Schedule 1: Rates")),
        p(b("1. Cars")),
        p("1.1 A car earns 45p."),
        p(b("SCHEDULE 2")),
        p("Forms are in this schedule."),
    )


def dangling_references():
    return docx(
        HEAD,
        ONE,
        p("1.1 See clause 9.9, section 1 and section 4 of the Act."),
        p("1.2 See Annex B."),
    )


def gaps_and_repeats():
    return docx(
        HEAD, ONE, p("1.1 First."), p("1.3 Third."), p("1.3 Third again."), p("1.2 Second, late.")
    )


def figures_that_are_no_numbers():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are covered."),
        p("2.5 per cent is kept back."),
        p("(see the form) Claims are made on it."),
        p("2018 was the first year."),
        p("9.4 is a version, not a clause."),
    )


def roman_or_letter():
    letters = [p(f"({c}) part {c};") for c in "abcdefgh"]
    return docx(
        HEAD,
        ONE,
        p("1.1 Parts:"),
        *letters,
        p("(i) part i."),
        p("1.2 More:"),
        p("(a) one:"),
        p("(i) inner."),
    )


def pending_changes():
    return docx(
        HEAD,
        ONE,
        p("1.1 Claims are ", ins("Anne", "always "), ins("Anne", "never ", kind="del"), "covered."),
        p("1.2 Gone", mark='<w:del w:id="9" w:author="Anne"/>'),
        p(ins("Anne", " with the next."), "."),
    )


def comments_left_in():
    return docx(
        HEAD, ONE, p('<w:commentRangeStart w:id="0"/>', "1.1 Claims are covered.", '<w:commentRangeEnd w:id="0"/>'),
        comments=comments("Is this so?"),
    )  # fmt: skip


def bullets_and_nesting():
    return docx(
        HEAD,
        ONE,
        p("1.1 Bring:"),
        p("receipts:", num=2),
        p("paper;", num=2, level=1),
        p("scans.", num=2, level=1),
        p("the form.", num=2),
        p("Steps follow in this order, one after the other:"),
        p("Fill it in.", num=3),
        p("in ink;", num=3, level=1),
        p("neatly.", num=3, level=1),
        p("Sign it.", num=3),
    )


def letters_without_brackets():
    lists = numbering({0: lvl(0, "lowerLetter", "%1)") + lvl(1, "lowerRoman", "%2.")}, {1: 0})
    return docx(
        HEAD,
        ONE,
        p("1.1 Parts:"),
        p("one", num=1),
        p("two", num=1),
        p("inner", num=1, level=1),
        numbers=lists,
    )


def line_breaks_in_clauses():
    return docx(
        HEAD, ONE, p("1.1 Write to:\nThe Officer\nNorthgate"), p("1.2 Parts:\n(a) one;\n(b) two.")
    )


def hidden_words():
    return docx(HEAD, ONE, p("1.1 Claims ", r("secretly ", "vanish"), "are covered."))


def cross_reference_fields():
    return docx(
        HEAD, ONE, p("1.1 First."), p("1.2 See clause ", field("REF _Ref1 \\r \\h", "1.1"), ".")
    )


def quotations():
    return docx(HEAD, ONE, p("1.1 The rule says:"), p("Ask first.", style="Quote"))


def symbols():
    return docx(
        HEAD, ONE, p("1.1 Tick ", r(raw='<w:sym w:font="Wingdings" w:char="F0FC"/>'), " or ",
                     r(raw='<w:sym w:font="Webdings" w:char="F099"/>'), "."),
    )  # fmt: skip


def content_controls():
    inner = p("1.1 Claims are covered.")
    return docx(
        HEAD, ONE, f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>",
        p("1.2 By ", "<w:sdt><w:sdtContent>" + r("the Officer") + "</w:sdtContent></w:sdt>", "."),
    )  # fmt: skip


def inserted_numbers():
    return docx(
        HEAD, ONE, p("1.1 First."), p("1.1A Between."), p("1.2 [Omitted by the Board, 14/03/2023]")
    )


def three_levels():
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("Claims", style="Heading2", num=1, level=1),
        p("Claims are covered.", num=1, level=2),
        p("Fines are not.", num=1, level=2),
        numbers=numbering({0: lvl(0) + lvl(1, text="%1.%2") + lvl(2, text="%1.%2.%3")}, {1: 0}),
    )


def no_numbers_at_all():
    return docx(
        HEAD,
        p("Scope", style="Heading1"),
        p("Claims are covered."),
        p("Claims", style="Heading1"),
        p("Early."),
    )


def numbered_paragraphs_only():
    return docx(
        HEAD, *(p(f"{n}. Claim number {n} is paid when it is proved.") for n in range(1, 5))
    )


def headings_that_are_clauses():
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p(
            "Claims are made within thirty days of the cost, on the form, to the Officer.",
            style="Heading2",
            num=1,
            level=1,
        ),
        p(
            "Fines are never paid, whoever incurs them and however small they may be.",
            style="Heading2",
            num=1,
            level=1,
        ),
    )


def skipped_heading_level():
    return docx(
        HEAD,
        p("Scope", style="Heading1"),
        p("Words."),
        p("Late", style="Heading3"),
        p("More words."),
    )


def picture():
    drawing = '<w:drawing><wp:inline><wp:docPr id="1" name="p" descr="The crest"/></wp:inline></w:drawing>'
    return docx(p(r(raw=drawing)), HEAD, ONE, p("1.1 Claims are covered."))


def moved_text():
    return docx(
        HEAD, ONE, p(ins("Anne", "1.1 Fines are not. ", kind="moveFrom"), "1.1 Claims are covered."),
        p("1.2 ", ins("Anne", "Fines are not.", kind="moveTo")),
    )  # fmt: skip


def parts():
    return docx(
        HEAD,
        p(b("Part 1 General")),
        p(b("1. Scope")),
        p("1.1 Claims are covered."),
        p(b("Part 2 Special")),
        p(b("2. Fines")),
        p("2.1 Fines are not."),
    )


def empty_numbered_paragraph():
    return docx(
        HEAD,
        p("Scope", style="Heading1", num=1),
        p("First.", num=1, level=1),
        p(num=1, level=1),
        p("Third.", num=1, level=1),
    )


def table_inside_a_table():
    inner = table(("Car", "45p"), ("Bicycle", "20p"))
    return docx(HEAD, ONE, table(("Rates", p("These:") + inner + p()), ("Forms", "None")))


def unfinished_field():
    return docx(
        HEAD,
        ONE,
        p(r(raw='<w:fldChar w:fldCharType="begin"/>'), "1.1 Claims are covered."),
        p("1.2 Fines are not."),
    )


def capital_letters_and_figures():
    return docx(
        HEAD, ONE, p("1.1 Parts:"), p("(A) one;"), p("(B) two:"), p("(1) inner;"), p("(2) other.")
    )


def strong_by_character_style():
    return docx(HEAD, ONE, p("1.1 Claims are ", r("early", style="Strong"), "."))


def bullets_typed():
    return docx(
        HEAD, ONE, p("1.1 Bring:"), p("\u2022\treceipts;"), p("\u2022\tthe form."), p("- a pen.")
    )


def text_saved_as_word():
    words = "Claims are paid when they are proved, and refused when they are not."
    return docx(
        *(p(line) for line in ("Expenses Policy", "", "1. Scope", "", words, "", "Late claims", "", words,
                               "", "2. Fines", "", words)),
    )  # fmt: skip


def lists_by_style_name():
    more = [
        style(f"L{n}", f"List Number {n}" if n > 1 else "List Number", num=3, level=n - 1)
        for n in (1, 2)
    ]
    return docx(
        HEAD, ONE, p("Fill it in", style="L1"), p("Sign it", style="L1"), p("In ink", style="L2"),
        style_part=styles(*more),
    )  # fmt: skip


def title_page_with_an_organisation_alone():
    return docx(
        p(b("Northgate Students' Union")),
        p(r("Bye-Law 7: Elections", "b", size=40)),
        p("Approved by the Trustee Board on 12th May 2021"),
        p("Next review: May 2024"),
        p(b("1 Introduction")),
        p("1.1 This bye-law covers elections."),
    )


CASES = {
    name: make
    for name, make in globals().copy().items()
    if callable(make) and getattr(make, "__module__", "") == __name__
}
