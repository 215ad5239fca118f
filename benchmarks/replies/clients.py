"""How mail programs wrap a reply: each function gives the plain and the HTML body of one client.

Written from what such programs send; the words around the quotation come in the client's language.
"""

# ruff: noqa: E501 - rows of mail as it was sent

import html
from collections.abc import Callable
from dataclasses import dataclass

Bodies = tuple[str, str]


@dataclass(frozen=True)
class Letter:
    """A letter as it went out: what a client quotes, and where its reply goes."""

    sender_name: str
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    message_id: str
    to_name: str
    to: str


@dataclass(frozen=True)
class Language:
    """The words a client in this language writes around what it quotes."""

    sent_from: str
    sent: str
    to: str
    subject: str
    attribution: str
    original: str
    mobile: str


LANGUAGES = {
    "en": Language("From", "Sent", "To", "Subject", "On Tue, 1 Dec 2026 at 10:12, {who} wrote:", "Original Message", "Sent from my iPhone"),
    "cy": Language("Oddi wrth", "Anfonwyd", "At", "Pwnc", "Ar 1 Rhagfyr 2026 am 10:12, ysgrifennodd {who}:", "Neges Wreiddiol", "Anfonwyd o fy iPhone"),
    "fr": Language("De", "Envoyé", "À", "Objet", "Le mar. 1 déc. 2026 à 10:12, {who} a écrit :", "Message d'origine", "Envoyé de mon iPhone"),
    "de": Language("Von", "Gesendet", "An", "Betreff", "Am Di., 1. Dez. 2026 um 10:12 Uhr schrieb {who}:", "Ursprüngliche Nachricht", "Von meinem iPhone gesendet"),
    "es": Language("De", "Enviado", "Para", "Asunto", "El mar, 1 dic 2026 a las 10:12, {who} escribió:", "Mensaje original", "Enviado desde mi iPhone"),
    "it": Language("Da", "Inviato", "A", "Oggetto", "Il giorno mar 1 dic 2026 alle ore 10:12 {who} ha scritto:", "Messaggio originale", "Inviato da iPhone"),
    "pt": Language("De", "Enviado", "Para", "Assunto", "Em ter., 1 de dez. de 2026 às 10:12, {who} escreveu:", "Mensagem original", "Enviado do meu iPhone"),
    "nl": Language("Van", "Verzonden", "Aan", "Onderwerp", "Op di 1 dec 2026 om 10:12 schreef {who}:", "Oorspronkelijk bericht", "Verstuurd vanaf mijn iPhone"),
    "pl": Language("Od", "Wysłano", "Do", "Temat", "wt., 1 gru 2026 o 10:12 {who} napisał(a):", "Wiadomość oryginalna", "Wysłane z iPhone'a"),
    "ro": Language("De la", "Trimis", "Către", "Subiect", "Pe mar., 1 dec. 2026 la 10:12, {who} a scris:", "Mesaj original", "Trimis de pe iPhone-ul meu"),
    "uk": Language("Від", "Надіслано", "Кому", "Тема", "вт, 1 груд. 2026 р. о 10:12 {who} пише:", "Оригінальне повідомлення", "Надіслано з iPhone"),
    "zh": Language("发件人", "发送时间", "收件人", "主题", "{who} 于2026年12月1日周二 10:12写道：", "原始邮件", "发自我的iPhone"),
    "ar": Language("من", "تم الإرسال", "إلى", "الموضوع", "في الثلاثاء، 1 ديسمبر 2026 في 10:12 ص، كتب {who}:", "الرسالة الأصلية", "أُرسلت من الـ iPhone"),
}  # fmt: skip


def _who(letter: Letter) -> str:
    return f"{letter.sender_name} <{letter.reply_to}>"


def _head(letter: Letter, words: Language, bold: str = "") -> str:
    rows = (
        (words.sent_from, _who(letter)),
        (words.sent, "01 December 2026 10:12"),
        (words.to, f"{letter.to_name} <{letter.to}>"),
        (words.subject, letter.subject),
    )
    return "\n".join(f"{bold}{name}:{bold} {value}" for name, value in rows)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _paragraphs(text: str) -> str:
    return "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in text.split("\n"))


def outlook_desktop(reply: str, letter: Letter, words: Language) -> Bodies:
    head = "<br>".join(html.escape(line) for line in _head(letter, words).split("\n"))
    rich = (
        "<div class=WordSection1>"
        + "".join(
            f"<p class=MsoNormal>{html.escape(x) or '<o:p>&nbsp;</o:p>'}</p>"
            for x in reply.split("\n")
        )
        + "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>"
        + f"<p class=MsoNormal>{head}</p></div></div>{letter.html}</div>"
    )
    return f"{reply}\n\n{_head(letter, words)}\n\n{letter.text}", rich


def outlook_web(reply: str, letter: Letter, words: Language) -> Bodies:
    head = "<br>".join(html.escape(line) for line in _head(letter, words).split("\n"))
    rich = (
        f'<body>{_paragraphs(reply)}<div id="appendonsend"></div><hr style="display:inline-block;width:98%">'
        f'<div id="divRplyFwdMsg" dir="ltr">{head}</div><div>{letter.html}</div></body>'
    )
    return (
        f"{reply}\n\n________________________________\n{_head(letter, words)}\n\n{letter.text}",
        rich,
    )


