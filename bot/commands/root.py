"""The tree of commands, their options and their help; the work is done in the modules they import."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.commands import given, trust
from bot.commands.given import ExportFormat, Role, TableFormat, Tongue

app = typer.Typer(
    name="inscria",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="InscrIA: a bilingual enrolment assistant for AI training, on Telegram.",
)
catalogue_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The catalogue: check, import, export.")
admin_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Who may administer.")
registrations_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The registrar's word on pre-registrations.")
phrases_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The phrase data.")
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(admin_app, name="admin")
app.add_typer(registrations_app, name="registrations")
app.command()(trust.backup)
app.command()(trust.restore)
app.add_typer(trust.audit_app, name="audit")
app.add_typer(trust.keys_app, name="keys")
app.add_typer(phrases_app, name="phrases")


Identifier = Annotated[int, typer.Argument(metavar="ID", parser=given.telegram_id)]
CatalogueFile = Annotated[Path | None, typer.Option("--catalogue", metavar="FILE", help="A catalogue file (YAML, JSON or XLSX).")]


@app.command()
def chat(
    lang: Annotated[
        Tongue | None,
        typer.Option(metavar=given.metavar(Tongue), parser=given.one_of(Tongue), help="The language of the app you pretend to use."),
    ] = None,
    as_admin: Annotated[bool, typer.Option("--as-admin", help="Talk as a programme administrator.")] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Start anew, in memory: nothing is kept.")] = False,
    files: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the files the bot sends are saved.")] = None,
    catalogue: CatalogueFile = None,
) -> None:
    """The whole bot in the terminal: no token, no network. A lone number presses a button, \\1 types it."""
    from bot.commands.chat import chat as work

    work(lang.value if lang else None, as_admin=as_admin, fresh=fresh, files=files, catalogue=catalogue)


@app.command()
def run(sample: Annotated[bool, typer.Option("--sample", help="Serve the bundled sample catalogue if there is none.")] = False) -> None:
    """The bot on Telegram: long polling, or webhooks when INSCRIA_WEBHOOK_URL is set."""
    from bot.commands.run import run as work

    work(sample=sample)


@app.command()
def ask(
    text: Annotated[str | None, typer.Argument(help="One question; without it, standard input, one a line.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    conversation: Annotated[
        bool, typer.Option("--conversation", help="The lines are one person's turns; an empty line starts a new person.")
    ] = False,
    now: Annotated[datetime | None, typer.Option(metavar="ISO", parser=given.moment, help="Fix the clock.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the message was read, layer by layer.")] = False,
    catalogue: CatalogueFile = None,
) -> None:
    """Read one question and print the answer; nothing is created or written."""
    from bot.commands.asking import ask as work

    work(text, as_json=as_json, conversation=conversation, now=now, explain=explain, catalogue=catalogue)


@catalogue_app.command("check")
def catalogue_check(file: Path) -> None:
    """Validate a catalogue file: every fault on a line of its own, with its place."""
    from bot.commands.offering import check as work

    work(file)


@catalogue_app.command("import")
def catalogue_import(
    file: Path, dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would change, change nothing.")] = False
) -> None:
    """Load a catalogue file into the database, all or nothing."""
    from bot.commands.offering import load as work

    work(file, dry_run=dry_run)


@catalogue_app.command("export")
def catalogue_export(file: Path) -> None:
    """Write the catalogue back to a file."""
    from bot.commands.offering import export as work

    work(file)


@catalogue_app.command("schema")
def catalogue_schema() -> None:
    """Print the JSON Schema of the file."""
    from bot.commands.offering import schema as work

    work()


@catalogue_app.command("template")
def catalogue_template(file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")]) -> None:
    """Write an empty workbook to fill in."""
    from bot.commands.offering import template as work

    work(file)


@app.command()
def export(
    format_: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            metavar=given.metavar(ExportFormat),
            parser=given.one_of(ExportFormat),
            help="csv, csv-excel (semicolons), xlsx or json.",
        ),
    ] = ExportFormat.CSV,
    course: Annotated[list[str] | None, typer.Option(metavar="C", help="Only this course's, by its code.")] = None,
    session: Annotated[list[str] | None, typer.Option(metavar="S", help="Only this session's.")] = None,
    partner: Annotated[list[str] | None, typer.Option(metavar="P", help="Only this partner's courses.")] = None,
    region: Annotated[list[str] | None, typer.Option(metavar="R", help="Only people of this region, such as estrie.")] = None,
    status: Annotated[list[str] | None, typer.Option(metavar="S", help="Only these, such as confirmed.")] = None,
    since: Annotated[date | None, typer.Option(metavar="DATE", parser=given.day, help="First day of created_at.")] = None,
    until: Annotated[date | None, typer.Option(metavar="DATE", parser=given.day, help="Last day of created_at.")] = None,
    headers: Annotated[
        Tongue, typer.Option(metavar=given.metavar(Tongue), parser=given.one_of(Tongue), help="The language of csv-excel's headers.")
    ] = Tongue.FR,
    sensitive: Annotated[bool, typer.Option("--sensitive", help="With accessibility needs; recorded.")] = False,
    output: Annotated[str, typer.Option(metavar="FILE|-", help="Where to write; - is standard output.")] = "-",
) -> None:
    """The pre-registrations, one row each. Filters may be repeated."""
    from bot.commands.desk import export as work

    chosen = {"course": course, "session": session, "partner": partner, "region": region, "status": status}
    if since and until and until < since:
        raise typer.BadParameter(f"--until {until} is before --since {since}")
    days = (since, until)
    work(
        format_.value,
        {name: tuple(values or ()) for name, values in chosen.items()},
        days,
        headers.value,
        sensitive=sensitive,
        output=output,
    )


@app.command()
def stats() -> None:
    """Totals by status, course, region, role and partner, against the programme's target."""
    from bot.commands.desk import stats as work

    work()


