"""What the mail tests share: one real mail host for all of them, started when the first one asks."""

from collections.abc import Iterator

import pytest

from tests.adapters.mail.real_mail import MailHost, mail_host


@pytest.fixture(scope="session")
def host() -> Iterator[MailHost]:
    with mail_host() as running:
        yield running
