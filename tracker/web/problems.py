"""Answers when something is not as it should be: one plain sentence, and what to do."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from rules.errors import RulesError
from tracker.errors import DatabaseError, NotFound, TrackerError
from tracker.web.api.app import PREFIX
from tracker.web.api.problems import problem as api_problem
from tracker.web.frame import render, words_of
from tracker.web.refusals import in_danish

log = logging.getLogger("rettidig.web")


def add_to(app: FastAPI) -> None:
    """Answer every kind of failure with a page of ours."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_read)
    app.add_exception_handler(TrackerError, _refused)
    app.add_exception_handler(RulesError, _refused)
    app.add_exception_handler(Exception, _unexpected)


def problem(request: Request, status: int, title: str, text: str) -> Response:
    """A page that says what is wrong and what to do."""
    return render(request, "problem.html", status=status, title=title, text=text)


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
        text = say("Vi kunne ikke gemme. Det, du skrev, står her stadig. Prøv igen om lidt.")
        return problem(request, 503, say("Databasen svarer ikke"), text)
    if isinstance(error, TrackerError | RulesError):
        said = in_danish(error, words_of(request))
        return problem(request, 409, say("Det kan ikke lade sig gøre nu"), said)
    return problem(request, 409, say("Det kan ikke lade sig gøre nu"), str(error))


def _unexpected(request: Request, error: Exception) -> Response:
    # The message of an unknown error could hold a name or a number: its kind and place do not.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code.co_name if trace else "?"
    log.error("%s in %s on %s", type(error).__name__, code, request.scope.get("path"))
    say = words_of(request).say
    text = say("Vi kunne ikke gemme. Det, du skrev, står her stadig. Prøv igen om lidt.")
    return problem(request, 500, say("Det gik galt hos os"), text)
