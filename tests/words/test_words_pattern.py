"""Regular expressions compiled when they are first used."""

import gc
import pkgutil
import re
from importlib import import_module

import catalogue
import enrolment
from catalogue.words.pattern import METHODS, Pattern


def test_a_pattern_finds_what_the_expression_finds() -> None:
    pattern, expression = Pattern(r"\bpython\b", re.IGNORECASE), re.compile(r"\bpython\b", re.IGNORECASE)
    for said in ("Python et python", "pythons", ""):
        for method in ("search", "match", "fullmatch", "findall", "split"):
            assert str(getattr(pattern, method)(said)) == str(getattr(expression, method)(said))
        assert pattern.sub("-", said) == expression.sub("-", said)
        assert [found.span() for found in pattern.finditer(said)] == [found.span() for found in expression.finditer(said)]


def test_it_is_compiled_at_its_first_use_alone() -> None:
    pattern = Pattern("a+")
    assert METHODS[0] not in vars(pattern)
    assert pattern.fullmatch("aaa")
    assert set(METHODS) <= set(vars(pattern))


def test_every_pattern_of_the_program_compiles() -> None:
    for package in (catalogue, enrolment):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not re.search(r"\.migrations\b|\.train$", module.name):
                import_module(module.name)
    written = [one for one in gc.get_objects() if isinstance(one, Pattern)]
    assert len(written) > 100
    for one in written:
        re.compile(one.expression, one.flags)
