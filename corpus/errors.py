"""What can be wrong with a corpus as a whole; what is wrong with one file is a `Fault`."""


class CorpusError(Exception):
    """A folder that cannot be read as a corpus. Its text is one sentence for the operator."""
