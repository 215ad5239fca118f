"""A mail host of the tests' own: Postfix and Dovecot in a folder, on loopback ports, for union.example.

Nothing leaves it: every address outside its own domain is refused. Needs root and Debian's packages
postfix, dovecot-imapd and dovecot-lmtpd.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from govflow.adapters.mail.servers import Server, imap_session
from tests.adapters.mail.certificates import Authority
from tests.support import require_program

USERS = ("governance", "sian", "jo")
GONE = "gone"
"""Has an address, but the mailbox behind it is no more: mail is taken first and bounces then."""

PASSWORD = "open sesame"
GOOD_TOKEN = "token-1"
"""The one that is valid; also the first that the double of Microsoft's identity platform gives."""

SERVICES = """
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class MailHost:
    """Where it listens and whom it trusts."""

    place: Path
    smtp: Server
    imap: Server
    plain_port: int

    def empty(self) -> None:
        """Take every message out of every mailbox, once nothing is on its way any more."""
        self.settle()
        config = str(self.place / "dovecot.conf")
        for user in USERS:
            _run("doveadm", "-c", config, "expunge", "-u", user, "mailbox", "*", "all")

    def own_mail(self) -> None:
        """Give files put into the mailboxes by hand to the user the servers run as."""
        for path in (self.place / "mail").rglob("*"):
            shutil.chown(path, "nobody", "nogroup")

    def settle(self) -> None:
        """Wait until nothing is left in the queue."""
        queue = self.place / "postfix-queue"
        for _ in range(200):
            places = ("maildrop", "incoming", "active")
            if not any(p.is_file() for place in places for p in (queue / place).rglob("*")):
                return
            time.sleep(0.02)
        raise TimeoutError("mail is stuck in the queue")

    def messages(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """The messages in a user's folder, oldest first."""
        self.settle()
        client = imap_session(replace(self.imap, username=user))
        try:
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search(), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]
        finally:
            client.logout()

    def append(self, user: str, raw: bytes) -> None:
        """Put a message into a user's inbox as it is."""
        client = imap_session(replace(self.imap, username=user))
        try:
            client.append("INBOX", raw)
        finally:
            client.logout()


class _Tokens(BaseHTTPRequestHandler):
    """Answers whether an OAuth token is valid: GOOD_TOKEN is, everything else has expired (RFC 7662)."""

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        good = parse_qs(sent).get("token") == [GOOD_TOKEN]
        answer = json.dumps(
            {"active": good, "username": "governance"} if good else {"active": False}
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


def _run(*command: str) -> None:
    """Run a program that may leave a server behind: its output goes to a file, never to a pipe."""
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, timeout=60
        )
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    assert done.returncode == 0, f"{' '.join(command)}: {words}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_host(*, security: str = "starttls") -> Iterator[MailHost]:
    """Start both programs, wait until they answer, and end exactly these two afterwards."""
    for program in ("postfix", "dovecot", "doveadm"):
        require_program(program)
    if os.geteuid() != 0:
        pytest.skip("Postfix and Dovecot of the tests' own need root")
    place = Path(tempfile.mkdtemp(prefix="govflow-mail-"))
    place.chmod(0o755)
    try:
        authority = Authority(place)
        cert, key = authority.issue("localhost")
        ports = {name: free_port() for name in ("smtp", "plain", "imap", "lmtp", "tokens")}
        dovecot = _write_dovecot(place, ports, cert, key)
        postfix = _write_postfix(place, ports, cert, key)
        _run("dovecot", "-c", dovecot)
        tokens = HTTPServer(("127.0.0.1", ports["tokens"]), _Tokens)
        threading.Thread(target=tokens.serve_forever, daemon=True).start()
        try:
            _run("postfix", "-c", postfix, "start")
            try:
                _until_open(ports["smtp"], ports["imap"])
                yield MailHost(
                    place,
                    Server("localhost", ports["smtp"], security, *_account(authority)),
                    Server("localhost", ports["imap"], "tls", *_account(authority)),
                    ports["plain"],
                )
            finally:
                _run("postfix", "-c", postfix, "stop")
        finally:
            tokens.shutdown()
            tokens.server_close()
            _run("doveadm", "-c", dovecot, "stop")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _account(authority: Authority) -> tuple[str, str, str]:
    return "governance", PASSWORD, str(authority.ca)


def _until_open(*ports: int) -> None:
    for port in ports:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise TimeoutError(f"nothing listens on {port}")


def _write_dovecot(place: Path, ports: dict[str, int], cert: Path, key: Path) -> str:
    (place / "users").write_text("".join(f"{user}:{{PLAIN}}{PASSWORD}\n" for user in USERS))
    (place / "oauth2.conf").write_text(
        f"introspection_mode = post\nintrospection_url = http://127.0.0.1:{ports['tokens']}/\n"
        "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
    )
    mail = place / "mail"
    mail.mkdir()
    shutil.chown(mail, "nobody", "nogroup")
    (place / "postfix-queue" / "private").mkdir(parents=True)
    config = place / "dovecot.conf"
    config.write_text(
        f"""
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {place}/run
state_dir = {place}/state
log_path = {place}/dovecot.log
mail_location = maildir:{mail}/%n
first_valid_uid = 1
recipient_delimiter = +
ssl = required
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {place}/oauth2.conf
}}
passdb {{
  driver = passwd-file
  args = username_format=%n {place}/users
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={mail}/%n
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
service imap-login {{
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {ports["imap"]}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {ports["lmtp"]}
  }}
}}
service auth {{
  unix_listener {place}/postfix-queue/private/auth {{
    mode = 0666
  }}
}}
"""
    )
    return str(config)


def _write_postfix(place: Path, ports: dict[str, int], cert: Path, key: Path) -> str:
    config = place / "postfix"
    config.mkdir()
    (place / "postfix-data").mkdir()
    shutil.chown(place / "postfix-data", "postfix")
    shutil.chown(place / "postfix-queue" / "private", "postfix")
    (place / "mailboxes").write_text(
        "".join(f"{user}@union.example x\n" for user in (*USERS, GONE))
    )
    (config / "main.cf").write_text(
        f"""
compatibility_level = 3.6
queue_directory = {place}/postfix-queue
data_directory = {place}/postfix-data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.union.example
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = union.example
virtual_mailbox_maps = texthash:{place}/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:{ports["lmtp"]}
recipient_delimiter = +
default_transport = error:no mail leaves this host
relay_transport = error:no mail leaves this host
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
smtpd_client_connection_rate_limit = 0
queue_run_delay = 2s
minimal_backoff_time = 2s
maillog_file = {place}/postfix.log
maillog_file_prefixes = {place}
"""
    )
    listen = f"127.0.0.1:{ports['smtp']} inet n - n - - smtpd\n"
    plain = (
        f"127.0.0.1:{ports['plain']} inet n - n - - smtpd -o smtpd_tls_security_level=none"
        " -o smtpd_sasl_auth_enable=no"
        " -o smtpd_recipient_restrictions=reject_unlisted_recipient,permit_mynetworks,reject\n"
    )
    (config / "master.cf").write_text(listen + plain + SERVICES.lstrip())
    return str(config)
