"""What looks at the pages does see what is wrong with one."""

from tests.browser.looking import problems_here

PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>
body { color: #111; background: #fff }
@media (prefers-color-scheme: dark) { body { color: #333; background: #222 } }
@media (max-width: 400px) { p { inline-size: 500px } }
</style></head><body><main><h1>A page</h1><p>Words.</p></main></body></html>"""


def test_what_is_wrong_in_one_scheme_or_at_one_width_is_found_there(visit):
    visitor = visit()
    visitor.page.set_content(PAGE)
    found = problems_here(visitor)
    pale = [words.split(":")[0] for words in found if "color-contrast" in words]
    wide = [words.split(":")[0] for words in found if "sideways" in words]
    assert pale == ["desk, dark", "phone, dark"]
    assert wide == ["phone, dark", "phone, light"]
    assert len(found) == 4
