"""Updates nobody foresaw: what people do at random, in many scripts, and Bot API objects with pieces changed or missing."""

import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from support.shapes import Shapes, objects

from bot.double import BotApi, CannotDo, Person

SCRIPTS = (
    "abcdefghij éèêëàçôûïœ ’«»…",
    "ABCDEF 0123456789 .,:;!?@#$%^&*()_+-=[]{}|\\/<>\"'`~",
    "абвгд ёжзий",
    "αβγδε ώύό",
    "אבגדה שלום",
    "ابتثج مرحبا",
    "日本語漢字かな",
    "한국어 안녕",
    "हिन्दी नमस्ते",
    "ไทยสวัสดี",
    "😀👩‍👩‍👧‍👦🇨🇦🏳️‍🌈❤️",
    "\u200b\u200e\u200f\u202e\u2066\u2069\ufeff\u0301\u0308",
    "ａｂｃ①②Ⅷ½",
    "\t\n\r ",
)
PHRASES = (
    "bonjour", "quels cours sont gratuits?", "je veux m'inscrire", "any course in Montréal in march?", "c combien python", "oui", "non",
    "yes", "no", "retour", "stop", "skip", "camille@exemple.ca", "514 555-0199", "Camille Tremblay", "<b>gras", "&amp; &lt;",
    "{name} %s {0}", "1", "/start", "/aide", "/mine", "/cancel", "/cours", "/langue", "/reglages", "/mydata", "/privacy", "/contact",
    "/export", "/stats", "/erase", "/start course_IA-101", "/start session_X", "/start claim_abc", "/start src_affiche", "/nosuch", "/",
    "//", "/start@InscrIA_bot", "@InscrIA_bot", "pourquoi?", "parler à une personne", "8 personnes en usine", "efface tout",
    "annuler mon inscription", "' OR 1=1 --", "\\", "null", "0", "-1",
)  # fmt: skip
MEDIA = ("voice", "sticker", "photo", "location", "document", "dice", "poll", "video", "audio", "animation", "venue", "video_note")
VERBS = (
    "reg",
    "take",
    "form",
    "mine",
    "my",
    "lang",
    "menu",
    "human",
    "alert",
    "group",
    "erase",
    "adm",
    "card",
    "ask",
    "list",
    "browse",
    "pick",
    "x",
)
JUNK: tuple[Any, ...] = (None, True, -1, 0, 2**31, 2**53, 2**70, 1.5, "", "x", "é" * 300, [], {}, [[]], {"id": "?"}, [None])
MADE_UP = (  # what only a press that was made up, one that crossed another, or a person who left, can be told
    "message is not modified",
    "query is too old",
    "message to edit not found",
    "message can't be edited",
    "bot was blocked by the user",
    "chat not found",
)


