"""Lays a name over a message: which of its words stand where."""

from catalogue.search.pieces import Meaning

CLOSE = 5  # pieces between two words of one name, at most
CLOSE_NUMBER = 3
ACROSS = 3  # pieces that a word which joins ("et", "vs") is worth

Worth = tuple[float, Meaning]


def lay(weights: dict[int, float], by_word: dict[int, list[Meaning]]) -> list[Meaning]:
    """The meanings that cover the name best, each word of it and of the message once, all near one another."""
    able = [
        (sum([weights[part] for part in m.words]) * m.likely, m)
        for word in weights
        if word in by_word
        for m in by_word[word]
        if len(m.words) == 1 or all(part in weights for part in m.words)
    ]
    if len(able) < 2:
        return [m for _, m in able if not m.number]
    if (row := _in_a_row(able)) is not None:
        return row
    able.sort(key=_firm_first)
    anchors = [m for _, m in able[:2] if not m.number]
    plain = next((m for _, m in able[2:] if m.likely > 0.96 and not m.number), None)
    if plain is not None and all(len(m.words) > m.end - m.start for m in anchors):
        anchors.append(plain)
    if not anchors:
        return []
    order = {word: place for place, word in enumerate(weights)}
    laid = [_around(anchor, able, order) for anchor in anchors]
    return max(laid, key=lambda found: (round(found[0], 3), -found[1]))[2]


def _in_a_row(able: list[Worth]) -> list[Meaning] | None:
    """All that can be laid, when nothing has to be chosen: each word once, no place twice, all near one another."""
    row = sorted((m for _, m in able), key=_start)
    last, seen = row[0], set[int]()
    for m in row:
        if m.number or not seen.isdisjoint(m.words) or (m is not last and not 0 <= m.start - last.end <= CLOSE):
            return None
        seen.update(m.words)
        last = m
    return row


def _start(meaning: Meaning) -> int:
    return meaning.start


def _firm_first(pair: Worth) -> tuple[bool, float, int]:
    return bool(pair[1].number), -round(pair[0], 3), pair[1].start


def _around(anchor: Meaning, able: list[Worth], order: dict[int, int]) -> tuple[float, int, list[Meaning]]:
    """What can be laid near one meaning: its worth, its width in pieces, the meanings."""
    first = order[anchor.words[0]]

    def nearest(pair: Worth) -> tuple[bool, float, float]:
        apart = pair[1].start - anchor.start
        turned = (apart > 0) != (order[pair[1].words[0]] > first)
        return bool(pair[1].number), -round(pair[0], 2), abs(apart) + 0.5 * turned + ACROSS * abs(pair[1].part - anchor.part)

    used, words = [anchor], set(anchor.words)
    worth = next(value for value, m in able if m is anchor)
    start, end = anchor.start, anchor.end
    left = [pair for pair in able if words.isdisjoint(pair[1].words)]
    left.sort(key=nearest)
    grown = bool(left)
    while grown:
        grown = False
        for value, m in left:
            if max(m.start - end, start - m.end) > (CLOSE_NUMBER if m.number else CLOSE) or not words.isdisjoint(m.words):
                continue
            if m.number == "after" and m.start < start:
                continue
            if any(m.start < other.end and other.start < m.end for other in used):
                continue
            used.append(m)
            words.update(m.words)
            worth += value
            start, end = min(start, m.start), max(end, m.end)
            grown = True
    return worth, end - start, used
