"""`Idempotency-Key`: a write that is sent twice is applied once and answered twice."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.db import transaction
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from initiatives.people.models import AnsweredRequest, User
from initiatives.people.services import answered_before, keep_answer

LONGEST = 255
Handler = Callable[..., Response]


def idempotent(handler: Handler) -> Handler:
    """The handler of a POST that honours the header; without it, the handler as it is."""

    @wraps(handler)
    def answer(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key", "").strip()
        if not key:
            return handler(view, request, *args, **kwargs)
        if len(key) > LONGEST or not key.isprintable():
            raise ValidationError({"Idempotency-Key": f"Keep it within {LONGEST} characters."})
        user = cast(User, request.user)
        with transaction.atomic():
            known = answered_before(user=user, key=key, digest=digest_of(request))
            if known.status is not None:
                return replayed(known)
            response = handler(view, request, *args, **kwargs)
            body = json.loads(json.dumps(response.data, cls=JSONEncoder))
            etag = response.headers.get("ETag", "")
            keep_answer(known=known, status=response.status_code, body=body, etag=etag)
            return response

    return answer


def digest_of(request: Request) -> str:
    """What makes a request the same: method, address and body, as they were parsed."""
    content = [request.method, request.get_full_path(), digests_of_files(request), request.data]
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def digests_of_files(request: Request) -> list[str]:
    """What was uploaded, by name."""
    digests = []
    for name, file in request.FILES.items():
        digests.append(f"{name} {hashlib.sha256(file.read()).hexdigest()}")
        file.seek(0)
    return digests


def replayed(known: AnsweredRequest) -> Response:
    """The first answer again."""
    headers = {"Idempotency-Replayed": "true"} | ({"ETag": known.etag} if known.etag else {})
    return Response(known.body, status=known.status, headers=headers)
