"""Whether an answer is what it should be; while a server is away, whether it is refused kindly."""

import json

from bench.asking import Answer, Asked

REFUSED = "refused"
AWAY = 503
KIND_PAGE = b"QI Tracker is back in a moment"
KIND_PROBLEM = "urn:qi-tracker:problem:unavailable"
NEVER = (b"Traceback", b"psycopg", b"redis.exceptions")


def judged(asked: Asked, answer: Answer, expects: int) -> str:
    """Empty where it is right, REFUSED where a server is away, else what is wrong with it."""
    if any(word in answer.body for word in NEVER):
        return "shows what it is made of"
    if answer.status == AWAY:
        return REFUSED if refused_kindly(asked, answer) else "refuses without saying when to ask"
    if answer.status != expects:
        return f"answered {answer.status}: {answer.body[:300].decode(errors='replace')}"
    return "" if whole(asked, answer) else "is not whole"


def refused_kindly(asked: Asked, answer: Answer) -> bool:
    """Whether it says when to ask again, in the way of who asked; a probe asks again anyway."""
    if asked.path.startswith("/healthz/"):
        return bool(json.loads(answer.body)["status"] == "not ready")
    if not answer.headers.get("retry-after", "").isdigit():
        return False
    if asked.by_api:
        return bool(json.loads(answer.body)["type"] == KIND_PROBLEM)
    return KIND_PAGE in answer.body


def whole(asked: Asked, answer: Answer) -> bool:
    """Whether it is there to its end, and is not the page for signing in."""
    if 300 <= answer.status < 400:
        return not answer.headers["location"].startswith("/accounts/")
    if answer.headers["content-type"].startswith("text/html"):
        return answer.body.rstrip().endswith(b"</html>")
    return isinstance(json.loads(answer.body), dict)
