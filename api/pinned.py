"""The contract as it was agreed on, in docs/openapi.json; `make schema` pins it anew."""

import json
from pathlib import Path
from typing import Any

PINNED = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def text_of(schema: dict[str, Any]) -> str:
    """The schema as text, the same each time, so that a change shows as what it is."""
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False, default=str) + "\n"


def main() -> None:
    """Write what the code says now."""
    import django

    django.setup()
    from api.schema import whole_schema

    PINNED.write_text(text_of(whole_schema()))


if __name__ == "__main__":
    main()
