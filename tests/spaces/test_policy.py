"""The predicate and its SQL form say the same, for everybody and every kind of space."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.conftest import Person, Place, make_person
from wiki.accounts.guest import Guest
from wiki.core.db import session
from wiki.core.errors import NotAllowed, NotFound
from wiki.core.unit import unit
from wiki.spaces.actions import create_space, describe_space, remove_member, set_member
from wiki.spaces.models import Role, Space
from wiki.spaces.policy import VERBS, may, readable_by, role_in, roles_of, space_for

pytestmark = pytest.mark.usefixtures("database")


def test_rule_and_sql_agree_for_every_role_and_kind_of_space(alice: Person, bob: Person) -> None:
    with unit():
        for team_role in (None, Role.READER, Role.EDITOR):
            for own in (None, *Role):
                space = create_space(alice.user, f"{team_role} {own}", team_role=team_role)
                if own:
                    set_member(space, bob.user, own)
    with unit():
        readable = set(session.scalars(select(Space).where(readable_by(bob.user))))
        roles = dict(session.execute(select(Space.id, roles_of(bob.user))).all())
        for space in session.scalars(select(Space)):
            assert may(bob.user, "read", space) == (space in readable)
            assert role_in(bob.user, space) == roles[space.id]


def test_stronger_role_counts(place: Place, carol: Person) -> None:
    with unit():
        describe_space(place.space, name="Field work", about="", team_role=Role.EDITOR)
    with unit():
        assert role_in(carol.user, place.space) == Role.EDITOR


@pytest.mark.parametrize("verb", ["read", "edit", "manage"])
def test_a_stranger_sees_nothing(place: Place, dave: Person, verb: str) -> None:
    with unit(), pytest.raises(NotFound):
        space_for(dave.user, place.slug, to=verb)  # type: ignore[arg-type]


def test_a_reader_reads_and_no_more(place: Place, carol: Person) -> None:
    with unit():
        assert space_for(carol.user, place.slug).id == place.space_id
        with pytest.raises(NotAllowed):
            space_for(carol.user, place.slug, to="edit")


def test_guests_and_suspended_people_may_nothing_even_where_the_team_writes(alice: Person) -> None:
    suspended = make_person("eve", "Eve", suspended_at=datetime.now(UTC))
    with unit():
        open_space = create_space(alice.user, "Open", team_role=Role.EDITOR)
        for nobody in (suspended.user, Guest()):
            assert not session.scalars(select(Space).where(readable_by(nobody))).all()  # type: ignore[arg-type]
            assert not any(may(nobody, verb, open_space) for verb in VERBS[Role.OWNER])  # type: ignore[arg-type]


def test_the_last_owner_stays(place: Place, alice: Person, bob: Person) -> None:
    with unit(), pytest.raises(Exception, match="needs an owner"):
        remove_member(place.space, alice.user)
    with unit():
        set_member(place.space, bob.user, Role.OWNER)
        remove_member(place.space, alice.user)
        assert role_in(alice.user, place.space) is None
