"""What inboxes add around people's words: banners, footers, mobile signatures, disclaimers.

Set aside before judging. Every pattern matches a whole line or a whole paragraph, so that nothing a
person wrote beside it disappears with it.
"""

import re
from collections.abc import Sequence

from govflow.core.replies.patterns import words

_LINES = (
    r"[\[(<]*(?:external|ext|extern|allanol)(?: e-?mail| sender| message)?[\])>]*[:!. ]*",
    r"(?:caution|warning|attention|rhybudd|security (?:notice|warning)|notice|important|"
    r"be careful)?[\s:!*-]*"
    r"(?:this (?:e-?mail|message)|external e-?mail)[^\n]{0,40}"
    r"(?:originated|came|comes|was sent|is|has come)?[^\n]{0,20}(?:from )?(?:an? )?"
    r"(?:outside|external)[^\n]{0,300}",
    r"(?:do not|don't|never) (?:click|open)[^\n]{0,20}(?:links?|attachments?)[^\n]{0,250}",
    r"you don['’]t often get e-?mail from [^\n]{0,300}",
    r"some people who received this message don['’]t often get e-?mail from [^\n]{0,300}",
    r"learn why this is important[^\n]{0,120}",
    r"(?:sent|written|typed) (?:from|with|via|using|on|by) (?:my|the|a|an)? ?"
    r"(?:iphone|ipad|android|samsung|galaxy|huawei|phone|mobile|mobile device|smartphone|blackberry|"
    r"pixel|outlook|yahoo|superhuman|bluemail|k-9|fairemail|"
    r"fastmail|tuta|tutanota|airmail|edison|canary|gmail|mail|mailbird|proton ?mail|thunderbird|spark|"
    r"aol|workspace one|nine|zoho|windows|apple|xperia|nokia|oneplus|"
    r"xiaomi|honor|motorola|fairphone|tablet|"
    r"surface)"
    r"(?:(?!\b(?:i|not|no|but|except|unless|if|only|under)\b|n't\b)[^\n]){0,100}",
    r"[^\x00-\x7f][^\n]{0,20}(?:iphone|ipad|android)[^\n]{0,12}",
    r"get outlook for (?:ios|android|mac|windows)[^\n]{0,80}",
    r"(?:von meinem|gesendet von|envoyé de(?:puis)? mon|envoyé depuis|enviado desde mi|enviado do meu|"
    r"enviado de mi|inviato da(?:l mio)?|verzonden vanaf mijn|verstuurd vanaf mijn|wysłane z|"
    r"skickat från min|"
    r"sendt fra min|lähetetty|anfonwyd o fy|anfonwyd o'm|отправлено с|надіслано з|"
    r"trimis de pe)[^\n]{0,80}",
    r"(?:sent from|download|descargar|télécharger) (?:the )?[\w ]{0,30}app[^\n]{0,60}",
    r"(?:sent|written|typed|dictated) (?:from|with|via|using|on|by|through) (?:my |the |a |an )?"
    r"\[?[\w .&'-]{1,40}\]? ?[(<\[] ?https?://[^)>\]]{0,200}[)>\]](?: (?:for|secure)[\w ]{1,24})?\.?",
    r"get [\w ]{1,24} for (?:ios|android|iphone|ipad|mac|windows)[^\n]{0,80}",
    r"yahoo mail: [\w ,]{1,60}",
    r"virus-free[.:]?[^\n]{0,120}",
    r"(?:this|the) (?:e-?mail|message) (?:has been|was|is) (?:scanned|checked|virus)[^\n]{0,200}",
    r"\S{0,3}(?:please )?(?:consider|think of|think about) (?:the )?environment[^\n]{0,160}",
    r"to unsubscribe (?:from|send)[^\n]{0,200}",
    r"[\w .'-]{1,60} mailing list",
    r"https?://\S{1,300}",
    r"<https?://[^>\s]{1,300}>",
    r"\[?(?:cid|image)[:\d][^\n]{0,120}\]?",
    r"get \[?outlook[^\n]{0,120}",
    r"-{3,}|_{3,}|={3,}|\*{3,}|#{3,}|\.{6,}",
    r"-----begin pgp signed message-----|hash: sha\d+|-----begin pgp signature-----[^\n]*",
    r"(?:please )?excuse (?:any |my |the )?(?:typos|brevity)[^\n.:]{0,80}\.?",
)
_LINE = re.compile(r"[\s*>|_]*(?:" + "|".join(f"(?:{p})" for p in _LINES) + r")[\s*|_]*", re.I)
_FOOTER_SIGNS = (
    r"intended (?:recipient|for|solely)|addressee|confidential|cyfrinachol|privileged",
    r"in error|notify|delete|destroy|disclos|copying|distribut|unauthori[sz]ed|dileu|camgymeriad",
    r"registered (?:charity|company|in england|office|number)|elusen gofrestredig|"
    r"company (?:number|no)",
    r"views|opinions|not necessarily|liability|virus|malware|monitored|privacy (?:notice|policy)",
    r"this (?:e-?mail|message|communication)|neges hon|e-bost hwn|its attachments|any attachments",
)
_FOOTER = [re.compile(sign, re.I) for sign in _FOOTER_SIGNS]
_LIST_FOOTER = re.compile(
    r"you (?:received this message|are receiving this|are subscribed)[^\n]{0,40}"
    r"(?:because|to)[^\n]{0,80}(?:subscribed|group|list)",
    re.I,
)
_PERSONAL = re.compile(r"\b(?:i|i'm|i've|i'll|my|me|dw i|rwy|rydw)\b", re.I)


