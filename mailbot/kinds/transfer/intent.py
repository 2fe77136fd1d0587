"""The wish for a transfer: where it is stated, where it is refused, where it is only repeated."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.core.courtesy import only_thanks
from mailbot.kinds.transfer.gist import (
    misses_result,
    names_result,
    names_result_placed,
    points_from_one_to_other,
    wishes_result_placed,
)
from mailbot.kinds.transfer.lexicon import (
    Table,
    done,
    doubts,
    matters,
    pleas,
    says,
    wishes,
    withdrawals,
)
from mailbot.kinds.transfer.lexicon.words import MOVE, TRANSFER, mark
from mailbot.kinds.transfer.mentions import Said, mentions
from mailbot.kinds.transfer.questions import asks
from mailbot.kinds.transfer.sentences import Sentence
from mailbot.values import Voice

_ABOUT = re.compile(r"@|\b(?:[dl]')?(?:exam\w*|resulta\w*|certif\w*|dos+iers?|clic ?sequr)\b")
_INHERITED = re.compile(r"^\W{0,3}(?:re|tr|fw|fwd|ref|rep|aw)\s*(?:\[\d+\]|\(\d+\))?\s*:")
_WISHES = frozenset({Said.WISHED, Said.MAYBE, Said.FUTURE, Said.SPOKEN_OF, Said.ASKED_ABOUT})
_NEAR = 4  #: sentences before one in which its "it" was named
_MOST = 300  #: mentions judged: a person does not write more
_MOST_SENTENCES = 2_000  #: of the sender's own


@dataclass(frozen=True, slots=True)
class Heard:
    sentence: Sentence
    said: Said


@dataclass(frozen=True, slots=True)
class Words:
    """What the sender's own words say of the transfer."""

    subject: tuple[Heard, ...]
    body: tuple[Heard, ...]
    text: tuple[Sentence, ...]  #: the body
    title: tuple[Sentence, ...]  #: the subject
    numbered: bool  #: the message gives a number
    inherited: bool  #: the subject is that of the message answered or forwarded
    complete: bool = False  #: it gives both numbers, or answers a conversation
    overflow: bool = False  #: too much for a person's message: nothing is concluded

    @property
    def refused(self) -> bool:
        """A refused wish, or the whole request withdrawn."""
        own = self.body if self.inherited else (*self.subject, *self.body)
        said = {x.said for x in own}
        if Said.PREVIOUS in said and not any(x.said is Said.WISHED for x in self.body):
            return True
        if Said.REFUSED in said:
            return not self._turned
        withdrawn = [i for i, x in enumerate(self.text) if says(x.text, withdrawals.WITHDRAWN)]
        if withdrawn and all(says(self.text[i].text, withdrawals.TURN) for i in withdrawn):
            return not self._clear_after(withdrawn[-1])
        return bool(withdrawn)

    @property
    def _turned(self) -> bool:
        """The refusal is told of in the past, the mind has changed, and a wish comes last."""
        refusals = [x.sentence.text for x in self.body if x.said is Said.REFUSED]
        return (
            bool(refusals)
            and self.body[-1].said in (Said.WISHED, Said.MAYBE)
            and self.tells(withdrawals.TURN)
            and all(_told(text) for text in refusals)
        )

    @property
    def doubted(self) -> bool:
        """Something makes the wish another's, or none yet, and no clear wish comes after it."""
        last = max((i for i, x in enumerate(self.text) if self._doubts(x)), default=-1)
        title = not self.inherited and any(x.said is Said.DOUBTED for x in self.subject)
        if last < 0 and not title:
            return self._superseded
        return not self._clear_after(last)

    def _clear_after(self, index: int) -> bool:
        clear = {x.sentence for x in self.body if x.said is Said.WISHED and _clear(x.sentence)}
        return any(x in clear or says(x.text, pleas.DO_IT) for x in self.text[index + 1 :])

    @property
    def _superseded(self) -> bool:
        """An earlier message is to be forgotten, and no other sentence wishes anything."""
        over = [x for x in self.text if says(x.text, doubts.SUPERSEDED)]
        if not over:
            return False
        return not any(x.said is Said.WISHED and x.sentence not in over for x in self.body)

    def _doubts(self, sentence: Sentence) -> bool:
        return says(sentence.text, doubts.UNSETTLED) or any(
            x.said is Said.DOUBTED and x.sentence is sentence for x in self.body
        )

    @property
    def done(self) -> bool:
        return self._says(Said.DONE) or self.tells(done.ARRIVED)

    @property
    def elsewhere(self) -> bool:
        """Something else is transferred, or the dossier goes into other hands."""
        return self._says(Said.ELSEWHERE) or any(x.said is Said.ELSEWHERE for x in self.subject)

    @property
    def asked_about(self) -> bool:
        return any(x.said is Said.ASKED_ABOUT for x in (*self.subject, *self.body))

    @property
    def question(self) -> Sentence | None:
        """The first sentence that asks what the standard reply does not answer."""
        named = {x.sentence for x in self.body if x.said in _WISHES} | {self.wish}
        return next(
            (
                x
                for index, x in enumerate(self.text)
                if x.voice is Voice.OWN
                and asks(x.text, x in named)
                and asks(x.text, self._wishes(index))
            ),
            None,
        )

    def _wishes(self, index: int) -> bool:
        return wishes_result_placed(self.text[index].text, self._around(index))

    @property
    def thanks(self) -> bool:
        """Thanks and nothing more: neither does a subject of the sender's own say anything."""
        silent = self.inherited or not self.subject
        return silent and only_thanks(" . ".join(sentence.text for sentence in self.text))

    def tells(self, table: Table) -> bool:
        return any(says(sentence.text, table) for sentence in self.text)

    @property
    def wish(self) -> Sentence | None:
        """Where the wish is stated: in the text, else in a subject that the text does not belie."""
        counted = self._counted()
        stated = [x.sentence for x in self.body if x.said in counted]
        if not stated and self._subject_stands():
            stated = [x.sentence for x in self.subject if x.said in counted]
        return stated[0] if stated else self._gist

    @property
    def _gist(self) -> Sentence | None:
        """A wish without the verb, or to have done what the sentences before speak of."""
        if not self.complete or self.asked_about:
            return None
        if self.body or any(names_result_placed(x.text) for x in self.text):
            same = [x for x in self.text if says(x.text, pleas.SAME_FOR_ME)]
            if same:
                return same[0]
        if self.elsewhere or self.done:
            return None
        spoken_of = any(x.said is Said.SPOKEN_OF for x in self.body)
        named = any(names_result(sentence.text) for sentence in (*self.title, *self.text))
        missed = any(misses_result(sentence.text) for sentence in self.text)
        for index, sentence in enumerate(self.text):
            if self._wishes(index):
                return sentence
            if named and points_from_one_to_other(sentence.text):
                return sentence
            spoken_of = spoken_of or names_result_placed(sentence.text)
            if spoken_of and says(sentence.text, pleas.DO_IT):
                return sentence
            if named and says(sentence.text, pleas.JOIN_THEM):
                return sentence
            if missed and says(sentence.text, pleas.MEND_IT):
                return sentence
        return None

    def _around(self, index: int) -> str:
        """What "it" may stand for: named in the sentences before, or in the next."""
        near = self.text[max(0, index - _NEAR) : index + 2]
        return " . ".join(sentence.text for sentence in near)

    def _counted(self) -> set[Said]:
        about = self.numbered or any(
            _ABOUT.search(sentence.text) for sentence in (*self.text, *self.title)
        )
        sure = self.elsewhere or not about or (self.tells(matters.AGENT) and not self.complete)
        counted = {Said.WISHED} if sure else {Said.WISHED, Said.MAYBE}
        return counted if self.tells(matters.EXAM_TO_COME) else counted | {Said.FUTURE}

    def _says(self, *said: Said) -> bool:
        return any(x.said in said for x in self.body)

    def _subject_stands(self) -> bool:
        if not self.subject or (self.inherited and not self.numbered):
            return False
        if self.done or self.thanks or self.tells(matters.EXAM_TO_COME):
            return False
        if self._says(Said.PRICED, Said.ASKED_ABOUT) and not self.numbered:
            return False
        sure = any(x.said is Said.WISHED for x in self.subject) and not self.inherited
        return sure or not self.tells(matters.ANOTHER_MATTER)


