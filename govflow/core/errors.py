"""Every refusal a user can meet: where it is, what is wrong, what to do about it.

The tree knows words only. The command line turns each kind into its output and exit code.
"""


class GovflowError(Exception):
    """Something has to be changed before this can be done.

    `problem` is one present-tense sentence; `place` says where (`file:line`, a notice, a reference);
    `remedy` is one thing that can be done or typed; `undone` says what was *not* done, when something
    was half way. The texts may hold several lines. Exit code 1.
    """

    exit_code = 1

    def __init__(
        self, problem: str, *, place: str = "", remedy: str = "", undone: str = ""
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.place = place
        self.remedy = remedy
        self.undone = undone

    def __str__(self) -> str:
        head = f"{self.place}: " if self.place else ""
        tail = f" To fix it: {self.remedy}" if self.remedy else ""
        return f"{head}{self.problem}{tail}"


class TextError(GovflowError):
    """A policy file, front matter or amendment cannot be read as it stands. Exit code 1."""


class ProofError(GovflowError):
    """A redline or schedule of changes could not be proved complete, so nothing was written."""


class NotPassedError(GovflowError):
    """The text is not the one the Board passed, so it is not published."""


class DocumentError(GovflowError):
    """A Word file or template cannot be used as it stands."""


class SettingsError(GovflowError):
    """`govflow.toml`, a secret or a command's setting is missing or contradicts another."""


class RecordError(GovflowError):
    """The ledger, a table or stored evidence does not say what it should."""


class MailError(GovflowError):
    """A letter or mailbox was refused for good; repeating it unchanged cannot help."""


class AnswerNeededError(GovflowError):
    """A question must be answered and nobody can be asked: an option is missing. Exit code 2."""

    exit_code = 2


class PartlyDoneError(GovflowError):
    """Part of the work is done and recorded; repeating the command does the rest. Exit code 4."""

    exit_code = 4


class TemporaryError(GovflowError):
    """A server or a lock is not available just now; nothing was recorded. Exit code 75."""

    exit_code = 75
