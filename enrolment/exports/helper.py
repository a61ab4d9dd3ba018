"""A helper of a long export: ``python -m enrolment.exports.helper`` reads its job, then spans, and answers with a piece of the file each.

It reads the database itself, gives way to everything else on the machine, and ends when nobody asks any more.
"""

import os
import pickle
import signal
import sys
from typing import BinaryIO

from enrolment.exports.columns import columns
from enrolment.exports.formats import FORMATS
from enrolment.exports.pieces import Job
from enrolment.exports.rows import Reader
from enrolment.store.exporting import Span

NICE = 10


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Until nobody asks; a fault is answered by its kind."""
    try:
        job: Job = pickle.load(questions)  # noqa: S301  (our own process wrote it)
        shown, cut = columns(), FORMATS[job.format].piece
        reader = Reader(job.source(), job.wanted, shown, job.sight)
        while (span := _asked(questions)) is not None:
            rows = list(reader.rows(span))
            pickle.dump((len(rows), cut(rows, shown)), answers)
            answers.flush()
    except BrokenPipeError:
        return
    except Exception as fault:  # noqa: BLE001  (told to whoever asks)
        pickle.dump(type(fault).__name__, answers)
        answers.flush()


def _asked(questions: BinaryIO) -> Span | None:
    try:
        span: Span = pickle.load(questions)  # noqa: S301  (our own process wrote it)
    except EOFError:
        return None
    return span


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # control-C stops whoever asks; that ends this one
    if hasattr(os, "nice"):
        os.nice(NICE)
    serve(sys.stdin.buffer, sys.stdout.buffer)
