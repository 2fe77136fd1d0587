"""What one sentence says of a transfer: wished, refused, done, spoken of, or of another thing."""

import re
from collections.abc import Iterator
from enum import Enum, auto

from mailbot.kinds.transfer.lexicon import (
    RESULT,
    done,
    doubts,
    gist,
    negations,
    polarity,
    refusals,
    says,
    spoken,
    wishes,
)
from mailbot.kinds.transfer.lexicon.words import (
    FOREIGN,
    LINKS,
    MOVE,
    OTHER_HANDS,
    SKIPPED,
    TRANSFER,
    WEAK,
    mark,
)

_RESULT = re.compile(RESULT)
_WORD = re.compile(r"[a-z@&-]+|\S")
_PRONOUN = re.compile(
    r"(?:\bl'|\b(?:le|la|les|it|them|ca|cela|this|that) )(?:y |be |etre |have )?(?:§|been §)"
    r"|§. (?:it|them|ca|cela|this|that)\b|§.[- ]l(?:e|a|es)\b(?= (?:de|du|vers|dans|a|au|vite|svp"
    r"|donc)\b|\W*$)"
    r"|§.-l(?:e|a|es)\b"
)
_OBLIQUE = re.compile(r"\b(?:a|au|aux|pour|to|for) (?:l'|le |la |mon |the |my |un |cet |this )?\Z")
_AGAINST = (refusals.REFUSED, refusals.PREVENTED, negations.UNWISHED)
_NO_WISH = (
    polarity.PRICED, spoken.SPOKEN_OF, spoken.QUERIED, done.PUT_ALREADY,
    gist.PAPERS, gist.MYSELF,
)  # fmt: skip
_AROUND = 160  #: characters of the sentence that a verb is judged with, on either side
_NAMED = 90  #: characters after a verb in which its object stands


class Said(Enum):
    """What is said of the transfer."""

    NOTHING = auto()
    ELSEWHERE = auto()  #: another thing is transferred, or to other hands
    SPOKEN_OF = auto()  #: an event, or another's
    DONE = auto()
    PRICED = auto()
    ASKED_ABOUT = auto()  #: what it is, whether one must
    PREVIOUS = auto()  #: an earlier request is taken back
    MAYBE = auto()  #: a wish if the rest of the message is about an exam: "transfert svp"
    FUTURE = auto()  #: wished of an exam still to come
    WISHED = auto()
    DOUBTED = auto()  #: feared, weighed, put off, undone, or another's wish
    REFUSED = auto()


class Thing(Enum):
    """What the verb moves."""

    FOREIGN = auto()
    UNSAID = auto()
    RESULT = auto()


def mentions(sentence: str, before: str = "", after: str = "") -> Iterator[Said]:
    """What each verb of the sentence says; its neighbours tell what "l'y ajouter" stands for.

    Bounded work a verb, whatever the sentence.
    """
    found = False
    for verb in TRANSFER.finditer(sentence):
        found = True
        yield of_transfer(mark(*_window(sentence, verb)), before[-2 * _AROUND :])
    if found or not (_RESULT.search(sentence) or _RESULT.search(before)):
        return
    for verb in MOVE.finditer(sentence):
        beyond = after[:_AROUND] if says(verb.group(), wishes.KEEPING) else ""
        yield of_move(mark(*_window(sentence, verb)), before[-2 * _AROUND :], beyond)


def of_transfer(marked: str, before: str = "") -> Said:
    if says(marked, polarity.LEFT_OUT) or says(marked, spoken.OVERRULED):
        return Said.WISHED
    thing = _thing(marked)
    if thing is not Thing.RESULT and _stands_for_result(marked, before):
        thing = Thing.RESULT
    if says(marked, spoken.SPOKEN_OF) and says(marked, refusals.BY_OFFICE):
        return Said.SPOKEN_OF
    no = refused(marked)
    if no and says(marked, refusals.SPARED):
        return Said.NOTHING
    if says(marked, refusals.REFUSED) and no:
        return Said.REFUSED
    if thing is Thing.FOREIGN or says(marked, polarity.ANOTHER):
        return Said.ELSEWHERE
    if no:
        return Said.REFUSED
    if says(marked, doubts.DOUBTED):
        return Said.DOUBTED
    return _undoubted(marked, thing)


def _undoubted(marked: str, thing: Thing) -> Said:
    if says(marked, done.PAST):
        return Said.DONE
    if says(marked, polarity.PREVIOUS):
        return Said.PREVIOUS
    if says(marked, spoken.SPOKEN_OF):
        return Said.SPOKEN_OF
    if says(marked, polarity.PRICED):
        return Said.PRICED
    waited = _not_yet(marked)
    if says(marked, done.DONE) and not waited:
        return Said.SPOKEN_OF if "?" in marked else Said.DONE
    if says(marked, spoken.ASKED_ABOUT):
        return Said.ASKED_ABOUT
    if says(marked, polarity.FUTURE):
        return Said.FUTURE
    if not (waited or governed(marked)):
        return Said.SPOKEN_OF
    return Said.WISHED if thing is Thing.RESULT else Said.MAYBE


