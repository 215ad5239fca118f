"""Signing in with a certificate of the Windows store: its key stays there and only signs.

Windows' own PowerShell does the signing (`RSACertificateExtensions.GetRSAPrivateKey`, .NET Framework 4.6),
so that nothing has to be installed and a key that cannot be exported need not be.
"""

import base64
import json
import os
import re
import subprocess
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography import x509

from govflow.core.errors import MailError, SettingsError

LIFETIME = 600
"""Seconds for which a signed statement may be used."""

NOT_FOUND = 3
SCRIPT = """
$ErrorActionPreference = 'Stop'
$all = Get-ChildItem Cert:\\CurrentUser\\My, Cert:\\LocalMachine\\My
$cert = $all | Where-Object { $_.Thumbprint -eq $env:GOVFLOW_THUMBPRINT } | Select-Object -First 1
if (-not $cert) { exit 3 }
$text = [Console]::In.ReadLine()
if ($text) {
  $type = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]
  $key = $type::GetRSAPrivateKey($cert)
  $hash = [System.Security.Cryptography.HashAlgorithmName]::SHA256
  $padding = [System.Security.Cryptography.RSASignaturePadding]::Pkcs1
  $bytes = [System.Text.Encoding]::ASCII.GetBytes($text)
  [Convert]::ToBase64String($key.SignData($bytes, $hash, $padding))
} else {
  [Convert]::ToBase64String($cert.RawData)
}
"""

Run = Callable[[str, bytes], bytes]
"""Runs the script for a thumbprint with one line of input; gives its output."""


def run_powershell(thumbprint: str, line: bytes) -> bytes:
    """Run the script in Windows PowerShell. Raises SettingsError where there is no such certificate."""
    root = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"))
    program = root / "System32" / "WindowsPowerShell" / "v1.0" / "powershell.exe"
    try:
        done = subprocess.run(  # noqa: S603 - fixed program of the system, fixed script
            [str(program), "-NoProfile", "-NonInteractive", "-Command", SCRIPT],
            input=line + b"\n",
            env={**os.environ, "GOVFLOW_THUMBPRINT": thumbprint},
            capture_output=True,
            timeout=60,
            check=False,
        )
    except OSError as problem:
        raise SettingsError(
            "this computer has no Windows certificate store.",
            place="govflow.toml",
            remedy="set sign_in to 'certificate' and name the certificate's file.",
        ) from problem
    if done.returncode == NOT_FOUND:
        raise SettingsError(
            f"the certificate store holds no certificate {thumbprint}.",
            place="govflow.toml",
            remedy="correct the thumbprint, or install the certificate for this user.",
        )
    if done.returncode != 0:
        raise MailError(
            "the key of the certificate cannot be used.",
            place="the certificate store",
            remedy="IT must let this user sign with it.",
        )
    return done.stdout


def store_assertion(thumbprint: str, run: Run = run_powershell) -> Callable[[str, str], str]:
    """Makes the signed statement that Microsoft's platform takes for a sign-in (RFC 7523)."""
    mark = _hexadecimal(thumbprint)

    def make(client_id: str, audience: str) -> str:
        begun = int(time.time())
        head = {"alg": "RS256", "typ": "JWT", "x5t": _base64url(bytes.fromhex(mark))}
        claims = {
            "aud": audience,
            "iss": client_id,
            "sub": client_id,
            "jti": str(uuid.uuid4()),
            "nbf": begun,
            "iat": begun,
            "exp": begun + LIFETIME,
        }
        text = ".".join(_base64url(json.dumps(part).encode()) for part in (head, claims))
        signature = base64.b64decode(run(mark, text.encode("ascii")))
        return f"{text}.{_base64url(signature)}"

    return make


def store_certificate_ends(thumbprint: str, run: Run = run_powershell) -> datetime:
    """When a certificate of the store expires."""
    der = base64.b64decode(run(_hexadecimal(thumbprint), b""))
    return x509.load_der_x509_certificate(der).not_valid_after_utc


def _hexadecimal(thumbprint: str) -> str:
    """The thumbprint as Windows compares it; what its window shows has blanks and an unseen mark."""
    mark = re.sub(r"[^0-9A-Fa-f]", "", thumbprint).upper()
    if len(mark) != 40:
        raise SettingsError(
            f"'{thumbprint}' is not the thumbprint of a certificate.",
            place="govflow.toml",
            remedy="copy its 40 characters from the certificate's details.",
        )
    return mark


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
