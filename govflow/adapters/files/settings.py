"""The settings of a workspace: `govflow.toml`, overridden by `GOVFLOW_...` environment variables."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from govflow.core.errors import SettingsError
from govflow.core.text.reviews import LIVES

FILE = "govflow.toml"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Part(BaseModel):
    """A table of the settings file; a key it does not know is refused, so a slip never passes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Server(Part):
    """One SMTP or IMAP server.

    `auth`: 'password', or 'oauth2' (XOAUTH2 with an access token of the app under [mail.graph], which
    is what Exchange Online takes).
    """

    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: str = ""
    auth: Literal["password", "oauth2"] = "password"
    ca_file: str = ""
    password: SecretStr = SecretStr("")

    @field_validator("security")
    @classmethod
    def _plain_only_at_home(cls, value: str, info: object) -> str:
        host = getattr(info, "data", {}).get("host", "")
        if value == "none" and host not in LOOPBACK:
            raise ValueError(
                "security = 'none' is allowed to this computer only; use tls or starttls"
            )
        return value


class SignIn(Part):
    """How the app, or a person once, signs in to Microsoft's identity platform.

    `sign_in`: 'secret' (an app's), 'certificate' (a PEM file with key and certificate), 'store' (a
    certificate of this computer's Windows store, by its thumbprint), 'code' or 'browser' (a person's).
    """

    tenant: str = ""
    client_id: str = ""
    sign_in: Literal["secret", "certificate", "store", "code", "browser"] = "secret"
    certificate: str = ""
    thumbprint: str = ""
    user: str = ""
    authority: str = "https://login.microsoftonline.com"
    secret: SecretStr = SecretStr("")
    secret_expires: date | None = None
    ca_file: str = ""


class Exchange(SignIn):
    """One mailbox on an Exchange server; what `SignIn` says is used with auth = 'oauth2' only.

    `access`: 'delegate' (rights given to the account) or 'impersonation'. `settle` is how many seconds
    a sent letter may take to show in Sent Items. `foreign` is a mailbox that must not be reached.
    """

    endpoint: str = ""
    mailbox: str = ""
    username: str = ""
    auth: Literal["basic", "ntlm", "oauth2"] = "ntlm"
    password: SecretStr = SecretStr("")
    access: Literal["delegate", "impersonation"] = "delegate"
    scope: str = "https://outlook.office365.com/.default"
    settle: Annotated[int, Field(ge=0, le=86400)] = 120
    foreign: str = ""


class Graph(SignIn):
    """One mailbox of Microsoft 365; `settle` and `foreign` as for Exchange."""

    mailbox: str = ""
    base_url: str = "https://graph.microsoft.com/v1.0"
    settle: Annotated[int, Field(ge=0, le=86400)] = 300
    foreign: str = ""


class Mail(Part):
    """How letters leave. `reply_to` holds `{secret}` where each recipient's own code goes.

    `collect` says where replies are read when that is not the mailbox letters leave from. At most
    `per_minute` letters leave in a minute (Exchange Online's own limit is 30; 0: as fast as it goes);
    files in a folder know no limit.
    """

    transport: Literal["folder", "smtp_imap", "exchange", "graph"] = "folder"
    collect: Literal["", "folder", "imap", "exchange", "graph"] = ""
    sender: Annotated[str, Field(alias="from")] = "Governance <governance@union.example>"
    reply_to: str = "governance+{secret}@union.example"
    per_minute: Annotated[int, Field(ge=0)] = 30
    smtp: Server = Server()
    imap: Server = Server(port=993, security="tls")
    exchange: Exchange = Exchange()
    graph: Graph = Graph()

    @field_validator("reply_to")
    @classmethod
    def _has_its_secret(cls, value: str) -> str:
        if "{secret}" not in value or "@" not in value:
            raise ValueError("reply_to must be an address that holds {secret}")
        return value


