"""A field of the form on the screen: its progress word, its question, its choices; and what an answer does to the form."""

from collections.abc import Sequence

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Reply, Row
from catalogue.words.say import Html, Say, lines
from enrolment.assistant.scene import Scene
from enrolment.assistant.talk import Draft, Purpose
from enrolment.form.kinds import read
from enrolment.form.refusals import DOUBTS
from enrolment.form.typed import folded
from enrolment.form.values import Answers, Doubt, Field, FieldKind, Form, Unsure

PAGE = 8
LABEL = 40


def fields_of(form: Form, draft: Draft) -> tuple[Field, ...]:
    """The fields this form asks, in order."""
    if draft.purpose is Purpose.CORRECT:
        return tuple(form[name] for name in draft.asked if form.get(name))
    return form.required if draft.purpose is Purpose.REGISTER else form.optional


def next_field(form: Form, draft: Draft) -> Field | None:
    """The first one neither answered nor skipped."""
    return next((one for one in fields_of(form, draft) if one.name not in draft.answers and one.name not in draft.passed), None)


def take(scene: Scene, draft: Draft, typed: str) -> None:
    """Take an answer. Raises Refused; a doubtful one leaves its readings to choose from."""
    draft.options, draft.doubt = [], ""
    try:
        _keep(draft, read(scene.form[draft.field], _alone(scene, draft, typed)))
    except Unsure as unsure:
        draft.options, draft.doubt = [dict(option) for option in unsure.options], unsure.doubt.value


def _alone(scene: Scene, draft: Draft, typed: str) -> str:
    """A last name without the first name said again beside it, however it is written this time."""
    before = next((one for one in scene.form.fields if one.with_next == draft.field), None)
    first, words = folded(draft.answers.get(before.name, "") if before else ""), typed.split()
    parted = [(words[:end], words[end:]) for end in range(1, len(words))] if first else []
    rests = [rest for said, rest in (*parted, *((last, lead) for lead, last in parted)) if folded(" ".join(said)) == first]
    return " ".join(rests[0]) if rests else typed


def choose(draft: Draft, place: int) -> bool:
    """Take one of the readings offered; False where there is no such one."""
    if not 0 <= place < len(draft.options):
        return False
    _keep(draft, draft.options[place])
    return True


def pick(scene: Scene, draft: Draft, name: str, code: str) -> bool:
    """Take a choice's button; False where it belongs to another question."""
    asked = scene.form.get(name)
    if asked is None or name != draft.field or asked.choice(code) is None:
        return False
    _keep(draft, {name: code})
    return True


def keep_former(draft: Draft) -> bool:
    """Take again the answer that was taken back."""
    if draft.field not in draft.former:
        return False
    _keep(draft, {draft.field: draft.former[draft.field]})
    return True


def skip(scene: Scene, draft: Draft) -> bool:
    """Leave the field; False where it is required (a last name may be empty: some people have one name)."""
    asked = scene.form.get(draft.field)
    if asked is None or (asked.required and asked.kind is not FieldKind.NAME):
        return False
    if asked.required:
        _keep(draft, {asked.name: ""})
    else:
        draft.passed.append(asked.name)
        draft.options = []
    return True


def take_back(draft: Draft, names: Sequence[str]) -> None:
    """Ask these fields again; what was answered stays one tap away."""
    for name in names:
        if name in draft.answers:
            draft.former[name] = draft.answers.pop(name)
        if name in draft.passed:
            draft.passed.remove(name)
    draft.options, draft.page = [], 0


def previous(scene: Scene, draft: Draft) -> str | None:
    """The field asked before this one."""
    names = [one.name for one in fields_of(scene.form, draft)]
    at = names.index(draft.field) if draft.field in names else len(names)
    return names[at - 1] if at > 0 else None


def _keep(draft: Draft, values: Answers) -> None:
    draft.answers.update(values)
    for name in values:
        draft.former.pop(name, None)
    draft.options, draft.doubt, draft.page = [], "", 0


def shown(say: Say, asked: Field, value: str) -> str:
    """An answer as a person reads it."""
    choice = asked.choice(value)
    return say.plain(choice.label) if choice else value


