"""What the doctor finds of a way of mail, a letter to oneself included."""

from govflow.adapters.mail.self_test import Way, try_letter
from tests.adapters.mail.exchange_rig import Hand


def checks_of(way: Way, hand: Hand) -> dict[str, bool | None]:
    """Whether each check passed, by name; one that did not says how to mend it."""
    found = list(way.checks)
    if way.sender is not None:
        found += try_letter(
            way.sender,
            way.read_back,
            "governance@union.example",
            "7k3q",
            hand.now(),
            plus="governance+doctor@union.example",
            sleep=hand.sleep,
        ).checks
    assert all(check.passed or check.remedy or check.name == "scope" for check in found)
    return {check.name: check.passed for check in found}
