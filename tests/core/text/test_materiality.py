"""How much a change matters."""

import pytest

from govflow.core.errors import TextError
from govflow.core.text.blocks import split
from govflow.core.text.changes import Substitute
from govflow.core.text.compare import compare
from govflow.core.text.materiality import check_class, overall, propose
from govflow.core.text.policy import Audience, FrontMatter, Policy


def proposed(before, after):
    front = FrontMatter("Social Media Policy", "smp")
    changes = compare(Policy(front, split(before)), Policy(front, split(after)))
    assert len(changes) == 1
    return propose(changes[0])


@pytest.mark.parametrize(
    ("before", "after", "touches"),
    [
        ("Staff should ask first.", "Staff must ask first.", "a duty"),
        ("Posts are checked here.", "Posts are never checked here.", "a duty"),
        ("Do not post it.", "Do post it.", "a duty"),
        ("This could result in a talk.", "This could result in dismissal.", "a sanction"),
        (
            "The policy binds employees.",
            "The policy binds employees and volunteers.",
            "who is bound",
        ),
        ("Ask your friend.", "Ask your line manager.", "a role"),
        ("It needs a post.", "It needs a post in writing.", "a permission"),
        ("Reply in 5 posts.", "Reply in 7 posts.", "a number"),
        ("Report it in a week.", "Report it in a day.", "a date"),
        ("It costs £5.", "It costs $5.", "a number"),
        ("Posts and pictures count.", "Posts or pictures count.", "conditions"),
    ],
)
def test_what_touches_duty_sanction_scope_role_permission_date_or_number_is_substantive(
    before, after, touches
):
    found = proposed(before, after)
    assert found.materiality == "A"
    assert found.guarded
    assert touches in found.why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We recieve posts.", "We receive posts."),
        ("We organize events.", "We organise events."),
        ("Posts, and pictures", "Posts and pictures."),
        ("The union's posts", "The Union’s posts"),
        ("e-mail posts", "e mail posts"),
    ],
)
def test_punctuation_capitals_and_spelling_are_editorial(before, after):
    assert proposed(before, after).materiality == "C"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("An internal channel", "An external channel"),
        ("A post is open.", "A message is open."),
        ("The account is open.", "The accounts is open."),
    ],
)
def test_other_words_are_never_called_editorial(before, after):
    assert proposed(before, after).materiality in "AB"


def test_a_provision_put_in_or_taken_out_is_substantive():
    assert proposed("One.", "One.\n\nPosts are nice.").materiality == "A"
    assert proposed("One.\n\nPosts are nice.", "One.").materiality == "A"


def test_another_number_for_the_same_words_is_editorial():
    assert proposed("## 6. Further help", "## 7. Further help").materiality == "C"


def test_binding_somebody_else_is_substantive():
    body = split("One.")
    old = Policy(FrontMatter("T", "smp", audiences=(Audience("staff"),)), body)
    new = Policy(FrontMatter("T", "smp", audiences=(Audience("staff", "informed"),)), body)
    assert [propose(change).materiality for change in compare(old, new)] == ["A"]


def test_an_amendment_is_as_material_as_its_most_material_change():
    assert overall(["C", "A", "B"]) == "A"
    assert overall([]) == "C"


def test_a_changed_duty_is_not_called_editorial_without_a_written_reason():
    old, new = split("Staff should ask.")[0], split("Staff must ask.")[0]
    change = Substitute("section 1, paragraph 1", old, new)
    with pytest.raises(TextError, match="cannot be called editorial"):
        check_class(change, "C", " ", "amendment.toml")
    check_class(change, "C", "The Board said 'should' means 'must' in 2019.")
    check_class(change, "B", "")
    with pytest.raises(TextError, match="not a materiality"):
        check_class(change, "D", "")
