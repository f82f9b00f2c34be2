"""A request that fails harms none that follow."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.conftest import Person, Place

As = Callable[[Person | None], FlaskClient]


def test_a_failure_right_after_signing_in_stays_alone(place: Place, dave: Person, as_: As) -> None:
    browser = as_(dave)
    assert browser.get(place.url).status_code == 404
    assert browser.get("/").status_code == 200
    assert browser.get("/nonsense").status_code == 404
    assert browser.get("/changes").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "{space}/branch/99999999999999999999.json",
        "{page}/versions/99999999999999999999",
        "{page}/versions?below=99999999999999999999",
    ],
)
def test_numbers_that_name_nothing(place: Place, carol: Person, as_: As, address: str) -> None:
    url = address.format(space=f"/s/{place.slug}", page=place.url)
    assert as_(carol).get(url).status_code == 404


def test_a_moment_that_cannot_be_is_none(carol: Person, as_: As) -> None:
    assert as_(carol).get("/changes?before=0001-01-01T00:00:00%2B23:00").status_code == 200
