"""The web application as a process: it says where it is, answers there, and stops when asked."""

import signal
import urllib.request
from pathlib import Path

from tests.acceptance.shell import Shell


def test_it_says_where_it_answers_and_stops_cleanly(tmp_path: Path) -> None:
    serving = Shell(tmp_path).start(
        *("serve", "--port", "0"),
        RETTIDIG_DATABASE_URL=f"sqlite:///{tmp_path}/rettidig.db",
        RETTIDIG_KEY_FILE=str(tmp_path / "rettidig.key"),
    )
    try:
        assert serving.stdout is not None
        said = serving.stdout.readline()
        assert said.startswith("Rettidig answers at http://127.0.0.1:")
        with urllib.request.urlopen(said.split()[3]) as page:  # noqa: S310 - our own address
            assert page.status == 200
            assert "Hvornår får du svar på din ansøgning?" in page.read().decode()
        serving.send_signal(signal.SIGTERM)
        out, err = serving.communicate(timeout=60)
        assert (serving.returncode, out) == (0, "")
        assert "Traceback" not in err
    finally:
        if serving.poll() is None:
            serving.kill()
            serving.communicate()
