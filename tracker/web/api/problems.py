"""Errors of the API as problem+json (RFC 9457): what is wrong, and what to do."""

import logging
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rules.errors import RulesError
from tracker.errors import DatabaseError, NotFound, Outdated, TrackerError

log = logging.getLogger("rettidig.api")

MEDIA_TYPE: Final = "application/problem+json"


class Problem(BaseModel):
    """What every error says."""

    type: str = Field("about:blank", description="About:blank: the status says which kind it is.")
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["case 2026-0001 has ended: reopen it first"])


class Refusal(Exception):
    """An answer that is an error, with its status."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers


def answers(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route can answer with, for the OpenAPI document."""
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in statuses
    }


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """One problem as an answer."""
    body = Problem(
        type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail
    )
    return JSONResponse(
        body.model_dump(), status_code=status, media_type=MEDIA_TYPE, headers=headers
    )


def add_to(app: FastAPI) -> None:
    """Answer every failure with a problem."""
    app.add_exception_handler(Refusal, _refusal)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_read)
    app.add_exception_handler(TrackerError, _refused)
    app.add_exception_handler(RulesError, _refused)
    app.add_middleware(LastAnswer)


def _refusal(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)  # noqa: S101 - registered for it alone
    return problem(error.status, error.detail, error.headers)


def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, str(error.detail), headers)


def _not_read(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    said = []
    for found in error.errors()[:10]:
        place = ".".join(str(part) for part in found["loc"])
        said.append(f"{place}: {found['msg']}")
    return problem(422, "; ".join(said) or "the request cannot be read")


def _refused(_request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, NotFound):
        return problem(404, str(error))
    if isinstance(error, Outdated):
        return problem(412, str(error))
    if isinstance(error, DatabaseError):
        log.error("the database does not answer: %s", error)
        return problem(503, "the database does not answer: try again shortly", {"Retry-After": "5"})
    return problem(422, str(error))


class LastAnswer:
    """Answers what nobody foresaw, and lets it go no further: a server would write it to its log
    word by word, and its message could hold a name or a number."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            log.error("%s on %s", type(error).__name__, scope.get("path"))
            if not begun:
                said = problem(500, "something went wrong here that should not; it is logged")
                await said(scope, receive, send)
