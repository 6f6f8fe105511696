"""The keyboard alone: from stop to stop, each of them seen, until what is meant has the focus."""

MOST = 400  # stops; a page with more before its content needs a way past them
# Where the focus is: what is meant, or its group of which one is a stop; and whether one sees it.
STOP = """(meant) => {
    const at = document.activeElement;
    const [look, box] = [getComputedStyle(at), at.getBoundingClientRect()];
    const ringed = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
    const across = box.right > 0 && box.left < innerWidth && box.width > 1;
    const down = box.bottom > 0 && box.top < innerHeight && box.height > 1;
    const grouped = meant.type === "radio" && at.type === "radio" && at.name === meant.name;
    return {
        there: at === meant || grouped,
        seen: at === document.body || (ringed && across && down),
        what: at.outerHTML.slice(0, 200),
    };
}"""
LEADS_AWAY = """(node) => node.matches("a[href]:not([href^='#']), form:not([data-hx-get]) button")
    && node.type !== "button\""""
CHOSEN = "(node) => node.options[node.selectedIndex].label.trim()"


def reach(target):
    """Go from stop to stop until the focus is there; fails at a stop that one cannot see."""
    page, meant = target.page, target.element_handle()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP, meant)
        assert stop["seen"], f"{page.url}: one cannot see the focus at {stop['what']}"
        if stop["there"]:
            return
    raise AssertionError(f"{page.url}: the keyboard does not get to {target}")


def enter(target):
    """Choose a link, a button or a fold, and wait for the page it leads to."""
    page = target.page
    reach(target)
    if target.evaluate(LEADS_AWAY):
        with page.expect_navigation():
            page.keyboard.press("Enter")
    else:
        page.keyboard.press("Enter")


def write(target, text):
    """Write into a field; a date as the field of en-US takes it, month first."""
    keyboard = target.page.keyboard
    reach(target)
    if target.get_attribute("type") == "date":
        year, month, day = text.split("-")
        keyboard.type(month + day + year)
    else:
        keyboard.press("ControlOrMeta+a")
        keyboard.type(text)
    assert target.input_value() == text


def select(target, option):
    """Go down the options to the one of this name."""
    reach(target)
    target.page.keyboard.press("Home")
    for _ in range(MOST):
        if target.evaluate(CHOSEN) == option:
            return
        target.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{target.page.url}: {target} has no option {option!r}")


def check(target):
    """Tick a box, or go through a group of which one holds."""
    keyboard = target.page.keyboard
    reach(target)
    if target.get_attribute("type") == "checkbox":
        keyboard.press("Space")
    for _ in range(MOST):
        if target.is_checked():
            return
        keyboard.press("ArrowDown")
    raise AssertionError(f"{target.page.url}: the keyboard does not tick {target}")


def attach(target, path):
    """Choose a file in the browser's own window, which is waited for before it can open."""
    with target.page.expect_file_chooser() as opened:
        reach(target)
        target.page.keyboard.press("Enter")
    opened.value.set_files(path)
