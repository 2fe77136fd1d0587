"""Read a transfer request out of a message and the sender's earlier ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mailbot.core.fold import fold
from mailbot.kinds.transfer.answers import answered_yes
from mailbot.kinds.transfer.corrections import corrected
from mailbot.kinds.transfer.intent import Words, read_words
from mailbot.kinds.transfer.lexicon import (
    asking,
    matters,
    pleas,
    pointers,
    says,
)
from mailbot.kinds.transfer.numbers import Numbers, Page, pages, read_numbers
from mailbot.kinds.transfer.request import Given, TransferRequest
from mailbot.kinds.transfer.sentences import Sentence, sentences
from mailbot.values import Evidence, ParsedMail, Passage, Request, Voice

NOTHING_GIVEN = Given()


LONGEST = 40_000  #: characters: more than a person writes or quotes, so a person reads it


def recognise(request: Request) -> bool:
    """A person asks for the transfer, or sends what one needs."""
    return isinstance(request, TransferRequest) and request.recognised


def extract(
    mail: ParsedMail, earlier: Sequence[TransferRequest], corrections: Mapping[str, str]
) -> TransferRequest:
    """What this message says, and with it what the conversation still says (domain.md section 5).

    `earlier` is oldest first, all of the same authenticated sender. An agent's `corrections`
    replace what was read; ValueError, in French, when one has not the form it must have.
    """
    return corrected(recalled(said(mail), earlier), corrections)


def said(mail: ParsedMail) -> TransferRequest:
    """What this message says by itself."""
    year = mail.received_on.year
    written, repeated = mail.voiced(Voice.OWN, Voice.SIGNATURE), mail.voiced(Voice.QUOTED)
    own = pages(written if _readable(written) else (), year)
    quoted = pages(repeated if _readable(repeated) else (), year)
    numbers = read_numbers(own, quoted)
    mine = tuple(_voiced(sentences(own), mail.voiced(Voice.SIGNATURE)))
    answering = bool(mail.references)
    words = read_words(mine, gives(numbers), answering or gives_both(numbers))
    refused = words.refused
    silent = refused or words.doubted or words.overflow
    wish = None if silent else _wish(mail, words, mine, quoted)
    question = words.question
    return TransferRequest.of(
        mail,
        evidence=(
            *numbers.evidence,
            *_evidence("intent", wish),
            *_evidence("question", question),
        ),
        dossier=numbers.dossier,
        certificate=numbers.certificate,
        intent=wish is not None,
        said_dossier=numbers.dossier,
        said_certificate=numbers.certificate,
        said_intent=wish is not None,
        question=question is not None,
        refused=refused,
        recognised=wish is not None
        or (not silent and _sends(words, numbers, answering or words.inherited))
        or _nods(mail.passages, words),
    )


def recalled(request: TransferRequest, earlier: Sequence[TransferRequest]) -> TransferRequest:
    """With what the latest earlier message gave of a sort that this one does not give at all."""
    wished = request.intent
    for before in reversed(earlier):
        if wished or request.refused or before.refused:
            break
        wished = before.intent
    return replace(
        request,
        dossier=_latest(request.dossier, [before.dossier for before in earlier]),
        certificate=_latest(request.certificate, [before.certificate for before in earlier]),
        intent=wished,
    )


def _voiced(own: Iterable[Sentence], signed: Sequence[Passage]) -> Iterator[Sentence]:
    """Numbers are read across a signature's edge; an employer's slogan in it asks us nothing."""
    for sentence in own:
        inside = any(x.part == sentence.part and x.start <= sentence.start < x.end for x in signed)
        yield replace(sentence, voice=Voice.SIGNATURE) if inside else sentence


def _readable(passages: Sequence[Passage]) -> bool:
    return sum(len(passage.content) for passage in passages) <= LONGEST


def gives(numbers: Numbers) -> bool:
    return numbers.dossier != NOTHING_GIVEN or numbers.certificate != NOTHING_GIVEN


def gives_both(numbers: Numbers) -> bool:
    return NOTHING_GIVEN not in (numbers.dossier, numbers.certificate)


def _latest(given: Given, before: Sequence[Given]) -> Given:
    return next((each for each in (given, *reversed(before)) if each != NOTHING_GIVEN), given)


def _wish(
    mail: ParsedMail, words: Words, mine: Sequence[Sentence], quoted: Sequence[Page]
) -> Sentence | None:
    return words.wish or answered_yes(mail.passages, mine) or _repeated(words, quoted)


def _repeated(words: Words, quoted: Sequence[Page]) -> Sentence | None:
    """The wish in what is quoted or forwarded, when the own words only point to it."""
    if not quoted or words.thanks or words.done or words.asked_about:
        return None
    pointing = words.tells(pointers.POINTERS) or _few(words, 25 if words.numbered else 3)
    if not pointing or words.tells(matters.ANOTHER_MATTER):
        return None
    before = read_words(tuple(sentences(quoted)), numbered=words.numbered)
    return None if before.refused or before.doubted or before.overflow else before.wish


def _sends(words: Words, numbers: Numbers, answering: bool) -> bool:
    """Without a wish: numbers that are no part of another matter, or a question about transfers."""
    if words.thanks or words.done or words.elsewhere:
        return False
    if words.asked_about:
        return not words.tells(matters.EXAM_TO_COME)
    if not gives(numbers) or words.tells(matters.ANOTHER_MATTER):
        return False
    if any(says(x.text, matters.ANOTHER_MATTER) for x in words.title) and not words.inherited:
        return False
    both = gives_both(numbers)
    if not both and _wants_more(words, answering):
        return False
    most = 60 if both else 30 if answering else 16
    return _few(words, most)


def _nods(passages: Sequence[Passage], words: Words) -> bool:
    """A bare yes to our letter that asks for a number: it has to be asked for again."""
    asked = any(
        passage.voice in (Voice.OFFICE, Voice.QUOTED)
        and says(fold(passage.content[:5_000]).text, pointers.LACKING)
        for passage in passages
    )
    return asked and words.tells(pleas.YES) and _few(words, 2)


def _wants_more(words: Words, answering: bool) -> bool:
    """Whether one number comes with a question, or a wish for something else."""
    asked = [x.text for x in words.text if says(x.text, asking.ASKING)]
    if answering:
        return any(not says(text, asking.ANSWERED) for text in asked)
    return bool(asked) or words.tells(asking.WANTED)


def _few(words: Words, most: int) -> bool:
    """Whether little is said besides numbers, their labels and courtesies."""
    told = [word for sentence in words.text for word in pointers.told(sentence.text)]
    return len(told) <= most


def _evidence(field: str, sentence: Sentence | None) -> tuple[Evidence, ...]:
    return (sentence.evidence(field),) if sentence else ()
