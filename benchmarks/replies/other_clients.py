"""More mail programs and what inboxes add around a reply: rows of text as they arrive.

`{reply}` are the person's words, `{text}` our letter, `{quoted}` the same marked with '>'. `DRESSINGS`
stand around the words whatever the program: banners, signatures, working hours, disclaimers.
"""

# ruff: noqa: E501 - rows of mail as it was sent

import html

from benchmarks.replies.clients import Bodies, Letter

PROGRAMS: tuple[tuple[str, str], ...] = (
    (
        "k9",
        "{reply}\n\nOn 27 November 2026 09:12:33 GMT, {who} wrote:\n{quoted}\n\n-- \nSent from my Android device with K-9 Mail. Please excuse my brevity.\n",
    ),
    (
        "k9_signature_above",
        "{reply}\n-- \nSent from my Android phone with K-9 Mail. Please excuse my brevity.\n\nOn 27 November 2026 09:12:33 GMT, {who} wrote:\n{quoted}\n",
    ),
    ("roundcube", "{reply}\n\nOn 2026-11-27 09:12, {name} wrote:\n\n{quoted}\n"),
    ("horde", "{reply}\n\nQuoting {who}:\n\n{quoted}\n"),
    ("mutt", "{reply}\n\nOn Fri, Nov 27, 2026 at 09:12:33AM +0000, {name} wrote:\n{quoted}\n"),
    (
        "em_client",
        '{reply}\n\n\n------ Original Message ------\nFrom: "{name}" <{addr}>\nTo: {to}\nSent: 27/11/2026 09:12:33\nSubject: {subject}\n\n{text}\n',
    ),
    (
        "em_client_new",
        '{reply}\n\n------ Original Message ------\nFrom "{name}" <{addr}>\nTo {to}\nDate 27/11/2026 09:12:33\nSubject {subject}\n\n{text}\n',
    ),
    (
        "spark",
        "{reply}\n\nSent with Spark\nOn 27 Nov 2026 at 09:12 +0000, {who}, wrote:\n{quoted}\n",
    ),
    (
        "windows_mail",
        "{reply}\n\nSent from Mail for Windows\n\nFrom: {name}\nSent: 27 November 2026 09:12\nTo: {to}\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "windows_mail_10",
        "{reply}\n\nSent from Mail<https://go.microsoft.com/fwlink/?LinkId=550986> for Windows 10\n\nFrom: {name}<mailto:{addr}>\nSent: 27 November 2026 09:12\nTo: {to}<mailto:{to}>\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "aol",
        "{reply}\n\n\n-----Original Message-----\nFrom: {who}\nTo: {to}\nSent: Fri, 27 Nov 2026 9:12\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "outlook_plain_desktop",
        "{reply}\n\n-----Original Message-----\nFrom: {who} \nSent: 27 November 2026 09:12\nTo: {to}\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "outlook_marked",
        "{reply}\n\n> -----Original Message-----\n> From: {who} \n> Sent: 27 November 2026 09:12\n> To: {to}\n> Subject: {subject}\n> \n{quoted}\n",
    ),
    (
        "outlook_android",
        "{reply}\n\nGet Outlook for Android<https://aka.ms/AAb9ysg>\n________________________________\nFrom: {who}\nSent: Friday, November 27, 2026 9:12:33 AM\nTo: {to} <{to}>\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "outlook_ios_bare",
        "{reply}\n\nSent from Outlook for iOS\n________________________________\nFrom: {who}\nSent: Friday, November 27, 2026 9:12:33 AM\nTo: {to}\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "outlook_mac",
        "{reply}\n\nFrom: {who}\nDate: Friday, 27 November 2026 at 09:12\nTo: {to} <{to}>\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "outlook_importance",
        "{reply}\n\nFrom: {who}\nSent: 27 November 2026 09:12\nTo: {to}\nCc: Governance <gov2@example.org>\nSubject: {subject}\nImportance: High\nSensitivity: Confidential\n\n{text}\n",
    ),
    (
        "yahoo_phone",
        "{reply}\n\nYahoo Mail: Search, organise, conquer\n\nOn Fri, 27 Nov 2026 at 9:12, {name}<{addr}> wrote:   {text}\n",
    ),
    (
        "yahoo_phone_2",
        "{reply}\n\nSent from Yahoo Mail for iPhone\n\nOn Friday, November 27, 2026, 9:12 am, {who} wrote:\n\n{text}\n",
    ),
    (
        "samsung_new",
        "{reply}\n\nSent from my Galaxy\n\n-------- Original message --------\nFrom: {who}\nDate: 27/11/2026 09:12 (GMT+00:00)\nTo: {to}\nSubject: {subject}\n\n{text}\n",
    ),
    (
        "samsung_outlook",
        "{reply}\n\nSent from my Samsung Galaxy smartphone.\nOn 27 Nov 2026 9:12 am, {name} <{addr}> wrote:\n{quoted}\n",
    ),
    (
        "proton_phone",
        "{reply}\n\nSent from [Proton Mail](https://proton.me/mail/home) for Android.\n\n-------- Original Message --------\nOn Friday, 11/27/26 at 09:12 {who} wrote:\n\n{quoted}\n",
    ),
    (
        "proton_plain",
        "{reply}\n\nSent from Proton Mail for iOS\n\nOn Fri, Nov 27, 2026 at 09:12, {name} <[{addr}](mailto:On Fri, Nov 27, 2026 at 09:12, {name} <<a href=)> wrote:\n\n{quoted}\n",
    ),
    ("gmail_phone", "{reply}\n\nOn Fri, 27 Nov 2026, 09:12 {name}, <{addr}> wrote:\n\n{quoted}\n"),
    ("gmail_below", "On Fri, 27 Nov 2026 at 09:12, {who} wrote:\n\n{quoted}\n\n{reply}\n"),
    ("apple_below", "> On 27 Nov 2026, at 09:12, {who} wrote:\n> \n{quoted}\n\n{reply}\n"),
    (
        "gmx",
        '{reply}\n\nGesendet: Freitag, 27. November 2026 um 09:12 Uhr\nVon: "{name}" <{addr}>\nAn: {to}\nBetreff: {subject}\n\n{text}\n',
    ),
    ("web_de", "{reply}\n  \n\nAm 27.11.26 um 09:12 schrieb {name}\n\n{quoted}\n"),
    (
        "orange_fr",
        '{reply}\n\n> Message du 27/11/26 09:12\n> De : "{name}" <{addr}>\n> A : {to}\n> Copie à : \n> Objet : {subject}\n>\n{quoted}\n',
    ),
    (
        "free_fr",
        "{reply}\n\n----- Mail original -----\nDe: {who}\nÀ: {to}\nEnvoyé: Vendredi 27 Novembre 2026 09:12:33\nObjet: {subject}\n\n{text}\n",
    ),
    ("libero_it", "{reply}\n\nIl 27/11/2026 09:12 GMT {name} <{addr}> ha scritto:\n\n\n{quoted}\n"),
    ("wp_pl", "{reply}\n\nDnia 27 listopada 2026 09:12 {name} <{addr}> napisał(a):\n\n{quoted}\n"),
    (
        "pt_gmail",
        "{reply}\n\n{name} <{addr}> escreveu (sexta, 27/11/2026 à(s) 09:12):\n\n{quoted}\n",
    ),
    (
        "es_gmail",
        "{reply}\n\nEl vie, 27 nov 2026 a las 9:12, {name} (<{addr}>) escribió:\n\n{quoted}\n",
    ),
    ("zh_gmail", "{reply}\n\n{name} <{addr}> 于2026年11月27日周五 09:12写道：\n\n{quoted}\n"),
    ("ja_gmail", "{reply}\n\n2026年11月27日(金) 9:12 {who}:\n\n{quoted}\n"),
    (
        "ko_gmail",
        "{reply}\n\n2026년 11월 27일 (금) 오전 9:12, {name} <{addr}>님이 작성:\n\n{quoted}\n",
    ),
    (
        "el_gmail",
        "{reply}\n\nΣτις Παρ 27 Νοε 2026 στις 9:12 π.μ., ο χρήστης {name} <{addr}> έγραψε:\n\n{quoted}\n",
    ),
    (
        "tr_gmail",
        "{reply}\n\n{name} <{addr}>, 27 Kas 2026 Cum, 09:12 tarihinde şunu yazdı:\n\n{quoted}\n",
    ),
    ("uk_gmail", "{reply}\n\nпт, 27 лист. 2026 р. о 09:12 {name} <{addr}> пише:\n\n{quoted}\n"),
    (
        "cy_gmail",
        "{reply}\n\nAr Gwen, 27 Tach 2026 am 09:12 {name} <{addr}> ysgrifennodd:\n\n{quoted}\n",
    ),
    (
        "hu_gmail",
        "{reply}\n\n{name} <{addr}> ezt írta (időpont: 2026. nov. 27., P, 9:12):\n\n{quoted}\n",
    ),
    (
        "cs_seznam",
        '{reply}\n\n---------- Původní e-mail ----------\nOd: {name} <{addr}>\nKomu: {to}\nDatum: 27. 11. 2026 9:12:33\nPředmět: {subject}\n"{text}"\n',
    ),
    ("hey", "{reply}\n\nOn November 27, 2026, {who} wrote:\n{quoted}\n"),
    (
        "superhuman",
        "{reply}\n\nSent via Superhuman ( https://sprh.mn/?vip=tom.smith@example.org )\n\nOn Fri, Nov 27, 2026 at 9:12 AM, {name} < {addr} > wrote:\n\n{quoted}\n",
    ),
    ("front", "{reply}\n\n---\nOn November 27, 2026 at 9:12 AM GMT {addr} wrote:\n\n{text}\n"),
    (
        "bluemail",
        "{reply}\n\nGet BlueMail for Android\n\nOn 27 Nov 2026, at 09:12, {name} <{addr}> wrote:\n{text}\n",
    ),
    (
        "hotmail_classic",
        "{reply}\n\n________________________________\n> From: {addr}\n> To: {to}\n> Subject: {subject}\n> Date: Fri, 27 Nov 2026 09:12:33 +0000\n>\n{quoted}\n",
    ),
    ("groupwise", "{reply}\n\n>>> {name} <{addr}> 27/11/2026 09:12 >>>\n{text}\n"),
    ("fastmail", "{reply}\n\nOn Fri, 27 Nov 2026, at 9:12 AM, {name} wrote:\n{quoted}\n"),
    ("zimbra", "{reply}\n\n----- On 27 Nov, 2026, at 09:12, {name} {addr} wrote:\n\n{quoted}\n"),
)
RICH: tuple[tuple[str, str], ...] = (
    (
        "new_outlook",
        '<html><body><div class="elementToProof" style="font-family: Aptos;">{reply}</div><div class="elementToProof"><br></div><div id="appendonsend"></div><hr style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg"><span><b>From:</b>&nbsp;{name} &lt;{addr}&gt;<br><b>Sent:</b>&nbsp;27 November 2026 09:12<br><b>To:</b>&nbsp;{to}<br><b>Subject:</b>&nbsp;{subject}</span></div><div><br></div>{rich}</body></html>',
    ),
    (
        "new_outlook_container",
        '<html><body><div dir="ltr">{reply}</div><div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message skipProofing" style="border-top:1px solid #E1E1E1"><b>From:</b> {name} &lt;{addr}&gt;<br><b>Date:</b> Friday, 27 November 2026 at 09:12<br><b>To:</b> {to}<br><b>Subject:</b> {subject}</div>{rich}</div></body></html>',
    ),
    (
        "outlook_android_html",
        '<html><body><div dir="auto">{reply}</div><div id="ms-outlook-mobile-body-separator-line" dir="auto"><br></div><div id="ms-outlook-mobile-signature" dir="auto">Get <a href="https://aka.ms/AAb9ysg">Outlook for Android</a></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font><b>From:</b> {name} &lt;{addr}&gt;<br><b>Sent:</b> Friday, November 27, 2026 9:12:33 AM<br><b>To:</b> {to}<br><b>Subject:</b> {subject}</font></div>{rich}</body></html>',
    ),
    (
        "outlook_2016",
        '<html><body><div class="WordSection1"><p class="MsoNormal"><span lang="EN-GB">{reply}<o:p></o:p></span></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>From:</b> {name} &lt;{addr}&gt;<br><b>Sent:</b> 27 November 2026 09:12<br><b>To:</b> {to}<br><b>Subject:</b> {subject}<o:p></o:p></p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>{rich}</div></body></html>',
    ),
    (
        "gmail_app",
        '<div dir="auto">{reply}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, 27 Nov 2026, 09:12 {name}, &lt;<a href="mailto:{addr}">{addr}</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex">{rich}</blockquote></div>',
    ),
    (
        "apple_html",
        '<html><head></head><body style="overflow-wrap: break-word;">{reply}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 27 Nov 2026, at 09:12, {name} &lt;{addr}&gt; wrote:</div><br class="Apple-interchange-newline"><div>{rich}</div></blockquote></div><br></body></html>',
    ),
    (
        "iphone_html",
        '<html><body dir="auto"><div dir="ltr">{reply}</div><div dir="ltr"><br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 27 Nov 2026, at 09:12, {name} &lt;{addr}&gt; wrote:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">﻿{rich}</div></blockquote></div></body></html>',
    ),
    (
        "yahoo_html",
        '<html><body><div class="ydp1 yahoo-style-wrap"><div dir="ltr" data-setdir="false">{reply}</div><div><br></div></div><div id="ydp2yahoo_quoted_3" class="ydp2yahoo_quoted"><div style="font-family:Helvetica"><div>On Friday 27 November 2026 at 09:12:33 GMT, {name} &lt;{addr}&gt; wrote:</div><div><br></div><div>{rich}</div></div></div></body></html>',
    ),
    (
        "proton_html",
        '<div style="font-family: Arial;">{reply}</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Friday, 27 November 2026 at 09:12, {name} &lt;{addr}&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">{rich}</blockquote></div>',
    ),
    (
        "samsung_html",
        '<html><body dir="auto"><div dir="auto">{reply}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto"><div style="font-size:14px">Sent from my Galaxy</div></div><div dir="auto"><br></div><div><br></div><div align="left" dir="auto" style="font-size:100%"><div>-------- Original message --------</div><div>From: {name} &lt;{addr}&gt; </div><div>Date: 27/11/2026  09:12  (GMT+00:00) </div><div>To: {to} </div><div>Subject: {subject} </div><div><br></div></div>{rich}</body></html>',
    ),
    (
        "thunderbird_html",
        '<html><body><p>{reply}</p><div class="moz-cite-prefix">On 27/11/2026 09:12, {name} wrote:<br></div><blockquote type="cite" cite="mid:x">{rich}</blockquote></body></html>',
    ),
    (
        "owa_old",
        '<html><body><div style="direction: ltr;">{reply}<div style="font-size: 16px;"><hr tabindex="-1"><div id="divRpF123" style="direction: ltr;"><font><b>From:</b> {name} [{addr}]<br><b>Sent:</b> 27 November 2026 09:12<br><b>To:</b> {to}<br><b>Subject:</b> {subject}<br></font><br></div><div></div><div>{rich}</div></div></div></body></html>',
    ),
    (
        "zoho_html",
        '<html><body><div style="font-family: Verdana;"><div>{reply}</div><div><br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204,204,204)"><br></div><div class="zmail_extra" data-zbluepencil-ignore="true"><div id="Zm-_Id_-Sgn1">---- On Fri, 27 Nov 2026 09:12:33 +0000 <b>{name} &lt;{addr}&gt;</b> wrote ---</div><blockquote>{rich}</blockquote></div></div></body></html>',
    ),
)
DRESSINGS: tuple[tuple[str, str], ...] = (
    ("bare", "{reply}"),
    ("greeted", "Hi Sarah,\n\n{reply}\n\nKind regards,\nTom"),
    (
        "caution",
        "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments unless you recognise the sender and know the content is safe.\n\n{reply}\n\nThanks\nTom",
    ),
    ("external_tag", "[EXTERNAL EMAIL]\n\n{reply}"),
    (
        "not_often",
        "You don't often get email from governance@example.org. Learn why this is important\n\n{reply}\n\nTom",
    ),
    (
        "corporate",
        "{reply}\n\nKind regards\n\nTom Smith\nHead of Student Engagement\nChester Students' Union\n\nT: 01244 511 234 | M: 07700 900123\nE: tom.smith@example.org | W: www.example.org\n\nFollow us on Twitter, Facebook and Instagram\n\nRegistered charity number 1234567",
    ),
    (
        "working_days",
        "{reply}\n\nBest wishes,\nTom Smith (he/him)\nTrustee\n\nMy working days are Monday to Wednesday.\nI work flexibly, so if you receive this out of hours please don't feel you need to reply straight away.",
    ),
    (
        "part_time",
        "{reply}\n\nTom Smith\nFinance Officer\n01244 511 234\n\nPlease note I do not work on Fridays.",
    ),
    (
        "environment",
        "{reply}\n\nRegards,\nTom Smith\n\nPlease consider the environment before printing this email.",
    ),
    (
        "confidential",
        "{reply}\n\nTom\n\nThis email and any attachments are confidential and intended solely for the addressee. If you are not the intended recipient please delete it and notify the sender. Views expressed are not necessarily those of the organisation.",
    ),
    (
        "motto",
        '{reply}\n\nRegards\nTom Smith\nLecturer in Biology\n\n"Be the change you wish to see in the world"',
    ),
    (
        "welsh_footer",
        "{reply}\n\nCofion,\nTom Smith\n\nRydym yn croesawu gohebiaeth yn Gymraeg. We welcome correspondence in Welsh.",
    ),
    (
        "award",
        "{reply}\n\nMany thanks,\n\nTom Smith\nDeputy Director\n\nWinner: Students' Union of the Year 2025\nBook a meeting with me: https://outlook.office.com/bookwithme/user/abc\nTwitter: @tomsmith | LinkedIn: tom-smith",
    ),
    ("excuse", "{reply}\n\nTom\n\nSent from my phone, please excuse brevity and typos."),
    (
        "gdpr",
        "{reply}\n\nThanks,\nTom Smith\n\nChester Students' Union processes personal data in line with its privacy notice, which is at www.example.org/privacy. You can unsubscribe at any time.",
    ),
    (
        "scanned",
        "{reply}\n\nTom\n\n______________________________________________________________________\nThis email has been scanned by the Symantec Email Security.cloud service.\nFor more information please visit http://www.symanteccloud.com\n______________________________________________________________________",
    ),
)


