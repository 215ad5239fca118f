"""The same kills on the same sink for django-post_office and django-mailer.

They live in an environment of their own, whose Python GOVFLOW_PEERS_PYTHON names; without it they are
left out. As a script this is one life of such a sender: peers.py NAME DATABASE PORT [PEOPLE to queue].
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PEERS = ("django-post_office", "django-mailer")
PYTHON = "GOVFLOW_PEERS_PYTHON"


def trial(name: str, *, people: int, kills: int) -> dict[str, object] | None:
    """One mail-out of a peer; None where it is not installed."""
    python = os.environ.get(PYTHON, "")
    if not python:
        return None
    from benchmarks.reliability.sink import sink, taken

    everybody = {f"person{n:04d}@union.example" for n in range(1, people + 1)}
    chance, killed = random.Random(7), 0
    with tempfile.TemporaryDirectory() as folder, sink(Path(folder) / "truth", 0.0) as server:
        words = [python, __file__, name, f"{folder}/mail.db", str(server.port)]
        if subprocess.run([*words, str(people)], check=False, cwd=folder).returncode:
            return None
        for _ in range(kills):
            before = len(taken(server.truth, everybody))
            life = subprocess.Popen(words, cwd=folder)
            began = time.monotonic()  # the first seconds are Django's own start
            while life.poll() is None and time.monotonic() - began < 20:
                if len(taken(server.truth, everybody)) > before:
                    break
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.06))
            if life.poll() is None:
                life.send_signal(signal.SIGKILL)
                killed += 1
            life.wait()
        for _ in range(3):
            subprocess.run(words, check=False, cwd=folder)
        written = taken(server.truth, everybody)
    return {
        "sender": name,
        "people": people,
        "kills": killed,
        "lost": len(everybody - set(written)),
        "twice": sum(number - 1 for number in written.values()),
    }


def _life(name: str, database: str, port: str, queue: int) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    app = "post_office" if name == "django-post_office" else "mailer"
    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", app],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=int(port),
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
    )
    django.setup()
    addresses = [f"person{n:04d}@union.example" for n in range(1, queue + 1)]
    if queue:
        call_command("migrate", verbosity=0)
        for address in addresses:
            _queue(app, address)
    elif app == "post_office":
        call_command("send_queued_mail", processes=1, log_level=0, verbosity=0)
    else:
        call_command("send_mail", verbosity=0)


def _queue(app: str, address: str) -> None:
    words = ("A policy", "Dear colleague, please read it.", "governance@union.example", [address])
    if app == "post_office":
        from post_office import mail

        subject, text, sender, to = words
        mail.send(to, sender, subject=subject, message=text)
    else:
        from mailer import send_mail

        send_mail(*words)


if __name__ == "__main__":
    given = sys.argv[1:]
    _life(given[0], given[1], given[2], int(given[3]) if len(given) > 3 else 0)
