"""/web: a link that signs an administrator in to the pages, once, within ten minutes."""

from urllib.parse import urlsplit

from catalogue.answers.values import Button
from catalogue.words.say import Html, escape
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
    key = signing.new_link(scene.unit, scene.heard.telegram_id, scene.language)
    address = f"{pages}/in/{key}"
    near = urlsplit(pages).hostname in ALONE
    words = say("This link signs you in to the pages. It works once, for ten minutes: keep it to yourself.")
    if not near:
        return scene.tell(words, rows=[(Button(say.plain("Open the pages"), url=address),)], edits=False)
    local = say("It opens only on the computer where I run: INSCRIA_PUBLIC_URL gives the pages an address for every other.")
    return scene.tell(words, Html(f"<code>{escape(address)}</code>"), local, edits=False)
