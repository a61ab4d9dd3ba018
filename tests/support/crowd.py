"""People who do everything exactly once: ask, fill in the form, confirm; some withdraw. Whoever must repeat has lost something."""

import asyncio
import re
from dataclasses import dataclass, field

from bot.double import BotApi, CannotDo, Message, Person

REFERENCE = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
NOTICES = ("Je n’ai pas accès à mes notes", "I can’t reach my notes", "Beaucoup de messages", "That’s a lot at once")
FRENCH = (  # what is done first, then, at each screen that says so, what is answered: a text, or the button whose label begins so
    ("", "bonjour, combien dure le cours Python pour grands débutants?"),
    ("heures", "je veux m'inscrire à Python pour grands débutants"),
    ("Quelle session", "[]"),
    ("votre accord", "[J’accepte]"),
    ("Quel est votre nom", "Camille Numéro"),
    ("courriel", "camille@exemple.ca"),
    ("Où travaillez-vous", "Atelier du Nord"),
    ("rôle", "[]"),
    ("région", "[]"),
    ("Tout est bon", "[Confirmer]"),
)
ENGLISH = (
    ("", "hello, how long is Python for absolute beginners?"),
    ("hours", "I want to register for Python for absolute beginners"),
    ("Which session", "[]"),
    ("your agreement", "[I agree]"),
    ("What is your name", "Sam Number"),
    ("Which email", "sam@exemple.ca"),
    ("Where do you work", "Northern Shop"),
    ("your role", "[]"),
    ("Which region", "[]"),
    ("Is everything right", "[Confirm]"),
)
LEAVING = {
    "fr": (("Référence", "/annuler"), ("laisser votre place", "[Oui]"), ("est annulée", "")),
    "en": (("Reference", "/cancel"), ("give up your place", "[Yes]"), ("is cancelled", "")),
}
STAYING = {"fr": (("Référence", ""),), "en": (("Reference", ""),)}


@dataclass
class Visitor:
    """One person and how far she is."""

    person: Person
    leaves: bool
    step: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        language = self.person.language_code or "fr"
        self._steps = ((FRENCH if language == "fr" else ENGLISH) + (LEAVING if self.leaves else STAYING)[language])[:]
        self.person.chat.heard.append(self._heard)

    def start(self) -> None:
        self._act(self._steps[0][1], None)
        self.step = 1

    def _heard(self, event: str, message: Message) -> None:
        if event not in ("sent", "edited") or not message.by_bot or self.done.is_set() or message.text.startswith(NOTICES):
            return
        words, answer = self._steps[self.step]
        if words not in message.text:
            return
        self.step += 1
        if not answer:
            self.done.set()
            return
        asyncio.get_running_loop().call_soon(self._act, answer, message)

    def _act(self, answer: str, message: Message | None) -> None:
        if not answer.startswith("["):
            self.person.say(answer)
            return
        labels = self.person.labels(message)
        label = next((label for label in labels if label.startswith(answer.strip("[]"))), None)
        try:
            self.person.press(label or answer, message)
        except CannotDo as refusal:
            self.troubles.append(str(refusal))


async def crowd(api: BotApi, count: int, *, at_once: int, patience: float) -> list[Visitor]:
    """So many people, some at once, half of them in English, every third withdraws; whoever is not done in time stays as she is."""
    visitors = [
        Visitor(api.person(number, f"P{number}", ("fr", "en")[number % 2]), leaves=number % 3 == 0) for number in range(1, count + 1)
    ]
    room = asyncio.Semaphore(at_once)

    async def visit(visitor: Visitor) -> None:
        async with room:
            visitor.start()
            try:
                await asyncio.wait_for(visitor.done.wait(), patience)
            except TimeoutError:
                visitor.troubles.append(f"still waits at step {visitor.step}")

    await asyncio.gather(*(visit(visitor) for visitor in visitors))
    return visitors
