"""What is said to a person who asks for something that cannot be had."""


class UsageError(Exception):
    """What was asked for is wrong or not possible here; the message is one sentence that says what to do. Status 2."""
