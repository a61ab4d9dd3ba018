"""Cues: the small words that point back, choose, correct or refine, looked for in a folded message."""

import re

from catalogue.words.pattern import Pattern

DEADLINE = Pattern(
    r"\bdate limite|\bdates limites|\bdeadline|\bcut ?off|\bregister by\b|\bsign up by\b|\blast day to\b"
    r"|\bclosing date\b|\bdernier (?:jour|delai)\b"
    r"|\bavant quand\b|\bjusqu ?a quand\b|\bd ici quand\b|\buntil when\b|\bby when\b|\bfermeture des inscriptions\b"
    r"|\bdelai d inscription\b"
    r"|\bregistration (?:close|end)|\binscriptions? (?:ferment|finissent|se terminent)"
)
MATHS = Pattern(r"\bmath|\bcod(?:er|e|ing)\b|\bprogramm(?:er|ing|ation)\b|\bstat(?:s|istiques?)\b|\balgebr")
FEAR = Pattern(
    r"\b(?:peur|crains?|stress\w*|intimid\w*|anxi\w*|perdue?|nulle?|pas bonne?|poche)\b"
    r"|\b(?:scared|afraid|fear\w*|nervous|overwhelm\w*)\b"
    r"|\b(?:suck|bad|hopeless|terrible)\b.*\b(?:at|with)\b"
)
ARE_FULL = Pattern(r"\b(?:sont|est|are|is)\b.{0,12}\b(?:complete?s?|pleine?s?|full)\b|\bliste d attente\b|\bwaiting list|\bwaitlist")
REFUND = Pattern(
    r"\brembours|\brefund|\breimburs|\bmoney back\b|\bget (?:it|my money) back\b|\bmon argent\b"
    r"|\bdesist|\bdrop out\b|\bchange my mind\b|\bchange d idee\b"
)
TARGET = Pattern(r"\bcombien de (?:personnes|gens|monde)\b|\bhow many (?:people|workers)\b|\bobjectif|\btarget\b|\bgoal\b|\bcible\b")
ROBOT = Pattern(
    r"\brobot|\bmachine\b|\bbot\b|\bhumain|\bhuman\b|\breal person\b|\bvraie personne\b|\bqui es tu\b"
    r"|\bt es qui\b|\bwho are you\b|\bt ?ki\b|\bqui etes vous\b"
)
ENGLISH = Pattern(r"\banglais|\benglish|\bangl\b|\banglo")
FRENCH = Pattern(r"\bfrancais|\bfrench|\bfranco")
AFTERWARDS = Pattern(
    r"\b(?:j ai|jai|i ve|i have|i) (?:deja |already |just )?(?:fini|termine|suivi|fait|complete|done"
    r"|finished|completed|took|taken|passe)\b|\bensuite\b|\bla suite\b|\bnext step\b|\bwhat s next\b"
    r"|\bafter (?:that|this|completing|finishing|taking)\b|\bapres (?:avoir|ca|cela|le cours)\b"
)


def asks_deadline(folded: str) -> bool:
    return bool(DEADLINE.search(folded))


