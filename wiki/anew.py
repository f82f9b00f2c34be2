"""Commands that make anew what follows from what the database keeps."""

import click

from wiki.preparing import prepare_for, settings_of


@click.command()
def reindex() -> None:
    """Build what searching looks things up in anew. The old one answers meanwhile; never needed in normal life."""
    from wiki.search.indexing import rebuild

    def tell(done: int, pages: int) -> None:
        click.echo(f"\r{done} of {pages} pages", err=True, nl=False)

    prepare_for(settings_of())
    count = rebuild(tell)
    click.echo("", err=True)
    click.echo(f"{count} pages can be found.")


@click.command("rebuild")
@click.argument("what", type=click.Choice(["evidence"]))
def rebuild_(what: str) -> None:
    """Make again what follows from all that was written and said: who did what, for finding people who know."""
    from wiki.core.unit import unit
    from wiki.expertise.keeping import rebuild

    prepare_for(settings_of())
    with unit():
        rebuild()
    click.echo("All evidence is made again.")
