"""A process on a pseudo-terminal: when the first bytes of a text were painted, and what it takes in memory."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import time
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from termios import TIOCSWINSZ
from types import TracebackType

SIZE = (24, 80)


class Terminal:
    """Runs `command` on a pty of 80×24; use as a context, which ends the process."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str]) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), dict(environ))  # our own program
        ioctl(self._fd, TIOCSWINSZ, struct.pack("HHHH", *SIZE, 0, 0))
        self.output = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self._fd, keys.encode())

    def until(self, text: str, *, after: int = 0, seconds: float = 20.0) -> float:
        """Read until `text` is in the output past byte `after`; seconds since the start. Raises TimeoutError."""
        wanted, deadline = text.encode(), time.perf_counter() + seconds
        while wanted not in self.output[after:]:
            left = deadline - time.perf_counter()
            if left <= 0 or not select.select([self._fd], [], [], left)[0]:
                raise TimeoutError(f"no {text!r} in {self.output[-2000:]!r}")
            self.output += os.read(self._fd, 65536)
        return time.perf_counter() - self.started

    def answer(self, keys: str, until: str = "") -> float:
        """Type `keys`; seconds to the next bytes, or until `until` is in what follows."""
        before, start = len(self.output), time.perf_counter()
        self.send(keys)
        if until:
            self.until(until, after=before)
        else:
            select.select([self._fd], [], [], 5.0)
        return time.perf_counter() - start

    def quiet(self, seconds: float) -> None:
        """Read until nothing came for `seconds`."""
        while select.select([self._fd], [], [], seconds)[0]:
            self.output += os.read(self._fd, 65536)

    def resident(self) -> int:
        """Bytes of memory that are this process's own (RSS)."""
        with open(f"/proc/{self.pid}/statm") as file:  # noqa: PTH123  # not a file one would walk to
            return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")


def environ(**more: str) -> dict[str, str]:
    """This environment with a plain terminal in it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DESK_", "TEXTUAL", "PYTEST"))
    }
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", **more}
