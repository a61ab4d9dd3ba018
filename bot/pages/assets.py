"""The style sheet and the scripts: served from addresses that nobody can guess, and that change with what is in them."""

import hashlib
from pathlib import Path

from starlette.responses import Response

from enrolment.vault import Vault

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}


class Assets:
    """The files of ``static``, read once."""

    def __init__(self, vault: Vault) -> None:
        files = [file for file in sorted(FOLDER.iterdir()) if file.suffix in TYPES]
        self._addresses = {file.name: f"/{_named(vault, file)}/{file.name}" for file in files}
        self._contents = {self._addresses[file.name]: (file.read_bytes(), TYPES[file.suffix]) for file in files}

    def address(self, name: str) -> str:
        return self._addresses[name]

    def served(self, path: str) -> Response | None:
        """The file of that address; it never changes, so browsers keep it."""
        if path not in self._contents:
            return None
        content, kind = self._contents[path]
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=31536000, immutable"})


def _named(vault: Vault, file: Path) -> str:
    return vault.lookup("web asset", hashlib.sha256(file.read_bytes()).hexdigest())[:32]
