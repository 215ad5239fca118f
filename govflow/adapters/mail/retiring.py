"""Ways of mail that their makers are ending, with the days they named (READ in their announcements).

EWS in Exchange Online: Message Center MC1227454. SMTP AUTH with a password: MC786329 as of 27 January
2026. Google Workspace: passwords without OAuth ended on 1 May 2025.
"""

from urllib.parse import urlsplit

from govflow.adapters.files.settings import Mail, Server
from govflow.core.checkup import Check

EWS_BLOCKED = "1 October 2026"
EWS_ENDS = "1 April 2027"
SMTP_PASSWORDS_OFF = "the end of December 2026"
MICROSOFT = ("office365.com", "outlook.com")


def retiring(mail: Mail) -> list[Check]:
    """What of these settings is being ended by Microsoft, and what to use instead."""
    used = {mail.transport, mail.collect}
    checks = []
    if "exchange" in used and _is_microsofts(urlsplit(mail.exchange.endpoint).hostname or ""):
        checks.append(
            Check(
                "retiring",
                False,
                f"Microsoft 365 blocks Exchange Web Services since {EWS_BLOCKED} and ends it on "
                f"{EWS_ENDS}.",
                "use transport = 'graph'; 'govflow doctor --for-it' writes the letter.",
            )
        )
    if "smtp_imap" in used and _by_password(mail.smtp):
        checks.append(
            Check(
                "retiring",
                False,
                f"Microsoft 365 takes no passwords for SMTP from {SMTP_PASSWORDS_OFF}.",
                "use auth = 'oauth2' under [mail.smtp] and [mail.imap], or transport = 'graph'.",
            )
        )
    return checks


def _by_password(server: Server) -> bool:
    return server.auth == "password" and _is_microsofts(server.host)


def _is_microsofts(host: str) -> bool:
    return host.lower().endswith(MICROSOFT)
