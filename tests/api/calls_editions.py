"""One call of every operation on versions of principles."""

from typing import Any

PRINCIPLES = """
framework: {key: other, name: Other principles, version: '2027'}
principles: [{number: 1, short_name: Listen, statement: We listen first.}]
"""
EDITIONS: tuple[tuple[str, str, str, Any], ...] = (
    ("lee", "POST", "frameworks/preview/", {"content": PRINCIPLES}),
    ("lee", "POST", "frameworks/", {"content": PRINCIPLES, "reason": "Decided by the board."}),
)
