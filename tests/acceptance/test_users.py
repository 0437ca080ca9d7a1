"""`rettidig user`: who may log in, said at the command line."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.acceptance.shell import Shell, refused

PASSWORD = "korrekt hest batteri hæfte"


def users(shell: Shell) -> dict[str, Any]:
    return {user["login"]: user for user in shell("user", "list", "--json").json["users"]}


def with_stdin(shell: Shell, text: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    own = {
        "RETTIDIG_DATABASE_URL": f"sqlite:///{shell.folder}/rettidig.db",
        "RETTIDIG_KEY_FILE": str(shell.folder / "rettidig.key"),
    }
    return subprocess.run(
        [sys.executable, "-m", "tracker.cli.main", *arguments],
        env={**shell.settings, **own},
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_user_is_added_listed_changed_and_closed(shell: Shell) -> None:
    added = shell(
        "user", "add", "MK", "--name", "Mette Kjær", "--role", "caseworker", "--team", "hjaelp",
        "--area", "rengoering",
    )  # fmt: skip
    assert added.code == 0
    password = added.out.split()[-1]
    assert added.out == f"MK: first password {password}\n"
    assert "must be changed at the first login" in added.err
    assert users(shell)["mk"] == {
        "login": "mk", "name": "Mette Kjær", "initials": "MK",
        "roles": "caseworker (team hjaelp, area rengoering)", "state": "must change password",
        "last_login": None,
    }  # fmt: skip
    assert shell("user", "role", "mk", "--role", "team-leader", "--role", "auditor").code == 0
    assert users(shell)["mk"]["roles"] == "auditor; team-leader"
    assert "no role" in shell("user", "role", "mk").out
    again = shell("user", "password", "mk")
    assert again.out.split()[-1] != password
    assert shell("user", "deactivate", "mk").out == "mk: deactivated\n"
    assert users(shell)["mk"]["state"] == "deactivated"
    assert shell("user", "activate", "mk").out == "mk: active\n"
    assert password not in str(shell.query('SELECT * FROM "user"'))


def test_a_password_comes_from_stdin_and_is_not_printed(shell: Shell) -> None:
    assert shell("user", "list").code == 0
    done = with_stdin(shell, f"{PASSWORD}\n", "user", "add", "sl", "--name", "Bo", "--stdin")
    assert (done.returncode, done.stdout) == (0, "sl: password set\n")
    assert PASSWORD not in done.stderr
    short = with_stdin(shell, "kort\n", "user", "password", "sl", "--stdin")
    assert (short.returncode, "at least 12 characters" in short.stderr) == (1, True)
    assert json.loads(with_stdin(shell, "", "user", "list", "--json").stdout)["users"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "m k", "--name", "Bo"), "a login name is"),
        (("add", "mk", "--name", " "), "a name has 1 to 100 characters"),
        (("add", "mk", "--name", "Bo", "--team", "hjaelp"), "name it with --role"),
        (("role", "nobody", "--role", "auditor"), 'there is no user "nobody"'),
        (("password", "nobody"), 'there is no user "nobody"'),
        (("deactivate", "nobody"), 'there is no user "nobody"'),
        (("list", "--municipality", "nowhere"), 'there is no rule pack "nowhere"'),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(
    shell: Shell, arguments: tuple[str, ...], words: str
) -> None:
    assert words in refused(shell("user", *arguments))


def test_an_unknown_role_is_wrong_usage(shell: Shell) -> None:
    assert shell("user", "add", "mk", "--name", "Bo", "--role", "boss").code == 2
