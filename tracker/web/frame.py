"""A page around its content: language, navigation, who is signed in."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from notifications.formats import Language
from tracker.web.said import COOKIE as SAID_COOKIE
from tracker.web.said import said_before
from tracker.web.site import site_of
from tracker.web.words import Words, words

LANGUAGE_COOKIE: Final = "sprog"
_YEAR: Final = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language of a request: what its form or address says, else the person's choice, else
    Danish."""
    signed_in = getattr(request.state, "signed_in", None)
    chosen = (
        getattr(request.state, "language", "")
        or request.query_params.get("sprog")
        or request.cookies.get(LANGUAGE_COOKIE)
        or (signed_in.language if signed_in else None)
    )
    return "en" if chosen == "en" else "da"


def words_of(request: Request) -> Words:
    """The sentences in the language of a request."""
    return words(language_of(request))


def render(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer. Every template finds `request`, `signed_in`, `here`, `today`."""
    site = site_of(request)
    language = language_of(request)
    frame: dict[str, Any] = {
        "signed_in": getattr(request.state, "signed_in", None),
        "here": request.url.path,
        "today": site.today(),
        "other_language": other_language(request),
        "csrf": getattr(request.state, "csrf", ""),
        "fragment": is_fragment(request),
        "said": said_before(request),
        "statement": site.office.settings.accessibility_statement is not None,
    }
    text = site.templates.draw(language, template, frame | values)
    answer = HTMLResponse(text, status_code=status, headers={"Vary": "Cookie, HX-Request"})
    if frame["said"] is not None:
        answer.delete_cookie(SAID_COOKIE)
    if getattr(request.state, "language", ""):
        keep_language(request, answer)
    return answer


def keep_language(request: Request, answer: Response, code: str | None = None) -> None:
    """Let the browser remember the language that the person chose: the one of the request, where
    no other is named."""
    answer.set_cookie(
        LANGUAGE_COOKIE,
        code or language_of(request),
        max_age=_YEAR,
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def public_words(request: Request) -> Words:
    """The sentences of a public page: its language stands in the address, never in a cookie."""
    return words("en" if request.query_params.get("sprog") == "en" else "da")


def render_public(
    request: Request, template: str, /, status: int = 200, **values: Any
) -> HTMLResponse:
    """A public template as an answer: the same for everybody, so that it can be cached."""
    site, language = site_of(request), public_words(request).language
    code = "da" if language == "en" else "en"
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "sprog"]
    frame: dict[str, Any] = {
        "signed_in": None,
        "today": site.today(),
        "other_language": f"{request.url.path}?{urlencode([*kept, ('sprog', code)])}",
        "in_language": "?sprog=en" if language == "en" else "",
        "statement": site.office.settings.accessibility_statement is not None,
    }
    text = site.templates.draw(language, template, frame | values)
    return HTMLResponse(text, status_code=status)


def is_secure(request: Request) -> bool:
    """Whether cookies must carry the mark "Secure": always, but on this machine alone."""
    return request.url.scheme == "https" or not site_of(request).local


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page; without it the same address gives the whole."""
    return request.headers.get("hx-request") == "true"


def is_framed(request: Request) -> bool:
    """Whether the answer goes into the frame of a letter, beside the form that it is written on."""
    return request.headers.get("sec-fetch-dest") == "iframe"


def other_language(request: Request) -> str:
    """The address that shows this page in the other language."""
    code = "da" if language_of(request) == "en" else "en"
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if getattr(request.state, "signed_in", None) is None:
        kept = [(k, v) for k, v in request.query_params.multi_items() if k != "sprog"]
        return f"{request.url.path}?{urlencode([*kept, ('sprog', code)])}"
    return f"/sprog/{code}?{urlencode({'til': here})}"


def local_path(text: str | None, otherwise: str = "/") -> str:
    """An address to go on to, if it is one of ours; never another host's."""
    if text and text.startswith("/") and not text.startswith(("//", "/\\")) and text.isprintable():
        return text
    return otherwise


def go_to(path: str, query: Mapping[str, str] | None = None) -> RedirectResponse:
    """Where the browser goes after an act was carried out (303: it asks, it does not post)."""
    return RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), status_code=303)
