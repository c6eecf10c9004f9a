"""What ends a command with exit code 2."""


class UsageError(Exception):
    """The command was used wrongly, or what it needs is not there; the text is one plain line."""
