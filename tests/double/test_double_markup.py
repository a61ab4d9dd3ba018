"""HTML parse mode, as Telegram reads and refuses it."""

from __future__ import annotations

import pytest

from bot.double import ApiError
from bot.double.formatting import message_text
from bot.double.markup import unmarked


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b>c", "a c".replace(" ", ""), [("bold", 0, 1)]),
        ("😀 <i>é</i>", "😀 é", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("1 &lt; 2 &amp; &#233;&#xe9; &nbsp; &", "1 < 2 & éé &nbsp; &", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<TG-SPOILER>x</TG-SPOILER> <span class='tg-spoiler'>y</span>", "x y", [("spoiler", 0, 1), ("spoiler", 2, 1)]),
        ('<a href="https://x.org/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1)]),
        ('<a href="tg://user?id=42">x</a>', "x", [("text_mention", 0, 1)]),
        ('<a href="not a link">x</a>', "x", []),
        ("<b></b>x", "x", []),
    ],
)
def test_marked_text_becomes_text_and_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    plain, found = unmarked(source)
    assert plain == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in found] == entities


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("é <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("1 < 2 >", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_malformed_markup_is_refused_in_telegrams_words(source: str, why: str) -> None:
    with pytest.raises(ApiError) as raised:
        unmarked(source)
    assert raised.value.description == f"Bad Request: can't parse entities: {why}"


def test_white_space_at_both_ends_is_dropped_and_entities_follow() -> None:
    text, entities = message_text({"text": "  \n<b>a</b> b  \n", "parse_mode": "HTML"})
    assert (text, entities[0]["offset"]) == ("a b", 0)


def test_the_server_finds_commands_and_addresses_by_itself() -> None:
    _, entities = message_text({"text": "😀 /aide https://x.org/a, a@b.ca @inscria #ia"})
    assert [(entity["type"], entity["offset"]) for entity in entities] == [
        ("bot_command", 3),
        ("url", 9),
        ("email", 26),
        ("mention", 33),
        ("hashtag", 42),
    ]
