"""The gate of the pages: who asks is known before anything is looked for. To everybody else, nothing is here."""

import hmac
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from bot.house import House
from bot.pages import entries, limits
from bot.pages.assets import Assets
from bot.pages.cookies import Cookie
from bot.pages.entries import Entry
from bot.pages.headers import guarded
from bot.pages.rendering import Rendering
from bot.pages.visit import Visit
from bot.pages.visiting import LOCAL
from enrolment.overview import card, signing
from enrolment.overview.signing import Over, Visitor
from enrolment.registration.unit import Unit

SIGN_IN = "/in/"
OURS = (None, "same-origin", "none")  # what a browser says of a form of ours; old ones say nothing


def routes(house: House) -> list[BaseRoute]:
    """All the pages, below whatever else is served: an address nobody has is answered here too, and alike."""
    return [Mount("/", app=Gate(house))]


class Nothing(PlainTextResponse):
    """What anybody gets for anything: what a server without pages says, to the letter."""

    def __init__(self) -> None:
        super().__init__("Not Found", 404)


class Gate:
    """The ASGI application of the pages."""

    def __init__(self, house: House) -> None:
        public = urlsplit(house.settings.public_url or "")
        self._house = house
        self._cookie = Cookie(public.scheme == "https")
        self._assets = Assets(house.vault)
        self._rendering = Rendering(self._assets, public.path.rstrip("/"), house.rules.zone)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        response = await self._answer(Request(scope, limits.bounded(receive)))
        if not isinstance(response, Nothing):
            guarded(response, secure=self._cookie.secure)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.scope["path"]
        asset = self._assets.served(path)
        if asset is not None:
            return asset
        try:
            if path.startswith(SIGN_IN):
                return await run_in_threadpool(self._sign_in, request, path.removeprefix(SIGN_IN))
            who = await run_in_threadpool(self._visitor, self._cookie.read(request))
        except Over as over:
            return HTMLResponse(self._rendering.html("over.html", over.language), 403, headers={"HX-Refresh": "true"})
        return Nothing() if who is None else await self._visited(request, who)

    def _sign_in(self, request: Request, key: str) -> Response:
        """GET shows a button, so that whatever looks at links uses none up; POST signs in."""
        admins, lasts = self._house.assistant.admins, int(signing.LONGEST.total_seconds())
        if request.method == "GET":
            with self._house.database.reading() as session:
                language = signing.look(self._unit(session), key, admins)
            then = f"?{urlencode({'to': _destination(request)})}"
            return HTMLResponse(self._rendering.html("signin.html", language, key=key, then=then)) if language else Nothing()
        if request.method != "POST" or not _ours(request):
            return Nothing()
        with self._house.database.writing() as session:
            opened = signing.sign_in(self._unit(session), key, admins)
        response = RedirectResponse(f"{self._rendering.root}{_destination(request)}", 303)
        return self._cookie.set(response, opened, lasts) if opened else Nothing()

    def _visitor(self, key: str | None) -> Visitor | None:
        """Whoever has this session, marked as seen from time to time."""
        if not key:
            return None
        with self._house.database.reading() as session:
            who = signing.visitor(self._unit(session), key, self._house.assistant.admins)
        if who is not None and who.late:
            with self._house.database.writing() as session:
                signing.keep(self._unit(session), who)
        return who

    def _unit(self, session: Session) -> Unit:
        house = self._house
        return Unit(session, house.vault, house.desk.current().catalogue, house.clock(), house.rules)

    async def _visited(self, request: Request, who: Visitor) -> Response:
        """The page, for somebody known. What her role may not see is, for her, what does not exist."""
        found = entries.found(request.method, request.scope["path"])
        if found is None or not found[0].lets(who.rights):
            return self._visit(request, who).page("nothing.html", status=404)
        entry, values = found
        if request.method != "POST":
            return await run_in_threadpool(_work, entry, self._visit(request, who, values))
        try:
            form = await request.form(max_files=1, max_fields=limits.FIELDS, max_part_size=limits.MOST)
        except (limits.TooMuch, HTTPException, ClientDisconnect):
            return self._visit(request, who).page("refused.html", status=413)
        try:
            return await run_in_threadpool(_work_posted, entry, self._visit(request, who, values, form), ours=_ours(request))
        finally:
            await form.close()

    def _visit(self, request: Request, who: Visitor, path: Mapping[str, str] | None = None, form: FormData | None = None) -> Visit:
        house = self._house
        query = f"?{request.url.query}" if request.url.query else ""
        address = request.scope["path"] + query if request.method == "GET" else "/"
        return Visit(
            house, self._rendering, self._cookie, who, house.clock(), address, path or {}, request.query_params, form or FormData()
        )


def _work_posted(entry: Entry, visit: Visit, *, ours: bool) -> Response:
    """The same, for a form that only a page of ours can have sent."""
    if not (ours and hmac.compare_digest(visit.typed("guard").encode(), visit.who.guard.encode())):
        return visit.page("refused.html", status=403)
    return _work(entry, visit)


def _work(entry: Entry, visit: Visit) -> Response:
    """What the door does; a registration that is not hers to see is one that is not there."""
    if "reference" in visit.path:
        with visit.reading() as unit:
            if card.found(unit, visit.path["reference"], visit.rights) is None:
                return visit.page("nothing.html", status=404)
    return entry.work(visit)


def _destination(request: Request) -> str:
    """The page a link leads to once signed in: an address of ours, or the first page."""
    wanted = request.query_params.get("to", "/")
    return wanted if LOCAL.fullmatch(wanted) else "/"


def _ours(request: Request) -> bool:
    """Whether the form was sent from a page of ours, as far as the browser tells."""
    return request.headers.get("sec-fetch-site") in OURS
