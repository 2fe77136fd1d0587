"""Why an agent's act is refused: each says in a French sentence what stands in the way."""


class NotHeld(Exception):
    """The case, or the letter, waits for no agent: it is settled, or somebody else has ruled."""


class Changed(Exception):
    """The case is no longer as the agent saw it, or another agent is at it."""


class NotAllowed(Exception):
    """What the agent asks may not be done; the sentence says what would be right."""
