"""A small house for these tests: a database with people and a page, and a server process that can be killed.

As a program: `python house.py DATA_DIR PORT` serves until it is ended.
"""

# ruff: noqa: I001
import sys

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()

import json
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_login import LoginManager
from flask_socketio import SocketIO

from wiki.accounts import live
from sqlalchemy import select, update

from wiki.accounts.models import LoginSession, Team, User
from wiki.accounts.sessions import end_session, session_for_token, start_session
from wiki.core.clock import now
from wiki.core.db import Base, connect, session
from wiki.core.facts import announce
from wiki.core.settings import Settings
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.pages.models import Page
from wiki.spaces.models import Membership, Role, Space
from wiki.wiring import load_features

HERE = Path(__file__)
ROOT = HERE.parents[3]
KEY = "key of the tests"
PEOPLE = ("alice", "bob", "carol", "dave", "erin", "frank", "grace")
WRITERS = ("alice", "bob", "erin")


def build(data_dir: Path, *, pages: int = 1, extra: int = 0) -> dict[str, Any]:
    """The tables with people, a space by invitation, and pages; who is signed in with which token.

    Frank is suspended, and grace has signed out.
    """
    load_features()
    engine = connect(settings_for(data_dir))
    Base.metadata.create_all(engine)
    names = [*PEOPLE, *(f"writer{i}" for i in range(extra))]
    with unit():
        session.add(Team(id=1))
        users = {name: User(handle=name, name=name.title(), email=f"{name}@example.org") for name in names}
        session.add_all(users.values())
        space = Space(slug="team", name="Team", team_role=None)
        session.add(space)
        session.flush()
        for name, user in users.items():
            role = Role.OWNER if name == "alice" else Role.READER if name == "carol" else Role.EDITOR
            if name != "dave":
                session.add(Membership(space_id=space.id, user_id=user.id, role=role))
        tokens = {name: start_session(user, "test") for name, user in users.items()}
        made = [create_page(users["alice"], space, f"Page {i}").id for i in range(pages)]
        session.flush()
        known = {name: {"id": user.id, "token": tokens[name]} for name, user in users.items()}
        for entry in known.values():
            found = session_for_token(entry["token"])
            assert found is not None
            entry["session"] = found.id
        users["frank"].suspended_at = now()
        end_session(session.get_one(LoginSession, known["grace"]["session"]))
    (data_dir / "house.json").write_text(json.dumps({"people": known, "pages": made, "space": space.id}))
    return json.loads((data_dir / "house.json").read_text())


def settings_for(data_dir: Path) -> Settings:
    return Settings(data_dir=data_dir, durable=os.environ.get("DURABLE", "1") == "1")


def create(origin: str) -> tuple[Flask, SocketIO]:
    from wiki.editing import sockets
    from wiki.editing.views import bp
    from wiki.pages.views.blueprint import PageRef
    from wiki.web import work

    app = Flask(__name__)
    app.secret_key = KEY
    app.url_map.converters["page"] = PageRef
    live.sign_with(KEY)
    work.init_app(app)
    login = LoginManager(app)

    @login.request_loader
    def load(_request: Any) -> User | None:
        found = session_for_token(request.cookies.get("who", ""))
        g.current_session_id = found.id if found else None
        return found.user if found else None

    app.register_blueprint(bp)

    @app.get("/ready")
    def ready() -> str:
        return "ready"

    @app.get("/do/<what>")
    def do(what: str) -> str:
        """What somebody does in this process, with no interface in the way."""
        DEEDS[what](**{name: int(value) if value.isdigit() else value for name, value in request.args.items()})
        return "done"

    socketio = SocketIO()
    socketio.init_app(
        app,
        async_mode="gevent",
        async_handlers=False,
        transports=["websocket"],
        cors_allowed_origins=[origin],
        manage_session=False,
    )
    sockets.register(socketio)
    return app, socketio


def withdraw(user: int) -> None:
    from wiki.spaces.actions import remove_member

    membership = session.scalars(select(Membership).where(Membership.user_id == user)).one()
    remove_member(session.get_one(Space, membership.space_id), session.get_one(User, user))


