"""What was taken out of a page does not stay with what is kept of where it came from."""

import zlib

from sqlalchemy import select
from sqlalchemy.orm import undefer

from wiki.core.db import session
from wiki.core.facts import during
from wiki.editing.events import SecretTakenOut
from wiki.editing.purging import INSTEAD
from wiki.transfer.origins import Origin


@during(SecretTakenOut)
def take_out_of_origins(fact: SecretTakenOut) -> None:
    for origin in session.scalars(select(Origin).where(Origin.page_id == fact.page_id).options(undefer(Origin.text_z))):
        text = zlib.decompress(origin.text_z).decode() if origin.text_z else ""
        if fact.secret in text:
            origin.text_z = zlib.compress(text.replace(fact.secret, INSTEAD).encode())
        origin.title = origin.title.replace(fact.secret, INSTEAD)
        origin.path = origin.path.replace(fact.secret, INSTEAD)
