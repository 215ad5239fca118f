"""The error gallery's samples about erasing people and keeping what is held on them."""

from tests.cli.gallery import Words, sample
from tests.cli.gallery_register import SAMPLES
from tests.cli.terminal import Shell

__all__ = ["SAMPLES"]
BY = ("--by", "Sarah Okafor", "--reason", "Asked for it", "--yes")


@sample("told")
def erase_somebody_unknown(shell: Shell) -> Words:
    return ("people", "erase", "s99", *BY)


@sample("told")
def erase_somebody_on_hold(shell: Shell) -> Words:
    shell("people", "hold", "s1", "--by", "Sarah", "--reason", "Claim", "--yes")
    return ("people", "erase", "s1", *BY)


@sample("told")
def erase_whom_the_settings_name(shell: Shell) -> Words:
    shell.edit("govflow.toml", 'signer = "', 'signer = "Ada Staff, ')
    return ("people", "erase", "s1", *BY)


@sample("new")
def hold_somebody_on_no_notice(shell: Shell) -> Words:
    return ("people", "hold", "s1", *BY)
