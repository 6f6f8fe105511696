"""Headers of every answer, whatever made it: a page, the API, a probe, a file, an error.

`docs/security.md` says what each is for. The content security policy itself is django-csp's.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
            *("magnetometer", "microphone", "midi", "payment", "usb"),
        )
    ),
}
PLAIN_HTTP = {
    "type": "about:blank",
    "title": "HTTPS is needed",
    "status": 403,
    "detail": "Use https://. What was sent just now went over the network in the open: if it held "
    "a token, revoke that token and issue a new one.",
}
Answers = Callable[[HttpRequest], HttpResponseBase]


def complete(get_response: Answers) -> Answers:
    """Middleware that comes before all others; what an answer says for itself stays."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        return response

    return answer


def refuse_plain_http(get_response: Answers) -> Answers:
    """The API is not redirected to HTTPS: a program that sends tokens in the open would never
    notice. It is refused instead, which whoever wrote the program sees at once.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        redirected = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if redirected and request.path_info.startswith("/api/"):
            return JsonResponse(PLAIN_HTTP, status=403, content_type="application/problem+json")
        return get_response(request)

    return answer