SUPERLATIVES: tuple[tuple[str, int, Pattern], ...] = (
    (
        "price",
        1,
        Pattern(
            r"\b(?:moins|trop|pas(?: trop)?) (?:chers?|cheres?|dispendieux|couteux|couteuses?)\b|\bmeilleur marche\b|\bplus abordables?\b"
            r"|\bcheap|\b(?:less|least) expensive\b|\baffordable\b|\blowest (?:price|cost)\b|\bcoute (?:le )?moins\b"
            r"|\bcosts? (?:the )?less\b|\btoo (?:expensive|pricey|much money)\b"
        ),
    ),
    (
        "price",
        -1,
        Pattern(
            r"\bplus (?:chers?|cheres?|dispendieux|couteux)\b|\b(?:more|most) expensive\b|\bpric(?:ier|iest)\b"
            r"|\bcoute (?:le )?plus\b|\bcosts? (?:the )?more\b"
        ),
    ),
    (
        "duration",
        1,
        Pattern(
            r"\bplus (?:courte?s?|rapides?|vite)\b|\b(?:moins|trop|pas(?: trop)?) long|\b(?:too|not(?: too)?) long\b|\bshort(?:er"
            r"|est)\b|\bquick(?:er|est)\b"
            r"|\bmoins de temps\b|\bless time\b"
        ),
    ),
    ("duration", -1, Pattern(r"\bplus long|\blong(?:er|est)\b|\bplus d heures\b|\bmore hours\b")),
    (
        "level",
        1,
        Pattern(
            r"\bplus (?:faciles?|simples?|accessibles?)\b|\b(?:moins|trop) (?:dur|difficile|avance|complique)|\beas(?:ier"
            r"|iest)\b|\bsimpl(?:er|est)\b|\bmore simple\b|\bless advanced\b|\btoo (?:hard|advanced|difficult)\b"
        ),
    ),
    (
        "level",
        -1,
        Pattern(
            r"\bplus (?:dur|dure|difficile|avance|avancee|pousse|poussee|complique|fort|forte)\b|\bhard(?:er"
            r"|est)\b|\b(?:more|most) (?:advanced|difficult)\b|\btough(?:er|est)\b"
        ),
    ),
    (
        "dates",
        1,
        Pattern(
            r"\bplus tot\b|\b(?:commence|start|starts|debute|vient|comes) (?:en )?(?:premier|first|le premier)\b"
            r"|\bsoon(?:er|est)\b|\bearli(?:er|est)\b|\bplus proche dans le temps\b|\bbientot\b"
        ),
    ),
    ("dates", -1, Pattern(r"\bplus tard\b|\blat(?:er|est)\b")),
)


def superlative(folded: str) -> tuple[str, int] | None:
    """What is compared ("price", "duration", "level", "dates"), and whether the least (1) or the most (-1) is meant."""
    return next(((what, sign) for what, sign, words in SUPERLATIVES if words.search(folded)), None)


