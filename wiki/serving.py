"""What `kring serve` and `kring demo` do, once the standard library is patched."""

import socket
import sys
from dataclasses import replace

import click

from wiki.accounts.actions import owner_link
from wiki.accounts.queries import has_owner
from wiki.core.db import connect
from wiki.core.errors import KringError
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.files.keeping import keep_files
from wiki.server import listen, prepare, serve
from wiki.wiring import load_features


def run(settings: Settings) -> None:
    listener = _listener(settings)
    load_features()
    prepare(settings)
    connect(settings)
    keep_files(settings)
    if settings.demo:
        _prepare_demo(settings)
    settings = replace(settings, port=listener.getsockname()[1])
    click.echo(f"Kring serves {settings.address}")
    _greet(settings)
    sys.stdout.flush()
    serve(settings, listener)


def _prepare_demo(settings: Settings) -> None:
    """Imported here: a wiki of one's own needs none of it."""
    from wiki.transfer.demo import prepare
    from wiki.transfer.progress import progress_on

    try:
        prepare(settings, progress_on(sys.stderr))
    except KringError as error:
        raise click.ClickException(str(error)) from error


def _listener(settings: Settings) -> socket.socket:
    try:
        return listen(settings)
    except OSError as error:
        raise click.ClickException(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another PORT."
        ) from error


def _greet(settings: Settings) -> None:
    """The first start prints the one link that makes the first person owner."""
    with unit():
        if settings.demo:
            click.echo("Demo: open it and choose who to be.")
        elif not has_owner():
            click.echo(f"Open this once to become the owner: {owner_link(settings.address)}")