class Replies(Part):
    """Whose word about a sender is believed; with no `authserv_ids` every reply is held.

    `count_short_replies` counts "ok" and the like where everything else is certain. `set_aside` are
    banners and footers that inboxes add, as they stand there ('*' for anything). `receipts` answers a
    counted acknowledgement with a short receipt. Mail that matched nothing loses its bytes after
    `keep_unmatched_days` (0: kept).
    """

    authserv_ids: tuple[str, ...] = ()
    exchange_internal: bool = False
    microsoft365: bool = False
    count_short_replies: bool = False
    set_aside: tuple[str, ...] = ()
    receipts: bool = False
    keep_unmatched_days: Annotated[int, Field(ge=0, le=3650)] = 30


class Keeping(Part):
    """For how many days what is kept on people; 0 keeps it for ever. 'govflow retention show' says why.

    `machine_mail_days` for the bytes of automatic replies and bounces, `replaced_texts_days` for letters
    and replies after their text was replaced, `leavers_days` for names and mail of whoever has left.
    """

    machine_mail_days: Annotated[int, Field(ge=0, le=36500)] = 180
    replaced_texts_days: Annotated[int, Field(ge=0, le=36500)] = 2190
    leavers_days: Annotated[int, Field(ge=0, le=36500)] = 2190


class Notices(Part):
    """What letters say about time and about whom to ask. `signers` are those who sign letters to some
    audiences, by audience; `signer` signs all others."""

    days: Annotated[int, Field(ge=1, le=365)] = 21
    contact: str = "the Governance Officer"
    phone: str = ""
    email: str = ""
    signer: str = ""
    signers: dict[str, str] = {}


class Reminders(Part):
    """When reminders go out: days from the due date, negative before it, moved to working days.

    At most `most` letters about one notice go to a person, the first included, with `gap` days between
    two letters to them. `escalate` are the days after the due date on which those above are written to:
    `upwards` says by audience who they are; `ceo`, `chair` and `vice_chair` are people's ids. On the day
    `weekly` ('': never) the CEO gets three numbers and the names of overdue staff, and the officer what
    waits for her.
    """

    days: tuple[Annotated[int, Field(ge=-365, le=365)], ...] = (-7, -1, 5)
    most: Annotated[int, Field(ge=1, le=12)] = 4
    gap: Annotated[int, Field(ge=1, le=60)] = 2
    escalate: tuple[Annotated[int, Field(ge=0, le=365)], ...] = (10, 17)
    ceo: str = ""
    chair: str = ""
    vice_chair: str = ""
    upwards: dict[str, tuple[Literal["manager", "ceo", "chair", "vice_chair"], ...]] = {
        "staff": ("manager", "ceo"),
        "trustees": ("chair",),
    }
    weekly: Literal["", "monday", "tuesday", "wednesday", "thursday", "friday"] = "monday"

    @model_validator(mode="after")
    def _escalates_last(self) -> "Reminders":
        if self.days and self.escalate and min(self.escalate) <= max(self.days):
            raise ValueError("escalate must lie after the last of days")
        return self


class Reviews(Part):
    """When policies are to be looked at again. `lives` are the years that each class of text lives before
    it has to go back to the Board; a class that is not named has no end. A review is called due `ahead`
    days before its day. With `mail` the owners of such policies, and the chair of those overdue, get a
    letter once a month until they are reviewed.
    """

    lives: dict[str, Annotated[int, Field(ge=1, le=50)]] = dict(LIVES)
    ahead: Annotated[int, Field(ge=0, le=730)] = 90
    mail: bool = True

    @field_validator("lives")
    @classmethod
    def _small_letters(cls, value: dict[str, int]) -> dict[str, int]:
        return {name.casefold(): years for name, years in value.items()}


class RouteStep(Part):
    """One body that must pass a text: its majority of the votes cast, and how many must be present."""

    body: str
    majority: Literal["simple", "two-thirds", "three-quarters", "unanimous"] = "simple"
    quorum: Annotated[int, Field(ge=0)] = 0


class Ledger(Part):
    """The key that signs the ledger's checkpoints: its public half, as 'govflow ledger key' prints it."""

    key: str = ""
    signing_key: SecretStr = SecretStr("")