CORRECTION = Pattern(
    r"\bje (?:parlais|parle|voulais (?:dire|parler|savoir)|veux dire|pensais)\b|\bi (?:meant"
    r"|mean|was talking|was asking|was thinking)\b|^(?:non|no|nope|nan)\b(?! (?:merci|thanks))"
    r"|\bexcuse|\bscuse|\bpardon\b|\bsorry\b|\bplutot\b|\brather\b|\binstead\b|\boups\b|\boops\b"
)
SAME_BUT = Pattern(
    r"\b(?:meme|mm) (?:chose|affaire|question|recherche)\b|\bpareil\b|\bsame\b|\bla meme\b|^(?:just"
    r"|juste|only|seulement|uniquement|rien que)\b|\b(?:only|seulement|uniquement)[ .!?]*$|\b(?:the )?ones\b"
    r"|\bceux\b|\bcelles\b"
)
ELSEWHERE = Pattern(
    r"^(?:\w+\W+){0,3}(?:ailleurs|elsewhere|somewhere else|other (?:cities|places|towns)|autres (?:villes|endroits))[ ?!.]*$"
)
ANYWHERE = Pattern(
    r"\bailleurs\b|\belsewhere\b|\bsomewhere else\b"
    r"|\bn importe ou\b|\banywhere\b|\bpartout\b|\bpeu importe (?:ou|l endroit|la ville)\b|\bwherever\b"
)
MORE_BY = Pattern(
    r"\bautre chose\b|\bautres? (?:cours|formations?)\b|\bwhat else\b|\banything else\b|\bother (?:courses?"
    r"|classes?|things?|trainings?)\b|\bquoi d autre\b|\bd autres\b|\bothers\b"
)
TEACHES = Pattern(
    r"\b(?:donne|donnent|enseigne|enseignent|teach|teaches|teaching|give|gives|prof|formateur"
    r"|formatrice|instructor|teacher)\b"
)
REFERS = Pattern(
    r"\b(?:ca|cela|c|celui (?:la|ci)|celle (?:la|ci)|(?<!y a t )il(?! y\b)|elle|ils|le cours|ce cours"
    r"|la formation|cette formation|le suivre"
    r"|it|its|that|this|they|the course|the class|this course|this class)\b"
)
LEADING = Pattern(
    r"^(?:(?:bon matin|zut|ouf|dommage|ah bon|darn"
    r"|bon|ben|pi|ok|okay|ah|oh|euh|hum|et|pis|puis|mais|alors|donc|fait que|faque|oui|ouais|non|no"
    r"|nope|yes|yeah|and|so|but|well|then|hmm"
    r"|parfait|super|merci|great|cool|thanks|thank you|d'abord|en passant|sinon|actually|sorry|désolé|excuse(?:z"
    r"|-moi|z-moi)?|pardon|scuse|lol|haha|ha ha|mdr|fine|right|alright|sure|d'accord|dac|wow|nice|perfect|coudonc"
    r"|écoute[sz]?|dis(?:-moi)?|rappel(?:le|les|ez)[- ]moi|remind me(?: of)?"
    r"|bonjour|bonsoir|allo|allô|salut|coucou|bon matin|hello|hi|hey|hi there|hey there|hello there|good (?:morning"
    r"|afternoon|evening))\b[\s,.!…:;-]*)+",
    re.IGNORECASE,
)
SAME_THING = Pattern(
    r"^(?:la )?(?:même (?:chose|affaire|question|recherche)|pareil(?:le)?|the same(?: thing)?|same(?: thing| search| question)?)[\s,]*"
    r"(?:(?:mais|but|sauf|except|only|juste|just|pour|for)\b[\s,]*)*",
    re.IGNORECASE,
)
SWITCHES = Pattern(
    r"\b(?:parle[rsz]?|parlons|reponds?|repond(?:re|ez)|continu(?:e|er|ons)|switch(?:er|e|ez)?|chang(?:e|er|ez)|speak|revien\w*|revenir"
    r"|retourn\w+|go on|keep going"
    r"|answer|reply|talk|understand|comprends?|comprenez"
    r"|back to|passe[rz]?|can (?:we|you)|could (?:we|you)|on peut|peux tu|pouvez vous|ecri[stvz]\w*|write|respond)\b"
)
AID = Pattern(
    r"\bdiscount|\brabais|\breduction|\breduced\b|\bescompte|\baide\b|\bsubvention|\bgrant\b|\bbourse|\brebate|\bcheaper for\b"
    r"|\bdedui\w*|\bdeduct\w*|(?<!with )(?<!plus )(?<!before )(?<!after )\btax(?:es| credit)?\b(?! in)|\bimpots?\b"
)
PAYS = Pattern(
    r"\b(?:someone|somebody|anyone|employer|company|government|programme|quelqu un|employeur|boss|patron|compagnie|gouvernement)\b.{0,25}"
    r"\b(?:pay|pays|cover|covers|paie|paye|payer|couvre|rembourse)\b|\bpay (?:part|half|some)\b"
    r"|\b(?:paye|paie|payee|paid|finance|subventionne|couvert|covered|funded|rembourse)\w* (?:par|by) (?:\w+ ){0,2}\w+"
    r"|\bpa(?:ie|ye)r? une partie\b"
)
MUST_PAY = Pattern(r"\b(?:faut|dois|doit|devoir|have to|need to|must|got to|gotta)\b.{0,14}\b(?:pay|paye|paie|payer|debourser)\b")
HOW_MUCH = Pattern(r"\bcombien\b|\bcb\b|\bhow much\b|\bwhat (?:do|does|would|will)\b")
NEEDED = Pattern(
    r"\b(?:combien d|how much|quelle?|what) experience\b|\bexperience (?:requise|necessaire|demandee|needed|required)\b"
    r"|\b(?:faut|fau)(?: tu| ti| il| y|dra il|drait il)? (?:etre|avoir|savoir|connaitre)\b|\b(?:besoin|oblige\w*) (?:d "
    r"|de )?(?:etre|avoir)\b"
    r"|\b(?:do|does|must|should|would)\b.{0,12}\b(?:have to|need to|must) (?:be|have|know)\b|\bmust (?:i|you|we|one) (?:be|have|know)\b"
)


def asks_aid(folded: str) -> bool:
    """Whether who pays is asked, rather than how much."""
    return bool(AID.search(folded) or PAYS.search(folded) or (MUST_PAY.search(folded) and not HOW_MUCH.search(folded)))


