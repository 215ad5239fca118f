"""A double of Microsoft's identity platform: client credentials, device code, code with PKCE, refresh.

Behaviour is that of the OAuth 2.0 RFCs (6749, 7523, 7636, 8628) and OpenID Connect discovery.
"""

import base64
import hashlib
import itertools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from tests.adapters.mail.certificates import Authority
from tests.adapters.mail.doubles.server import Answer, Dropped, Request, serving

TENANT = "0f0f0f0f-1111-2222-3333-444444444444"
CLIENT = "11111111-aaaa-bbbb-cccc-222222222222"
USER = "officer@union.example"


class IdentityDouble:
    """`grants` lists the kinds of grant asked for; `tokens` every access token given."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = "a secret of the app"
        self.key: RSAPublicKey | None = None
        self.grants: list[str] = []
        self.tokens: list[str] = []
        self.scopes: list[str] = []
        self.heads: list[dict[str, Any]] = []
        self.signed_in = True
        self.refuses = ""
        self.expires_in = 3600
        self._challenges: dict[str, str] = {}
        self._agreed = self._nonce = ""
        self._numbers = itertools.count(1)

    def respond(self, request: Request) -> Answer | Dropped:
        path = urlsplit(request.path).path
        if path.endswith("/.well-known/openid-configuration"):
            return self._configuration()
        if path.endswith("/authorize"):
            return self._authorize(request)
        given = {key: values[0] for key, values in parse_qs(request.body.decode()).items()}
        if path.endswith("/devicecode"):
            self._agreed = given["scope"]
            return _json(
                {
                    "device_code": "device",
                    "user_code": "ABCD-1234",
                    "message": "Open https://login.example and type ABCD-1234.",
                    "verification_uri": "https://login.example",
                    "expires_in": 60,
                    "interval": 0.01,
                }
            )
        assert path.endswith("/token"), path
        return self._token(given)

    def _configuration(self) -> Answer:
        base = f"{self.url}/{TENANT}/oauth2/v2.0"
        return _json(
            {
                "issuer": f"{self.url}/{TENANT}/v2.0",
                "authorization_endpoint": f"{base}/authorize",
                "token_endpoint": f"{base}/token",
                "device_authorization_endpoint": f"{base}/devicecode",
            }
        )

    def _authorize(self, request: Request) -> Answer:
        """The page on which the person has just agreed: a form that the browser sends on by itself."""
        asked = {k: v[0] for k, v in parse_qs(urlsplit(request.path).query).items()}
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{next(self._numbers)}"
        self._challenges[code] = asked["code_challenge"]
        self._nonce = asked["nonce"]
        assert asked["response_mode"] == "form_post"
        form = {"code": code, "state": asked["state"]}
        return _json({"action": asked["redirect_uri"], "form": form})

    def _token(self, given: dict[str, str]) -> Answer:
        self.grants.append(given["grant_type"])
        self.scopes.append(given.get("scope", ""))
        if self.refuses:
            return _no(self.refuses)
        match given["grant_type"]:
            case "client_credentials":
                return self._app(given)
            case "urn:ietf:params:oauth:grant-type:device_code":
                return self._person() if self.signed_in else _no("expired_token")
            case "authorization_code":
                digest = hashlib.sha256(given["code_verifier"].encode()).digest()
                proved = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
                known = self._challenges.pop(given["code"]) == proved
                return self._person() if known else _no("invalid_grant")
            case "refresh_token":
                return self._person() if self.signed_in else _no("interaction_required")
        raise AssertionError(given)

    def _app(self, given: dict[str, str]) -> Answer:
        if "client_assertion" in given:
            assert self.key is not None
            self.heads.append(jwt.get_unverified_header(given["client_assertion"]))
            try:
                claims = jwt.decode(
                    given["client_assertion"],
                    self.key,
                    algorithms=["RS256", "PS256"],
                    audience=f"{self.url}/{TENANT}/oauth2/v2.0/token",
                )
            except jwt.PyJWTError:
                return _no("invalid_client")
            good = claims["sub"] == claims["iss"] == CLIENT
        else:
            good = given.get("client_secret") == self.secret
        return _json(self._given()) if good else _no("invalid_client")

    def _person(self) -> Answer:
        now = int(time.time())
        claims = {
            "aud": CLIENT,
            "iss": f"{self.url}/{TENANT}/v2.0",
            "exp": now + 600,
            "iat": now,
            "sub": "me",
            "preferred_username": USER,
            "nonce": self._nonce,
        }
        who = {"uid": "me", "utid": TENANT}
        return _json(
            {
                **self._given(),
                "refresh_token": "refresh",
                "id_token": jwt.encode(claims, "x" * 32, algorithm="HS256"),
                "client_info": base64.urlsafe_b64encode(json.dumps(who).encode()).decode(),
                "scope": self.scopes[-1] or self._agreed,
            }
        )

    def _given(self) -> dict[str, Any]:
        self.tokens.append(f"token-{next(self._numbers)}")
        return {
            "access_token": self.tokens[-1],
            "token_type": "Bearer",
            "expires_in": self.expires_in,
        }


def _json(content: dict[str, Any]) -> Answer:
    return Answer(200, json.dumps(content).encode(), {"Content-Type": "application/json"})


def _no(error: str) -> Answer:
    body = json.dumps({"error": error, "error_description": f"AADSTS7000: {error}."}).encode()
    return Answer(400, body, {"Content-Type": "application/json"})


@contextmanager
def identity(authority: Authority) -> Iterator[IdentityDouble]:
    """The double, served by TLS with a certificate of the authority."""
    double = IdentityDouble()
    with serving(double.respond, tls=authority.issue("localhost")) as url:
        double.url = url
        yield double
