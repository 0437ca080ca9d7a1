"""The login as the application takes it in: its pages, and its answers to refusals."""

from typing import Final

from fastapi import APIRouter, FastAPI

from tracker.office import Office
from tracker.web.login import answers, entry, oidc, onward, password

ROUTERS: Final[tuple[APIRouter, ...]] = (
    entry.router,
    onward.router,
    password.router,
    oidc.router,
)


def add_to(app: FastAPI, office: Office) -> None:
    """Answer refusals, and open the way to the identity provider; raises `SettingsError`."""
    answers.add_to(app)
    oidc.add_to(app, office)
