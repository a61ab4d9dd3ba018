"""A contact shared: her own number is taken, somebody else's is not."""

from enrolment.assistant import walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.start import rows
from enrolment.form.values import FieldKind


def shared(scene: Scene) -> Said:
    """The number answers the phone's question, if it is the person's own (Telegram says whose it is)."""
    say, draft = scene.say, scene.draft
    awaited = draft is not None and draft.field != "" and scene.form[draft.field].kind is FieldKind.PHONE
    if not awaited or draft is None:
        said = say("I don’t need a contact just now, so I kept nothing of it.")
        return walk.show(scene, said) if draft else scene.tell(said, rows=rows(scene))
    if scene.heard.contact_id != scene.heard.telegram_id:
        return walk.show(scene, say("That number is someone else’s: I kept nothing of it. Share yours, or type it."))
    number = scene.heard.phone if scene.heard.phone.startswith("+") else f"+{scene.heard.phone}"
    return walk.answer(scene, draft, number)
