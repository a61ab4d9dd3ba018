"""/web: a link that signs an administrator in to the pages, once, within ten minutes."""

from urllib.parse import urlsplit

from catalogue.answers.values import Button, Row
from catalogue.words.say import Html, Say, escape, lines
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.overview import signing
from enrolment.registration.rights import Rights

ALONE = ("127.0.0.1", "localhost", "::1")


def link(scene: Scene, _rights: Rights, _words: list[str]) -> Said:
    """The link as a button, and what it is good for; on this very machine alone where no public address is set."""
    say, pages = scene.say, scene.pages
    if not pages:
        return scene.tell(say("The pages are not open here: inscria run and inscria admin serve serve them."), edits=False)
    words, rows = told(say, pages, signing.new_link(scene.unit, scene.heard.telegram_id, scene.language))
    return scene.tell(words, rows=rows, edits=False)


def told(say: Say, pages: str, key: str) -> tuple[Html, tuple[Row, ...]]:
    """What the link is good for, and the link: a button, or words where only this machine can open it."""
    address = f"{pages}/in/{key}"
    words = say("This link signs you in to the pages. It works once, for ten minutes: keep it to yourself.")
    if urlsplit(pages).hostname not in ALONE:
        return words, ((Button(say.plain("Open the pages"), url=address),),)
    local = say("It opens only on the computer where I run: INSCRIA_PUBLIC_URL gives the pages an address for every other.")
    return lines(words, Html(f"<code>{escape(address)}</code>"), local), ()
