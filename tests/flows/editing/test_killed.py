"""kill -9 in the middle of typing: what was acknowledged is there, once, and all end with the same text."""

import os
import random
import re
import signal
import threading
import time
from collections import Counter
from pathlib import Path

from .editor import Editor
from .house import KEY, Server, build, free_port

TIMES = int(os.environ.get("KILLS", "10"))


class Typist(threading.Thread):
    """Types numbered words without pause, and comes back whenever the server is there again."""

    def __init__(self, editor: Editor, name: str) -> None:
        super().__init__(daemon=True)
        self.editor, self.name_ = editor, name
        self.words: list[str] = []
        self.done = threading.Event()

    def run(self) -> None:
        dice = random.Random(self.name_)
        while not self.done.is_set():
            if not self.editor.joined:
                self._come_back()
            word = f"<{self.name_}{len(self.words)}>"
            self.words.append(word)
            self.editor.type(word, at=None if dice.random() < 0.7 else 0)
            time.sleep(0.01)
        while self.editor.outbox:
            if not self.editor.joined:
                self._come_back()
            time.sleep(0.02)

    def _come_back(self) -> None:
        try:
            self.editor.socket.disconnect()
            self.editor.connect()
        except Exception:
            time.sleep(0.05)


def children_of(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for path in listed for child in path.read_text().split()]


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(tmp_path: Path) -> None:
    known = build(tmp_path)
    page = known["pages"][0]
    server = Server(tmp_path, free_port()).start()
    editors = [Editor(server.address, known["people"][name], page, KEY).connect() for name in ("alice", "bob", "erin")]
    typists = [Typist(editor, name) for editor, name in zip(editors, "abe", strict=True)]
    for typist in typists:
        typist.start()
    dice = random.Random(4)
    for time_ in range(TIMES):
        time.sleep(0.3 + dice.random() * 0.7)
        assert server.process is not None
        if time_ % 3 == 2:
            for child in children_of(server.process.pid):
                os.kill(child, signal.SIGKILL)
        else:
            server.kill()
            server.start()
    for typist in typists:
        typist.done.set()
    for typist in typists:
        typist.join(60)
        assert not typist.is_alive(), "something is still not acknowledged"
    fresh = Editor(server.address, known["people"]["alice"], page, KEY)
    text = fresh.content()
    for editor in editors:
        editor.wait(lambda editor=editor: editor.content() == text)
    found = Counter(re.findall(r"<\w+>", text))
    assert found == Counter(word for typist in typists for word in typist.words)
    assert len("".join(found.elements())) == len(text)
    for editor in editors:
        editor.leave()
    server.stop()