def _fill(row: str, reply: str, letter: Letter, *, rich: bool) -> str:
    body = html.escape(reply).replace("\n", "<br>") if rich else reply
    quoted = "\n".join(f"> {line}".rstrip() for line in letter.text.split("\n"))
    values = {
        "reply": body, "text": letter.text, "quoted": quoted, "rich": letter.html,
        "name": letter.sender_name, "addr": letter.reply_to, "to": letter.to,
        "who": f"{letter.sender_name} <{letter.reply_to}>",
        "subject": html.escape(letter.subject) if rich else letter.subject,
    }  # fmt: skip
    for name, value in values.items():
        row = row.replace("{" + name + "}", value)
    return row


def other_bodies(reply: str, letter: Letter) -> list[tuple[str, Bodies]]:
    """The words in each program, and in three programs with each of the dressings."""
    plain = [(name, (_fill(row, reply, letter, rich=False), "")) for name, row in PROGRAMS]
    rich = [(name, ("", _fill(row, reply, letter, rich=True))) for name, row in RICH]
    dressed = [
        (f"{name}-{dress}", bodies)
        for dress, row in DRESSINGS
        for name, bodies in (
            (
                "gmail_phone",
                (
                    _fill(
                        dict(PROGRAMS)["gmail_phone"],
                        row.replace("{reply}", reply),
                        letter,
                        rich=False,
                    ),
                    "",
                ),
            ),
            (
                "windows_mail",
                (
                    _fill(
                        dict(PROGRAMS)["windows_mail"],
                        row.replace("{reply}", reply),
                        letter,
                        rich=False,
                    ),
                    "",
                ),
            ),
            (
                "new_outlook",
                (
                    "",
                    _fill(
                        dict(RICH)["new_outlook"], row.replace("{reply}", reply), letter, rich=True
                    ),
                ),
            ),
        )
    ]
    return [*plain, *rich, *dressed]
