"""What the figures of the portfolio say, in sentences."""

from initiatives.status.analytics.figures import ENOUGH
from initiatives.status.analytics.heard import Heard
from initiatives.status.analytics.sustained import Sustained
from initiatives.web.figures import percent

TOO_FEW = "Too few to say"
NOT_YET = "Not yet"


def count(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more}"


def share_in_words(share: float | None) -> str:
    """42 %, or that there are too few."""
    return TOO_FEW if share is None else percent(share)


def days_in_words(days: float | None) -> str:
    """30 days, 1 day, 2.5 days."""
    if days is None:
        return TOO_FEW
    return "1 day" if days == 1 else f"{days:,.10g} days"


def curve_in_words(found: Sustained) -> str:
    """How many came to a sustained change, and after how long."""
    followed = count(found.followed, "initiative is", "initiatives are")
    came = count(found.reached, "has", "have")
    said = f"{followed} followed from the charter; {came} come to a sustained change."
    if found.taken_over:
        left_out = count(found.taken_over, "more was", "more were")
        said += f" Left out: {left_out} begun before coming here."
    if not found.is_told:
        return f"{said} How long it takes is told from {ENOUGH} on."
    if found.median is None:
        return f"{said} Half have not come to it yet."
    return f"{said} Half had come to it within {days_in_words(found.median)}."


def heard_in_words(found: Heard) -> str:
    """How many people were answered in time."""
    places = count(found.left_out, "place is", "places are")
    left_out = f" {places} left out, since few people spoke there." if found.left_out else ""
    if found.share is None:
        return f"No answer is due that may be told.{left_out}"
    said = f"{found.in_time:,} of {found.due:,} people whose answer was due had it in time"
    return f"{said} ({percent(found.share)}).{left_out}"
