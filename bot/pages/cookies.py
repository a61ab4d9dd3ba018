"""The session's cookie: out of scripts' reach, sent to us alone, over https alone except on this very machine."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response


class Cookie(Struct, frozen=True):
    """How the session's key is kept in a browser."""

    secure: bool

    @property
    def name(self) -> str:
        """With this prefix a browser takes it over https alone, from this host alone, for every path."""
        return "__Host-inscria" if self.secure else "inscria"

    def read(self, request: Request) -> str | None:
        return request.cookies.get(self.name)

    def set(self, response: Response, key: str, seconds: int) -> Response:
        response.set_cookie(self.name, key, max_age=seconds, path="/", secure=self.secure, httponly=True, samesite="lax")
        return response

    def clear(self, response: Response) -> Response:
        response.delete_cookie(self.name, path="/", secure=self.secure, httponly=True, samesite="lax")
        return response