def read_words(own: Sequence[Sentence], numbered: bool, complete: bool = False) -> Words:
    """Judge every mention of a transfer in the sender's own sentences."""
    heard: list[Heard] = []
    overflow = len(own) > _MOST_SENTENCES
    own = own[:_MOST_SENTENCES]
    for index, sentence in enumerate(own):
        before = " . ".join(x.text for x in own[max(0, index - 2) : index])
        after = own[index + 1].text if index + 1 < len(own) else ""
        heard += (Heard(sentence, said) for said in mentions(sentence.text, before, after))
        if len(heard) > _MOST:
            break
    return Words(
        subject=tuple(x for x in heard if x.sentence.subject),
        body=tuple(x for x in heard if not x.sentence.subject),
        text=tuple(sentence for sentence in own if not sentence.subject),
        title=tuple(sentence for sentence in own if sentence.subject),
        numbered=numbered,
        inherited=any(_INHERITED.match(x.text) for x in own if x.subject),
        complete=complete,
        overflow=overflow or len(heard) > _MOST,
    )


def _clear(sentence: Sentence) -> bool:
    if says(sentence.text, doubts.UNSETTLED):
        return False
    verbs = (*TRANSFER.finditer(sentence.text), *MOVE.finditer(sentence.text))
    orders = any(says(mark(sentence.text, verb), wishes.IMPERATIVE) for verb in verbs)
    return orders or says(sentence.text, wishes.WISHED)


def _told(text: str) -> bool:
    """Whether the first transfer that the sentence names is one that was told of in the past."""
    verb = TRANSFER.search(text)
    return verb is not None and says(mark(text, verb), withdrawals.TOLD)
