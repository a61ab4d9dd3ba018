"""What every answer of the pages tells the browser: nothing from elsewhere, nothing inline, nothing kept, nothing framed."""

from collections.abc import Mapping

from starlette.responses import Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
SECURE: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000"}


def guarded(response: Response, *, secure: bool) -> Response:
    """The answer with these headers, where it has no word of its own."""
    for name, value in {**HEADERS, **(SECURE if secure else {})}.items():
        response.headers.setdefault(name, value)
    return response
