"""The tree of the commands of trust: backups, keys, the audit; the work is done in the modules they import."""

from pathlib import Path
from typing import Annotated

import typer

audit_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The audit log.")
keys_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The keys of personal data: their backup, a new data key.")


def backup(file: Path) -> None:
    """Save the database to a file, the bot at work or not; nobody's key is in it."""
    from bot.commands.keeping import backup as work

    work(file)


def restore(
    file: Path,
    keys: Annotated[Path | None, typer.Option(metavar="FILE", help="The keys' backup; without it, the database's own living keys.")] = None,
    let_go: Annotated[bool, typer.Option("--let-go", help="Erase the people whose key is nowhere, instead of stopping.")] = False,
) -> None:
    """Put a backup back with the living keys; who was erased since is erased again."""
    from bot.commands.keeping import restore as work

    work(file, keys, let_go=let_go)


@keys_app.command("backup")
def keys_backup(file: Path) -> None:
    """Save the people's wrapped keys and the register of erasures: a file to replace each day."""
    from bot.commands.keeping import backup_keys as work

    work(file)


@keys_app.command("rotate")
def keys_rotate(
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="The file of the new key; made, with a fresh one, if absent.")] = None,
    finish: Annotated[bool, typer.Option("--finish", help="All runs with the new key: the old one opens nothing more.")] = False,
) -> None:
    """Wrap every person's key with a new data key, the bot at work or not."""
    from bot.commands.keeping import rotate as work

    work(to, finish=finish)


@audit_app.command("verify")
def audit_verify(
    head: Annotated[str | None, typer.Option(metavar="HASH", help="A head kept outside, which must still be in the chain.")] = None,
) -> None:
    """Check the chain of the audit log; the first broken link is named."""
    from bot.commands.auditing import verify as work

    work(head)


@audit_app.command("head")
def audit_head() -> None:
    """Seal what is new and print the hash of the last link, to be kept outside."""
    from bot.commands.auditing import head as work

    work()
