from flask.typing import ResponseReturnValue

from wiki.accounts.queries import demo_member
from wiki.accounts.views.blueprint import bp
from wiki.accounts.views.going_on import next_path
from wiki.accounts.web import let_in, settings
from wiki.core.errors import NotFound
from wiki.web.doors import public


@bp.post("/sign-in/demo/<handle>")
@public
def sign_in_to_demo(handle: str) -> ResponseReturnValue:
    """Signs in as a demo member, without a password, where Kring runs as a demo and nowhere else."""
    if not settings().demo:
        raise NotFound(handle)
    return let_in(demo_member(handle), next_path())
