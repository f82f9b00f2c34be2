"""Who is asking, as the person and not as a stand-in that looks them up at every question."""

from typing import cast

from flask_login import current_user

from wiki.accounts.models import User


def visitor() -> User:
    """The signed-in person of this request; a guest answers the same questions."""
    return cast(User, current_user._get_current_object())
