"""Subjects that mail programs write themselves, in many languages. Never read after a 'Re:'."""

import re

from govflow.core.replies.patterns import one_of

_ABSENCE = one_of(
    r"""
    auto(?:matic|matische|matisk)?[\s:-]*(?:reply|response|answer|antwort|svar|antwoord|reactie)
    autoreply|auto:|automat(?:ed|ic) (?:reply|response|answer|message|e-?mail|acknowledge?ment)
    out[ -]of[ -](?:the[ -])?office|ooo\b|away from (?:my|the) (?:office|desk|mail|e-?mail)
    on (?:annual |maternity |paternity |parental |sick )?leave
    vacation (?:reply|response|notice|message)
    i(?:'m| am) (?:currently )?(?:away|on (?:annual )?leave|out of)|on (?:holiday|vacation)
    absen[ct]e?\b|abwesen|automatische antwort|nicht im (?:büro|haus|hause)|urlaub
    réponse automatique|reponse automatique|absence du bureau|message d.absence|en congé|absent
    respuesta automática|respuesta automatica|fuera de (?:la )?oficina|ausente|ausencia
    risposta automatica|fuori (?:sede|ufficio)|assente|assenza|resposta automática
    resposta automatica|fora do escritório|ausência|automatisch antwoord
    automatische beantwoording|afwezig|niet aanwezig|automatyczna odpowiedź|odpowiedź automatyczna
    nieobecno|poza biurem|autosvar|automatiskt svar|frånvaro|ikke til stede|fravær|automatisk svar
    fraværende|automaattinen vastaus|poissa|automaatvastus|автоответ|автоматический ответ
    вне офиса|автоматична відповідь|відсутн|automatická odpověď|automatická odpoveď|mimo kancelář
    nepřítomn|automatikus válasz|házon kívül|távollét|răspuns automat|raspuns automat
    automatski odgovor|samodejni odgovor|automatinis atsakymas|automātiska atbilde
    otomatik (?:yanıt|cevap)|ofis dışında|αυτόματη απάντηση|εκτός γραφείου|自动回复|自动答复
    自動回覆|自動返信
    自動応答|不在|자동 ?회신|부재중|تلقائي|رد تلقائي|תשובה אוטומטית|מענה אוטומטי|ตอบกลับอัตโนมัติ
    trả lời tự động|balasan otomatis|resposta automàtica|ateb awtomatig|ymateb awtomatig
    allan o'r swyddfa|allan o.r swyddfa|ar wyliau|i ffwrdd o'r
    """
)
_BOUNCE = one_of(
    r"""
    undeliver(?:able|ed)|undelivered mail
    delivery (?:status notification|failure|failed|has failed|report|problem|unsuccessful)
    (?:mail|message)(?: delivery)? (?:failed|failure|error)
    mail delivery (?:failed|failure|subsystem|system|error)|returned mail
    returning (?:mail|message)|return(?:ed)? to sender|failure notice|failed delivery
    non[- ]?delivery|nondeliverable|could not (?:be delivered|send)|cannot be delivered
    not delivered|unable to deliver|message not (?:delivered|sent)|undelivered|unzustellbar
    nicht zustellbar|zustellung (?:fehlgeschlagen|nicht möglich)|mail konnte nicht zugestellt
    non remis|échec de (?:la )?(?:remise|distribution)|échec de l'envoi|no se puede entregar
    no entregad|error de entrega|mancato recapito|non recapitabile|impossibile recapitare
    não entregue|falha na entrega|niet bezorgd|onbestelbaar|niedostarczon|nie można dostarczyć
    kunde inte levereras|ej levererat|ikke levert|kunne ikke leveres|ei voitu toimittaa
    не доставлен|недоставлен|не вдалося доставити|nedoručiteln|kézbesíthetetlen|nelivrat
    teslim edilemedi|無法傳遞|退信|系统退信|配信不能|배달되지|dim modd danfon|methu danfon
    methwyd danfon
    considered unsolicited|user unknown|warning: (?:could not send|message)|delivery-?notification
    delivery status|postmaster notify|mail system error|mdaemon notification
    """
)
_DELAY = one_of(
    r"""
    delay(?:ed)?\b|still being retried|not yet (?:been )?delivered
    (?:will|still) (?:keep|be|being) (?:try|retr)|queued|deferred|verzögert|retard|retrasad|ritard
    opóźni|warning: could not send message for past|transient|temporar
    """
)
_RECEIPT = (
    one_of(
        r"""
    read|not read|gelesen|ungelesen|lu|non lu|leído|leido|no leído|letto|non letto|lido|gelezen
    przeczytano|läst|lest|læst|прочитано|прочтено|darllenwyd|read receipt
    return receipt(?: \(displayed\))?|disposition notification
    """
    )
    + r"\s*[:：]"
)
_CALENDAR = (
    one_of(
        r"""
    accepted|declined|tentative|tentatively accepted|cancell?ed|invitation|updated invitation
    new time proposed|meeting forward notification|angenommen|abgelehnt|zugesagt|accepté|refusé
    aceptad[ao]|accettato|aceite|geaccepteerd|zaakceptowano|godkänt|derbyniwyd|gwrthodwyd
    """
    )
    + r"\s*[:：]"
)
_CHALLENGE = one_of(
    r"""
    (?:please )?(?:confirm|verify|validate) (?:your|that|this) (?:message|e-?mail|identity|mail|deliv|you)
    (?:sender|e-?mail|message|mail) (?:verification|confirmation|authori[sz]ation|validation) (?:requ|need)
    verification required|action required to deliver
    your message (?:is|has been) (?:held|being held|quarantined|on hold)|challenge|boxbe
    spam ?arrest|\[?bluebottle|waiting for (?:your )?(?:verification|approval)
    please prove you(?:'re| are) (?:not a robot|human)|whitelist request|knock[- ]knock
    message (?:is )?awaiting (?:moderator )?approval
    """
)
_ANSWERED = re.compile(
    r"^\s*(?:\[[^\]]{1,40}\]\s*)*(?:re|aw|antw|sv|vs|r|ref|odp|ynt|atb|回复|回覆|答复|返信|fw|fwd|wg|"
    r"tr)\s*(?:\[\d+\])?\s*[:：]",
    re.I,
)
_ABSENT = re.compile(rf"^\s*[\[(*]*\s*(?:{_ABSENCE})", re.I)
_ABSENT_WITHIN = re.compile(rf"(?:{_ABSENCE})", re.I)
_BOUNCED = re.compile(rf"(?:{_BOUNCE})", re.I)
_DELAYED = re.compile(rf"(?:{_DELAY})", re.I)
_READ = re.compile(rf"^\s*(?:{_RECEIPT})", re.I)
_INVITED = re.compile(rf"^\s*(?:{_CALENDAR})", re.I)
_CHALLENGED = re.compile(rf"(?:{_CHALLENGE})", re.I)


