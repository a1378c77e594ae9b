"""Forms to send, each found by where it goes: what is typed, and by whom."""

import re
from dataclasses import dataclass, field

from playwright.sync_api import ElementHandle, Page
from playwright.sync_api import Response as Answer

from tests.browser.worlds import World
from volunteer.web.rights import Visitor


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a page: ``to`` is the endpoint that takes it, ``on`` the page it stands on.

    ``which`` narrows down what an address names: the session that is over, not the next.
    """

    to: str
    on: str
    who: Visitor
    typed: dict[str, str] = field(default_factory=dict)
    button: str = ""
    which: dict[str, int] = field(default_factory=dict)
    more: str = ""


def address(world: World, endpoint: str, which: dict[str, int], more: str = "") -> str:
    """Return the address of a page, of the first thing of each kind, or the one that is meant."""
    rule = next(world.app.url_map.iter_rules(endpoint))
    values = {name: world.names[name][which.get(name, 0)] for name in rule.arguments}
    return world.base + world.app.url_map.bind("").build(endpoint, values) + more


def pattern(world: World, endpoint: str) -> str:
    """Return what the address of an endpoint looks like, whatever it names."""
    rule = next(world.app.url_map.iter_rules(endpoint))
    return "^" + re.sub(r"<[^>]+>", "[^/]+", rule.rule) + "$"


def send(page: Page, form: Form, where: str) -> Answer:
    """Fill a form in and send it, as it is sent without the browser's own checks."""
    button = _button(page, form, where)
    for name, value in form.typed.items():
        _field(button, name).evaluate(FILL, value)
    with page.expect_navigation() as gone:
        button.evaluate("one => { one.form.noValidate = true; one.form.requestSubmit(one) }")
    answer = gone.value
    assert answer is not None
    return answer


def typed_values(page: Page, form: Form, where: str) -> dict[str, str]:
    """Return what stands in the fields now that something was typed into."""
    button = _button(page, form, where)
    return {name: str(_field(button, name).evaluate("one => one.value")) for name in form.typed}


def _button(page: Page, form: Form, where: str) -> ElementHandle:
    """Return the button that sends a form there, wherever its address is written."""
    found = page.evaluate_handle(FIND, [where, form.button]).as_element()
    assert found is not None, f"no button of {page.url} leads to {where}"
    return found


def _field(button: ElementHandle, name: str) -> ElementHandle:
    """Return a field beside a button; a name may end in * for the first of many."""
    attribute = f"[name^='{name[:-1]}']" if name.endswith("*") else f"[name='{name}']"
    form = button.evaluate_handle("one => one.form").as_element()
    assert form is not None
    found = form.query_selector(attribute)
    assert found is not None, f"no field {name}"
    return found


FIND = """([where, name]) => {
    const goes = (one) => one.getAttribute("formaction") || one.form.getAttribute("action");
    const leads = (one) => new URL(goes(one) || location.href, location.href).pathname;
    const sends = (one) => one.type === "submit" && one.form?.getAttribute("method") === "post";
    return [...document.querySelectorAll("button")].find((one) =>
        sends(one) && RegExp(where).test(leads(one)) && (!name || one.name === name)) || null;
}"""
FILL = """(one, value) => {
    if (one.type === "radio" || one.type === "checkbox") {
        const same = [...one.form.elements].filter((other) => other.name === one.name);
        (same.find((other) => other.value === value) || one).checked = true;
    } else if (one.tagName === "SELECT")
        one.value = value || one.options[one.options.length - 1].value;
    else one.value = value;
}"""
