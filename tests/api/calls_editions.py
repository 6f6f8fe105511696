"""One call of every operation on versions of principles and of vocabularies."""

from typing import Any

PRINCIPLES = """
framework: {key: other, name: Other principles, version: '2027'}
principles: [{number: 1, short_name: Listen, statement: We listen first.}]
"""
VOCABULARY = {
    "key": "housing",
    "edition": "1",
    "title": "Housing",
    "strata": [
        {"code": "stable", "label": "Stable"},
        {"code": "unstable", "label": "Unstable"},
        {
            "code": "a",
            "label": "Group a",
            "mapped": [{"stratification": "origin", "edition": "1", "code": "a", "exact": True}],
        },
        {"code": "not_asked", "label": "Not asked", "absent": "not_asked"},
    ],
}
EDITIONS: tuple[tuple[str, str, str, Any], ...] = (
    ("lee", "POST", "frameworks/preview/", {"content": PRINCIPLES}),
    ("lee", "POST", "frameworks/", {"content": PRINCIPLES, "reason": "Decided by the board."}),
    ("lee", "POST", "stratifications/preview/", VOCABULARY),
    ("lee", "POST", "stratifications/", {**VOCABULARY, "reason": "Asked for by the clinics."}),
    ("lee", "POST", "stratifications/$origin/retire/", {"reason": "Not used any more."}),
    ("lee", "POST", "stratifications/$retired/offer/", {"reason": "It is used again."}),
)