@app.command()
def aggregates(
    lang: Annotated[
        Tongue, typer.Option(metavar=given.metavar(Tongue), parser=given.one_of(Tongue), help="The language of the labels.")
    ] = Tongue.FR,
) -> None:
    """For the funder, as csv: counts by course, region and role; no names, no number under five, none that gives one away."""
    from bot.commands.desk import aggregates as work

    work(lang.value)


@app.command()
def demand(
    format_: Annotated[
        TableFormat,
        typer.Option("--format", metavar=given.metavar(TableFormat), parser=given.one_of(TableFormat), help="A table to read, or csv."),
    ] = TableFormat.TABLE,
    lang: Annotated[
        Tongue, typer.Option(metavar=given.metavar(Tongue), parser=given.one_of(Tongue), help="The language of the labels.")
    ] = Tongue.FR,
) -> None:
    """What people asked for that is not offered: subjects, places, months, languages, formats; no one is named."""
    from bot.commands.desk import demand as work

    work(format_.value, lang.value)


@admin_app.command("grant")
def admin_grant(
    identifier: Identifier,
    role: Annotated[Role, typer.Option(metavar=given.metavar(Role), parser=given.one_of(Role), help="programme, partner or reader.")],
    partner: Annotated[str | None, typer.Option(metavar="CODE", help="The partner of a partner administrator.")] = None,
) -> None:
    """Let a Telegram id administer."""
    from bot.commands.desk import grant as work

    work(identifier, role.value, partner)


@admin_app.command("revoke")
def admin_revoke(identifier: Identifier) -> None:
    """Take back what was granted to a Telegram id."""
    from bot.commands.desk import revoke as work

    work(identifier)


@admin_app.command("list")
def admin_list() -> None:
    """Who may administer."""
    from bot.commands.desk import granted as work

    work()


@admin_app.command("serve")
def admin_serve() -> None:
    """Serve the administrators' pages alone, on INSCRIA_LISTEN."""
    from bot.commands.serving import serve as work

    work()


References = Annotated[list[str], typer.Argument(metavar="REF...")]


@registrations_app.command("confirm")
def registrations_confirm(references: References) -> None:
    """Confirm pre-registrations; each person is told in her language."""
    from bot.commands.registrations import confirm as work

    work(references)


@registrations_app.command("decline")
def registrations_decline(
    references: References, reason: Annotated[str | None, typer.Option(metavar="TEXT", help="What the people are told.")] = None
) -> None:
    """Decline registrations; each person is told in her language, and her place goes to the waiting list."""
    from bot.commands.registrations import decline as work

    work(references, reason)


@app.command()
def purge(dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would go, change nothing.")] = False) -> None:
    """Apply the retention periods."""
    from bot.commands.desk import purge as work

    work(dry_run=dry_run)


@app.command()
def migrate() -> None:
    """Bring the database to the newest schema."""
    from bot.commands.desk import migrate as work

    work()


@app.command()
def doctor() -> None:
    """Check the invariants of the database; each breach on a line."""
    from bot.commands.desk import doctor as work

    work()


@phrases_app.command("check")
def phrases_check() -> None:
    """Phrases of one intent that read as another."""
    from bot.commands.asking import check_phrases as work

    work()
