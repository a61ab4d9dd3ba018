"""The score of understanding, on a set beside the project when there is one; otherwise said to be missing."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SET = ROOT.parent / "shared" / "understanding"


def measure() -> None:
    """Run the set's own scorer on `inscria ask`."""
    scorer = SET / "score.py"
    if not scorer.exists():
        print("no set beside the project: nothing measured")
        return
    done = subprocess.run(
        [sys.executable, str(scorer), "--command", f"{sys.executable} -m bot ask"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    print(done.stdout or done.stderr)