def outlook_ios(reply: str, letter: Letter, words: Language) -> Bodies:
    head = "<br>".join(html.escape(line) for line in _head(letter, words).split("\n"))
    rich = (
        f'{_paragraphs(reply)}<div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div>'
        f'<div id="mail-editor-reference-message-container"><hr><div>{head}</div>{letter.html}</div>'
    )
    plain = (
        f"{reply}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
    )
    return f"{plain}{_head(letter, words)}\n\n{letter.text}", rich


def gmail(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter))
    rich = (
        f'<div dir="ltr">{_paragraphs(reply)}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{html.escape(said)}<br></div>'
        f'<blockquote class="gmail_quote">{letter.html}</blockquote></div>'
    )
    return f"{reply}\n\n{said}\n\n{_quoted(letter.text)}\n", rich


def gmail_wrapped(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=f"{letter.sender_name} <\n{letter.reply_to}>")
    return f"{reply}\n\n{said}\n\n{_quoted(letter.text)}\n", ""


def apple_mail(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter))
    rich = (
        f'<html><body>{_paragraphs(reply)}<div><br><blockquote type="cite"><div>{html.escape(said)}</div>'
        f"<div>{letter.html}</div></blockquote></div></body></html>"
    )
    return f"{reply}\n\n> {said}\n> \n{_quoted(letter.text)}\n", rich


def iphone(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter))
    rich = (
        f'<html><body>{_paragraphs(reply)}<br><div dir="ltr">{words.mobile}</div><div dir="ltr"><br>'
        f'<blockquote type="cite">{html.escape(said)}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">{letter.html}</div></blockquote></body></html>'
    )
    return f"{reply}\n\n{words.mobile}\n\n> {said}\n> \n{_quoted(letter.text)}\n", rich


def thunderbird(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=letter.sender_name)
    rich = (
        f'{_paragraphs(reply)}<div class="moz-cite-prefix">{html.escape(said)}<br></div>'
        f'<blockquote type="cite" cite="mid:{letter.message_id}">{letter.html}</blockquote>'
    )
    return f"{reply}\n\n{said}\n{_quoted(letter.text)}\n", rich


def thunderbird_below(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=letter.sender_name)
    return f"{said}\n{_quoted(letter.text)}\n\n{reply}\n", ""


def yahoo(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter))
    rich = (
        f'<div class="yahoo-style-wrap">{_paragraphs(reply)}</div><div id="yahoo_quoted_1" class="yahoo_quoted">'
        f"<div>{html.escape(said)}</div><div>{letter.html}</div></div>"
    )
    indented = "\n".join(f"  {line}" for line in letter.text.split("\n"))
    return f" {reply}\n\n    {said}  \n {indented}  ", rich


def samsung(reply: str, letter: Letter, words: Language) -> Bodies:
    head = _head(letter, words)
    return (
        f"{reply}\n\n\nSent from my Galaxy\n\n\n-------- {words.original} "
        f"--------\n{head}\n\n{letter.text}\n",
        "",
    )


def zoho(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter)).rstrip(":： ")
    rich = (
        f'{_paragraphs(reply)}<div class="zmail_extra"><div>---- {html.escape(said)} ---</div>'
        f"<blockquote>{letter.html}</blockquote></div>"
    )
    return f"{reply}\n\n\n\n---- {said} ----\n\n{letter.text}\n", rich


def proton(reply: str, letter: Letter, words: Language) -> Bodies:
    said = words.attribution.format(who=_who(letter))
    rich = (
        f'{_paragraphs(reply)}<div class="protonmail_quote">-------- {words.original} --------<br>{html.escape(said)}<br>'
        f'<blockquote class="protonmail_quote" type="cite">{letter.html}</blockquote></div>'
    )
    plain = f"{reply}\n\nSent with Proton Mail secure email.\n\n-------- {words.original} --------\n{said}\n\n"
    return f"{plain}{_quoted(letter.text)}\n", rich


def notes(reply: str, letter: Letter, words: Language) -> Bodies:
    head = "\n".join(f"{line}" for line in _head(letter, words).split("\n"))
    return f"{reply}\n\n\n\n{head}\n\n\n\n{letter.text}\n", ""


def unquoted(reply: str, letter: Letter, words: Language) -> Bodies:
    return f"{reply}\n\n{letter.text}\n", ""


def nothing_quoted(reply: str, letter: Letter, words: Language) -> Bodies:
    return f"{reply}\n", f'<div dir="auto">{_paragraphs(reply)}</div>'


CLIENTS: tuple[Callable[[str, Letter, Language], Bodies], ...] = (
    outlook_desktop,
    outlook_web,
    outlook_ios,
    gmail,
    gmail_wrapped,
    apple_mail,
    iphone,
    thunderbird,
    thunderbird_below,
    yahoo,
    samsung,
    zoho,
    proton,
    notes,
    unquoted,
    nothing_quoted,
)
