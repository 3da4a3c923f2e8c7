"""What ends a job, the exit status that says so, and what no message may show."""

from __future__ import annotations

# Exit codes. They say what the caller should do, and never whether there is a result:
# a result is written whatever the outcome.
DONE = 0
BAD_DATA = 1
CANNOT_RUN = 2
# Of sysexits.h: EX_OSERR for what lacks resources, EX_TEMPFAIL for what another try may
# not meet again.
LACKS_RESOURCES = 71
TRY_AGAIN = 75

LACKING = {"InsufficientResources", "MemoryError", "OutOfMemoryException"}
PASSING = {"ConnectionError", "InterfaceError", "OperationalError", "TimeoutError"}

SECRETS: set[str] = set()


class JobError(Exception):
    """The job cannot be run: what happened, where, and what to do."""

    def __init__(self, message: str, status: int = CANNOT_RUN) -> None:
        super().__init__(redacted(message))
        self.status = status


def exit_status(error: BaseException) -> int:
    """The exit status for an error of an engine, by the names of its classes."""
    if isinstance(error, JobError):
        return error.status
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & LACKING:
        return LACKS_RESOURCES
    return TRY_AGAIN if names & PASSING else CANNOT_RUN


def redacted(text: str) -> str:
    """The text without the secrets that the job was given."""
    for secret in sorted(SECRETS, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def first_line(error: BaseException) -> str:
    """What an engine said, short enough for a table of results."""
    lines = [line.strip() for line in redacted(str(error)).splitlines() if line.strip()]
    return lines[0][:500] if lines else type(error).__name__
