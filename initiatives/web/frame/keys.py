"""Keys of records in a query string."""

from django.http import Http404, HttpRequest

LARGEST = 2**63 - 1


def key_in(request: HttpRequest, name: str) -> int | None:
    """The key under this name; None when there is none, a 404 for what cannot be a key."""
    word = request.GET.get(name, "").strip()
    if not word:
        return None
    if not (word.isascii() and word.isdigit() and int(word) <= LARGEST):
        raise Http404(f"{name} in the address is no key of a record.")
    return int(word)
