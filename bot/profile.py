"""The bot's public face: commands and descriptions in both languages, by scope; set only where they differ."""

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from catalogue.offer.model import Language
from catalogue.words.say import N_, in_language
from enrolment.assistant.administrators import COMMANDS as DOORS
from enrolment.registration.rights import Scope

COMMANDS = {
    "start": ("start", N_("Begin, or begin again")),
    "courses": ("cours", N_("Browse the courses")),
    "search": ("chercher", N_("Find a course")),
    "mine": ("inscriptions", N_("My pre-registrations")),
    "cancel": ("annuler", N_("Leave the form I am in")),
    "contact": ("joindre", N_("Reach a person")),
    "help": ("aide", N_("What I can do for you")),
    "language": ("langue", N_("French or English")),
    "settings": ("reglages", N_("Language, reminders and alerts")),
    "privacy": ("confidentialite", N_("What becomes of your data")),
    "mydata": ("mesdonnees", N_("A copy of your data")),
    "erase": ("effacer", N_("Erase your data")),
}
DESK = {
    "export": N_("Export the pre-registrations"),
    "stats": N_("Totals"),
    "inbox": N_("Who wrote, what found no answer"),
    "people": N_("Find a person"),
    "session": N_("Places, dates, cancel a session"),
    "broadcast": N_("Write to a session’s people"),
    "link": N_("A link and its QR code"),
    "web": N_("The pages in a browser"),
    "admins": N_("Who may administer"),
}
LANGUAGES: tuple[tuple[str, Language], ...] = (("", "fr"), ("fr", "fr"), ("en", "en"))


def person_commands(language: Language) -> list[BotCommand]:
    """What everyone sees, under the names of their language; both names always work."""
    say = in_language(language)
    return [BotCommand(names[0] if language == "fr" else name, say.plain(names[1])) for name, names in COMMANDS.items()]


def desk_commands(language: Language, role: Scope = Scope.PROGRAMME) -> list[BotCommand]:
    """What an administrator of that role sees besides."""
    say = in_language(language)
    hers = {name: words for name, words in DESK.items() if role in DOORS[name].may}
    return [*person_commands(language), *(BotCommand(name, say.plain(words)) for name, words in hers.items())]


async def publish(bot: Bot, programme: dict[Language, str]) -> None:
    """Set what differs from what Telegram has."""
    for code, language in LANGUAGES:
        await _commands(bot, person_commands(language), BotCommandScopeAllPrivateChats(), code)
        await _commands(bot, person_commands(language)[:1], BotCommandScopeAllGroupChats(), code)
        await _describe(bot, programme[language], language, code)


async def publish_desk(bot: Bot, admin: int, role: Scope) -> None:
    """An administrator's menu in her own chat. BadRequest: she never wrote to the bot, so there is no chat yet."""
    for code, language in LANGUAGES:
        await _commands(bot, desk_commands(language, role), BotCommandScopeChat(admin), code)


async def take_away(bot: Bot, admin: int) -> None:
    """She administers no more: she sees what everyone sees."""
    for code, _ in LANGUAGES:
        await bot.delete_my_commands(scope=BotCommandScopeChat(admin), language_code=code)


async def _commands(bot: Bot, wanted: list[BotCommand], scope: BotCommandScope, code: str) -> None:
    if list(await bot.get_my_commands(scope=scope, language_code=code)) != wanted:
        await bot.set_my_commands(wanted, scope=scope, language_code=code)


async def _describe(bot: Bot, programme: str, language: Language, code: str) -> None:
    say = in_language(language)
    long = say.plain(
        "Ask me about the AI courses of {programme}, in your own words, in French or English. "
        "I answer from the catalogue, help you choose and take your pre-registration.",
        programme=programme,
    )[:512]
    short = say.plain("AI courses in Québec: questions, choice, pre-registration. French and English.")[:120]
    if (await bot.get_my_description(language_code=code)).description != long:
        await bot.set_my_description(long, language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
