"""Figures with the decimal and thousands marks of the reader's language."""

from django.utils.formats import number_format


def localized(figure: int | str) -> str:
    """`1234.5` as the reader's language writes it: 1,234.5 or 1 234,5. Powers of ten stay."""
    text = str(figure)
    return text if "e" in text else str(number_format(text, force_grouping=True))


def plain(value: float) -> str:
    """A number as somebody wrote it: 12, 0.5; ten digits at most."""
    return localized(f"{value:.10g}")
