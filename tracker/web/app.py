"""The web application put together: pages, assets, headers, and the pools they share."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import cache
from typing import Final

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from tracker import clock
from tracker.office import Office
from tracker.web import assets, problems
from tracker.web.api.app import PREFIX, make_api
from tracker.web.drawing import Templates
from tracker.web.headers import BodyLimit, SecurityHeaders
from tracker.web.login import wiring as login
from tracker.web.pages import (
    act,
    admin,
    calendars,
    case,
    closing_days,
    cpr,
    notice,
    notice_parts,
    profile,
    public,
    register,
    rules,
    search,
    shortcuts,
    start,
    team,
    team_list,
    work,
)
from tracker.web.rate import Rate
from tracker.web.site import Site

#: Every page, in the order in which addresses are tried.
ROUTERS: Final[tuple[APIRouter, ...]] = (
    assets.router,
    start.router,
    public.router,
    *login.ROUTERS,
    profile.router,
    work.router,
    team.router,
    team_list.router,
    calendars.router,
    rules.router,
    closing_days.router,
    register.router,
    search.router,
    shortcuts.router,
    admin.router,
    case.router,
    cpr.router,
    notice.router,
    notice_parts.router,
    act.router,
)


@cache
def _drawn_with() -> tuple[assets.Assets, Templates]:
    """Files and templates: the same for every application of this process, and read once."""
    found = assets.Assets()
    return found, Templates(found)


def make_app(
    office: Office, *, local: bool = False, now: Callable[[], datetime] = clock.now
) -> FastAPI:
    """The application of one office.

    Pages run in threads: as many as the database has connections, so that no thread waits for one.
    """

    @asynccontextmanager
    async def with_threads(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = office.settings.threads
        yield

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=with_threads)
    found, templates = _drawn_with()
    app.state.site = Site(office, found, templates, local=local, now=now)
    app.state.rate = Rate()
    for router in ROUTERS:
        app.include_router(router)
    app.mount(PREFIX, make_api(app.state.site))
    problems.add_to(app)
    login.add_to(app, office)
    # The last one added sees a request first.
    app.add_middleware(GZipMiddleware, minimum_size=800)
    app.add_middleware(BodyLimit)
    app.add_middleware(problems.LastPage)
    app.add_middleware(SecurityHeaders)
    return app
