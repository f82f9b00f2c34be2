"""What has become of the pages that a device keeps."""

from collections.abc import Callable

from flask.testing import FlaskClient

from tests.conftest import Person, Place
from wiki.core.unit import unit
from wiki.editing.actions import write_text
from wiki.spaces.actions import remove_member

As = Callable[[Person | None], FlaskClient]


def test_it_names_those_that_may_be_read_and_how_far_they_are(
    as_: As, carol: Person, bob: Person, place: Place
) -> None:
    asked = f"/-/device/pages?ids={place.page_id},999999,x,99999999999999999999"
    (before,) = as_(carol).get(asked).json  # type: ignore[misc]
    assert before["url"] == place.url
    with unit():
        write_text(place.page_id, bob.id, "More.")
    (after,) = as_(carol).get(asked).json  # type: ignore[misc]
    assert after["place"] != before["place"]
    with unit():
        remove_member(place.space, carol.user)
    assert as_(carol).get(asked).json == []
