"""What is not text: a kind line on what works here, whatever was sent."""

from catalogue.words.say import N_
from enrolment.assistant import walk
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.assistant.start import rows

WORDS: dict[str, str] = {
    "voice": N_("I can’t listen to voice messages. Could you write it to me, in a few words?"),
    "audio": N_("I can’t listen to voice messages. Could you write it to me, in a few words?"),
    "video_note": N_("I can’t watch videos. Could you write it to me, in a few words?"),
    "video": N_("I can’t watch videos. Could you write it to me, in a few words?"),
    "photo": N_("I can’t see pictures. Could you write what you would like to know?"),
    "sticker": N_("Nice sticker! I only read words, though. What would you like to know?"),
    "animation": N_("Nice! I only read words, though. What would you like to know?"),
    "location": N_("I don’t read maps. Write me your town, and I will look for courses near you."),
    "venue": N_("I don’t read maps. Write me your town, and I will look for courses near you."),
    "document": N_("I don’t open files. Could you write what you would like to know?"),
}
OTHER = N_("I only read text. Could you write it to me, in a few words?")


def answer(scene: Scene) -> Said:
    """The line, and the form where it stood if one is under way."""
    said = scene.say(WORDS.get(scene.heard.medium, OTHER))
    return walk.show(scene, said) if scene.draft else scene.tell(said, rows=rows(scene))
