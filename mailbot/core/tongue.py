"""Which language a person wrote in: told by the small words of their own text, else French."""

import re

from mailbot.core.fold import fold
from mailbot.values import ParsedMail, Voice

FRENCH, ENGLISH = "fr", "en"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that no sentence does without, each of one language only ("on", "me", "an" are of both).
_ENGLISH = _words(
    """i i'm i'd i've my the to and is of for you your please thank thanks thankyou hello hi have
    had has would like this that it be can could with from in at was were been will not am are we
    do does did but if when what how should there they which who want need attached regards dear
    sincerely"""
)
_FRENCH = _words(
    """je le la les un une de du des mon ma mes et est pour dans que qui avec sur au aux ce cette
    vous votre nous il elle ne pas plus par bonjour bonsoir merci svp suis voici ci-joint veuillez
    cordialement etre fait faire voudrais si ou comme mais tres"""
)
_ELIDED = ("l'", "d'", "j'", "n'", "s'", "c'", "qu'")  # "l'examen", "qu'elle"
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_READ = 20_000  #: characters of one text: a language shows long before that
_FEWEST = 3  #: small words of English; fewer say nothing ("Thank you", a mail client's phrase)


def written_in(mail: ParsedMail) -> str:
    """FRENCH, unless the own words are plainly English: three small words of it, and more than
    twice as many as of French. Without a text, the subject speaks."""
    own = mail.voiced(Voice.OWN)
    texts = [passage.content for passage in own if passage.part != "subject"]
    said = " ".join(texts).strip() or " ".join(passage.content for passage in own)
    small = _WORD.findall(fold(said[:_READ]).text)
    english = sum(word in _ENGLISH for word in small)
    french = sum(word in _FRENCH or word.startswith(_ELIDED) for word in small)
    return ENGLISH if english >= _FEWEST and english > 2 * french else FRENCH
