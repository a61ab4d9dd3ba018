"""Tables that are only ever added to: triggers refuse to change or delete a row, on both databases."""

from sqlalchemy import Connection, text

TABLES = ("audit_event", "audit_seal")
_SAYS = "the audit is append-only"


def protect(connection: Connection) -> None:
    """Put the triggers on: by the first revision."""
    statements = _postgresql() if connection.dialect.name == "postgresql" else _sqlite()
    for statement in statements:
        connection.execute(text(statement))


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {name}_no_{verb.lower()} BEFORE {verb} ON {name} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
        for name in TABLES
        for verb in ("UPDATE", "DELETE")
    ]


def _postgresql() -> list[str]:
    refuses = f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
    rows = [
        f"CREATE TRIGGER {name}_no_change BEFORE UPDATE OR DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for name in TABLES
    ]
    whole = [f"CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON {name} EXECUTE FUNCTION refuse_change()" for name in TABLES]
    return [refuses, *rows, *whole]
