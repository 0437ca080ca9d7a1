"""A real OpenID Connect provider (canaille) on this machine, in a process of its own.

Called with a port, the address that its client comes back to, and the client's secret. Its people
live in memory: `mk` is in the group of caseworkers, `sl` leads a team, `gæst` is in no group of
ours.
"""

import os
import sys
import warnings
from typing import Any

PASSWORD = "korrekt hest batteri hæfte"
CLIENT_ID = "rettidig"
PEOPLE = {
    "mk": ("Mette Kjær", "Rettidig Hjælp"),
    "sl": ("Sofie Lind", "Rettidig Ledere"),
    "gaest": ("Gunnar Gæst", "Kantinen"),
}


def make_provider(port: int, comes_back: str, secret: str) -> Any:
    """The provider's own application, with its people, groups and our client."""
    import canaille  # its own process alone pays for it
    from canaille.app import models
    from canaille.backends import Backend

    app = canaille.create_app(
        {
            "SECRET_KEY": "only for tests",
            "SERVER_NAME": f"127.0.0.1:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE": {"DATABASE": "memory", "LOGGING": {"version": 1}},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [_key()]},
        }
    )
    with app.app_context():
        for login, (name, group) in PEOPLE.items():
            user = models.User(
                user_name=login,
                display_name=login,
                formatted_name=name,
                family_name=name.split()[1],
                emails=[f"{login}@fjordby.example"],
                password=PASSWORD,
            )
            Backend.instance.save(user)
            Backend.instance.save(models.Group(display_name=group, members=[user]))
        client = models.Client(
            client_id=CLIENT_ID,
            client_secret=secret,
            client_name="Rettidig",
            client_uri=comes_back,
            redirect_uris=[comes_back],
            grant_types=["authorization_code"],
            response_types=["code"],
            token_endpoint_auth_method="client_secret_basic",
            scope=["openid", "profile", "groups"],
        )
        client.audience = [client]
        Backend.instance.save(client)
    return app


def _key() -> dict[str, str]:
    from joserfc.jwk import RSAKey

    key = RSAKey.generate_key(2048, auto_kid=True)
    return {name: str(value) for name, value in key.as_dict(private=True).items()}


def main() -> None:
    """Serve until killed; says so on stdout once it listens."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # it never leaves this machine
    warnings.simplefilter("ignore")
    from werkzeug.serving import make_server

    port, comes_back, secret = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    server = make_server("127.0.0.1", port, make_provider(port, comes_back, secret), threaded=True)
    print("listening", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
