"""The profile: how somebody wants their pages, their password, and where they are signed in."""

from fastapi import APIRouter, Request, Response

from notifications.formats import local_date
from tracker.services.accounts import account
from tracker.services.sessions import end_other_sessions, open_sessions
from tracker.services.signing_in import set_preferences
from tracker.services.teams import team_names
from tracker.web.forms import Form as Fields
from tracker.web.frame import LANGUAGE_COOKIE, go_to, is_secure, render, words_of
from tracker.web.login.guard import Here
from tracker.web.posted import Form
from tracker.web.role_words import reach_words
from tracker.web.site import site_of

router = APIRouter()

_YEAR = 365 * 24 * 3600


@router.get("/profil")
def profile(request: Request, here: Here, gemt: str = "", skiftet: str = "") -> Response:
    """What the person may, and may change."""
    site, words = site_of(request), words_of(request)
    now = site.now()
    teams = team_names(site.office, here.municipality, now=now)
    me = account(site.office, here.municipality, here.login, now=now)
    began = {"language": here.language, "shortcuts": "1" if here.shortcuts else ""}
    done = words.say("Dine valg er gemt.") if gemt else ""
    done = words.say("Din adgangskode er skiftet.") if skiftet else done
    return render(
        request,
        "profile.html",
        form=Fields(words, began=began),
        roles=[reach_words(held, teams, words) for held in me.roles],
        sessions=[
            (s, local_date(s.created_at), local_date(s.last_seen_at))
            for s in open_sessions(site.office, here, now=now)
        ],
        done=done,
    )


@router.post("/profil")
def keep(request: Request, here: Here, posted: Form) -> Response:
    """Keep language and shortcuts."""
    site = site_of(request)
    language = "en" if posted.get("language") == "en" else "da"
    set_preferences(
        site.office, here, language=language, shortcuts=posted.has("shortcuts"), now=site.now()
    )
    answer = go_to("/profil", {"gemt": "1"})
    answer.set_cookie(
        LANGUAGE_COOKIE,
        language,
        max_age=_YEAR,
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )
    return answer


@router.post("/profil/andre")
def leave_elsewhere(request: Request, here: Here) -> Response:
    """End every session but this one."""
    site = site_of(request)
    end_other_sessions(site.office, here, now=site.now())
    return go_to("/profil", {"gemt": "1"})
