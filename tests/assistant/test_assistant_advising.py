"""Help to choose: three questions at most, what is known skipped, fears met, nothing lost by a restart."""

from support.chat import World, sample, world

from catalogue.answers.recommend import starts_gently

__all__ = ["sample", "world"]
CALLS = (
    "Hi I need help choosing, thanks",
    "what would you recommend",
    "j'ai 58 ans pis j'ai peur des ordinateurs mais mon employeur veut que j'apprenne",
    "M'aider à choisir",
    "jsais pas quoi prendre",
)
FEARS = (
    ("fr", "je travaille en comptabilité et j'ai peur des maths, quoi prendre?"),
    ("fr", "chu poche avec les ordis, vous me conseillez quoi pour les données"),
    ("en", "I'm a nurse and I suck at math, what should I take on weekends?"),
    ("en", "computers scare me, I'm afraid of code, help me choose something about data"),
)


def test_who_says_too_little_is_asked_three_questions(world: World) -> None:
    for number, call in enumerate(CALLS, start=1):
        someone = world.person(number, "en" if call.isascii() and "I" in call else "fr")
        assert "1" in someone.types(call).split("\n")[-2], call
        assert len(someone.labels) == 5


def test_every_question_can_be_skipped_and_courses_come_at_the_end(world: World) -> None:
    someone = world.person()
    someone.types("quoi me conseillez-vous")
    for _ in range(3):
        someone.presses("Passer")
    assert "3. " in someone.last
    assert someone.labels[-1] == "Recommencer"


def test_what_is_known_is_not_asked(world: World) -> None:
    someone = world.person()
    someone.types("M'aider à choisir")
    assert "3 de 3" in someone.types("contremaître, je pars de zéro")
    assert "1. " in someone.types("le soir à Montréal")


def test_the_questions_survive_a_restart(world: World) -> None:
    someone = world.person()
    someone.types("M'aider à choisir")
    someone.types("gestionnaire")
    world.restart()
    assert "3 de 3" in someone.types("je pars de zéro")
    assert "pour les gestionnaires" in someone.types("peu importe")


def test_a_question_of_before_is_an_old_button(world: World) -> None:
    someone = world.person()
    someone.types("M'aider à choisir")
    someone.types("gestionnaire")
    someone.sends("choose:role:executive")
    assert "2 de 3" in someone.last
    assert someone.toast is not None
    someone.types("stop")
    someone.sends("choose:goal:use")
    assert someone.toast is not None


def test_what_is_typed_long_after_another_thing_is_no_answer(world: World) -> None:
    someone = world.person()
    someone.types("M'aider à choisir")
    someone.commands("/cours")
    assert "de 3" not in someone.types("les cours pour gestionnaires")
    assert "2 de 3" in someone.sends("choose:role:manager")


def test_who_fears_is_never_shown_first_a_course_that_asks_for_something(world: World) -> None:
    catalogue = world.desk.current().catalogue
    for number, (language, words) in enumerate(FEARS, start=1):
        someone = world.person(number, language)
        said = someone.types(words)
        for _ in range(3):
            skip = [button for button in ("Passer", "Skip") if button in someone.labels]
            said = someone.presses(skip[0]) if skip else said
        cards = [button.data.split(":")[1] for button in someone.seen if button.data and button.data.startswith("card:")]
        assert cards, words
        assert all((course := catalogue.course(code)) and starts_gently(course) for code in cards), (words, said)


def test_button_data_stay_short_and_personal_to_nobody(world: World) -> None:
    someone = world.person()
    someone.types("M'aider à choisir")
    someone.types("infirmière à Rimouski")
    someone.sends("choose:place:wide")
    assert all(len((button.data or "").encode()) <= 64 for button in someone.seen)
