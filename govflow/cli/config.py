"""`govflow config`: the settings of a workspace, what they mean, its secrets, and signing in."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import Asked, asked_of, noun, shared
from govflow.cli.show import done, emit, next_step, prose, would
from govflow.core.errors import AnswerNeededError, SettingsError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from govflow.adapters.files.settings import Settings


@noun
def config() -> None:
    """Show and explain settings; keep secrets; sign in."""


@config.command()
@shared
@click.pass_context
def show(ctx: click.Context) -> None:
    """Print every setting as it is in this workspace.

    \b
    Examples: govflow config show
              govflow config show --json

    Changes nothing. A secret is only said to be set or not.
    """
    asked = asked_of(ctx)
    values = dict(_values(_settings(asked), ""))
    emit(
        asked,
        "govflow/config/1",
        {"settings": values},
        lambda: click.echo("\n".join(f"{name} = {value}" for name, value in values.items())),
    )


@config.command()
@shared
@click.pass_context
def explain(ctx: click.Context) -> None:
    """Explain every setting and its default.

    \b
    Examples: govflow config explain
              govflow config explain --json

    Changes nothing.
    """
    from govflow.adapters.files.settings import Settings

    asked = asked_of(ctx)
    parts = list(_parts(Settings.model_construct(), ""))

    def human() -> None:
        for name, meaning, defaults in parts:
            click.echo(click.style(f"[{name}]" if name else "govflow.toml", bold=True))
            prose(meaning, indent="  ")
            for key, value in defaults.items():
                click.echo(f"    {key} = {value}")
            click.echo()

    document = [{"part": n, "meaning": m, "defaults": d} for n, m, d in parts]
    emit(asked, "govflow/config_explain/1", {"parts": document}, human)


SECRETS = {
    "mail.smtp.password": "username",
    "mail.imap.password": "username",
    "mail.exchange.password": "username",
    "mail.exchange.secret": "client_id",
    "mail.graph.secret": "client_id",
}
"""The secrets there are, each with the setting that says whose it is."""


@config.command()
@click.argument("setting", type=click.Choice(sorted(SECRETS)), metavar="SETTING")
@click.option("--forget", is_flag=True, help="Take it away again.")
@shared
@click.pass_context
def secret(ctx: click.Context, setting: str, forget: bool) -> None:
    """Keep a password or secret out of govflow.toml.

    \b
    Examples: govflow config secret mail.graph.secret
              govflow config secret mail.smtp.password < password.txt

    Asks for it unseen, or reads one line of standard input. Writes it into the system's keyring, or
    without one into a file only you may read; no command prints it. An environment variable of the
    setting's name goes before both.
    """
    from govflow.adapters.files.secrets import SecretStore

    asked = asked_of(ctx)
    account = _account(asked, setting)
    if asked.dry_run:
        return would(asked, f"{'forget' if forget else 'keep'} {setting} of {account}")
    if forget:
        SecretStore().remove(setting, account)
        where = ""
        done(asked, f"{setting} of {account} is forgotten")
    else:
        where = SecretStore().keep(setting, account, _typed(setting))
        done(asked, f"{setting} of {account} is kept in {where}")
        next_step(asked, "govflow doctor")
    document = {"setting": setting, "account": account, "kept": where or None}
    emit(asked, "govflow/secret/1", document, lambda: None)


def _account(asked: Asked, setting: str) -> str:
    """Whose secret it is: the name it is looked up under when the mailbox is opened."""
    _, part, _ = setting.split(".")
    server = getattr(_settings(asked).mail, part)
    account = str(getattr(server, SECRETS[setting]))
    if setting == "mail.exchange.password":
        account = account or server.mailbox
    if not account:
        raise SettingsError(
            f"mail.{part}.{SECRETS[setting]} is empty, so nobody knows whose secret this is.",
            place="govflow.toml",
            remedy="write it there first.",
            undone="nothing was kept.",
        )
    return account


def _typed(setting: str) -> str:
    if sys.stdin.isatty():
        return str(click.prompt(setting, hide_input=True, err=True))
    if found := sys.stdin.readline().strip():
        return found
    raise AnswerNeededError(
        f"there was no {setting} to read.",
        remedy="give it as one line of standard input.",
        undone="nothing was kept.",
    )


@config.command("sign-in")
@click.option("--out", is_flag=True, help="Forget who is signed in.")
@shared
@click.pass_context
def sign_in(ctx: click.Context, out: bool) -> None:
    """Sign in to the mailbox yourself, once.

    \b
    Examples: govflow config sign-in
              govflow config sign-in --out

    For mail.graph.sign_in = "browser" or "code": a window of the browser opens, or you are told a code
    and where to type it. Writes what comes back into a file only you may read; later commands renew it
    without asking.
    """
    from govflow.adapters.files.workspace import find_workspace
    from govflow.adapters.mail.microsoft import personal_tokens

    asked = asked_of(ctx)
    mail = _settings(asked).mail
    found = personal_tokens(mail, find_workspace(asked.directory))
    if not found:
        raise SettingsError(
            "nobody has to sign in: an app or a password opens this mailbox.",
            place="govflow.toml",
            remedy='set sign_in = "browser" or "code" where a person is to.',
        )
    for app, tokens in found:
        if asked.dry_run:
            would(asked, f"{'sign out' if out else 'sign in'} by {app.sign_in}")
        elif out:
            tokens.sign_out()
            done(asked, "nobody is signed in any more")
        elif app.sign_in == "code":
            tokens.sign_in_by_code(lambda text: click.echo(text, err=True))
            done(asked, "signed in")
        else:
            tokens.sign_in_by_browser(app.user)
            done(asked, "signed in")
    emit(asked, "govflow/sign_in/1", {"signed_in": not out and not asked.dry_run}, lambda: None)


def _settings(asked: Asked) -> "Settings":
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace

    return read_settings(find_workspace(asked.directory))


def _values(model: "BaseModel", path: str) -> Iterator[tuple[str, Any]]:
    """Every setting by its full name; a secret is only said to be set or not."""
    from pydantic import BaseModel, SecretStr

    for key, field in type(model).model_fields.items():
        name = f"{path}{field.alias or key}"
        match getattr(model, key):
            case BaseModel() as part:
                yield from _values(part, f"{name}.")
            case SecretStr() as secret:
                yield name, "(set, not shown)" if secret.get_secret_value() else "(not set)"
            case value:
                yield name, _plain(value)


def _parts(model: "BaseModel", path: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each table of the settings file: its name, what it is for, its settings with their defaults."""
    from pydantic import BaseModel, SecretStr

    own: dict[str, Any] = {}
    below: list[tuple[str, BaseModel]] = []
    for key, field in type(model).model_fields.items():
        name = field.alias or key
        match getattr(model, key):
            case BaseModel() as part:
                below.append((f"{path}{name}", part))
            case SecretStr():
                own[name] = f"(from GOVFLOW_{f'{path}{name}'.upper().replace('.', '__')})"
            case value:
                own[name] = _plain(value)
    yield path.rstrip("."), " ".join((type(model).__doc__ or "").split()), own
    for name, part in below:
        yield from _parts(part, f"{name}.")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
