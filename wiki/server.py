"""One gevent process that answers HTTP and sockets. Import it only after gevent has patched the standard library."""

import gc
import logging
import signal
import socket
from threading import Thread

import gevent
from flask import Flask
from gevent.pywsgi import LoggingLogAdapter, WSGIServer

from wiki.app import create_app
from wiki.core import later
from wiki.core.beside import in_processes
from wiki.core.db import connect
from wiki.core.facts import Fact
from wiki.core.schema import migrate
from wiki.core.settings import Settings
from wiki.core.unit import answer, delivery, unit
from wiki.editing import cleaning_up, service, untouched
from wiki.export.sweeping import sweep as sweep_exports
from wiki.files import sweeping
from wiki.notifications.mailing import begin_digests
from wiki.pages import looking, mailing, trash, views_count
from wiki.pages.listeners import draw_what_is_outdated
from wiki.search import attachments, indexing
from wiki.transfer import claims
from wiki.transfer.performing import take_up

BACKLOG = 1024
GRACE_S = 5.0
COLLECT_AFTER = (50_000, 20, 50)

log = logging.getLogger(__name__)


def prepare(settings: Settings) -> None:
    """Make the data folder, for nobody else on this machine to read, and bring the database up to date."""
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = connect(settings)
    if migrate(engine):
        log.info("The database is up to date now.")
    engine.dispose()


def serve(settings: Settings, listener: socket.socket) -> None:
    """Serve until told to stop; then let open requests end and write what is under way."""
    server = WSGIServer(listener, start(settings), log=None, error_log=LoggingLogAdapter(log, logging.ERROR))
    for sign in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(sign, server.stop, GRACE_S)
    server.serve_forever()
    service.stop()
    looking.finish()


def start(settings: Settings) -> Flask:
    """The application, with all that works beside its requests; the database must be up to date."""
    app = create_app(settings)
    delivery.deliver = _beside
    later.elsewhere.do = in_processes(settings)
    service.start()
    with unit():
        draw_what_is_outdated()
        take_up()
        later.hurry(cleaning_up.write_anew)
        later.plan(sweeping.sweep)
        later.plan(untouched.sweep)
        later.plan(views_count.sweep)
        later.plan(trash.sweep)
        later.plan(claims.sweep)
        later.plan(mailing.ask_keepers)
        later.plan(begin_digests)
        later.plan(sweep_exports)
        later.plan(attachments.sweep)
    Thread(target=later.run_forever, daemon=True).start()
    Thread(target=indexing.run_forever, daemon=True).start()
    Thread(target=looking.write_forever, daemon=True).start()
    settle_memory()
    return app


def settle_memory() -> None:
    """What start-up made stays: the collector need not look at it again, and need look less often at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


def listen(settings: Settings) -> socket.socket:
    """A listening socket; connections inherit TCP_NODELAY, without which kept ones answer after 40 ms."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind((settings.host, settings.port))
    listener.listen(BACKLOG)
    return listener


def _beside(said: list[Fact]) -> None:
    gevent.spawn(answer, said)
