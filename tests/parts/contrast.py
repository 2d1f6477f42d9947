"""Which elements of a page have colours that were not looked at before: to
measure contrast is a third of a look.

The colours of an element come from its tag, its classes and its attributes, and from those of all in which it
stands. What a rule says of its place among its siblings is left to a look at everything."""

from playwright.sync_api import Page

KINDS = """() => {
    const kinds = window.kindsOfElements = new Map([[null, 7]]);
    for (const each of document.querySelectorAll("*")) {
        const names = each.getAttributeNames().filter(name => name !== "data-unlike").sort();
        const words = ["class", "style"].map(name => each.getAttribute(name));
        const own = [each.tagName, ...words, ...names].join();
        let kind = kinds.get(each.parentElement);
        for (let at = 0; at < own.length; at++) kind = Math.imul(kind, 31) + own.charCodeAt(at) | 0;
        kinds.set(each, kind);
    }
    return [...new Set(kinds.values())];
}"""
"""One number for all that look alike, in the order of the document: what an element stands in comes first."""

ONLY_UNLIKE = """unlike => {
    const wanted = new Set(unlike);
    for (const [each, kind] of window.kindsOfElements) each?.toggleAttribute("data-unlike", wanted.has(kind));
    axe.configure({rules: [{id: "color-contrast", selector: "[data-unlike]"}]});
}"""


class Painted(set[int]):
    """The kinds of element whose colours have been looked at, in one width."""

    def only_new_in(self, page: Page) -> None:
        """Have axe measure the contrast of what is of none of these kinds, which now are of them."""
        unlike: set[int] = set(page.evaluate(KINDS)) - self
        page.evaluate(ONLY_UNLIKE, list(unlike))
        self.update(unlike)
