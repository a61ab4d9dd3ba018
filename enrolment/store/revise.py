"""For contributors: writes the revision that leads from the newest one to the tables as they are now.

``python -m enrolment.store.revise "What changes"``, then read what it wrote and raise ``migrate.HEAD``.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.script import ScriptDirectory

from catalogue.store.database import Database, UtcDateTime
from enrolment.store import migrate
from enrolment.store.migrate import REVISIONS, configured


def revise(what: str) -> Path:
    """Compare an up-to-date empty database with the tables; the file written."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/empty.db")
        scripts = ScriptDirectory(str(REVISIONS))
        if scripts.get_current_head():
            migrate.migrate(database)
        number = f"{len(list(scripts.walk_revisions())) + 1:04d}"
        with database.writing() as session:
            config = configured(session.connection())
            config.attributes["render_item"] = rendered
            written: Any = command.revision(config, what, autogenerate=True, rev_id=number)
        database.close()
    return Path(written.path)


def rendered(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:  # noqa: ARG001  (Alembic's signature)
    """Our own type by its short name."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


if __name__ == "__main__":
    print(revise(" ".join(sys.argv[1:]) or "Change"))
