"""What the double answers instead of a result: Telegram's refusals, and the faults of a network."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refusal as the Bot API words it.

    `code` is the HTTP status, `description` the sentence Telegram sends, `parameters` its
    ResponseParameters (`retry_after`, in whole seconds, is the only one made here).
    """

    def __init__(self, code: int, description: str, parameters: dict[str, int] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class Dropped(Exception):  # noqa: N818  (named for what happened)
    """The connection closed without an answer; nobody can tell whether the call was carried out."""


class TooSlow(Exception):  # noqa: N818  (named for what happened)
    """The answer took longer than the caller waits; the call was carried out."""


class CannotDo(Exception):  # noqa: N818  (named for what happened)
    """A person tried what Telegram's app does not offer: a button that is not there, a word to a blocked bot."""


def bad_request(why: str) -> ApiError:
    """400, with Telegram's prefix."""
    return ApiError(400, f"Bad Request: {why}")


def forbidden(why: str) -> ApiError:
    """403, with Telegram's prefix."""
    return ApiError(403, f"Forbidden: {why}")


def conflict(why: str) -> ApiError:
    """409, with Telegram's prefix."""
    return ApiError(409, f"Conflict: {why}")


def too_many(retry_after: int) -> ApiError:
    """429, with the whole seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
