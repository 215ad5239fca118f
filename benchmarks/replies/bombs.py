"""Mail that hangs or breaks parsers, and mail that is only odd: name, bytes, outcome, kind."""

# ruff: noqa: E501 - rows of mail as it was sent

from collections.abc import Iterator

from benchmarks.replies.clients import Letter


def broken_mails(letter: Letter) -> Iterator[tuple[str, bytes, str, str]]:
    """Mail that hangs or breaks parsers: each must be quarantined or held, in seconds."""
    start = f"From: {letter.to}\nTo: {letter.reply_to}\nIn-Reply-To: {letter.message_id}\nAuthentication-Results: mx.example.org; dmarc=pass\n".encode()
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    rows: tuple[tuple[str, bytes], ...] = (
        ("deep-nesting", start + deep),
        ("deep-rfc822", start + b"Content-Type: message/rfc822\n\n" * 6000),
        (
            "many-parts",
            start + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200_000,
        ),
        ("many-headers", start + b"X-A: b\n" * 200_000 + b"\nRead and understood"),
        ("long-header", start + b"Subject: " + b"a" * 5_000_000 + b"\n\nRead and understood"),
        ("encoded-words", start + b"Subject: " + b"=?utf-8?q?a?= " * 18_000 + b"\n\n\n"),
        (
            "nested-divs",
            start + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"Read and understood",
        ),
        ("open-tags", start + b"Content-Type: text/html\n\n" + b"<a " * 200_000),
        ("open-comments", start + b"Content-Type: text/html\n\n" + b"<!--" * 200_000),
        ("huge-text", start + b"\n" + b"Read and understood " * 200_000),
        ("over-25-MB", start + b"\n" + b"a" * 26_000_000),
        ("empty", b""),
    )
    for name, raw in rows:
        yield (f"bomb-{name}", raw, "quarantined", "bomb")
    odd: tuple[tuple[str, bytes, str], ...] = (
        (
            "brackets-in-from",
            b"From: " + b"(" * 5000 + b"\n" + start.split(b"\n", 1)[1] + b"\nRead and understood",
            "unverified",
        ),
        (
            "unknown-charset",
            start + b"Content-Type: text/plain; charset=zlib_codec\n\nRead and understood.\n",
            "acknowledged",
        ),
        (
            "utf-7",
            start + b"Content-Type: text/plain; charset=utf-7\n\n+AEkAIABh-cknowledge\n",
            "unclear",
        ),
        ("null-bytes", start + b"\nRead and\x00 understood\n", "unclear"),
    )
    for name, raw, outcome in odd:
        yield (f"odd-{name}", raw, outcome, "strong" if outcome == "acknowledged" else "held")