def _short(subject: str) -> str:
    """As much of a subject as is looked at: its first 500 characters, without spaces around it."""
    return subject[:2_000].strip()[:500]


def is_answer(subject: str) -> bool:
    """Whether the subject begins with Re:, AW:, Fwd: ...: then a person may be talking about it."""
    return bool(_ANSWERED.match(_short(subject)))


def says_absent(subject: str, *, anywhere: bool = False) -> bool:
    """Whether the subject is that of an automatic answer; `anywhere` where a header says so too."""
    if anywhere:
        return bool(_ABSENT_WITHIN.search(_short(subject)))
    return not is_answer(subject) and bool(_ABSENT.match(_short(subject)))


def says_bounced(subject: str) -> bool:
    """Whether the subject is that of a report of failed delivery."""
    return not is_answer(subject) and bool(_BOUNCED.search(_short(subject)))


def says_delayed(subject: str) -> bool:
    """Whether the subject is that of a report of late delivery."""
    return bool(_DELAYED.search(_short(subject)))


def says_read(subject: str) -> bool:
    """Whether the subject is that of a read receipt."""
    return not is_answer(subject) and bool(_READ.match(_short(subject)))


def says_calendar(subject: str) -> bool:
    """Whether the subject is that of an invitation or an answer to one."""
    return not is_answer(subject) and bool(_INVITED.match(_short(subject)))


def says_challenge(subject: str) -> bool:
    """Whether the subject is that of a program that wants proof before it delivers."""
    return bool(_CHALLENGED.search(_short(subject)))
