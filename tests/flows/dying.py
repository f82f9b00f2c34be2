"""Takes a secret out of a page, and is killed once that is committed and before anybody cleans up after it.

As a program: `python dying.py DATA_DIR USER PAGE SECRET`.
"""

import os
import signal
import sys
from pathlib import Path

from wiki.accounts.models import User
from wiki.core.db import connect, session
from wiki.core.settings import read_settings
from wiki.core.unit import delivery, unit
from wiki.editing.purging import purge
from wiki.export.keeping import keep_exports
from wiki.files.keeping import keep_files
from wiki.pages.models import Page
from wiki.wiring import load_features


def die(_facts: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _, folder, user_id, page_id, secret = sys.argv
    settings = read_settings({}, data_dir=Path(folder))
    load_features()
    connect(settings)
    keep_files(settings)
    keep_exports(settings)
    delivery.deliver = die
    with unit():
        purge(session.get_one(User, int(user_id)), session.get_one(Page, int(page_id)), secret)
