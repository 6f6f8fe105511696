"""Asking for files, making, fetching and ending them; choosing the monthly mail."""

from initiatives.exports.services.asking import ask_for_export, make_now
from initiatives.exports.services.ending import (
    cancel_export,
    delete_file,
    expire_exports,
    fetch_export,
    forget_strays,
)
from initiatives.exports.services.letters import introduce_letters
from initiatives.exports.services.monthly import briefing_for, choose_monthly
from initiatives.exports.services.running import make_exports

__all__ = [
    "ask_for_export",
    "briefing_for",
    "cancel_export",
    "choose_monthly",
    "delete_file",
    "expire_exports",
    "fetch_export",
    "forget_strays",
    "introduce_letters",
    "make_exports",
    "make_now",
]
