"""Fill an empty data folder with people who are signed in, and pages: `people.py DATA_DIR PEOPLE PAGES`."""

import json
import sys
from pathlib import Path

from wiki.accounts import live
from wiki.accounts.models import Team, User
from wiki.accounts.queries import THE_TEAM
from wiki.accounts.sessions import session_for_token, start_session
from wiki.core.db import connect, session
from wiki.core.schema import migrate
from wiki.core.secrets import secret_key
from wiki.core.settings import read_settings
from wiki.core.unit import unit
from wiki.pages.actions import create_page
from wiki.spaces.actions import create_space
from wiki.wiring import load_features


def fill(folder: Path, people: int, pages: int) -> dict[str, list[object]]:
    settings = read_settings({}, data_dir=folder)
    load_features()
    migrate(connect(settings))
    live.sign_with(secret_key(settings))
    with unit():
        session.add(Team(id=THE_TEAM, name="Load"))
        users = [
            User(handle=f"p{n}", name=f"Person {n}", email=f"p{n}@example.org", is_owner=not n) for n in range(people)
        ]
        session.add_all(users)
        session.flush()
        space = create_space(users[0], "Load")
        made = [create_page(users[0], space, f"Page {n}").id for n in range(pages)]
        known = [sign_in(user) for user in users]
    return {"people": known, "pages": list(made)}


def sign_in(user: User) -> dict[str, str]:
    token = start_session(user, "bench")
    login = session_for_token(token)
    assert login is not None
    return {"cookie": f"kring-signed-in={token}", "token": live.live_token(login.id)}


if __name__ == "__main__":
    print(json.dumps(fill(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
