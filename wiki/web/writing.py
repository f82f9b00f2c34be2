"""Who writes where right now, as the sidebar and the home page show it, and who has a page open."""

from collections.abc import Callable

from wiki.accounts.models import User

Writing = dict[int, list[User]]


class Seen:
    """`now` and `reading` are set by whoever knows: the live-editing service of this process."""

    now: Callable[[], Writing] = staticmethod(dict)
    reading: Callable[[int], list[User]] = staticmethod(lambda _page_id: [])

    def who_has_open(self, page_id: int) -> list[User]:
        """Each once, whether they read or write it, by name."""
        people = {user.id: user for user in [*self.reading(page_id), *self.now().get(page_id, [])]}
        return sorted(people.values(), key=lambda user: user.name.casefold())


seen = Seen()


def writing_slots() -> dict[int, list[int]]:
    return {page_id: [user.slot for user in users] for page_id, users in seen.now().items()}
