"""A sample database of its own for each test."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from support.chat import sample, world

__all__ = ["sample", "world"]
