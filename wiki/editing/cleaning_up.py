"""What is left to do once a secret is out of a page: nothing that remembers the old document may live on.

A fact in memory carries the secret, so that the files of the database can be searched for it. Should the process end
before that, a job that knows nothing of the secret writes them anew all the same.
"""

import logging
from datetime import timedelta

from wiki.core import cleaning
from wiki.core.clock import now
from wiki.core.db import new_session, session
from wiki.core.later import later, work
from wiki.core.unit import unit
from wiki.editing import documents
from wiki.editing.events import SecretTakenOut
from wiki.editing.purging import PagePurge, prove

ASIDE = timedelta(minutes=2)
"""How long those who know the secret have; a server that starts waits for nobody."""

log = logging.getLogger(__name__)


def see_to_it(fact: SecretTakenOut) -> None:
    """In the transaction that takes it out."""
    later(write_anew, wait=ASIDE, purge_id=fact.purge_id)


def clean(fact: SecretTakenOut) -> None:
    """What the child holds of the old document goes, and then what the files of the database do."""
    documents.child.close()
    prove(fact.purge_id, cleaning.write_anew_without(new_session.kw["bind"], fact.secret))


@work
def write_anew(purge_id: int) -> None:
    """Where nobody came to it: the files are written anew, and cannot be searched any more."""
    done = session.get(PagePurge, purge_id)
    if done is None or done.written_at is not None:
        return
    documents.child.close()
    if cleaning.write_anew(new_session.kw["bind"]):
        with unit():
            session.get_one(PagePurge, purge_id).written_at = now()
        log.info("The files of the database were written anew after purge %s was cut off", purge_id)
