"""The `kring` command."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import click

from wiki.core.settings import SettingError, Settings, read_settings
from wiki.preparing import prepared as _prepared


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
@click.option("--space", "space_name", help="Name of the new space; or of the one it came to before, to go on there.")
@click.option("--into", "slug", help="Address of a space that is there, as in /s/SLUG, for the pages to come into.")
@click.option("--owner", required=True, help="Handle or e-mail address of who will own the space, or brings the pages.")
@click.option("--dry-run", is_flag=True, help="Write nothing; say which pages would come, and what would be lost.")
def import_(source: Path, space_name: str | None, slug: str | None, owner: str, *, dry_run: bool) -> None:
    """Import a folder or zip of pages, or a git repository or bundle with its history, as a new space or into one.

    Run again it makes nothing twice: pages that changed in the source are changed by as much, new ones come, and what
    people wrote here stays.

    Pages may be Markdown (also that of Obsidian, GitHub, Gollum, Otter Wiki and Wiki.js), HTML or Word, or an export
    of Notion (Markdown or HTML), of a Confluence space (HTML) or of MediaWiki (XML).
    """
    from sqlalchemy.exc import OperationalError

    from wiki.accounts.queries import known_as
    from wiki.core.errors import KringError, NotAllowed, NotFound
    from wiki.core.unit import unit
    from wiki.transfer.actions import import_source
    from wiki.transfer.opening import opening_for
    from wiki.transfer.progress import progress_on
    from wiki.transfer.rehearsal import rehearse

    if bool(space_name) == bool(slug):
        raise click.UsageError("Give either --space NAME or --into SLUG.")
    _prepared(_settings())
    with unit():
        user = known_as(owner)
    if user is None:
        raise click.ClickException(f"Nobody is called {owner}. Sign in once, or make an owner with `kring owner`.")
    try:
        with unit():
            opening = opening_for(user, space_name or "", slug)
        report = (rehearse if dry_run else import_source)(source, opening, progress_on(sys.stderr))
    except (NotFound, NotAllowed) as error:
        raise click.ClickException(f"There is no space {owner} may write in at /s/{slug}.") from error
    except KringError as error:
        raise click.ClickException(str(error)) from error
    except (OSError, OperationalError) as error:
        reason = error.orig if isinstance(error, OperationalError) else error
        kept = "what came before stays, run it again to go on" if slug else "nobody sees anything of it"
        raise click.ClickException(f"The import broke off, and {kept}: {reason}") from error
    click.echo(str(report))


@main.command(hidden=True)
@click.argument("run_id", type=int)
def perform(run_id: int) -> None:
    """Do what an import that was begun in the browser waits for: the server starts this beside itself."""
    from wiki.core.beside import NICENESS
    from wiki.transfer.performing import perform as perform_run

    os.nice(NICENESS)
    settings = _settings()
    _prepared(settings)
    perform_run(run_id)


@main.command(hidden=True)
@click.argument("name")
@click.argument("args")
def work(name: str, args: str) -> None:
    """Do a heavy job of the server, which starts this beside itself and waits for it."""
    import json

    from wiki.core.beside import here

    _prepared(_settings())
    here(name, json.loads(args))


@main.command()
@click.option("--space", "slug", help="Address of one space, as in /s/SLUG; without it all spaces.")
@click.option(
    "--to", "place", required=True, type=click.Path(path_type=Path), help="A new folder, or a file ending in .zip."
)
@click.option("--html", is_flag=True, help="A web site that opens from disk, instead of Markdown.")
def export(slug: str | None, place: Path, *, html: bool) -> None:
    """Write all pages, or those of one space, as a folder of Markdown with their files, or as a web site."""
    from wiki.core.errors import KringError
    from wiki.core.unit import unit
    from wiki.export.everything import export_to

    _prepared(_settings())
    try:
        with unit():
            count = export_to(place, slug, html=html)
    except (KringError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} files in {place}")


@main.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--keep", type=int, help="Of the backups in the folder PLACE keep only so many, the newest.")
def backup(place: Path, keep: int | None) -> None:
    """Put all of the wiki into the file PLACE, or into a new one in the folder PLACE. People may go on writing."""
    from wiki.core.errors import KringError
    from wiki.transfer.backup import back_up
    from wiki.transfer.progress import progress_on

    try:
        manifest = back_up(_settings(), place, progress_on(sys.stderr), keep=keep)
    except (KringError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for key in manifest.missing:
        click.echo(f"The bytes of file {key} are gone: `kring check` names it.", err=True)
    click.echo(f"{len(manifest.members)} files, {sum(member.size for member in manifest.members) / 1e6:.1f} MB.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Make the wiki that a backup holds, in an empty DATA_DIR."""
    from wiki.core.errors import KringError
    from wiki.transfer.restoring import restore as restored

    settings = _settings()
    try:
        manifest = restored(settings, file)
    except (KringError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{settings.data_dir} is the wiki as it was at {manifest.made_at}. `kring serve` opens it.")


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
def receive() -> None:
    """Take in a mail that answers one of the wiki's, from standard input: for a mail host that hands them over."""
    from wiki.notifications.answering import take_from

    _prepared(settings := _settings())
    status, words = take_from(sys.stdin.buffer, settings)
    click.echo(words, err=status != os.EX_OK)
    sys.exit(status)


@main.command()
def reindex() -> None:
    """Build what searching looks things up in anew. The old one answers meanwhile; never needed in normal life."""
    from wiki.search.indexing import rebuild

    def tell(done: int, pages: int) -> None:
        click.echo(f"\r{done} of {pages} pages", err=True, nl=False)

    _prepared(_settings())
    count = rebuild(tell)
    click.echo("", err=True)
    click.echo(f"{count} pages can be found.")


@main.command("rebuild")
@click.argument("what", type=click.Choice(["evidence"]))
def rebuild_(what: str) -> None:
    """Make again what follows from all that was written and said: who did what, for finding people who know."""
    from wiki.core.unit import unit
    from wiki.expertise.keeping import rebuild

    _prepared(_settings())
    with unit():
        rebuild()
    click.echo("All evidence is made again.")


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


def _serve(settings: Settings) -> None:
    """Patch first: everything imported after this waits without blocking the others."""
    from gevent import monkey

    monkey.patch_all()
    from wiki.serving import run

    run(settings)


if __name__ == "__main__":
    main()
