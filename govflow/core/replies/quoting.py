"""How mail programs introduce what they quote, in many languages: one place for all of it."""

import re
from itertools import takewhile

from govflow.core.replies.patterns import one_of

_FROM = one_of(
    r"""
    from|von|de|da|van|od|från|fra|lähettäjä|kimden|от|від|от кого|expéditeur|expediteur|remitente
    mittente|afzender|nadawca|avsändare|afsender|oddawca|feladó|küldő|odesílatel|odosielateľ
    gönderen|από|de la|din|pošiljatelj|šalje|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람
    מאת|من|จาก|sendandi
    saatja|nuo|gan|oddi wrth|od kogo
    """
)
_OTHER = one_of(
    r"""
    sent|to|date|subject|cc|reply-to|gesendet|an|datum|betreff|envoyé|envoye|à|a|date|objet
    enviado|enviado el|enviada em|enviado em|para|fecha|asunto|assunto|data|inviato|oggetto
    verzonden|aan|onderwerp|wysłano|do|temat|data|skickat|till|ämne|sendt|til|emne|dato|lähetetty
    vastaanottaja|aihe|päivämäärä|gönderildi|kime|konu|tarih|отправлено|кому|тема|дата|надіслано
    elküldve|címzett|tárgy|dátum|odesláno|komu|předmět|odoslané|predmet|trimis|către|subiect
    ημερομηνία|προς|θέμα|发送时间|收件人|主题|日期|寄件日期|收件者|主旨|送信日時|宛先|件名|日付
    보낸 날짜|받는 사람|제목|날짜|נשלח|אל|נושא
    تاريخ|إلى|الموضوع|anfonwyd|at|pwnc|dyddiad|poslano|za|zadeva|enviat|assumpte|copie à|kopie
    kopia|kopi|copia|copie|sendingtime|sent at|send on
    """
)
_WROTE = one_of(
    r"""
    wrote|writes|said|schrieb|schrieben|geschrieben|schreef|a écrit|a ecrit|écrit|écrivait
    escribió|escribio|ha scritto|escreveu|scrisse|napisał(?:\(a\))?|napisała|napisał/a|pisze|skrev
    skrifaði|kirjoitti|yazdı|şunu yazdı|пише|пишет|написал(?:а)?|написав|írta|ezt írta
    napsal(?:\(a\))?|napísal|napísal\(a\)|a scris|έγραψε|写道|寫道|のメール|書きました|wrote on|작성
    님이 작성|כתב
    ﻛﺘﺐ|كتب|ysgrifennodd|ysgrifennwyd|rašė|rakstīja|kirjutas|je napisao|je napisala|va escriure
    idatzi zuen|bir şey yazdı|a trimis|menulis|đã viết|เขียน
    """
)
_STAMP = r"(?:[*_>\s]|\u200e)*"
_HEADER_FROM = re.compile(rf"^{_STAMP}(?:{_FROM})\s?[:：][*_]*\s*\S", re.I)
_HEADER_ANY = re.compile(rf"^{_STAMP}(?:{_FROM}|{_OTHER})\s?[:：][*_]*(?:\s|$)", re.I)
_BARE_HEAD = re.compile(rf"^(?:{_FROM}|{_OTHER})\s+\S", re.I)
_QUOTING = re.compile(r"^(?:quoting|zitat von|citando|en citant|citat av) .{2,120}[:：]\s*$", re.I)
_ATTRIBUTION_END = re.compile(rf"(?:{_WROTE})\s*(?:\(.{{0,40}}\))?\s*[:：]\s*$", re.I)
_WROTE_WORD = re.compile(rf"(?<!\w)(?:{_WROTE})(?!\w)", re.I)
_HAS_ADDRESS = re.compile(r"[\w.+=-]+@[\w-]+\.[\w.-]+")
_HAS_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|\b\d{4}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_SEPARATOR = re.compile(
    r"^\s*(?:[-_=*~—–]{2,}\s*[^\W\d_][^\n]{2,160}?\s*[-_=*~—–]{2,}|"
    r"(?:begin|start) (?:of )?(?:forwarded|original) message:?|"
    r"(?:begin forwarded message|weitergeleitete nachricht|début du message réexpédié|"
    r"inicio del mensaje reenviado|inizio messaggio inoltrato|"
    r"dechrau neges a anfonwyd ymlaen)\s*:)\s*$",
    re.I,
)
_OPENER = re.compile(
    r"\s*(?:on|am|le|el|il|il giorno|em|op|den|pe|dnia|w dniu|ar|på|dne|dňa|à|a|în|u|от|от|в|у|\d{1,4}|"
    r"[^\W\d_]{2,12}[.,]?)[ ,./-]+(?:\S+[ ,./-]+){0,3}\d",
    re.I,
)
_HEAD_LIKE = re.compile(r"^[*_>\s\u200f\u200e]*[^\s:：][^:：\n]{0,30}[:：][*_]*\s*\S")
_RULE = re.compile(r"^\s*[_\-=*—–]{8,}\s*$")
_REPLY_ABOVE = re.compile(r"reply above this line|ymatebwch uwchben", re.I)
_FORWARD = re.compile(
    r"forwarded|fwd|weitergeleitet|transféré|transfere|réexpédié|reenviado|inoltrato|encaminhad|"
    r"doorgestuurd|przekazana|vidarebefordra|videresendt|välitetty|iletilen|пересыл|пересла|переслан|"
    r"továbbított|přeposlan|preposlan|redirecțion|转发|轉寄|転送|전달|ymlaen",
    re.I,
)
_FORWARD_SUBJECT = re.compile(
    r"^\s*(?:\[[^\]]{1,30}\]\s*)*(?:fw|fwd|tr|wg|rv|rif|enc|doorst|i|pd|vs|ilt|vb|továbbítás|"
    r"ymlaen|wtr|"
    r"vl|fs|res|转发|轉寄|転送)\s*[:：]",
    re.I,
)


