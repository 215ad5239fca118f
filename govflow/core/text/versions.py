"""What fixes a version's text: the digest that decisions and acknowledgements are bound to."""

from govflow.core.text.blocks import render
from govflow.core.text.policy import Policy, binding_facts, digest_of


def digest(policy: Policy) -> str:
    """SHA-256 (64 hexadecimal digits) of a policy's binding facts and its body in canonical form.

    Versions, dates, minutes, registers and the layout of the file do not change it.
    """
    return digest_of(binding_facts(policy.front), render(policy.blocks))
