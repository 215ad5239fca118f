"""Chance: the operating system's for real work, a seeded one where runs must repeat."""

import random
import secrets
from dataclasses import dataclass, field

_SYSTEM = secrets.SystemRandom()


class SystemEntropy:
    """Unpredictable characters from the operating system."""

    def token(self, alphabet: str, length: int) -> str:
        """So many characters, each drawn evenly from the alphabet."""
        return "".join(_SYSTEM.choices(alphabet, k=length))


@dataclass
class SeededEntropy:
    """The same characters on every run, for the demo and the tests. Never for real letters."""

    seed: int
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def token(self, alphabet: str, length: int) -> str:
        """So many characters, each drawn evenly from the alphabet."""
        return "".join(self._random.choices(alphabet, k=length))
