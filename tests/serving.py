"""A real Kring in a process of its own, for tests that need sockets, a browser, or a death."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import Any

from wiki.core.settings import Settings

PATIENCE_S = 30.0
KRING = Path(sys.executable).with_name("kring")
ADDRESS = re.compile(r"Kring serves (http://\S+)")
OWNER_LINK = re.compile(r"become the owner: (http://\S+)")


class Server:
    """`kring serve` on a free port of the loopback; started again, it takes the same one."""

    def __init__(self, data_dir: Path, *command: str | Path, **settings: Any) -> None:
        self.data_dir = data_dir
        self._command = [str(word) for word in command or (KRING, "serve")]
        self._settings = {"HOST": "127.0.0.1", "PORT": "0", "DATA_DIR": str(data_dir)}
        self._settings |= {name.upper(): str(value) for name, value in settings.items()}
        self._output = Output()

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Returns when it answers."""
        self._output = Output()
        self._process = subprocess.Popen(
            self._command,
            env=without_settings(os.environ) | self._settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,  # so that its children can be killed with it
        )
        self._output.follow(self._process)
        self.address = self._output.wait_for(ADDRESS)
        self._settings["PORT"] = self.address.rpartition(":")[2]
        assert self.get("/health").status == 200

    def stop(self) -> None:
        """As an administrator would: a signal, then patience."""
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self.kill()
                raise
        self._sweep()

    def kill(self) -> None:
        """kill -9 for the server and all its children at once."""
        self._sweep()
        self._process.wait(PATIENCE_S)

    def kill_web(self) -> None:
        """kill -9 for the web process alone; its children have to notice."""
        self._process.kill()
        self._process.wait(PATIENCE_S)

    def set(self, **settings: Any) -> None:
        """From the next start on."""
        self._settings |= {name.upper(): str(value) for name, value in settings.items()}

    def restart(self) -> None:
        self.kill()
        self.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def said(self) -> str:
        """All that it has printed since it was started."""
        return self._output.text

    @property
    def owner_link(self) -> str:
        return self.wait_for(OWNER_LINK)

    def wait_for(self, pattern: re.Pattern[str]) -> str:
        """The first group of the pattern, once it has printed a line with it."""
        return self._output.wait_for(pattern)

    def get(self, path: str) -> Any:
        return urllib.request.urlopen(self.address + path, timeout=PATIENCE_S)

    def _sweep(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


class Output:
    """What a process prints, line by line, for those who wait for a line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._ended = False
        self._news = Condition()

    @property
    def text(self) -> str:
        with self._news:
            return "".join(self._lines)

    def follow(self, process: subprocess.Popen[str]) -> None:
        Thread(target=self._read, args=(process,), daemon=True).start()

    def wait_for(self, pattern: re.Pattern[str]) -> str:
        """The first group of the pattern, once a line holds it."""
        with self._news:
            self._news.wait_for(lambda: self._ended or self._found(pattern), PATIENCE_S)
            found = self._found(pattern)
        assert found, f"nothing like {pattern.pattern!r} in:\n{self.text}"
        return found.group(1)

    def _found(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return next(filter(None, map(pattern.search, self._lines)), None)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout
        for line in process.stdout:
            self._tell(line)
        self._tell("", ended=True)

    def _tell(self, line: str, *, ended: bool = False) -> None:
        with self._news:
            self._lines.append(line)
            self._ended = ended
            self._news.notify_all()


def without_settings(environ: Any) -> dict[str, str]:
    """The environment without what would set Kring otherwise than the test says."""
    return {name: value for name, value in environ.items() if name.lower() not in Settings.__dataclass_fields__}


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; its failure is the test's, with all it said."""
    done = subprocess.run(
        command, cwd=cwd, env=without_settings(os.environ), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} failed:\n{done.stdout}\n{done.stderr}"
    return done.stdout
