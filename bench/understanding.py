"""Understanding with 95 % intervals: on a set beside the project where there is one, on phrases of authors kept apart always."""

import json
import os
import sys
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from bench import authors
from bench.honesty import Truth
from bench.intervals import Tally
from catalogue.offer.reading import read_catalogue

ROOT = Path(__file__).resolve().parents[1]
SET = Path(os.environ.get("UNDERSTANDING") or ROOT.parent / "shared" / "understanding")
CLOCK = date(2027, 1, 10)  # the sets' own
COMMAND = f"{sys.executable} -m bot ask"


def measure() -> None:
    """Both sets; the first one with its own scorer's rules."""
    if (SET / "score.py").exists():
        beside()
    else:
        print("no set beside the project: only the authors kept apart")
    print()
    authors.measure()


def beside() -> None:
    """The lone questions and the conversations of the set, by language and tag."""
    scorer, tally, truth = _scorer(), Tally(), Truth.of(read_catalogue(SET / "catalogue.yaml"))
    hits, said, wanted = _questions(scorer, tally, truth)
    _dialogues(scorer, tally, truth)
    print("the set beside the project; 95 % intervals (Wilson)")
    print("\n".join(tally.lines()))
    print(f"filters F1                   {2 * hits / (said + wanted or 1):.3f}")


def _scorer() -> ModuleType:
    spec = spec_from_file_location("score", SET / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(str(SET))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _questions(scorer: ModuleType, tally: Tally, truth: Truth) -> tuple[int, int, int]:
    wants = [json.loads(line) for line in (SET / "questions.jsonl").read_text(encoding="utf-8").splitlines() if line]
    answers = scorer.ask(COMMAND, [" ".join(want["text"].split()) for want in wants])
    counts = [0, 0, 0]
    for want, got in zip(wants, answers, strict=True):
        _count(scorer, tally, want, got)
        _honest(tally, truth, want["text"], got, (want["language"],))
        if want.get("answered", True):
            counts = [sum(pair) for pair in zip(counts, scorer.filter_counts(want, got.get("filters") or {}), strict=True)]
    return counts[0], counts[1], counts[2]


def _count(scorer: ModuleType, tally: Tally, want: dict[str, Any], got: dict[str, Any]) -> None:
    groups = (want["language"], *want.get("tags", []))
    intents, answered = {want["intent"], *want.get("intent_also", [])}, want.get("answered", True)
    tally.add("intents", got["intent"] in intents, groups)
    tally.add("among three readings", bool(intents & {one["intent"] for one in got["readings"]}), groups)
    tally.add("languages", got["language"] == want["language"], groups)
    tally.add("courses", scorer.courses_right(want, got.get("courses") or [], []), groups)
    tally.add("facts", scorer.facts_right(want, got.get("answer") or ""), groups)
    tally.add("out of scope refused", None if answered else not got["answered"], groups)
    tally.add("in scope refused", not got["answered"] if answered else None, groups)


def _dialogues(scorer: ModuleType, tally: Tally, truth: Truth) -> None:
    dialogues = yaml.safe_load((SET / "dialogues.yaml").read_text(encoding="utf-8"))
    lines = [line for one in dialogues for line in [*(" ".join(str(turn["say"]).split()) for turn in one["turns"]), ""]]
    answers = iter(scorer.ask(COMMAND, lines, conversation=True))
    for dialogue in dialogues:
        earlier: list[dict[str, Any]] = []
        for want in dialogue["turns"]:
            got = next(answers)
            tally.add("dialogue turns", _turn_right(scorer, want, got, earlier), (dialogue["language"],))
            earlier.append(got)
            _honest(tally, truth, "\n".join(one["text"] for one in earlier), got, (dialogue["language"],))


def _honest(tally: Tally, truth: Truth, asked: str, got: dict[str, Any], groups: tuple[str, ...]) -> None:
    """Whether the answer holds only what the catalogue, the person or the calendar gave; what it invented is printed."""
    filters = got.get("filters") or {}
    days = [date.fromisoformat(filters[key]) for key in ("from", "to") if key in filters]
    invented = truth.invented(asked, got.get("answer") or "", [CLOCK, *days])
    tally.add("answers that invent nothing", not invented, groups)
    for what in invented:
        print(f"invented: {what}", file=sys.stderr)


def _turn_right(scorer: ModuleType, want: dict[str, Any], got: dict[str, Any], earlier: list[dict[str, Any]]) -> bool:
    return (
        got["intent"] in {want["intent"], *want.get("intent_also", [])}
        and scorer.courses_right(want, got.get("courses") or [], earlier) is not False
        and scorer.facts_right(want, got.get("answer") or "") is not False
        and got["answered"] == want.get("answered", True)
    )
