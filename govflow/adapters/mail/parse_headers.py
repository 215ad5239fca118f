"""Reading single header values of mail by other hands: words, addresses, message ids, dates.

Tolerant where a mistake cannot make anybody someone else, strict about who sent the message.
Nothing here raises for any text.
"""

import base64
import binascii
import quopri
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIELD_CHARACTERS = 8_000
ADDRESSES = 100
IDS = 50

_CHARSET = re.compile(
    r"(?:utf-?8|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-?125\d|cp125\d|cp1252|gb18030|"
    r"gb2312|gbk|big5|shift_jis|cp932|iso-2022-(?:jp|kr)|euc-(?:jp|kr)|ks_c_5601-1987|"
    r"koi8-[ru]|macintosh|mac-roman|utf-?16(?:le|be)?)",
    re.I,
)
_SAME_AS = {"ks_c_5601-1987": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "us-ascii": "utf-8"}
_SAME_AS |= {"macintosh": "mac-roman", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\s]*)\?=", re.I)
_BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ADDRESS = re.compile(r"[^\s<>,;:\"()@\[\]]+@[^\s<>,;:\"()@\[\]]+")
_STRICT = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+",
    re.I,
)
_NAMED = re.compile(
    r'\s*(?P<name>"(?:[^"\\\r\n]|\\.)*"|[^"<>]*?)\s*<(?P<address>[^<>\s]+)>\s*', re.S
)
_ID = re.compile(r"<([^<>\s,]{1,500})>")


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Bytes as text in the charset named, if it is one that cannot surprise; else UTF-8 or cp1252."""
    name = (charset or "utf-8").strip().strip("\"'").lower()
    if _CHARSET.fullmatch(name):
        try:
            return data.decode(_SAME_AS.get(name, name))
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def decode_words(value: str) -> str:
    """A header value as people see it: unfolded, encoded words read (RFC 2047), no control marks.

    Only the first 8,000 characters are read. An encoded word that cannot be read stays as it is.
    """
    value = decode_bytes(value[:FIELD_CHARACTERS].encode("utf-8", "surrogateescape"), None)
    value = re.sub(r"[ \t]*\r?\n[ \t]*|\t", " ", value)
    joined = _BETWEEN_WORDS.sub(r"\1\2", value)
    return _CONTROL.sub("", _WORD.sub(_read_word, joined)).strip()


def _read_word(match: re.Match[str]) -> str:
    charset, encoding, text = match.groups()
    try:
        raw = text.encode("ascii")
        if encoding in "bB":
            data = base64.b64decode(raw + b"=" * (-len(raw) % 4))
        else:
            data = quopri.decodestring(raw.replace(b"_", b" "), header=False)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return match[0]
    return decode_bytes(data, charset)


def read_sender(values: list[str]) -> tuple[str, str, str]:
    """(address, display name, problem) of the From headers; the address is '' when there is a doubt.

    Accepts exactly one header that is `address` or `name <address>`, with one strict address
    (RFC 5322 dot-atom, a domain of two labels or more). Comments, groups, several addresses,
    route syntax and a display name that shows another address are doubts: such forms were used to
    make one program read Alice and another Bob (CVE-2023-27043).
    """
    if len(values) != 1:
        return "", "", "no From header" if not values else "more than one From header"
    raw = re.sub(r"\r?\n(?=[ \t])", "", values[0])
    if len(raw) > FIELD_CHARACTERS:
        return "", "", "the From header is too long"
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", raw):
        return "", "", "a control character in From"
    bare = _STRICT.fullmatch(raw.strip())
    if bare:
        return raw.strip().lower(), "", ""
    named = _NAMED.fullmatch(raw)
    if not named:
        return "", decode_words(raw), "From is not one plain address"
    name = re.sub(r"\\(.)", r"\1", decode_words(named["name"].strip()).strip('"'))
    address = _ascii_domain(named["address"]).lower()
    if not _STRICT.fullmatch(address):
        return "", name, "the address in From is not a plain one"
    return _check_name(name, address, quoted=named["name"].startswith('"'))


def _check_name(name: str, address: str, *, quoted: bool) -> tuple[str, str, str]:
    if "@" in name and name.strip(" '").lower() != address:
        return "", name, "the name in From shows another address"
    if not quoted and re.search(r"[,;:()\\]", name) and not name.startswith("=?"):
        return _without_comment(name, address)
    return address, name, ""


def _without_comment(name: str, address: str) -> tuple[str, str, str]:
    """A name such as 'Tom (he/him)' holds a comment that cannot change the address after it."""
    if re.search(r"[,;:\\]", name) or not re.fullmatch(r"[^()]*(?:\([^()]*\)[^()]*)+", name):
        return "", name, "From is not one plain address"
    return address, name, ""


def _ascii_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def addresses(values: list[str]) -> list[str]:
    """Everything that looks like an address in these headers, in lower case; at most 100."""
    found: list[str] = []
    for value in values:
        for match in _ADDRESS.finditer(value[:FIELD_CHARACTERS]):
            if len(found) >= ADDRESSES:
                return found
            found.append(match[0].lower())
    return found


def message_ids(values: list[str], *, newest: bool = False) -> list[str]:
    """The ids in angle brackets, without them; commas between them are tolerated (Exchange, iOS).

    At most 50; the last 50 when `newest`, as in References.
    """
    joined = " ".join(values)
    kept = joined[-64_000:] if newest else joined[:64_000]
    found = _ID.findall(re.sub(r"\r?\n[ \t]", " ", kept))
    return found[-IDS:] if newest else found[:IDS]


def read_date(value: str) -> datetime | None:
    """The Date header in UTC, or None. Shown as evidence, never used as the time of receipt."""
    try:
        when = parsedate_to_datetime(value[:200])
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
