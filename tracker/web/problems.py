"""Answers when something is not as it should be: one plain sentence, and what to do."""

import logging
from pathlib import Path
from traceback import extract_tb

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notifications.errors import NotificationError
from rules.errors import RulesError
from tracker.errors import DatabaseError, NotFound, TrackerError
from tracker.web.api.app import PREFIX
from tracker.web.api.problems import problem as api_problem
from tracker.web.frame import is_fragment, render, words_of
from tracker.web.refusals import in_danish

log = logging.getLogger("rettidig.web")


def add_to(app: FastAPI) -> None:
    """Answer every kind of failure with a page of ours."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_read)
    app.add_exception_handler(TrackerError, _refused)
    app.add_exception_handler(RulesError, _refused)
    app.add_exception_handler(NotificationError, _refused)


def problem(request: Request, status: int, title: str, text: str) -> Response:
    """A page that says what is wrong and what to do; htmx puts it into no other page."""
    answer = render(request, "problem.html", status=status, title=title, text=text)
    if is_fragment(request):
        answer.headers["HX-Reswap"] = "none"
    return answer


class LastPage:
    """Answers what nobody foresaw, and lets it go no further: a server would write it to its log
    word by word, and its message could hold a name or a number."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            _log(error, scope)
            if not begun:
                answer = await run_in_threadpool(_unexpected, Request(scope))
                await answer(scope, receive, send)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if request.scope["path"].startswith(PREFIX):  # an address so odd that the API never saw it
        return api_problem(status, "there is nothing at this address")
    say = words_of(request).say
    titles = {
        403: say("Det har du ikke adgang til"),
        404: say("Siden findes ikke"),
        405: say("Det kan siden ikke"),
        429: say("Vent et øjeblik"),
    }
    texts = {
        403: say("Bed din teamleder om adgang, hvis du skal bruge den."),
        404: say("Adressen er måske skrevet forkert, eller sagen hører til et andet team."),
        405: say("Gå tilbage, og brug knapperne på siden."),
        429: say("Der er kommet mange forespørgsler på kort tid. Prøv igen om et minut."),
    }
    headers = getattr(error, "headers", None)
    answer = problem(
        request,
        status,
        titles.get(status, say("Det kan vi ikke svare på")),
        texts.get(status, say("Gå tilbage, og prøv igen.")),
    )
    answer.headers.update(headers or {})
    return answer


def _not_read(request: Request, error: Exception) -> Response:
    say = words_of(request).say
    return problem(
        request, 400, say("Adressen kan ikke læses"), say("Gå tilbage, og brug et link på siden.")
    )


def _refused(request: Request, error: Exception) -> Response:
    say = words_of(request).say
    if isinstance(error, NotFound):
        return _http(request, HTTPException(404))
    if isinstance(error, DatabaseError):
        log.error("the database does not answer: %s", error)
        return problem(request, 503, say("Databasen svarer ikke"), _go_back(request))
    if isinstance(error, TrackerError | RulesError | NotificationError):
        said = in_danish(error, words_of(request))
        return problem(request, 409, say("Det kan ikke lade sig gøre nu"), said)
    return problem(request, 409, say("Det kan ikke lade sig gøre nu"), str(error))


def _go_back(request: Request) -> str:
    """What to do about a fault of ours, on a page without the form."""
    say = words_of(request).say
    return say("Gå tilbage i browseren; det, du skrev, står der stadig. Prøv igen om lidt.")


def _log(error: Exception, scope: Scope) -> None:
    # The message of an unknown error could hold a name or a number: its kind and place do not.
    places = extract_tb(error.__traceback__)
    place = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "?"
    log.error("%s at %s on %s", type(error).__name__, place, scope["path"])


def _unexpected(request: Request) -> Response:
    try:
        title = words_of(request).say("Det gik galt hos os")
        return problem(request, 500, title, _go_back(request))
    except Exception as error:  # the fault is in what every page is drawn with
        _log(error, request.scope)
        headers = {"HX-Reswap": "none"}
        return PlainTextResponse("Det gik galt hos os. Prøv igen om lidt.", 500, headers)
