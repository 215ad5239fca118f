"""`govflow config`: the settings of a workspace, as they are and what they mean."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import rich_click as click

from govflow.cli.asked import asked_of, noun, shared
from govflow.cli.show import emit, prose

if TYPE_CHECKING:
    from pydantic import BaseModel


@noun
def config() -> None:
    """Show the settings and explain them."""


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
    from govflow.adapters.files.settings import read_settings
    from govflow.adapters.files.workspace import find_workspace

    asked = asked_of(ctx)
    settings = read_settings(find_workspace(asked.directory))
    values = dict(_values(settings, ""))
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
