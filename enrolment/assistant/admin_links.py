"""A link to put somewhere, with the name of where: its address, its QR code to print."""

from catalogue.answers.values import Attachment, Button, Reply, Row
from catalogue.words.say import lines
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.start import SOURCE
from enrolment.form.typed import folded
from enrolment.office import links
from enrolment.registration.rights import Rights, actor_of

WRITING = "link"


def opened(scene: Scene, rights: Rights, words: list[str]) -> Said:
    """``/link NAME [CODE]``, or the name asked for."""
    if words:
        return _made(scene, rights, words)
    scene.talk.writing = {"for": WRITING}
    say = scene.say
    return scene.tell(
        say("Where will the link be? Write a short name, for example: salon-2027."),
        say("With the code of a course or a session after it, the link opens there: salon-2027 GEN-20."),
        rows=[(Button(say.plain("Never mind"), data="adm:stop"),)],
    )


def named(scene: Scene, rights: Rights, _parts: list[str]) -> Said:
    return _made(scene, rights, scene.heard.text.split())


def made(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """A link made before, its codes once more."""
    return _made(scene, rights, parts)


def _made(scene: Scene, rights: Rights, words: list[str]) -> Said:
    say, name = scene.say, "-".join(folded(words[0]).split()) if words else ""
    target = _target(scene, rights, words[1]) if words[1:] else "" if not rights.partners else None
    if not SOURCE.fullmatch(name) or len(words) > 2:
        scene.talk.writing = {"for": WRITING}
        return scene.tell(say("A name is letters, digits and dashes, 60 at most, without spaces."))
    if target is None:
        scene.talk.writing = {"for": WRITING}
        return scene.tell(say("After the name, give the code of one of your courses or sessions: salon-2027 GEN-20."))
    link = links.make(scene.unit, name, target, actor_of(scene.unit, scene.heard.telegram_id))
    address = link.address(scene.bot_name)
    png, svg = links.qr_codes(address)
    rows: tuple[Row, ...] = ((Button(say.plain("Copy the link"), copy=address),),)
    where = say("It opens: {target}", target=target.partition("_")[2]) if target else None
    files = (Attachment(f"{name}.png", "image/png", png, picture=True), Attachment(f"{name}.svg", "image/svg+xml", svg))
    said = lines(address, say("Registrations it brings have the source “{name}”.", name=name), where)
    return Said((Reply(said, rows=rows), Reply(say("Its QR code, to look at and to print:"), files=files)))


def _target(scene: Scene, rights: Rights, code: str) -> str | None:
    """What /start would be given; None where the code is not hers, or nobody's."""
    course, found = scene.catalogue.course(code), scene.found(code)
    if course is not None:
        return f"course_{course.code}" if rights.covers(course.partner) else None
    return f"session_{found[1].code}" if found and rights.covers(found[0].partner) else None
