"""Voices, what people say about themselves, how to reach them, and what they are answered."""

from initiatives.community.models.answers import LanguageReview, ReportBack, Wording
from initiatives.community.models.voices import (
    Feedback,
    FeedbackBackground,
    FeedbackContact,
    Theme,
)

__all__ = [
    "Feedback",
    "FeedbackBackground",
    "FeedbackContact",
    "LanguageReview",
    "ReportBack",
    "Theme",
    "Wording",
]
