"""Who did what in a history that is imported counts as if it had been done here."""

from collections.abc import Callable
from math import sqrt

import pytest
from sqlalchemy import select

from tests.conftest import Person
from tests.expertise.test_evidence import rebuilt, rows, same
from tests.transfer.conftest import Imported, Repo
from wiki.accounts.models import User
from wiki.core.db import session
from wiki.core.unit import unit
from wiki.expertise.models import Kind, worth_then


def test_imported_history_counts_each_commit_by_its_author_and_date(
    repo: Repo, importing: Callable[..., Imported], alice: Person
) -> None:
    repo.commit("ada", "Begin", tools="# Tools\n\nSpade, rake and hoe.\n", roses="# Roses\n\nPrune in March.\n")
    repo.commit("bram", "More", tools="# Tools\n\nSpade, rake and hoe. Keep all of them dry, and oil them.\n")
    imported = importing(repo.path)
    with unit():
        tools, roses = imported.page("tools").id, imported.page("roses").id
        ada, bram = (session.scalars(select(User.id).where(User.name == name)).one() for name in ("Ada", "Bram"))
    kept = rows()
    half = 1 / sqrt(2)
    assert kept[tools, ada, "edit"][0] == pytest.approx(worth_then(Kind.EDIT, kept[tools, ada, "edit"][1], half))
    assert kept[tools, bram, "edit"][0] == pytest.approx(worth_then(Kind.EDIT, kept[tools, bram, "edit"][1]))
    assert kept[tools, bram, "edit"][1].year == 2024
    assert (roses, ada, "author") in kept
    assert (tools, bram, "author") in kept, "wrote most of it"
    assert alice.id not in {user_id for _, user_id, _ in kept}, "who brings it has written nothing"
    assert same(kept, rebuilt())
