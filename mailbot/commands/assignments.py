"""FIELD=VALUE as a person types it on the command line."""

from collections.abc import Iterable

from mailbot.edges.settings import ConfigError


def assigned(words: Iterable[str]) -> dict[str, str]:
    """Field → value, the last one of a field counts. Raises ConfigError."""
    found = {}
    for word in words:
        field, equals, value = word.partition("=")
        if not equals or not field.strip():
            raise ConfigError(f"« {word} » : écrivez CHAMP=VALEUR")
        found[field.strip()] = value.strip()
    return found
