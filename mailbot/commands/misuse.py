"""What argparse says of wrong usage, in French: it has no translation of its own."""

import re

_SAID = tuple(
    (re.compile(english, re.S), french)
    for english, french in (
        (
            r"argument (?P<what>.+?): invalid choice: (?P<given>'.*'|\".*\"|\S+)"
            r" \(choose from (?P<of>.*)\)",
            "{what} : {given} n'existe pas ; choisissez parmi {of}",
        ),
        (
            r"argument (?P<what>.+?): invalid int value: (?P<given>.*)",
            "{what} : {given} n'est pas un nombre entier",
        ),
        (
            r"argument (?P<what>.+?): invalid fromisoformat value: (?P<given>.*)",
            "{what} : {given} n'est pas un jour ; écrivez AAAA-MM-JJ",
        ),
        (
            r"argument (?P<what>.+?): invalid \S+ value: (?P<given>.*)",
            "{what} : {given} n'a pas la forme attendue",
        ),
        (r"argument (?P<what>.+?): expected one argument", "{what} : une valeur doit suivre"),
        (
            r"argument (?P<what>.+?): expected at least one argument",
            "{what} : au moins une valeur doit suivre",
        ),
        (
            r"argument (?P<what>.+?): not allowed with argument (?P<given>.*)",
            "{what} : ne va pas avec {given}",
        ),
        (
            r"argument (?P<what>.+?): ignored explicit argument (?P<given>.*)",
            "{what} : ne prend pas de valeur ({given})",
        ),
        (
            r"ambiguous option: (?P<given>\S+) could match (?P<of>.*)",
            "{given} : dites laquelle de {of}",
        ),
        (r"the following arguments are required: (?P<what>.*)", "il manque {what}"),
        (r"one of the arguments (?P<of>.*) is required", "il manque l'un de {of}"),
        (r"unrecognized arguments: (?P<given>.*)", "{given} : en trop, ou inconnu ici"),
    )
)
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


def in_french(message: str) -> str:
    """The same complaint; one that argparse learns to make later is left as it is."""
    for english, french in _SAID:
        if found := english.fullmatch(message):
            parts = found.groupdict()
            if "given" in parts:
                parts["given"] = _QUOTED.sub(r"« \1\2 »", parts["given"])
            if "of" in parts:
                parts["of"] = _QUOTED.sub(r"\1\2", parts["of"])
            return french.format(**parts)
    return message