def screen(scene: Scene, draft: Draft) -> Reply:
    """The question, or the readings of a doubtful answer."""
    say, asked = scene.say, scene.form[draft.field]
    if draft.options:
        alone = len(draft.options) == 1
        text = lines(_progress(scene, draft), say("Is this it?") if alone else say(DOUBTS[Doubt(draft.doubt)]))
        return Reply(text, rows=(*_option_rows(scene, draft), *_foot(scene, draft, asked)))
    known = {one.name: "" for one in scene.form.fields} | dict(scene.person.answers) | draft.answers
    text = lines(_progress(scene, draft), say(asked.prompt, **known))
    if asked.kind is FieldKind.PHONE and draft.purpose is Purpose.MORE:
        return Reply(text, asks_contact=say.plain("Share my number"), asks_contact_skip=say.plain("Skip"))
    rows = [*_choice_rows(scene, draft, asked), *_former_row(scene, draft, asked), *_foot(scene, draft, asked)]
    return Reply(text, rows=tuple(rows))


def _progress(scene: Scene, draft: Draft) -> Html | None:
    asked = [one.name for one in fields_of(scene.form, draft)]
    if draft.purpose is Purpose.CORRECT or draft.field not in asked:
        return None
    return scene.say("<b>{step} of {steps}</b>", step=asked.index(draft.field) + 1, steps=len(asked))


def _option_rows(scene: Scene, draft: Draft) -> list[Row]:
    labels = [_option(scene, option) for option in draft.options]
    return [(Button(label, data=f"form:{draft.token}:option:{place}"),) for place, label in enumerate(labels)]


def _option(scene: Scene, option: Answers) -> str:
    if len(option) > 1:
        return " | ".join(option.values())
    ((name, value),) = option.items()
    return shown(scene.say, scene.form[name], value)


def _choice_rows(scene: Scene, draft: Draft, asked: Field) -> list[Row]:
    """The choices two a row; a long list by pages, the likely ones first."""
    say, token = scene.say, draft.token
    likely = [code for code in _likely(scene, draft, asked) if asked.choice(code)]
    codes = [*likely, *(choice.code for choice in asked.choices if choice.code not in likely)]
    page = codes[draft.page * PAGE : (draft.page + 1) * PAGE] if len(codes) > PAGE + 6 else codes
    buttons = [Button(shown(say, asked, code), data=f"form:{token}:pick:{asked.name}:{code}") for code in page]
    rows: list[Row] = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
    if len(page) < len(codes):
        pages = -(-len(codes) // PAGE)
        rows.append((Button(say.plain("Other choices"), data=f"form:{token}:page:{(draft.page + 1) % pages}"),))
    return rows


def _likely(scene: Scene, draft: Draft, asked: Field) -> list[str]:
    """For a region: where the session is given comes first."""
    found = scene.found(draft.session) if asked.likely else None
    here = [found[1].region.value] if found and found[1].region else []
    return list(dict.fromkeys([*here, *asked.likely]))


def _former_row(scene: Scene, draft: Draft, asked: Field) -> list[Row]:
    former = draft.former.get(asked.name)
    if not former:
        return []
    label = scene.say.plain("Keep “{value}”", value=short(shown(scene.say, asked, former), LABEL))
    return [(Button(label, data=f"form:{draft.token}:keep"),)]


def _foot(scene: Scene, draft: Draft, asked: Field) -> list[Row]:
    """Skip where it can be skipped, why, back, stop."""
    say, token = scene.say, draft.token
    rows: list[Row] = []
    if asked.required and asked.kind is FieldKind.NAME:
        rows.append((Button(say.plain("I have only one name"), data=f"form:{token}:skip:{asked.name}"),))
    why = Button(say.plain("Why do you ask?"), data=f"form:{token}:why:{asked.name}")
    if not asked.required and draft.purpose is Purpose.CORRECT:
        rows.append((Button(say.plain("Remove this answer"), data=f"form:{token}:remove"), why) if asked.name in draft.former else (why,))
    elif not asked.required:
        rows.append((Button(say.plain("Skip"), data=f"form:{token}:skip:{asked.name}"), why))
    else:
        rows.append((why,))
    back = Button(say.plain("Back"), data=f"form:{token}:back")
    stop = Button(say.plain("Stop here"), data=f"form:{token}:cancel")
    rows.append((stop,) if draft.purpose is Purpose.CORRECT else (back, stop))
    return rows
