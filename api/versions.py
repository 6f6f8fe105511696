"""Versions of records as ETags: read with one, change with If-Match, and spare an answer that is
known already with If-None-Match.

The tag of a record is its version and, after a dash, what the answer looks like: counts and names
of other records change without the version, and with the fields that were asked for. Only the
version counts for If-Match.
"""

import hashlib
import json
import re
from typing import Any

from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from api.errors import PreconditionRequired
from initiatives.base.errors import Stale
from initiatives.base.models import Record

WHATEVER = "*"  # RFC 9110, 13.1.1: any version, said on purpose
# A proxy that compresses makes an entity tag weak; the version in it is as good.
ENTITY_TAG = re.compile(r'(?:W/)?"(\d{1,9})(?:-[0-9a-f]{16})?"', re.ASCII)


def etag_of(record: Record) -> str:
    """The version of a record as an entity tag."""
    return f'"{record.version}"'


def version_in(request: Request) -> int | None:
    """The version that a change is based on, None for any; without If-Match it raises
    PreconditionRequired.
    """
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired
    if header == WHATEVER:
        return None
    match = ENTITY_TAG.fullmatch(header)
    if match is None:
        raise Stale("If-Match names no version of this record. Read it again and use its ETag.")
    return int(match[1])


def optional_version_in(request: Request) -> int | None:
    """The version that an action is based on, where it says so."""
    return version_in(request) if request.headers.get("If-Match") else None


def with_etag(response: Response, record: Record) -> Response:
    """The answer with the record's version."""
    response["ETag"] = etag_of(record)
    return response


def tagged(request: Request, response: Response) -> Response:
    """The answer with its tag, or 304 with no body where the caller has just this one already."""
    reads = request.method == "GET" and response.status_code == 200
    if not (reads or "ETag" in response):
        return response
    version = response.get("ETag", "").strip('"')
    tag = f'"{"-".join(filter(None, (version, look_of(response.data))))}"'
    response["ETag"] = tag
    known = parse_etags(request.headers.get("If-None-Match", ""))
    if reads and (WHATEVER in known or tag in [one.removeprefix("W/") for one in known]):
        response.status_code, response.data = 304, None
    return response


def look_of(body: Any) -> str:
    """A short digest of an answer, the same for the same content."""
    text = json.dumps(body, sort_keys=True, cls=JSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