def governed(marked: str) -> bool:
    """Whether something in the sentence wishes, asks or orders."""
    return any(says(marked, table) for table in (wishes.WISHED, wishes.IMPERATIVE, wishes.BARE))


def refused(marked: str) -> bool:
    if says(marked, refusals.BY_ITSELF):
        return False
    return says(marked, refusals.REFUSED) or negated(marked)


def of_move(marked: str, before: str, after: str) -> Said:
    """Another verb than "transférer" needs the result, where it goes, and the wish, all three."""
    if not _moves_result(marked, before) or says(marked, polarity.RESCHEDULED):
        return Said.NOTHING
    if not any(says(text, wishes.DESTINATION) for text in (marked, before, after)):
        return Said.NOTHING
    if any(says(marked, table) for table in _AGAINST) or negated(marked):
        return Said.REFUSED
    if says(marked, doubts.DOUBTED):
        return Said.DOUBTED
    if says(marked, done.DONE) and not _not_yet(marked):
        return Said.NOTHING
    if any(says(marked, table) for table in _NO_WISH):
        return Said.NOTHING
    if not says(marked, wishes.WISHED) and not says(marked, wishes.IMPERATIVE):
        return Said.NOTHING
    return Said.FUTURE if says(marked, polarity.FUTURE) else Said.WISHED


def _moves_result(marked: str, before: str) -> bool:
    """The result is the object, or the subject of a passive, or what a pronoun stands for."""
    if _thing(marked, strict=True) is Thing.RESULT:
        return True
    return _stands_for_result(marked, before)


def _stands_for_result(marked: str, before: str) -> bool:
    return bool(_PRONOUN.search(marked)) and bool(_RESULT.search(before))


def negated(marked: str) -> bool:
    """A negation in the verb's own clause that is not known to be harmless: never a wish."""
    at = marked.index("§")
    cuts = [0, *(cut.end() for cut in negations.CLAUSE.finditer(marked, 0, at))]
    after = negations.CLAUSE.search(marked, at)
    clause = marked[cuts[-1] : after.start() if after else len(marked)]
    return says(clause, negations.NEGATED) and not says(clause, negations.HARMLESS)


def _window(sentence: str, verb: re.Match[str]) -> tuple[str, re.Match[str]]:
    """The sentence around the verb, and the verb in it."""
    if len(sentence) <= 2 * _AROUND:
        return sentence, verb
    first = max(0, verb.start() - _AROUND)
    near = sentence[first : verb.end() + _AROUND]
    again = verb.re.search(near, verb.start() - first)
    return (near, again) if again else (sentence[: verb.end() + _AROUND], verb)


def _not_yet(marked: str) -> bool:
    return says(marked[: marked.index("§") + 40], done.NOT_YET)


def _thing(marked: str, strict: bool = False) -> Thing:
    """What is transferred: the first noun after the verb, else what stands before it.

    `strict`: a noun that is not known is another thing.
    """
    at = marked.index("§")
    before, after = marked[max(0, at - _NAMED) : at], marked[at + 2 : at + 2 + _NAMED]
    for match in _WORD.finditer(re.split(r"[.!?]", after, maxsplit=1)[0]):
        word = match.group()
        if SKIPPED.match(word) or not (word[0].isalpha() or word == "@"):
            if word in ",;":
                break
            continue
        if _RESULT.match(word) or _ends_result(after, match.end()):
            return Thing.RESULT
        if FOREIGN.fullmatch(word):
            return Thing.FOREIGN
        if WEAK.fullmatch(word) or LINKS.match(word) or TRANSFER.fullmatch(word):
            break
        if strict:  # "my passing grade", not "the date of my exam"
            return Thing.RESULT if _RESULT.match(after, match.end() + 1) else Thing.FOREIGN
        return Thing.RESULT if _RESULT.search(marked) else _unknown(marked)
    named = _RESULT.search(after)
    if _RESULT.search(before) or (
        named and not (strict and _OBLIQUE.search(after[: named.start()]))
    ):
        return Thing.RESULT
    return Thing.FOREIGN if OTHER_HANDS.search(after) else Thing.UNSAID


def _ends_result(text: str, end: int) -> bool:
    """Whether a name of the result in two words ends here: "my pass"."""
    return any(named.end() == end for named in _RESULT.finditer(text, max(0, end - 12), end))


def _unknown(marked: str) -> Thing:
    """ "Transfert Nadeau", a name in a subject, may be ours; "transférer mon piano" is not."""
    return Thing.UNSAID if "§n" in marked else Thing.FOREIGN
