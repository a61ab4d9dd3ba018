"""Who may administer: listed, granted, revoked, effective at the next thing they do."""

from catalogue.answers.labels import short
from catalogue.answers.values import Button, Row
from catalogue.words.pattern import Pattern
from catalogue.words.say import N_, Html
from enrolment.assistant.heard import Said
from enrolment.assistant.scene import Scene
from enrolment.registration import rights as granting
from enrolment.registration.rights import Grant, Rights, Scope, actor_of

WRITING = "grant"
ROLES = {Scope.PROGRAMME: N_("the whole programme"), Scope.PARTNER: N_("one school"), Scope.READER: N_("counts without names")}
TELEGRAM_ID = Pattern(r"\d{3,15}")


def listed(scene: Scene, _rights: Rights, _words: list[str]) -> Said:
    """Those of the settings, those granted; a button to add, one to take back."""
    say = scene.say
    told = [say("<b>Who may administer</b>")]
    told += [
        say("• <code>{id}</code>: {role} (by the settings)", id=each, role=_role(scene, Scope.PROGRAMME, None))
        for each in sorted(scene.admins)
    ]
    found = granting.granted(scene.unit)
    told += [say("• <code>{id}</code>: {role}", id=each.telegram_id, role=_role(scene, each.role, each.partner)) for each in found]
    rows: list[Row] = [
        (Button(say.plain("Take back from {id}", id=each.telegram_id), data=f"adm:revoke:{each.id}"),)
        for each in {each.telegram_id: each for each in found}.values()
    ]
    rows.append(
        (Button(say.plain("Add: the programme"), data="adm:grant:programme"), Button(say.plain("Add: counts"), data="adm:grant:reader"))
    )
    rows.append((Button(say.plain("Add: a school"), data="adm:grant:partner"),))
    return scene.tell(*told, rows=rows)


def _role(scene: Scene, role: Scope, partner: str | None) -> str:
    found = scene.catalogue.partner(partner) if partner else None
    return scene.say.text(found.name) if found else scene.say.plain(ROLES[role])


def ask_whom(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """``ROLE`` or ``partner:CODE``: then whose Telegram id."""
    say, role = scene.say, (parts or [""])[0]
    if role not in Scope._value2member_map_:
        return listed(scene, rights, [])
    partner = scene.catalogue.partner(parts[1]) if parts[1:] else None
    if role == Scope.PARTNER and partner is None:
        rows: list[Row] = [
            (Button(short(say.text(each.name), 40), data=f"adm:grant:partner:{each.code}"),) for each in scene.catalogue.partners
        ]
        return scene.tell(say("Which school?"), rows=rows)
    scene.talk.writing = {"for": WRITING, "role": role, "partner": partner.code if partner else ""}
    back: Row = (Button(say.plain("Never mind"), data="adm:admins"),)
    return scene.tell(say("Type the person’s Telegram number. She can find it in /mydata, first line."), rows=[back])


def granted(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    """The role, effective at once."""
    found = TELEGRAM_ID.search(scene.heard.text)
    role, partner = (*parts, "", "")[:2]
    if found is None or role not in Scope._value2member_map_:
        return ask_whom(scene, rights, [part for part in parts if part])
    granting.grant(scene.unit, int(found[0]), Scope(role), partner or None, actor_of(scene.unit, scene.heard.telegram_id))
    return listed(scene, rights, [])


def ask_revoke(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    one, say = _one(scene, parts), scene.say
    if one is None:
        return listed(scene, rights, [])
    return scene.ask(
        say("Take everything back from <code>{id}</code>? It counts at once.", id=one.telegram_id),
        _settings(scene, one),
        yes=Button(say.plain("Yes, take it back"), data=f"adm:revoked:{one.id}"),
        no=Button(say.plain("No"), data="adm:admins"),
    )


def _settings(scene: Scene, one: Grant) -> Html | None:
    return scene.say("The settings still make them an administrator.") if one.telegram_id in scene.admins else None


def revoke(scene: Scene, rights: Rights, parts: list[str]) -> Said:
    one = _one(scene, parts)
    if one is not None:
        granting.revoke(scene.unit, one.telegram_id, actor_of(scene.unit, scene.heard.telegram_id))
        still = granting.role_of(scene.unit, scene.heard.telegram_id, scene.admins)
        return listed(scene, rights, []) if still and still.role is Scope.PROGRAMME else scene.tell(scene.say("Done."))
    return listed(scene, rights, [])


def _one(scene: Scene, parts: list[str]) -> Grant | None:
    """The grant of the button, by its own number: no Telegram id stands in a button."""
    number = int(parts[0]) if parts and parts[0].isdigit() else 0
    return next((each for each in granting.granted(scene.unit) if each.id == number), None)
