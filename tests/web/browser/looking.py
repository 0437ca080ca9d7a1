"""What is looked for on every page: axe, errors, strangers, and what does not fit."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

#: WCAG 2.1 A and AA, and what axe holds to be good practice.
TAGS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")
#: What 1280 px are at 400 %, and the narrowest telephone.
NARROW: Final = 320

#: What chromium shows a letter with.
_BROWSERS_OWN: Final = ("chrome-extension:", "chrome:")

#: Runs before anything of the page: what the policy refuses is kept for us.
LISTEN: Final = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(event.violatedDirective + " " + event.blockedURI);
});
"""

_AXE: Final = """(tags) => axe.run(document, {
  runOnly: { type: "tag", values: tags },
  resultTypes: ["violations"], preload: false, iframes: false
}).then((found) => found.violations.map((one) =>
  one.id + ": " + one.nodes.map((node) => node.target.join(" ")).join(" | ")))"""

#: Text that is cut off, runs out of its box or off the screen. What may be scrolled sideways by
#: itself (the tabs, a wide table of figures) is no loss.
_CUT: Final = Path(__file__).with_name("cut.js").read_text(encoding="utf-8")


@cache
def axe() -> str:
    """The script of axe-core, as it comes with its Python package."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


@dataclass  # without slots: playwright keeps what it makes of a listener on the object
class Visit:
    """A page in a browser, and what went wrong on it since it was opened."""

    page: Any
    base: str
    #: What the document was answered with, when it came last, and what the letter in its frame was.
    status: int = 0
    framed: int = 200
    trouble: list[str] = field(default_factory=list)
    _documents: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Listen from the beginning."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def go(self, path: str) -> Any:
        """Open an address; answers what came of it."""
        return self.page.goto(path)

    def begin(self, path: str) -> None:
        """Open an address as if nothing had been before."""
        self.trouble.clear()
        self._documents.clear()
        self.page.goto(path)

    def look(self) -> list[str]:
        """Everything that is wrong with the page as it stands, at its width and at the narrowest;
        an empty list is what one hopes for."""
        self.trouble += self.narrow()
        self.trouble += [f"policy: {one}" for one in self.page.evaluate("window.refused")]
        self.trouble += [f"axe {one}" for one in self.accessibility()]
        self.page.set_viewport_size({"width": NARROW, "height": 640})
        self.trouble += self.narrow()
        return self.trouble

    def accessibility(self) -> list[str]:
        """What axe finds."""
        self.page.evaluate(axe())
        return list(self.page.evaluate(_AXE, list(TAGS)))

    def narrow(self) -> list[str]:
        """What does not fit."""
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return [*([f"{over} px too wide"] if over else []), *self.page.evaluate(_CUT)]

    def _console(self, message: Any) -> None:
        if message.type == "error" and not self._is_a_refused_document(message):
            self.trouble.append(f"console: {message.text}")

    def _is_a_refused_document(self, message: Any) -> bool:
        """Chromium says aloud that a document was answered with 4xx; the tests know it by its
        status."""
        of_status = "status of 4" in message.text
        return of_status and _plain(message.location["url"]) in self._documents

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", *_BROWSERS_OWN)):
            self.trouble.append(f"another host: {request.url}")

    def _response(self, response: Any) -> None:
        if not response.request.is_navigation_request():
            return
        self._documents.add(_plain(response.url))
        if response.frame == self.page.main_frame:
            self.status, self.framed = response.status, 200
        else:
            self.framed = response.status


def follow(page: Any, what: Any) -> None:
    """Press a link or a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        (page.locator(what).first if isinstance(what, str) else what.first).click()


def _plain(url: str) -> str:
    return url.partition("#")[0].partition("?")[0]
