"""Days and months as people say them, in the language of whoever reads."""

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _


def full_day(day: date) -> str:
    """17 November 2026"""
    return formatted(day, _("j F Y"))


def short_day(day: date) -> str:
    """17 Nov 2026, which reads the same on both sides of the ocean."""
    return formatted(day, _("j M Y"))


def full_month(day: date) -> str:
    """November 2026"""
    return formatted(day, _("F Y"))


def short_month(day: date) -> str:
    """Nov 2026"""
    return formatted(day, _("M Y"))


def month_name(day: date) -> str:
    """November"""
    return formatted(day, "F")


def weekday(day: date) -> str:
    """Tuesday"""
    return formatted(day, "l")
