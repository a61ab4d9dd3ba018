"""Words that ask nothing by themselves: articles and politeness, what joins a message to the one before, what narrows."""

EMPTY = frozenset(
    {
        *("le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "a", "au", "aux"),
        *("en", "dans", "pour", "sur", "par", "chez", "ce", "cet", "cette"),
        *("the", "an", "of", "to", "in", "on", "for", "at", "by", "from", "it", "s"),
        *("cours", "course", "courses", "formation", "formations", "training", "class", "svp", "please", "merci", "bonjour", "hi", "hello"),
    }
)
FOLLOWING = frozenset({"et", "puis", "pis", "and", "ou", "or", "sinon", "but", "mais", "what", "how", "pi", "ok"})
ONLY = frozenset(
    {"juste", "just", "only", "seulement", "uniquement", "plutot", "rather", "instead", "finalement", "alors", "then", "aussi", "also"}
)
