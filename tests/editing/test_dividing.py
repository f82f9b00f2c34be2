"""No browser can divide an emoji, whose halves Yjs and pycrdt would then treat differently."""

import pytest

from tests.editing.test_wire import EMOJI, after, update
from wiki.editing.channel import Channel, Refused


def test_a_channel_refuses_what_divides_a_character() -> None:
    channel = Channel(page_id=1, epoch=0, head=0, vector={}, owners={9: 1, 8: 2}, counters={}, committed={})
    channel.take(9, 1, EMOJI, 1)
    with pytest.raises(Refused, match="divides a character"):
        channel.take(8, 1, update(after(9, 1), client=8), 2)
    assert channel.take(8, 1, update(after(9, 2), client=8), 2)