def is_added_line(line: str) -> bool:
    """Whether the whole line is something a mail program or gateway adds."""
    return bool(_LINE.fullmatch(line.strip())) if len(line) <= 600 else False


_HOURS = re.compile(
    r"\b(?:my|our) (?:usual |normal |core )?(?:working|office) (?:days|hours|pattern|week)\b"
    r"|\bi (?:usually |normally |currently |only )*work (?:part[- ]time|flexibl\w+|from home|remotely|"
    r"compressed|term[- ]time|hybrid|(?:on )?(?:mon|tues|wednes|thurs|fri)days?)"
    r"|\bi (?:do not|don't|am not) (?:usually |normally )?(?:work|working|in the office|available) "
    r"(?:on )?(?:mon|tues|wednes|thurs|fri)days?\b"
    r"|\bnon-working days?\b|\bout(?:side)? (?:of )?(?:your |my |normal |usual |office |working )*hours\b",
    re.I,
)
_OF_HOURS = words(
    """
    please note that my our usual usually normal normally core current currently working office days day
    hours pattern week weeks are is monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays
    friday fridays saturday sunday mon tue tues wed thu thurs fri weekend weekends to and from on between
    until till am pm noon every other part-time part time full-time flexibly flexible flexi from home
    remotely compressed term-time term hybrid i i'm we you your do don't not work works work-life balance
    out of outside so if receive received this these email emails message messages at a times suits suit me
    us feel need obliged reply replies replying respond responding response immediate immediately straight
    away convenient for when back may might send sending sent during own before or after within in the
    available contactable reachable any delay as there no expectation need pressure non-working
    hour am i'll get possible soon return
    """
)


def is_added_paragraph(text: str) -> bool:
    """Whether a paragraph is a disclaimer or list footer (two signs of one, and nobody saying 'I'), or
    says when somebody works, in words that say nothing else."""
    if len(text) <= 500 and _HOURS.search(text):
        return all(w in _OF_HOURS for w in re.findall(r"[a-z][a-z'-]*", text.lower()))
    if _LIST_FOOTER.search(text):
        return not _PERSONAL.search(text)
    if len(text) < 60 or _PERSONAL.search(text):
        return False
    return sum(bool(sign.search(text)) for sign in _FOOTER) >= 2


def own_patterns(texts: Sequence[str]) -> list[re.Pattern[str]]:
    """The organisation's own banners and footers, pasted as they stand in its mail.

    Capitals and spacing do not matter; '*' stands for up to 200 characters of the same line. A text
    of fewer than six letters is not used: it would take away too much.
    """
    patterns = []
    for text in texts:
        if sum(char.isalpha() for char in text) < 6:
            continue
        words = [re.escape(word).replace(r"\*", r"[^\n]{0,200}?") for word in text.split()]
        rest = "[^\\n]{0,200}" if text.rstrip().endswith("*") else ""
        patterns.append(re.compile(r"\s+".join(words) + rest, re.I))
    return patterns


def drop_own(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """The text without the organisation's own banners, each replaced by an empty line."""
    for pattern in patterns:
        text = pattern.sub("\n\n", text)
    return text


_TAG = re.compile(
    r"^\s*(?:\[(?:external|ext|extern|spam\??|suspected spam|allanol)[^\]]{0,30}\]|external:|"
    r"caution:)\s*",
    re.I,
)


def plain_subject(subject: str) -> str:
    """The subject without the tags that gateways put in front, wherever among the Re:s they stand."""
    subject = subject[:2_000].strip()[:500]
    previous = None
    while subject != previous:
        previous = subject
        subject = _TAG.sub("", subject)
        subject = re.sub(
            r"^(\s*(?:re|aw|sv|antw|fw|fwd)\s*:\s*)\[(?:external|ext)[^\]]*\]\s*",
            r"\1",
            subject,
            flags=re.I,
        )
    return subject.strip()
