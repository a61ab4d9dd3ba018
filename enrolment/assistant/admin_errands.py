"""The screens an administrator may ask for in words: which words open which."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from catalogue.words.pattern import Pattern
from enrolment.assistant import admin_admins, admin_demand, admin_inbox, admin_links, admin_people, admin_questions, admin_web
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.registration.rights import Rights


class Errand(Struct, frozen=True):
    """The words, the entry that says who may, and what is shown."""

    cue: Pattern
    entry: str
    work: Callable[[Scene, Rights, list[str]], Said]


_OPENS = r"(?:ouvr\w*|donne\w*|envoie\w*|montre\w*|lien|open|give|send|show|link)"
_MAKES = r"(?:fai[st]\w*|faire|cree\w*|creer|prepare\w*|genere\w*|make|create|prepare|generate)"
_ASKS = r"(?:cherch\w+|demand\w+|voul\w+|veulent|look(?:ing)? for|ask(?:ed|ing)? for|want(?:ed)?)"
_LACKS = r"(?:pas offer\w*|n offr\w* pas|n a pas|n avons pas|not offer\w*|don t (?:have|offer)|do not (?:have|offer))"
ERRANDS: Mapping[str, Errand] = {
    "inbox": Errand(
        Pattern(
            r"^(?:les |mes |the |my )?(?:nouveaux |new )?messages?(?: recus| des gens)?$|\bboite de reception\b|\binbox\b"
            r"|\b(?:qui|who)\b.*\b(?:attend|attendent|waiting|waits)\b.*\b(?:reponses?|reply|answers?)\b|\bqui\b.*\ba ecrit\b|\bwho wrote\b"
        ),
        "inbox",
        admin_inbox.opened,
    ),
    "asked": Errand(
        Pattern(r"\bquestions?\b.*\b(?:sans reponses?|unanswered|without (?:an )?answers?)\b|\bunanswered questions?\b"),
        "asked",
        admin_questions.listed,
    ),
    "demand": Errand(
        Pattern(
            rf"\b{_ASKS}\b.*\b{_LACKS}\b|\bdemande\w* (?:et|mais) (?:pas|non) offer\w*\b|\bunmet demand\b|\basked for and not offered\b"
        ),
        "demand",
        admin_demand.shown,
    ),
    "twins": Errand(Pattern(r"\bdoublons?\b|\bduplicates?\b"), "twins", admin_people.duplicates),
    "web": Errand(
        Pattern(rf"\b{_OPENS}\b.*\b(?:les |des |the |aux )(?:web )?pages?\b|\bpages? web\b|\bweb pages?\b"), "web", admin_web.link
    ),
    "link": Errand(Pattern(rf"\b{_MAKES}\b.*\b(?:lien|link|code qr|qr code)\b"), "link", admin_links.opened),
    "admins": Errand(Pattern(r"\b(?:qui|who)\b.*\badminist\w*\b|\badministrat(?:eur|rice|or)s\b"), "admins", admin_admins.listed),
}