class Meetings(Part):
    """How the Board gets its papers and decides without meeting.

    `audience` are its members on the people list. Papers go out with `clear_notice` working days between
    the day they are sent and the meeting, neither of them counted. `written_article` is the article that
    lets the Board decide by e-mail ('': none does); then everybody who may vote must agree, unless that
    article allows another `written_majority` of them. `written_days` is how long they get.
    """

    audience: str = "trustees"
    clear_notice: Annotated[int, Field(ge=0, le=60)] = 5
    written_article: str = ""
    written_majority: Literal["unanimous", "simple", "two-thirds", "three-quarters"] = "unanimous"
    written_days: Annotated[int, Field(ge=1, le=90)] = 14


class Calendar(Part):
    """The days on which the office is closed: the bank holidays of its country, and its own.

    `nation` is ENG, WLS, SCT or NIR. `closures` are days or spans: '2026-12-29' or
    '2026-12-29/2027-01-02', both days included.
    """

    nation: Literal["ENG", "WLS", "SCT", "NIR"] = "ENG"
    closures: tuple[str, ...] = ()

    @field_validator("closures")
    @classmethod
    def _are_days(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for entry in value:
            days_of(entry)
        return value


def days_of(entry: str) -> tuple[date, ...]:
    """Every day of a closure, 'DAY' or 'FIRST/LAST' (ISO 8601); raises ValueError when it is neither."""
    first, _, last = entry.partition("/")
    try:
        start = date.fromisoformat(first.strip())
        end = date.fromisoformat(last.strip()) if last else start
    except ValueError:
        raise ValueError("write closures as '2026-12-29' or '2026-12-29/2027-01-02'") from None
    if not start <= end <= start + timedelta(days=366):
        raise ValueError("a closure ends after it begins, and within a year")
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


class Settings(BaseSettings):
    """Everything `govflow.toml` may say, with its defaults.

    `routes` names, for each class of text, the bodies that must pass it, in their order: for instance
    [[routes.By-Law]] body = "Student Council", majority = "two-thirds", quorum = 20. A class without a
    route is passed by the board alone.
    """

    model_config = SettingsConfigDict(
        env_prefix="GOVFLOW_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    organisation: str = "Students' Union"
    board: str = "Trustee Board"
    officer: str = "Governance Officer"
    database: str = "sqlite:///govflow.db"
    mail: Mail = Mail()
    replies: Replies = Replies()
    retention: Keeping = Keeping()
    notices: Notices = Notices()
    reminders: Reminders = Reminders()
    calendar: Calendar = Calendar()
    reviews: Reviews = Reviews()
    ledger: Ledger = Ledger()
    meetings: Meetings = Meetings()
    routes: dict[str, Annotated[tuple[RouteStep, ...], Field(min_length=1)]] = {}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        assert isinstance(env_settings, EnvSettingsSource)
        return env_settings, init_settings


def read_settings(root: Path) -> Settings:
    """The settings of the workspace in `root`; raises SettingsError with line and remedy."""
    path = root / FILE
    try:
        source = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(source)
    except UnicodeDecodeError as problem:
        raise SettingsError(
            "this file is not UTF-8 text.", place=FILE, remedy="save it again as UTF-8."
        ) from problem
    except tomllib.TOMLDecodeError as problem:
        found = re.search(r"line (\d+)", str(problem))
        raise SettingsError(
            "this is not TOML.",
            place=f"{FILE}:{found[1]}" if found else FILE,
            remedy='write the line as: key = "text", or a heading as: [mail]',
        ) from problem
    try:
        return Settings(**values)
    except ValidationError as problem:
        raise _explain(problem, source) from problem


def _explain(problem: ValidationError, source: str) -> SettingsError:
    first = problem.errors()[0]
    names = [str(name) for name in first["loc"]]
    line = _line_of(names[-1], source) if names else 0
    message = str(first["msg"]).removeprefix("Value error, ")
    text = "this setting is not known" if first["type"] == "extra_forbidden" else message
    return SettingsError(
        f"{'.'.join(names)}: {text[0].lower() + text[1:]}.",
        place=f"{FILE}:{line}" if line else FILE,
        remedy="correct it; 'govflow config explain' lists every setting.",
    )


def _line_of(name: str, source: str) -> int:
    for number, text in enumerate(source.splitlines(), 1):
        if re.match(rf"\s*\[?[\w.]*\b{re.escape(name)}\b", text):
            return number
    return 0
