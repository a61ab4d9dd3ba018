"""The guesses on a message in order, and what moves one of them."""

from catalogue.reading.values import Intent

Ranked = tuple[tuple[Intent, float], ...]


def first(ranked: Ranked, intent: Intent, confidence: float) -> Ranked:
    """That intent first, at least that sure; the others share what is left."""
    said = dict(ranked).get(intent, 0.0)
    confidence = max(confidence, said)
    left = (1 - confidence) / max(1 - said, 1e-6)
    return ((intent, confidence), *((other, chance * left) for other, chance in ranked if other is not intent))


def behind(ranked: Ranked, intent: Intent) -> Ranked:
    """That intent second, as sure as the first where it was surer."""
    others = [pair for pair in ranked if pair[0] is not intent]
    least = min(dict(ranked).get(intent, 0.0), others[0][1])
    return (others[0], (intent, least), *others[1:])
