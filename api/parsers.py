"""Reading bodies: what cannot be read is a problem with a reason, never a failure of ours."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class JSON(JSONParser):
    """JSON that is not nested without end and holds only characters that can be kept."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Raises ParseError."""
        try:
            read: dict[str, Any] = super().parse(stream, media_type, parser_context)
            json.dumps(read, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError("The body is nested too deep.") from None
        except UnicodeEncodeError:
            raise ParseError("The body holds half a character (a lone surrogate).") from None
        return read