def is_quoted_line(line: str) -> bool:
    """Whether the line carries the mark of a quotation: '>' or '|' at its start."""
    return line.lstrip().startswith((">", "| ", "|\t", "&gt;"))


def is_header_line(line: str) -> bool:
    """Whether the line looks like 'From: ...', 'Gesendet: ...' in a quoted message's head."""
    return bool(_HEADER_ANY.match(line))


def is_head_like(line: str) -> bool:
    """Whether the line has the shape 'Word: value', in whatever language."""
    return bool(_HEAD_LIKE.match(line))


def is_rule(line: str) -> bool:
    """Whether the line is a drawn rule of eight marks or more."""
    return bool(_RULE.match(line))


def starts_quotation(lines: list[str], index: int) -> bool:
    """Whether what an earlier message said begins at this line, by the words around it."""
    line = lines[index]
    if _REPLY_ABOVE.search(line):
        return True
    if _SEPARATOR.match(line):
        return True
    return _starts_header_block(lines, index) or attribution_length(lines, index) > 0


def _starts_header_block(lines: list[str], index: int) -> bool:
    following = [line for line in lines[index + 1 : index + 8] if line.strip()][:4]
    if _HEADER_FROM.match(lines[index]):
        return any(_HEADER_ANY.match(line) for line in following[:3])
    return (
        bool(_HEADER_ANY.match(lines[index]))
        and any(_HEADER_FROM.match(line) and _HAS_ADDRESS.search(line) for line in following[:2])
        and sum(bool(_HEADER_ANY.match(line)) for line in following[:3]) >= 2
    )


def bare_head_length(lines: list[str], index: int) -> int:
    """How many lines from here are a head without colons ('From "Sarah" <...>'), as one program
    writes it right below 'Original Message'; 0 when they are none."""
    if index == 0 or not _SEPARATOR.match(lines[index - 1]):
        return 0
    block = list(takewhile(str.strip, lines[index : index + 8]))
    named = all(_BARE_HEAD.match(line) for line in block)
    return len(block) if len(block) >= 3 and named and _HAS_ADDRESS.search(block[0]) else 0


def attribution_length(lines: list[str], index: int) -> int:
    """How many lines from here are 'On 3 December 2026 at 10:12, Sarah wrote:'; 0 when none are.

    The words wrote, schrieb, ... alone are not enough: a date, a time or an address must stand there.
    """
    near = lines[index : index + 4]
    if _leads_to_quoted(lines, index):
        return 1
    if not lines[index].strip() or not any(x.rstrip().endswith((":", "：")) for x in near):
        return 0
    for count in (1, 2, 3, 4):
        block = lines[index : index + count]
        if len(block) < count or not block[-1].strip():
            return 0
        joined = " ".join(part.strip() for part in block)
        if len(joined) > 400:
            return 0
        if count > 1 and not _opens_attribution(lines[index]):
            return 0
        if joined.endswith((":", "：")) and _is_attribution(joined):
            return count
    return 0


def _leads_to_quoted(lines: list[str], index: int) -> bool:
    """Whether the line introduces the quoted line right after it, be it without a colon: it has a time
    and the word, or says that it quotes somebody."""
    after = next((line for line in lines[index + 1 : index + 4] if line.strip()), "")
    line = lines[index].strip()
    if len(line) > 200 or not is_quoted_line(after) or is_quoted_line(line):
        return False
    said = bool(_HAS_TIME.search(line) and _WROTE_WORD.search(line) and _OPENER.match(line))
    return said or bool(_QUOTING.match(line))


def _opens_attribution(line: str) -> bool:
    """Whether an attribution broken over lines can begin so: not with somebody's own sentence."""
    dated = bool(_HAS_TIME.search(line)) and bool(_OPENER.match(line))
    return dated or bool(re.search(r"<\s*$|<[\w.+=-]+@[\w.-]+>?\s*$", line))


def _is_attribution(text: str) -> bool:
    known = bool(_HAS_ADDRESS.search(text) or _HAS_TIME.search(text))
    if not known:
        return False
    if _ATTRIBUTION_END.search(text) or (_HAS_TIME.search(text) and _WROTE_WORD.search(text)):
        return True
    return bool(_HAS_ADDRESS.search(text) and _HAS_TIME.search(text))


def announces_forward(lines: list[str]) -> bool:
    """Whether a line says that a message is passed on."""
    return any(_SEPARATOR.match(line) and _FORWARD.search(line) for line in lines)


def is_forward_subject(subject: str) -> bool:
    """Whether the subject begins with FW:, WG:, TR:, ... as programs write when passing mail on."""
    return bool(_FORWARD_SUBJECT.match(subject))
