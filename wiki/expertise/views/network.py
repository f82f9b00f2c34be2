"""With whom somebody works, and the way to them."""

from typing import Any

from flask import render_template

from wiki.accounts.policy import person_for
from wiki.expertise.introducing import introduced_to
from wiki.expertise.network import network_of
from wiki.expertise.views.blueprint import bp
from wiki.expertise.views.picture import drawn
from wiki.web.visitor import visitor


@bp.get("/u/<handle>/network")
def network(handle: str) -> str:
    viewer = visitor()
    person = person_for(viewer, handle)
    found = network_of(viewer, person)
    mine = person.id == viewer.id
    values: dict[str, Any] = {"person": person, "network": found, "mine": mine}
    return render_template(
        "people/network.html",
        **values,
        picture=drawn(viewer, person, found),
        introduced=introduced_to(viewer) if mine else [],
    )
