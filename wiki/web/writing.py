"""Who writes where right now, as the sidebar and the home page show it."""

from collections.abc import Callable

from wiki.accounts.models import User

Writing = dict[int, list[User]]


class Seen:
    """`now` is set by whoever knows: the live-editing service of this process."""

    now: Callable[[], Writing] = staticmethod(dict)


seen = Seen()


def writing_slots() -> dict[int, list[int]]:
    return {page_id: [user.slot for user in users] for page_id, users in seen.now().items()}
