"""What can be done with voices of the community and with what they are answered."""

from initiatives.community.services.answers import (
    Words,
    approve_answer,
    decide_otherwise,
    draft_answer,
    publish_answer,
    return_answer,
    word_answer,
)
from initiatives.community.services.contacts import (
    forget_contact,
    forget_old_contacts,
    read_contact,
)
from initiatives.community.services.languages import confirm_language
from initiatives.community.services.pick_up import pick_up_feedback
from initiatives.community.services.receiving import (
    Background,
    Voice,
    enter_feedback,
    receive_feedback,
)
from initiatives.community.services.themes import add_theme, revise_theme
from initiatives.community.services.triage import (
    assign_feedback,
    close_feedback,
    let_in,
    link_feedback,
    move_feedback,
    redact_feedback,
    reopen_feedback,
    report_shortfall,
    theme_feedback,
)

__all__ = [
    "Background",
    "Voice",
    "Words",
    "add_theme",
    "approve_answer",
    "assign_feedback",
    "close_feedback",
    "confirm_language",
    "decide_otherwise",
    "draft_answer",
    "enter_feedback",
    "forget_contact",
    "forget_old_contacts",
    "let_in",
    "link_feedback",
    "move_feedback",
    "pick_up_feedback",
    "publish_answer",
    "read_contact",
    "receive_feedback",
    "redact_feedback",
    "reopen_feedback",
    "report_shortfall",
    "return_answer",
    "revise_theme",
    "theme_feedback",
    "word_answer",
]
