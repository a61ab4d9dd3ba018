"""Packs the lists of ordinary words into the sums that the program reads at its start."""

import gzip
from pathlib import Path
from typing import get_args

from catalogue.offer.model import Language
from catalogue.search.guard import packed, summed

DATA = Path(__file__).resolve().parents[1] / "catalogue" / "search" / "data"


def fresh(language: str) -> bytes:
    """What the packed file of that language has to hold."""
    lines = gzip.decompress((DATA / f"ordinary.{language}.txt.gz").read_bytes()).split(b"\n")
    return packed(summed(lines))


if __name__ == "__main__":
    for language in get_args(Language):
        (DATA / f"ordinary.{language}.sums").write_bytes(fresh(language))
