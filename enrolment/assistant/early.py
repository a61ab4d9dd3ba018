"""An answer given before its question."""

from enrolment.assistant import walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft, Purpose
from enrolment.form.emails import ADDRESS, LEADING, dictated
from enrolment.form.kinds import read
from enrolment.form.typed import folded, letters, tidy
from enrolment.form.values import FieldKind, NotTaken


def email(scene: Scene, draft: Draft, text: str) -> Said | None:
    """An address given where the name is asked: kept for its question; what else the message says is the name."""
    asked = next((one for one in scene.form.required if one.kind is FieldKind.EMAIL and one.name not in draft.answers), None)
    if draft.purpose is not Purpose.REGISTER or asked is None or "?" in text or not ("@" in text or dictated(text)):
        return None
    try:
        draft.answers |= read(asked, text)
    except NotTaken:
        return walk.remind(scene, scene.say("I will ask for your email a little further on."))
    rest = " ".join(word for word in ADDRESS.sub(" ", tidy(text)).split() if folded(word) not in LEADING)
    noted = scene.say("{email}: noted for later.", email=draft.answers[asked.name])
    return walk.show(scene, noted) if dictated(text) or not letters(rest) else walk.answer(scene, draft, rest)
