"""The first steps of a workspace: the policy it begins with becomes version 1.0 of the register."""

from govflow.workflows.office import Office
from govflow.workflows.policies import adopt


def adopt_first(office: Office, source: str) -> tuple[str, ...]:
    """Take every policy file of a new workspace over as passed; returns their codes."""
    codes = office.library.codes()
    for code in codes:
        adopt(office, office.library.current(code), source)
    return codes
