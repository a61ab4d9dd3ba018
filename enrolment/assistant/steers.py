"""The few words with which a form is steered by typing: yes, no, back, skip, stop, why, hello."""

from enum import StrEnum

from catalogue.words.pattern import Pattern
from enrolment.form.typed import folded


class Steer(StrEnum):
    """What a typed word does."""

    YES = "yes"
    NO = "no"
    BACK = "back"
    SKIP = "skip"
    NONE = "none"
    DUNNO = "dunno"
    KEEP = "keep"
    STOP = "stop"
    WHY = "why"
    HELP = "help"
    HELLO = "hello"
    THANKS = "thanks"
    RESUME = "resume"
    WHERE = "where"
    SESSION = "session"


WORDS: dict[Steer, tuple[str, ...]] = {
    Steer.YES: (
        "oui, ouais, oui oui, oui svp, ok, okay, d'accord, accord, j'accepte, accepte, c'est bon, c'est beau, c'est correct, exact",
        "exactement, parfait, confirme, confirmer, je confirme, vas-y, allez-y, envoyer, envoie, bien sûr, tout est bon, ça me va",
        "tout est correct, tout est beau, everything is right, all right, that's right, it's all good",
        "yes, yep, yeah, yup, yes please, sure, i agree, agree, i accept, accept, perfect, looks good, all good, good, confirm, i confirm",
        "send, send it, of course, go, correct",
    ),
    Steer.NO: (
        "non, non non, non merci, je refuse, refuse, pas d'accord, pas vraiment",
        "no, nope, nah, no thanks, no thank you, i disagree, decline",
    ),
    Steer.BACK: (
        "retour, revenir, précédent, reculer, arrière, en arrière, revenir en arrière, oups",
        "back, go back, previous, oops",
    ),
    Steer.SKIP: (
        "passer, passe, je passe, sauter, suivant, je préfère pas, je préfère ne pas répondre, je n'ai qu'un nom, un seul nom",
        "skip, next, pass, prefer not to say, i have only one name, i only have one name",
    ),
    Steer.NONE: ("aucun, aucune, rien, none, nothing, n/a, na",),
    Steer.DUNNO: ("pas besoin, je sais pas, je ne sais pas, je sais pas trop, aucune idée, i don't know, idk, not sure, no idea",),
    Steer.KEEP: ("garder, garde, pareil, idem, le même, la même, keep, keep it, same, the same",),
    Steer.STOP: (
        "annuler, annule, annulez, arrêter, arrête, arrêtez, quitter, laisse faire, laissez faire, laisse tomber, plus tard",
        "je veux arrêter, abandonner, pas maintenant",
        "désinscrire, désinscris-moi, me désinscrire, je veux me désinscrire, jveux me désinscrire",
        "withdraw, withdraw me, i want to withdraw, forget it",
        "stop, cancel, quit, exit, never mind, nevermind, later, not now, i want to stop",
    ),
    Steer.WHY: (
        "pourquoi, pk, pkoi, pourquoi ça, pourquoi donc, c'est pour quoi, c'est pourquoi, ça sert à quoi, à quoi ça sert",
        "why, how come, what for, why that, what's this for, what is this for, whats this for, what is it for, c'est pour quoi faire",
    ),
    Steer.HELP: (
        "aide, aidez-moi, à l'aide, je comprends pas, je ne comprends pas, comment ça marche, hein",
        "help, help me, i don't understand, huh",
    ),
    Steer.HELLO: (
        "bonjour, bonsoir, salut, allo, allô, coucou, bon matin, rebonjour",
        "hello, hi, hey, good morning, good evening, good afternoon, hi there, hello there",
    ),
    Steer.THANKS: ("merci, merci là, merci bien, merci beaucoup, un gros merci, thanks, thank you, thanks a lot, thx",),
    Steer.WHERE: (
        "on en était où, on était où, on était rendu où, où on en était, où en étions-nous",
        "où suis-je, où en suis-je, où j'en suis, je suis où, je suis rendu où, je suis rendue où, chu rendu où, chu où, chu rendu ou la",
        "on est rendu où, c'est rendu où, où on est rendu, où en est-on, où en sommes-nous, je suis perdu, je suis perdue, chu perdu",
        "suis-je inscrit, suis-je inscrite, est-ce que je suis inscrit, est-ce que je suis inscrite, chu tu inscrit",
        "where am i, where was i, where are we, where were we, where am i at, where do i stand, i'm lost, am i registered, am i in",
    ),
    Steer.SESSION: (
        "changer de session, changer ma session, changer la session, je veux changer de session, je voudrais changer de session",
        "une autre session, autre session, une autre date, autre date, changer la date, changer de date, je veux une autre date",
        "change session, change my session, change the session, i want to change my session, i want to change session, another session",
        "a different session, another date, a different date, change the date, change dates",
    ),
    Steer.RESUME: (
        "reprendre, continuer, reprends, reprenons, on continue, je continue, je veux continuer, je reprends, ok je continue, on y va",
        "continue, resume, keep going, let's continue, go on, i want to continue, keep going please",
    ),
}
_MEANING = {folded(word): steer for steer, words in WORDS.items() for line in words for word in line.split(",")}
_SQUEEZED = {word.replace(" ", ""): steer for word, steer in _MEANING.items() if " " in word}  # "jaccepte", "daccord"
POLITE = frozenset({"svp", "stp", "please", "pls", "plz", "merci", "thanks", "la", "bon", "ben", "euh", "so", "well"})
GIVEN_UP = Pattern(
    r"^(?:laisse[zr]? (?:faire|tomber)|never ?mind|forget it|oublie[zr]? (?:ca|ca la))"
    r"(?: (?:je|j|on|c est|ca|merci|i|we|it|thanks|for now)\b.*)?$"
)
MOST = 6  # words
ASKING_WHY = ("pourquoi", "pk", "pkoi", "why")


def steer(typed: str) -> Steer | None:
    """What the words steer, None for anything else."""
    said = folded(typed)
    found = _MEANING.get(said) or _SQUEEZED.get(said.replace(" ", "")) or _twice(said.split())
    if found is None and said.split()[:1] and said.split()[0] in ASKING_WHY and len(said.split()) <= 8:
        return Steer.WHY
    return Steer.STOP if found is None and GIVEN_UP.search(said) else found


def _twice(words: list[str]) -> Steer | None:
    """ "Oui oui j'accepte", "ok yes please": one thing said twice, politely."""
    said = [word for word in words if word not in POLITE]
    if not said or len(words) > MOST:
        return None
    if len(said) < len(words) and (alone := _MEANING.get(" ".join(said))):
        return alone
    for end in range(1, len(said)):
        first = _MEANING.get(" ".join(said[:end]))
        if first is not None and first is (_MEANING.get(" ".join(said[end:])) or _SQUEEZED.get("".join(said[end:]))):
            return first
    return None
