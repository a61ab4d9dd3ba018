"""The words of an administrator's sentences, folded: what each is known by."""

import re

from catalogue.words.pattern import Pattern
from enrolment.registration.states import Status

_SESSION = r"(?:sessions?|seances?|cours|course|cohortes?|class|groupes?|formations?)"
_PEOPLE = r"(?:monde|gens|personnes?|participants?|etudiants?|eleves|apprenants?|people|students|learners|participants)"
_PLACES = r"(?:places?|sieges?|seats?|spots?)"
MORE = Pattern(
    r"\b(?:ajout\w*|rajout\w*|augment\w*|(?:re)?met[sz]?|(?:re)?mettre|fixe[rz]?|limite[rz]?|change[rz]?|pass\w+"
    rf"|add|increase|raise|set|put|make it)\b.*\b{_PLACES}\b"
)
CODES = re.compile(r"\S*-\S*\d\S*|\S*\d\S*-\S*")  # their numbers count no places
ADDS = Pattern(r"\b(?:ajout\w*|rajout\w*|de plus|add|more|extra|another)\b")
NUMBER = Pattern(rf"\b(\d{{1,4}})\b(?=.*\b{_PLACES}\b)|\b(?:a|to|{_PLACES})\s+(\d{{1,4}})\b")
CANCELS = Pattern(rf"^(?:\S+ ){{0,4}}(?:annul\w*|cancel\w*|call off)\b.*\b{_SESSION}\b")
MOVES = Pattern(rf"^(?:\S+ ){{0,4}}(?:report\w*|deplac\w*|repouss\w*|devanc\w*|move|postpone|reschedule|push)\b.*\b{_SESSION}\b")
NAMED = 3.0  # how much of a course’s names a sentence must hold
OWN = Pattern(r"\b(?:mon|ma|mes|my)\b|(?<!show )(?<!give )(?<!tell )(?<!send )\bme\b")
REGISTERED = Pattern(
    r"\bqui\b.*\binscrite?s?\b|\bwho\b.*\b(?:registered|signed up|enrolled)\b|\b(?:nouvelles?|dernieres?) (?:pre)?inscriptions?\b"
    r"|\b(?:new|latest|recent) (?:pre ?)?registrations?\b|\b(?:pre)?inscriptions? (?:d|de|du|depuis|recues?)\b"
    r"|\bregistrations? (?:of|from|since)\b"
)
EXPORTED = Pattern(r"\b(?:export\w*|excel|csv)\b|\bliste\b.*\binscri|\blist of\b.*\bregist")
COUNTED = Pattern(
    r"\b(?:combien|nombre|how many|number)\b.*\b(?:inscri\w*|preinscri\w*|regist\w*|signed up|enrolled|confirme\w*)\b"
    r"|\b(?:statistiques|statistics|stats)\b|\b(?:taux de remplissage|how full)\b"
    rf"|\b(?:combien (?:de |d )|how many ){_PEOPLE}\b(?!.*\b(?:par|per|each|chaque|maximum|max|minimum)\b)"
)
STANDING = (  # a state of registrations, as it is said
    (
        Pattern(r"\b(?:a confirmer|(?:non|pas)(?: encore)? confirme\w*|to confirm|unconfirmed|not (?:yet )?confirmed)\b"),
        Status.PRE_REGISTERED,
    ),
    (Pattern(r"\b(?:liste d attente|waiting list|waitlist\w*)\b"), Status.WAITLISTED),
    (Pattern(r"\b(?:inscri\w+|registrations?) (?:refuse\w*|declined)\b|\bdeclined registrations?\b"), Status.DECLINED),
    (Pattern(r"\b(?:inscri\w+|registrations?) confirme\w*\b|\bconfirmed (?:registrations?|ones)\b|\bles confirmees\b"), Status.CONFIRMED),
)
OF_PEOPLE = Pattern(r"\b(?:qui|who|(?:pre)?inscri\w+|registrations?)\b")
FORMATS = ((Pattern(r"\b(?:excel|xlsx|classeur|workbook)\b"), "xlsx"), (Pattern(r"\bcsv\b"), "csv"), (Pattern(r"\bjson\b"), "json"))
WRITES = Pattern(
    r"^(?:\S+ ){0,3}(?:ecri\w*|envo\w+|avis\w*|previen\w*|prevenir|write|send|message|tell|notify)\b(?! moi\b| me\b)"
    r".*\b(?:inscrit\w*|gens|personnes|participant\w*|monde|people|everyone|students|registered)\b"
)
CLOSES = Pattern(rf"^(?:(?:peux tu|pouvez vous|please|svp) )?(?:ferme[rz]?|close) (?:la|le|les|the)\b.*\b{_SESSION}\b")
_NOTED = r"(?:met\w*|ajout\w*|ecri\w*|add|write|put) (?:une |a )?note (?:sur|pour|a|au dossier de|on|about|for|to) "
LOOKED_FOR = Pattern(
    r"^(?:cherche[rz]?|trouve[rz]?|montre[rz]?|confirme[rz]?|refuse[rz]?|find|look up|search for|show me|confirm|decline)\b"
    rf"|^{_NOTED}"
)
_CARD = r"(?:l inscription|la preinscription|the registration|registration|le dossier|la fiche)"
LEADS = Pattern(rf"^{_NOTED}|^\S+(?: moi| up| for| me)?\s+(?:{_CARD}\s+(?:d|de|of|for)\s+)?")

YESTERDAY = Pattern(r"\bhier\b|\byesterday\b")
TODAY = Pattern(r"\baujourd hui\b|\btoday\b|\bce matin\b|\bthis morning\b")
LAST_WEEK = Pattern(r"\bsemaine (?:passee|derniere)\b|\blast week\b")
LAST_MONTH = Pattern(r"\bmois (?:passe|dernier)\b|\blast month\b")
THIS_WEEK = Pattern(r"\b(?:cette|la) semaine\b|\bthis week\b|\bdepuis lundi\b|\bsince monday\b")
THIS_MONTH = Pattern(r"\b(?:ce|du) mois\b|\bthis month\b")
