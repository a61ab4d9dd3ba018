"""The few words with which a form is steered by typing: yes, no, back, skip, stop, why, hello."""

from enum import StrEnum

from enrolment.form.typed import folded


class Steer(StrEnum):
    """What a typed word does."""

    YES = "yes"
    NO = "no"
    BACK = "back"
    SKIP = "skip"
    STOP = "stop"
    WHY = "why"
    HELP = "help"
    HELLO = "hello"
    RESUME = "resume"


WORDS: dict[Steer, str] = {
    Steer.YES: "oui, ouais, ok, okay, yes, yep, yeah, yup, sure, d'accord, accord, j'accepte, accepte, i agree, agree, i accept, accept, correct, c'est bon, c'est beau,"
    " c'est correct, exact, exactement, parfait, perfect, looks good, all good, good, confirme, confirmer, je confirme, confirm, i confirm, go, vas-y, allez-y, envoyer,"
    " envoie, send, send it, oui oui, oui svp, yes please, bien sûr, of course, tout est bon, ça me va",
    Steer.NO: "non, no, nope, nah, non merci, no thanks, no thank you, je refuse, refuse, pas d'accord, i disagree, decline, non non, pas vraiment",
    Steer.BACK: "retour, revenir, back, go back, précédent, reculer, arrière, en arrière, previous, revenir en arrière, oups, oops",
    Steer.SKIP: "passer, passe, skip, sauter, suivant, next, aucun, aucune, none, rien, nothing, n/a, na, pas besoin, je préfère pas, je préfère ne pas répondre,"
    " prefer not to say, pass, je passe, je n'ai qu'un nom, i have only one name, i only have one name, un seul nom",
    Steer.STOP: "annuler, annule, annulez, cancel, stop, arrêter, arrête, arrêtez, quitter, quit, exit, laisse faire, laissez faire, laisse tomber, never mind, nevermind,"
    " plus tard, later, pas maintenant, not now, je veux arrêter, i want to stop, abandonner",
    Steer.WHY: "pourquoi, why, pourquoi ça, pourquoi donc, how come, c'est pour quoi, c'est pourquoi, ça sert à quoi, à quoi ça sert, what for, why that",
    Steer.HELP: "aide, help, aidez-moi, help me, à l'aide, je comprends pas, je ne comprends pas, i don't understand, comment ça marche, hein, huh",
    Steer.HELLO: "bonjour, bonsoir, salut, allo, allô, hello, hi, hey, coucou, bon matin, good morning, good evening, good afternoon, rebonjour, hi there, hello there,"
    " merci, thanks, thank you, merci beaucoup",
    Steer.RESUME: "reprendre, continuer, continue, resume, reprends, reprenons, on continue, keep going, let's continue",
}
_MEANING = {folded(word): steer for steer, words in WORDS.items() for word in words.split(",")}
ASKING_WHY = ("pourquoi", "why")


def steer(typed: str) -> Steer | None:
    """What the words steer, None for anything else."""
    said = folded(typed)
    found = _MEANING.get(said)
    if found is None and said.split()[:1] and said.split()[0] in ASKING_WHY and len(said.split()) <= 8:
        return Steer.WHY
    return found