def trash(page: int) -> None:
    from wiki.pages.actions import trash_page

    trash_page(session.get_one(User, 1), session.get_one(Page, page))


def sign_out(login: int) -> None:
    end_session(session.get_one(LoginSession, login))


def write(page: int, user: int, text: str) -> None:
    from wiki.editing.actions import write_text

    write_text(page, user, text, base_text="")


def mark(page: int, user: int, icon: str) -> None:
    from wiki.pages.details import set_icon

    set_icon(session.get_one(User, user), session.get_one(Page, page), icon)


def rename(page: int, user: int, title: str) -> None:
    from wiki.pages.actions import rename_page

    rename_page(session.get_one(User, user), session.get_one(Page, page), title)


def follow() -> None:
    """All jobs are done, as if every title had rested."""
    from wiki.core.later import Job, run_due

    for _ in range(10):
        with unit():
            session.execute(update(Job).values(due_at=now()))
        if not run_due():
            return


def settle(first: int, last: int) -> None:
    from wiki.editing.projecting import settle

    for page in range(first, last + 1):
        settle(page)


def poison(page: int, user: int, how: str) -> None:
    """Past the reader of ours, which refuses them: as if it had a hole."""
    from wiki.editing import log as page_log
    from wiki.editing.events import LogGrew

    page_log.append(page, 1, [page_log.Entry(7, 1, user, POISONS[how])])
    announce(LogGrew(page, user))


def purge(page: int, user: int, secret: str) -> None:
    from wiki.editing import purging

    purging.purge(session.get_one(User, user), session.get_one(Page, page), secret)


def hide(page: int, user: int) -> None:
    """The page is a draft of alice and this person."""
    from wiki.pages.drafts import make_draft
    from wiki.spaces.drafts import draft_of, let_in

    make_draft(session.get_one(User, 1), session.get_one(Page, page))
    let_in(draft_of(page) or 0, session.get_one(User, user))


def unshare(page: int, user: int) -> None:
    from wiki.pages.drafts import draft_for, unshare_draft

    unshare_draft(*draft_for(session.get_one(User, 1), page), session.get_one(User, user))


HEADER, PARENT = b"\x01\x01\x07\x00", b"\x01\x04text"
POISONS = {
    "elsewhere": HEADER + b"\x04\x01\x05notes\x01x\x00",  # into another text, which the projector takes
    "foreign": HEADER + b"\x07" + PARENT + b"\x00\x00",  # a type within the text, which has no runs
    "deadly": HEADER + b"\x08" + PARENT + b"\x01" + b"\x75\x01" * 26_500 + b"\x7f\x00",  # ends the projector
}
DEEDS = {
    deed.__name__: deed
    for deed in (follow, settle, withdraw, trash, sign_out, write, mark, rename, poison, purge, hide, unshare)
}


def serve(data_dir: Path, port: int) -> None:
    import gevent
    from gevent.pywsgi import WSGIServer

    from wiki.core.unit import answer, delivery
    from wiki.editing import service

    load_features()
    connect(settings_for(data_dir))
    app, _ = create(f"http://127.0.0.1:{port}")
    delivery.deliver = lambda said: gevent.spawn(answer, said)
    service.start()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(1024)
    gevent.signal_handler(signal.SIGTERM, lambda: (service.stop(), os._exit(0)))
    WSGIServer(listener, app, log=None).serve_forever()


@dataclass
class Server:
    """The process; `kill` ends it as a power cut would end it."""

    data_dir: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        env = os.environ | {"PYTHONPATH": str(ROOT)}
        log = (self.data_dir / "server.log").open("ab")
        command = [sys.executable, str(HERE), str(self.data_dir), str(self.port)]
        self.process = subprocess.Popen(command, env=env, stderr=log, stdout=log)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            assert self.process.poll() is None, (self.data_dir / "server.log").read_text()
            time.sleep(0.02)
        raise TimeoutError("the server does not answer")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