DIFFERENCE = Pattern(r"\bdiffer\w*|\bcompar\w*|\bversus\b|\bvs\b|\bnuance|\bdistingu\w*")
UNSPOKEN = Pattern(
    r"\b(?:don t|do not|can t|cannot|not|barely|hardly|pas|comprends rien|misere)\b.{0,25}\b(?:french|english|anglais|francais)\b"
    r"|\b(?:french|english|anglais|francais)\b.{0,20}\b(?:not (?:very |so |that )?(?:good|great)|bad|poor|rusty|pas (?:tres |si )?"
    r"(?:bon|fort|terrible)|rouille|faible|mauvais)\b"
)  # "my French is not great": the other language
SIMILAR = Pattern(
    r"\b(?:similaires?|semblables?|(?:meme|du meme) (?:genre|style|sujet|theme|type)|dans le (?:meme )?(?:genre|style)|comparables?"
    r"|similar|(?:something|anything|one) like (?:it|that|this)|alike|same (?:topic|subject|kind|sort|theme)|related|equivalente?s?)\b"
)
KNOWS = Pattern(
    r"\b(?:je|j|i|ve|have|on|we)\b.{0,12}\b(?:connais|connait|maitrise|sais|utilise|know|use|used|done|did|studied|(?:suivi|fait|pris|took|taken)"
    r"(?: deja| already)?)\b"
)  # what somebody already knows, in the condition of a choice
AVAILABLE = Pattern(
    r"\b(?:j?peux|jpeu|peut|pourrai|pourrais|marche|marchent|fonctionne|convient|conviennent|libre|dispo\w*|arrange|m va)\b"
    r"|\b(?:can|could|can ?t|cannot|won ?t|don ?t|doesn ?t|not|only|do|does) (?:do|make|work|available|free|attend|be|come)\b"
    r"|\bworks?\b|\b(?:i m|im|we re|not|only) (?:free|available|off)\b|\btrop loin\b|\btoo far\b|\bimpossible\b|\bnot (?:good|possible)\b"
)  # when and where somebody can come, or not
PLEASE = Pattern(r"\bsvp\b|\bstp\b|\bs il (?:vous|te) plait\b|\bplease\b|\bplz\b|\bpls\b")
ASKS = Pattern(
    r"\b(?:c est|est ce|est il|est elle|c tu|c est tu|is it|it is|it s|he is|she is|is that|is this|is there|are they"
    r"|are there|se donne|ca se|donne t|donne tu|given|offered|offert|offerte|taught|enseigne"
    r"|does it|il est|elle est|"
    r"celle la|celui la|that one|this one|existe|can i|could i|do they|j?peux tu|puis je|peut on)\b"
)
_FACT = r"(?:dates?|day|jours?|mois|month|heures?|hours?|time|prix|price|ville|city|place|adresse|address|langue|language|format)\b"
WHICH = Pattern(rf"\blequel|\blaquelle|\blesquel|\bwhich\b(?! {_FACT})|\bquel(?:le)?\b(?! {_FACT})")
SEVERAL = Pattern(r"\b(?:courses|trainings|formations|(?:des|d autres|autres|quels|vos|les) cours)\b")
OF_COURSES = Pattern(r"\b(?:quels?|quelles?|vos|autres?|which|what|your|other) (?:\w+ )?(?:cours|courses|formations?|trainings?|classes)\b")
LEAVING = Pattern(r"\bsalut la\b|\b(?:bon|ok|merci|bon ben|parfait)\b.*\bsalut\b|\bsalut(?: bien)?,? (?:bye|merci|bonne)\b")
COURSE = Pattern(r"\bcours\b|\bcourse\b|\bformation\b|\bclass\b|\btraining\b|\batelier\b|\bworkshop\b")
TRAINS = Pattern(
    r"\bcombien de (?:personnes|gens|monde|travailleurs)\b.*\bform(?:er|e|ez|ent|era)\b"
    r"|\bhow many (?:people|workers)\b.*\btrain(?:ing|ed)?\b"
)
NEEDS = Pattern(r"\bneed|\brequire|\bbesoin\b|\bfaut\b|\bsavoir\b|\bconnaitre\b|\bknow\b|\bexige|\bdemande")
FRAGMENTS = (
    ("location", Pattern(r"^\W*\w{0,3} ?(?:ou|where)[ ?!.]*$")),
    ("dates", Pattern(r"^\W*\w{0,3} ?(?:quand|kan|when)[ ?!.]*$")),
    ("price", Pattern(r"^\W*\w{0,3} ?(?:combien|cb|prix|how much)[ ?!.]*$")),
)  # fragments too short to be read by themselves
PLAINLY = (
    (
        "duration",
        Pattern(r"\b(?:est|is) (?:elle |il |ce |it |that )?(?:tu )?(?:long|longue|longs|longues)\b|\bhow long\b|\bcombien de temps\b"),
    ),
    (
        "dates",
        Pattern(
            r"\bquand\b|\bkan\b|\bwhen\b|\b(?:quelle|what) (?:heure|time|hour)\b|\b(?:quelles?|what|which) (?:dates?|day|mois"
            r"|month)\b|\bquels? jours?\b"
        ),
    ),
    (
        "teacher",
        Pattern(
            r"\bqui (?:sont|est) (?:le|la|les) (?:formateur|formatrice|prof|enseignant)\w*"
            r"|\bwho (?:are|is|s) the (?:teacher|instructor|trainer|prof)\w*"
        ),
    ),
    ("location", Pattern(r"\bou (?:est|c est|ca|se)\b|\bc est ou\b|\bwhere\b|\bquelle (?:ville|adresse|place)\b")),
    ("price", Pattern(r"\bc est combien\b|\bca coute\b|\bhow much (?:is|does|for)\b|\b(?:quel|le) prix\b")),
)  # what a message with wishes asks in so many words
_SOMETHING = r"^(?:(?:du|de|un|une|something|anything|quelque chose|qqch|cours|course|one|ones|stuff|de quoi|a|et|and|d|le|the) )*"
FREE_ALONE = Pattern(rf"{_SOMETHING}(?:gratuit\w*|gratis|free)(?: (?:courses?|ones?|stuff|svp|please|only|seulement))?[ ?!.]*$")
CHEAP_ALONE = Pattern(
    rf"{_SOMETHING}(?:cheap|pas cher|pas trop cher|moins cher|cheaper|abordable|affordable)(?: (?:courses?|ones?))?[ ?!.]*$"
)
ANY_OF = Pattern(
    r"\b(?:any|some|one|which|all) of (?:those|these|them)\b|\b(?:lesquels?|lesquelles|certains|un|une|y en a t il"
    r"|yen a tu)\b.{0,12}\b(?:sont"
    r"|est|d entre eux|de ceux la)\b"
)  # "would any of those be in the evening?": those of the list that fit
FIRST_PERSON = Pattern(
    r"^(?:\w+ ){0,4}?(?:i|i m|im|i am|my|me|we|we re|our|je|j|jpeux|jsuis|chu|moi|mon|ma|mes|on|nous|notre)\b(?!.*\?)"
)  # a statement on oneself
SPEAKS = Pattern(
    r"\b(?:he|she|they|teacher|instructor|prof|professeur|formateur|formatrice|trainer|il|elle|ils|elles)\b.{0,12}\b(?:speaks?"
    r"|parle(?:nt)?|teach(?:es)?|enseigne(?:nt)?)\b"
)
TOO = Pattern(
    r"\b(?:trop|too) \w+.*\b(?:autres?|other|else|another|have you|you have|avez vous|t as|as tu|y a|ya|something|anything|qqch)\b"
)
TOO_MUCH = Pattern(r"(?<!pas )(?<!not )\b(?:trop|too)\b")
MOST_ALONE = Pattern(
    r"^(?:et |and |ok |pis |no |non |something |anything |a |une? |les? |la |the |qqch |quelque chose |de quoi |c est |it s |thats |that s "
    r"|way |much |far |bit |little |un peu |vraiment |really |hmm+ |ouf )*"
    r"(?:(?:less|least|more|most|moins|plus|too|trop|not too|pas trop) \w+|\w+(?:er|est))(?: (?:one|ones|first|please|svp|d abord|then"
    r"|though"
    r"|tho|for me|pour moi))?[ .!?]*$"
)  # "shortest", "moins cher", "too advanced for me"
NEGATED = Pattern(r"\b(?:not|pas|sauf|except|non pas) (?:le |la |the |l )?(?:celui|celle|that one|this one|the|le|la|l)\b")
WHAT_IS = Pattern(
    r"\bc est (?:quoi|koi)\b(?! (?:le prix|la date|les dates|l horaire|la duree|le cout|le niveau))|\bca parle de (?:quoi"
    r"|koi)\b|\bwhat (?:is|s) (?:it|that|this)(?: about)?\b"
    r"|\btell me (?:more|about)\b|\b(?:parle[sz]?|dis|dites) (?:moi|m en)\b|\bmore (?:info|details)\b|\bplus d info"
    r"|\bde quoi (?:ca|il|elle) (?:parle|s agit)"
)
POSSESSED = Pattern(
    r"\b(?:my|our|his|her|their|mon|ma|mes|notre|nos|son|sa|ses|leurs?)(?: (?!cours\b|course|formation|class|inscription|registration|spot"
    r"|place\b|seat|booking|reservation|nom\b|name\b|[a-z]+-\d)\w+){1,3}"
)
YOURS = Pattern(r"\b(?:your|ur|votre|vos|ton|tes)(?: (?!cours\b|course|formation|class)\w+){1,2}")
QUESTION = Pattern(
    r"\b(?:can|could|do|does|is|are|will|would|should|may) (?:i|you|it|there|we|my)\b|\best ce\b|\bpuis je\b|\bpeux (?:tu|je)\b"
    r"|\b(?:combien|quand|comment|pourquoi|how|when|where|why)\b|\b(?:ai|a|y a) (?:je|t il|tu)\b"
)
GOING = Pattern(
    r"\bj y vais\b|\bj (?:y )?embarque\b|\bjembarque\b|\bcount me in\b|\b(?:i m|im) in\b(?! \w)|\bje (?:le|la|les) prends\b"
    r"|\bje veux y aller\b"
    r"|\bi ?(?:ll|will)? take (?:it|that)\b|\bi wanna go\b|\bme (?:va|convient)\b(?! (?:pas|tu))|\b(?:works|suits?) (?:for )?me\b"
)  # who will take the course in talk
COUNT = Pattern(
    r"^(?:(?:non|no|nope|nan|wait|attends|attendez|oups|oops|finalement|en fait|actually|plutot|sorry|pardon|rather|make it|mettez"
    r"|mets|we|re|are|on"
    r"|est|sera|serait|nous|sommes|serons|it s|c est|just|juste)\b[ ,.]*)*(\d{1,3})(?: (?:personnes?|people|pers|of us|employes?"
    r"|gars|finalement|plutot|in fact))?[ .!]*$"
)  # "no, four": another number of people
STOP = Pattern(
    r"^(?:ok |bon |ben |oh |ah )*(?:stop|arrete[zr]?|annule[zr]?|quit|exit|fin|end|laisse[zr]? (?:donc )?(?:faire|tomber)"
    r"|oublie[zr]?(?: ca)?"
    r"|never ?mind|forget it|drop it|leave it|skip(?: it)?)(?: (?:ca|merci|thanks|then))?[ .!]*$"
)
SESSIONS = Pattern(
    r"\b(?:autres?|other|another|prochaine?s?|next|later|plus tard|plus tot|earlier|sooner)\b.{0,20}\b(?:session|seance|date|groupe"
    r"|cohorte|cohort|run|time)s?\b"
    r"|\b(?:session|seance|date|groupe|cohorte|cohort|run)s?\b.{0,15}\b(?:plus tard|plus tot|later|earlier|sooner|apres|after that)\b"
)  # another session of the course in talk
NEXT = Pattern(
    r"\b(?:vient|suit|prendre|prends|faire|fais|suivre|suis|take|do|comes?) (?:quoi )?(?:apres|ensuite|next|after)\b|\bla suite\b"
    r"|\bwhat s? ?next\b"
    r"|\b(?:et|and) (?:apres|then|ensuite)\b|\bquoi (?:apres|ensuite|d autre)\b"
)  # after a course that was taken
SELF = Pattern(
    r"\b(?:je suis|chu|chui|j suis|jsuis|moi je suis|je travaille|jtravaille|je bosse|mon metier|ma job|je dirige"
    r"|j ai une (?:entreprise|pme|compagnie|ferme|boutique)|je gere|j habite|je habite|j reste|je reste a|je vis)\b(?! (?:perdue?"
    r"|pas sure?|en retard|ici))"
    r"|\b(?:i m|im|i am) (?:an? |the )?(?!in\b|from|at\b|on\b|trying|wondering|asking|going|calling|writing|having|a bit"
    r"|lost|sorry|not|interested|looking|late|here|done|fine|good)\w+|\bi work (?:as|in"
    r"|at|for)\b|\bmy job\b"
    r"|\bi (?:run|manage|own|lead|live)\b|\bi m from\b"
)
WHY = Pattern(
    r"\b(?:pourquoi|pk|pkoi|comment ca se fait que)\b.{0,30}\b(?:dites|dis|dit|suggere\w*|propose\w*|conseille\w*|recommande\w*)\b"
    r"|\b(?:pourquoi|pk|pkoi) (?:celui|celle|ceux|ce cours|cette formation|lui)\b|^(?:pourquoi|pk|pkoi|why)(?: (?:ca|so|that))?[ ?!.]*$"
    r"|\b(?:pourquoi|pk|why) (?:le|la|the) (?:premi|deuxi|troisi|second|first|third)"
    r"|\bwhy (?:do|did|would|are) (?:you|u)\b.{0,12}\b(?:say|saying|suggest\w*|recommend\w*|pick\w*|think)\b|\bwhy (?:that"
    r"|this|those|these)\b"
    r"|\b(?:are you|you|u) sure\b|\b(?:tes|t es|es tu|etes vous|vous etes|t) (?:tu )?(?:certaine?|sure?)\b"
    r"|\bd ou (?:ca|vous|tu) (?:sort|tenez|tiens|sors|prenez)\b|\bhow do you know\b|\bwhere (?:did|do) you get that\b|\bhow come\b"
)
WANTS = Pattern(
    r"\b(?:m interesse|interesse[es]? (?:par|a|aux?|dans)|interested in)\b|"
    r"\b(?:apprendre|me former|m initier|initiation|suivre|learn|study|get into|sign me up for|take a course)\b"
    r"|\b(?:donnez|donne|offrez|offre|avez|auriez|enseignez)[ -](?:vous|tu|ti)\b|\bvous (?:donnez|offrez|avez|auriez|enseignez)\b"
    r"|\b(?:do|d) (?:you|u|ya|yall) (?:guys )?(?:have|give|offer|teach|run|do)\b|\b(?:you|u) (?:have|got|offer|teach)\b"
    r"|\bgot any\b|\by a ?(?:t il|tu|ti)\b|\bya tu\b"
    r"|\bis there (?:a|any)\b|\bare there any\b"
)
OFFERS = Pattern(
    r"\b(?:t as|vous avez|avez vous|as tu|y a t il|ya tu|ya ti|offrez|donnez|have you got|do you have"
    r"|you got)\b.*\b(?:quoi|qqch|quelque chose|koi|what|anything|something|stuff)\b"
    r"|\b(?:quoi|koi|what|anything|something|stuff)\b.*\b(?:en|on|in|sur|comme|do you have|have you got|avez vous|offrez)\b"
)
WHAT_THERE = Pattern(
    r"\b(?:vous|vs|t|tu) (?:avez|ave|as|offrez|donnez)\b.{0,8}\b(?:quoi|koi)\b"
    r"|\b(?:quoi|koi|qu est ce que) (?:vous|vs) (?:avez|offrez|donnez)\b"
    r"|\bwhat (?:do|have|else do) (?:you|u)(?: guys)? (?:have|got|offer)\b"
)  # what there is on a subject, whoever asks
SOONEST = Pattern(r"\bprochain(?:e|s|es)? (?:cours|formations?)\b|\b(?:next|upcoming) (?:courses?|class(?:es)?|training)\b")
THE_MOST = Pattern(
    r"^(?:et |pis |and )?(?:les (?:moins|plus) \w+|the \w+est(?: ones?| first)?|the (?:least|most) \w+(?: ones?| first)?)[ .!?]*$"
)
ANYTHING = Pattern(
    r"\b(?:anything|something|another one|one that is|any) (?:\w+ )?\w+(?:er|est)\b|\banything (?:less|more)\b"
    r"|\b(?:quelque chose|qqch|de quoi|un autre|autre chose|rien|un cours|yen a|en avez vous|y a t il|ya tu|t as|ta|as tu|avez vous"
    r"|vous avez"
    r"|got|koi|quoi)\b.*\b(?:plus|moins|pas(?: trop)?) (?:\w+er|\w+ier|long|longs|cher|chere|chers|dur|facile|simple|court|courts"
    r"|avance|complique|tot|tard)\b"
)
SORRY = Pattern(r"\b(?:desolee?|sorry|scusez?|excusez? moi|pardon|my (?:bad|mistake)|oups|oops)\b")
