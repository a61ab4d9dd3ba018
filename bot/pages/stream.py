"""What a thread writes, taken piece by piece: the writer waits for the taker, and stops when the taker is gone."""

import contextlib
import io
import queue
import threading
from collections.abc import Callable, Iterator
from typing import BinaryIO, cast

PIECE = 64 * 1024
AHEAD = 16  # pieces written before they are taken
PATIENCE = 0.5  # seconds between two looks whether somebody still takes
Piece = bytes | Exception | None


class Gone(Exception):  # noqa: N818  (what the taker is)
    """Nobody takes the pieces any more."""


class _Pipe(io.RawIOBase):
    """The writer's end."""

    def __init__(self, pieces: "queue.Queue[Piece]", gone: threading.Event) -> None:
        super().__init__()
        self._pieces, self._gone, self._shut = pieces, gone, False

    def writable(self) -> bool:
        return True

    def write(self, piece: "memoryview | bytes") -> int:  # type: ignore[override]  # a buffered writer gives it buffers alone
        if not self._shut:
            self.put(bytes(piece))
        return len(piece)

    def shut(self) -> None:
        """What a buffer above still holds is dropped."""
        self._shut = True

    def put(self, piece: Piece) -> None:
        while not self._gone.is_set():
            try:
                self._pieces.put(piece, timeout=PATIENCE)
            except queue.Full:
                continue
            return
        raise Gone


def pieces(write: Callable[[BinaryIO], object]) -> Iterator[bytes]:
    """What ``write`` writes. Its fault rises here, so that a file cut short is never taken for a whole one."""
    waiting: queue.Queue[Piece] = queue.Queue(AHEAD)
    gone = threading.Event()
    pipe = _Pipe(waiting, gone)
    threading.Thread(target=_written, args=(write, pipe), name="export", daemon=True).start()
    try:
        while (piece := waiting.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        gone.set()


def _written(write: Callable[[BinaryIO], object], pipe: _Pipe) -> None:
    sink = io.BufferedWriter(cast("io.RawIOBase", pipe), PIECE)
    told: Piece = None
    try:
        write(cast("BinaryIO", sink))
        sink.flush()
    except Gone:
        return
    except Exception as fault:  # noqa: BLE001  (told to whoever takes the pieces)
        told = fault
    finally:
        pipe.shut()
    with contextlib.suppress(Gone):
        pipe.put(told)
