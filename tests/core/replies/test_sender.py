"""Who really sent a reply: what is believed, and every form in which it can be forged."""

import pytest

from govflow.core.replies.mail import Mail
from govflow.core.replies.sender import Trust, prove_sender, read_results

OURS = Trust(authserv_ids=("mx.example.org",))
MICROSOFT = (
    "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=example.org; dkim=pass (signature was verified) "
    "header.d=example.org;dmarc=pass action=none header.from=example.org;compauth=pass reason=100"
)


def level(*results: str, trust: Trust = OURS, extra: tuple[tuple[str, str], ...] = ()) -> str:
    headers = tuple(("Authentication-Results", value) for value in results) + extra
    return prove_sender(Mail(headers, "tom@example.org", "Re: policy"), trust).level


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("mx.example.org; dmarc=pass header.from=example.org", "aligned"),
        ("MX.Example.org 1; dmarc=pass (p=none dis=none) header.from=example.org", "aligned"),
        ("mx.example.org; dkim=pass header.d=example.org header.s=s1", "aligned"),
        ("mx.example.org; dkim=pass header.i=@example.org", "aligned"),
        (
            "mx.example.org; dkim=fail header.d=example.org; dkim=pass header.d=example.org",
            "aligned",
        ),
        (
            "mx.example.org; dmarc=fail header.from=example.org; dkim=pass header.d=example.org",
            "failed",
        ),
        ("mx.example.org; dmarc=pass header.from=other.org", "none"),
        ("mx.example.org; dkim=pass header.d=notexample.org", "none"),
        ("mx.example.org; dkim=pass header.d=org", "none"),
        ("mx.example.org; spf=pass smtp.mailfrom=example.org", "none"),
        ("mx.example.org; none", "none"),
        ("evil.example; dmarc=pass header.from=example.org", "none"),
        ("mx.example.org.evil.example; dmarc=pass header.from=example.org", "none"),
        ("mx.example.org; spf=fail (dmarc=pass header.from=example.org)", "none"),
        ("mx.example.org; spf=fail (x; dmarc=pass header.from=example.org)", "none"),
        ("mx.example.org; spf=fail (a (b) ; dmarc=pass header.from=example.org)", "none"),
        (r"mx.example.org; spf=fail (\); dmarc=pass header.from=example.org)", "none"),
        ('mx.example.org; spf=fail reason="; dmarc=pass header.from=example.org"', "none"),
        ("mx.example.org; dmarc=pass header.from=example.org; dmarc=fail", "none"),
        ("mx.example.org; dmarc=pass (unclosed header.from=example.org", "none"),
        (MICROSOFT, "none"),
        ("", "none"),
    ],
)
def test_only_the_named_boundary_s_own_words_are_believed(results: str, expected: str) -> None:
    assert level(results) == expected


def test_only_the_topmost_header_is_looked_at() -> None:
    good = "mx.example.org; dmarc=pass header.from=example.org"
    assert level(good, "mx.example.org; dmarc=fail") == "aligned"
    assert level("mx.example.org; dmarc=none", good) == "none"
    assert level("evil.example; dmarc=pass", good) == "none"


def test_microsoft_s_form_is_believed_only_when_switched_on() -> None:
    assert level(MICROSOFT, trust=Trust(microsoft365=True)) == "aligned"
    assert (
        level(MICROSOFT.replace("dmarc=pass", "dmarc=fail"), trust=Trust(microsoft365=True))
        == "failed"
    )
    assert level(MICROSOFT, trust=Trust(authserv_ids=("mx.example.org",))) == "none"


def test_exchange_s_mark_is_believed_only_when_switched_on_and_for_own_senders() -> None:
    mark = ("X-MS-Exchange-Organization-AuthAs", "Internal")
    own = Trust(exchange_internal=True, own_domains=("example.org",))
    assert level(extra=(mark,), trust=own) == "internal"
    assert level(extra=(mark,), trust=Trust(own_domains=("example.org",))) == "none"
    assert (
        level(extra=(mark,), trust=Trust(exchange_internal=True, own_domains=("csu.org",)))
        == "none"
    )
    assert level(extra=(mark, mark), trust=own) == "none"
    assert level(extra=((mark[0], "Anonymous"),), trust=own) == "none"


def test_a_signature_of_the_parent_domain_speaks_for_it_but_a_public_suffix_does_not() -> None:
    mail = Mail(
        (("Authentication-Results", "mx.example.org; dkim=pass header.d=chester.ac.uk"),),
        "t@csu.chester.ac.uk",
        "",
    )
    assert prove_sender(mail, OURS).level == "aligned"
    suffix = Mail(
        (("Authentication-Results", "mx.example.org; dkim=pass header.d=ac.uk"),), "t@csu.ac.uk", ""
    )
    assert prove_sender(suffix, OURS).level == "none"


def test_results_without_a_boundary_are_told_apart() -> None:
    parsed = read_results(MICROSOFT)
    assert parsed is not None
    assert (parsed[0], [r.method for r in parsed[1]]) == ("", ["spf", "dkim", "dmarc", "compauth"])
