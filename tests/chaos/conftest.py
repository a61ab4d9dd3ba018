"""Where the machines of a chaos test come from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
