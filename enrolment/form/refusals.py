"""What is said to an answer that was not taken: which rule, in kind words, and what helps."""

from catalogue.words.say import N_, Html, Say
from enrolment.form.values import Doubt, Reason, Refused

WORDS: dict[Reason, str] = {
    Reason.EMPTY: N_("I did not get anything there. Could you write it again?"),
    Reason.TOO_LONG: N_("That is a bit long: {longest} characters at most. Could you shorten it?"),
    Reason.NO_LETTER: N_("I need words here, with at least one letter."),
    Reason.NOT_A_NAME: N_("That does not look like a name. Just the first and last name, please."),
    Reason.NO_AT_SIGN: N_("An email has an @ in it, like zoe@example.ca. What is yours?"),
    Reason.NO_DOMAIN: N_("Something is missing from this address: {typed}. The ending, maybe?"),
    Reason.TWO_EMAILS: N_("I see several addresses. Which one should the school use? Just one, please."),
    Reason.NOT_AN_EMAIL: N_("I can’t use this address: {typed}. Could you check it, letter by letter?"),
    Reason.SAME_EMAIL: N_("This address is already on your list."),
    Reason.A_PHONE: N_("This looks like a phone number: {typed}. I need a name here, in words."),
    Reason.NOT_A_PHONE: N_("I don’t recognize a phone number there. With the area code, please: 418 555-0199."),
    Reason.SHORT_PHONE: N_("A few digits are missing. With the area code, please: 418 555-0199."),
    Reason.NO_SUCH_CHOICE: N_("I did not find that one. Pick the closest below, or say it another way."),
    Reason.IDENTITY_NUMBER: N_(
        "That looks like a social insurance number: never write it here. It was not kept, and you can delete your message."
    ),
}
IN_A_LIST: dict[Reason, str] = {
    Reason.EMPTY: N_("the name is missing"),
    Reason.TOO_LONG: N_("the name is too long"),
    Reason.NO_LETTER: N_("the name has no letter"),
    Reason.NOT_A_NAME: N_("that does not look like a name"),
    Reason.NO_AT_SIGN: N_("the email is missing"),
    Reason.NO_DOMAIN: N_("the end of the address is missing"),
    Reason.TWO_EMAILS: N_("two addresses on one line"),
    Reason.NOT_AN_EMAIL: N_("the address cannot be used"),
    Reason.SAME_EMAIL: N_("this address is there twice"),
}
DOUBTS: dict[Doubt, str] = {
    Doubt.SLIP: N_("Just checking the address:"),
    Doubt.SPLIT: N_("Which part is the last name?"),
    Doubt.NEAR: N_("Which one is closest?"),
}


def refusal(say: Say, refused: Refused) -> Html:
    """The sentence for a refusal."""
    return say(WORDS[refused.reason], **refused.shown)
