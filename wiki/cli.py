"""The `kring` command."""

import logging
import sys
from pathlib import Path
from typing import Any

import click

from wiki.core.settings import SettingError, Settings, read_settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kring")
def main() -> None:
    """Kring: one place where a team writes together. Settings come from the environment; see README."""


@main.command()
def serve() -> None:
    """Serve the wiki; make and migrate its data folder first."""
    _serve(_settings())


@main.command()
def demo() -> None:
    """Serve a wiki with a real handbook, its history and twenty people to sign in as."""
    _serve(_settings(demo=True))


@main.command("import")
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--space", "space_name", required=True, help="Name of the new space.")
@click.option("--owner", required=True, help="Handle or e-mail address of who will own it.")
def import_(source: Path, space_name: str, owner: str) -> None:
    """Import a folder of Markdown, or a git repository or bundle of it with its history, as a new space."""
    from wiki.accounts.queries import known_as
    from wiki.core.errors import KringError
    from wiki.core.unit import unit
    from wiki.transfer.actions import import_git
    from wiki.transfer.progress import progress_on

    _prepared(_settings())
    with unit():
        user = known_as(owner)
    if user is None:
        raise click.ClickException(f"Nobody is called {owner}. Sign in once, or make an owner with `kring owner`.")
    try:
        report = import_git(source, space_name=space_name, owner=user, progress=progress_on(sys.stderr))
    except KringError as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(report))


@main.command()
def owner() -> None:
    """Print a link that makes whoever opens it owner of the team. It works once, for seven days."""
    from wiki.accounts.actions import owner_link
    from wiki.core.unit import unit

    settings = _settings()
    _prepared(settings)
    with unit():
        click.echo(owner_link(settings.address))


@main.command()
def check() -> None:
    """Look whether everything Kring needs is in place, and say what is not."""
    from wiki.checking import findings

    troubles = findings(_settings())
    for trouble in troubles:
        click.echo(trouble, err=True)
    if troubles:
        sys.exit(1)
    click.echo("All is in place.")


def _settings(**given: Any) -> Settings:
    try:
        settings = read_settings(**given)
    except SettingError as error:
        raise click.ClickException(str(error)) from error
    if settings.demo and settings.data_dir == Path("data"):
        settings = read_settings(**given, data_dir=Path("data-demo"))
    logging.basicConfig(level=settings.log_level, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return settings


def _prepared(settings: Settings) -> None:
    from wiki.core.db import connect
    from wiki.files.keeping import keep_files
    from wiki.server import prepare
    from wiki.wiring import load_features

    load_features()
    prepare(settings)
    connect(settings)
    keep_files(settings)


def _serve(settings: Settings) -> None:
    """Patch first: everything imported after this waits without blocking the others."""
    from gevent import monkey

    monkey.patch_all()
    from wiki.serving import run

    run(settings)


if __name__ == "__main__":
    main()
