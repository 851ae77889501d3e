"""The errors that the library raises.

Every message names the input, says what is wrong with it, and says what to do. Callers that want to
catch everything of ours catch `ReportedlyError`; nothing else escapes on purpose.
"""


class ReportedlyError(Exception):
    """Anything that the library knows how to explain."""


class UsageError(ReportedlyError):
    """The caller asked for something that does not exist or cannot be combined."""


class InputError(ReportedlyError):
    """A page, file or address cannot be read; the batch that it came in goes on.

    `reason` is a short stable code (`missing`, `empty`, `binary`, `too_large`, `timeout` ...), kept in
    the ledger beside the message so that failures can be counted by cause.
    """

    def __init__(self, message: str, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class SkippedInputError(InputError):
    """The input was read and is not for us (not an article, another language): no failure."""


class FetchError(InputError):
    """An address was refused, or its server did not answer as a web server should."""


class VocabularyError(ReportedlyError):
    """A vocabulary file is missing, malformed, or has an entry that contradicts itself."""


class ModelError(ReportedlyError):
    """The language model of the package is missing or damaged."""


class LedgerError(ReportedlyError):
    """The ledger cannot be opened, is of another schema, or is locked."""


class EstimateError(ReportedlyError):
    """There is too little to estimate from, or the sampler has not converged."""
