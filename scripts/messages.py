"""Keep the message catalogues in step with the code: ``update`` extracts, ``check`` fails on anything missing, stale or broken."""

import re
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "catalogue" / "words" / "locales"
PACKAGES = ("catalogue", "enrolment", "handlers", "bot")
KEYWORDS = {"say": None, "plain": None, "many": (1, 2), "N_": None}
PLURALS = {"fr": "(n > 1)", "en": "(n != 1)"}
STEADY = datetime(2026, 1, 1, tzinfo=UTC)  # no date in a header: a run that changes nothing changes no file
LAYOUT = {"**/templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
FIELD = re.compile(r"\{(\w+)\}")


def extracted() -> Catalog:
    """Every message the code says."""
    catalogue = Catalog(project="InscrIA", charset="utf-8")
    for package in PACKAGES:
        methods = [("double/**", "ignore"), ("**.py", "python"), ("**/templates/**.html", "jinja2.ext:babel_extract")]
        found = extract_from_dir(str(ROOT / package), methods, options_map=LAYOUT, keywords=KEYWORDS, comment_tags=("Translators:",))
        for name, _, message, comments, _ in found:
            if message and (isinstance(message, str) or all(message)):
                catalogue.add(message, None, [(f"{package}/{name}", 1)], auto_comments=comments)
    return catalogue


def renewed(language: str, messages: Catalog) -> Catalog:
    """The language's catalogue with exactly the messages of the code, translations kept."""
    old = _read(language)
    new = Catalog(locale=language, project="InscrIA", charset="utf-8", fuzzy=False, header_comment=f"# InscrIA, {language}")
    new._num_plurals, new._plural_expr = 2, PLURALS[language]
    new.creation_date = new.revision_date = STEADY
    for message in messages:
        if message.id:
            kept = old.get(message.id if isinstance(message.id, str) else message.id[0]) if old else None
            text = message.id if language == "en" else (kept.string if kept else _empty(message.id))
            files = sorted({(name, None) for name, _ in message.locations}, key=str)
            flags = ["python-brace-format"] if "{" in str(message.id) else []
            new.add(message.id, text, files, flags=flags, auto_comments=message.auto_comments)  # type: ignore[arg-type]  # lineless places
    return new


def _empty(identifier: object) -> str | tuple[str, str]:
    return "" if isinstance(identifier, str) else ("", "")


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "inscria.po"


def _read(language: str) -> Catalog | None:
    if not _path(language).exists():
        return None
    with _path(language).open("rb") as file:
        return read_po(file, locale=language)


def _bytes(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=120, sort_output=True, include_lineno=False)
    return written.getvalue()


def faults(language: str, messages: Catalog) -> list[str]:
    """What is missing, or wrong in its fields or its typography."""
    found = []
    for message in renewed(language, messages):
        if not message.id:
            continue
        sources = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
        if not all(texts):
            found.append(f"{language}: nothing for «{sources[0]}»")
        elif {name for text in texts for name in FIELD.findall(text)} - {name for text in sources for name in FIELD.findall(text)}:
            found.append(f"{language}: fields differ in «{sources[0]}»")
        elif language == "fr":
            found.extend(f"fr: {fault} in «{text}»" for text in texts for fault in typography(text))
    return found


def typography(text: str) -> list[str]:
    """Québec typography: no space before ? ! ; , a no-break space before : and inside « », typographic apostrophes."""
    bare = re.sub(r"https?://\S+|\{\w+\}|\d{1,2}:\d{2}", "x", re.sub(r"<[^>]+>", "", text))
    rules = {
        "a space before ? ! ;": r"\s[?!;]",
        "an ordinary space before a colon": r" :",
        "an ordinary space inside « »": r"« | »",
        "no space inside « »": r"«[^\u00a0\u202f]|[^\u00a0\u202f]»",
        "a straight apostrophe": r"\w'\w",
    }
    return [name for name, pattern in rules.items() if re.search(pattern, bare)]


def update() -> int:
    messages = extracted()
    for language in PLURALS:
        _path(language).parent.mkdir(parents=True, exist_ok=True)
        _path(language).write_bytes(_bytes(renewed(language, messages)))
    return check()


def check() -> int:
    messages = extracted()
    found = [fault for language in PLURALS for fault in faults(language, messages)]
    found += [f"{language}: not in step with the code (make messages)" for language in PLURALS if _stale(language, messages)]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


def _stale(language: str, messages: Catalog) -> bool:
    return not _path(language).exists() or _path(language).read_bytes() != _bytes(renewed(language, messages))


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1] if len(sys.argv) > 1 else "check"]())