class Fuzz:
    """Acts one at a time, all from one seed."""

    def __init__(self, api: BotApi, seed: int, people: int) -> None:
        self.chance = random.Random(seed)
        self._api = api
        self.people = [
            api.person(number, self._name(), self.chance.choice(["fr", "en", "fr-CA", "de", None, "zh-hans"]))
            for number in range(1, people + 1)
        ]
        self._group = api.group("Groupe <b>")
        self.people[0].join(self._group)
        for person in self.people:
            person.start()
        self._seen: list[dict[str, Any]] = []

    def act(self) -> None:
        """Somebody does something; what her app does not let her do is not done."""
        person = self.chance.choice(self.people)
        acts: list[tuple[int, Callable[[Person], object]]] = [
            (30, lambda one: one.say(self._text())),
            (30, lambda one: one.press(self.chance.choice(one.labels()))),
            (6, lambda one: one.forge_press(self._data())),
            (6, lambda one: one.send(self.chance.choice(MEDIA), caption=self._text()[:200] if self.chance.random() < 0.3 else "")),
            (3, lambda one: one.share_contact(own=self.chance.random() < 0.5)),
            (3, self._edit),
            (3, lambda one: one.say(self._text(), group=self._group)),
            (2, self._old_button),
            (1, lambda one: one.block() if not one.chat.blocked else one.unblock()),
            (8, self._raw),
            (8, self._shaped),
        ]
        act = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])[0]
        try:
            act(person)
        except (CannotDo, IndexError):
            person.start()

    def _text(self) -> str:
        if self.chance.random() < 0.5:
            return self.chance.choice(PHRASES)
        script = self.chance.choice(SCRIPTS)
        length = self.chance.choice([1, 3, 12, 60, 400, 4096, 9000])
        return "".join(self.chance.choices(script, k=length)) or "x"

    def _name(self) -> str:
        return ("".join(self.chance.choices(self.chance.choice(SCRIPTS[:10]), k=self.chance.randint(1, 20)))).strip() or "X"

    def _data(self) -> str:
        parts = [self.chance.choice(VERBS)] + [
            self.chance.choice(["", "0", "-1", "IA-101", "GEN-20-3", "all", "é", "x" * 20, "now", "sure"])
            for _ in range(self.chance.randint(0, 4))
        ]
        return ":".join(parts).encode()[:64].decode("utf-8", "ignore") or "x"

    def _edit(self, person: Person) -> None:
        mine = [message for message in person.chat.messages.values() if not message.by_bot and "text" in message.data]
        person.edit(self.chance.choice(mine[-8:]), self._text()[:4096] or "x")

    def _old_button(self, person: Person) -> None:
        message = self.chance.choice([message for message in person.messages() if message.buttons])
        person.press(self.chance.choice(person.labels(message)), message, inaccessible=self.chance.random() < 0.2)

    def _raw(self, person: Person) -> None:
        """An update of a real shape with pieces changed, missing, or too many."""
        now = self._api.world.now()
        message = {
            "message_id": self.chance.randint(1, 9999),
            "date": now,
            "chat": person.chat.data,
            "from": person.user,
            "text": self._text()[:4096],
        }
        made: dict[str, Any] = self.chance.choice(
            [
                {"message": message},
                {"edited_message": {**message, "edit_date": now}},
                {
                    "callback_query": {
                        "id": str(self.chance.randint(1, 2**60)),
                        "from": person.user,
                        "chat_instance": "1",
                        "data": self._data(),
                        "message": message,
                    }
                },
                {
                    "my_chat_member": {
                        "chat": person.chat.data,
                        "from": person.user,
                        "date": now,
                        "old_chat_member": {"user": self._api.world.me, "status": "member"},
                        "new_chat_member": {"user": self._api.world.me, "status": "member"},
                    }
                },
                {"message": {**message, "text": "x" * 1_000_000}},
                {"channel_post": message},
                {"poll": {"id": "1"}},
                {"unheard_of": {"a": 1}},
                {},
            ]
        )
        made = deepcopy(made)
        for _ in range(self.chance.randint(0, 3)):
            self._spoil(made)
        self._api.world.emit_raw(made)

    def _shaped(self, person: Person) -> None:
        """An update of any kind, its object as full as the Bot API lets it be; a part of them spoiled."""
        kinds = [kind for kind in objects()["Update"] if kind != "update_id"]
        kind = self.chance.choice(kinds)
        table = objects()[objects()["Update"][kind].type]
        made = deepcopy(Shapes(self.chance, person.user, person.chat.data).update(kind, self.chance.choice(list(table))))
        for _ in range(self.chance.choice((0, 0, 1, 2))):
            self._spoil(made)
        self._api.world.emit_raw(made)

    def _spoil(self, value: dict[str, Any]) -> None:
        """Change, add or drop something, somewhere within."""
        if not value:
            return
        name = self.chance.choice(list(value))
        if isinstance(value[name], dict) and value[name] and self.chance.random() < 0.8:
            self._spoil(value[name])
        elif self.chance.random() < 0.4:
            del value[name]
        else:
            value[name] = self.chance.choice(JUNK)
