"""The live pages of this process, opened when somebody comes and let go when nobody has been there for a while."""

from collections.abc import Iterator
from threading import Lock
from time import monotonic

from wiki.core.unit import unit
from wiki.editing.channel import Channel, open_channel

IDLE_FOR_S = 60.0


class Registry:
    def __init__(self) -> None:
        self._channels: dict[int, Channel] = {}
        self._opening = Lock()

    def __iter__(self) -> Iterator[Channel]:
        return iter(list(self._channels.values()))

    def __len__(self) -> int:
        return len(self._channels)

    def get(self, page_id: int) -> Channel | None:
        channel = self._channels.get(page_id)
        return None if channel is None or channel.closed else channel

    def open(self, page_id: int) -> Channel:
        """Raises NotFound when the page has no log."""
        with self._opening:
            channel = self.get(page_id)
            if channel is None:
                with unit():
                    channel = open_channel(page_id)
                self._channels[page_id] = channel
        channel.used_at = monotonic()
        return channel

    def let_go(self) -> None:
        """Forget the channels that are closed, or that nobody uses."""
        before = monotonic() - IDLE_FOR_S
        for page_id, channel in list(self._channels.items()):
            idle = not len(channel.people) and not channel.waiting and channel.used_at < before
            if channel.closed or idle:
                channel.closed = True
                del self._channels[page_id]
