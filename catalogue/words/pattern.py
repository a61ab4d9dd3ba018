"""A regular expression that is compiled when it is first used: some 150 of them would cost a tenth of each start."""

import re
from collections.abc import Callable, Iterator
from typing import Any

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class Pattern:
    """Used as ``re.compile`` of the same expression is; a fault of the expression shows at its first use (a test uses each)."""

    search: Callable[[str], re.Match[str] | None]
    match: Callable[[str], re.Match[str] | None]
    fullmatch: Callable[[str], re.Match[str] | None]
    finditer: Callable[[str], Iterator[re.Match[str]]]
    findall: Callable[[str], list[Any]]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, expression: str, flags: int = 0) -> None:
        self.expression = expression
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """The compiled expression's methods, which from now on are this one's own."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.expression, self.flags)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
