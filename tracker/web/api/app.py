"""The API put together: its own OpenAPI document and its own errors, on the same site."""

from typing import Any, Final

from fastapi import FastAPI

from tracker.web.api import problems, reading, webhooks, writing
from tracker.web.site import Site

DESCRIPTION: Final = (
    "The deadlines of a Danish municipality's cases. Dates are Danish days; instants carry their "
    "offset. Errors are problem+json (RFC 9457). A POST may carry an Idempotency-Key; an act on a "
    "case must show the case's ETag in If-Match, so that nobody overwrites what he has not seen."
)
PREFIX: Final = "/api/v1"


def make_api(site: Site) -> FastAPI:
    """The API of a site."""
    api = FastAPI(
        title="Rettidig",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
        redirect_slashes=False,
    )
    api.state.site = site
    api.include_router(reading.router)
    api.include_router(writing.router)
    api.include_router(webhooks.router)
    problems.add_to(api)
    api.openapi = _documented(api)  # type: ignore[method-assign]
    return api


def _documented(api: FastAPI) -> Any:
    """The document, in which every error is a Problem."""
    made = api.openapi

    def openapi() -> dict[str, Any]:
        found = made()
        schemas = found["components"]["schemas"]
        schemas.setdefault("Problem", problems.Problem.model_json_schema())
        return found

    return openapi
