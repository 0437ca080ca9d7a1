"""The page on which somebody changes their password; the first one must be changed."""

from typing import Final

from fastapi import APIRouter, HTTPException, Request, Response

from tracker.services.passwords import SHORTEST, PasswordProblem, PasswordRefused
from tracker.services.signing_in import change_password
from tracker.web.forms import Form as Fields
from tracker.web.frame import go_to, local_path, render, words_of
from tracker.web.login.cookies import Cookie, set_cookie
from tracker.web.login.guard import PASSWORD_PAGE, Here
from tracker.web.posted import Form, Posted
from tracker.web.site import site_of
from tracker.web.words import Words, mark

router = APIRouter()

_SAID: Final = {
    PasswordProblem.TOO_SHORT: mark("Adgangskoden er for kort. Brug mindst %(num)s tegn."),
    PasswordProblem.TOO_LONG: mark("Adgangskoden er for lang. Brug højst 200 tegn."),
    PasswordProblem.IS_LOGIN: mark("Adgangskoden indeholder dit brugernavn. Vælg en anden."),
    PasswordProblem.COMMON: mark("Adgangskoden er let at gætte. Sæt for eksempel fire ord sammen."),
    PasswordProblem.SAME: mark("Den nye adgangskode er den gamle. Vælg en anden."),
    PasswordProblem.WRONG: mark("Det er ikke din nuværende adgangskode. Skriv den igen."),
}


@router.get(PASSWORD_PAGE)
def password_page(request: Request, here: Here) -> Response:
    """The form; it says why where the password must be changed."""
    _with_password(here)
    return _form(request, here, Fields(words_of(request)))


@router.post(PASSWORD_PAGE)
def change(request: Request, here: Here, posted: Form) -> Response:
    """Change it. Everywhere else the person is signed out."""
    _with_password(here)
    words = words_of(request)
    fields = Fields(words, posted, act=words.say("skifte adgangskode"))
    wanted = _typed(posted, "new")
    if wanted != _typed(posted, "again"):
        fields.wrong("again", words.say("De to nye adgangskoder er ikke ens. Skriv dem igen."))
        return _form(request, here, fields, status=422)
    site = site_of(request)
    try:
        token = change_password(
            site.office, here, _typed(posted, "present"), wanted, now=site.now()
        )
    except PasswordRefused as error:
        field = "present" if error.why is PasswordProblem.WRONG else "new"
        fields.wrong(field, password_words(words, error.why))
        return _form(request, here, fields, status=422)
    answer = go_to(local_path(posted.get("next")), None)
    set_cookie(request, answer, Cookie.SESSION, token)
    return answer


def password_words(words: Words, why: PasswordProblem) -> str:
    """Why a password is not taken, in words."""
    text = words.text(_SAID[why])
    return text % {"num": SHORTEST} if "%" in text else text


def _with_password(here: Here) -> None:
    if not here.has_password:
        raise HTTPException(404)  # the municipality's own login keeps it


def _typed(posted: Posted, name: str) -> str:
    """A password as it was typed, blanks and all."""
    return next((value for key, value in posted.fields if key == name), "")[:1000]


def _form(request: Request, here: Here, fields: Fields, status: int = 200) -> Response:
    return render(
        request,
        "password.html",
        status=status,
        form=fields,
        forced=here.must_change_password,
        shortest=SHORTEST,
    )
