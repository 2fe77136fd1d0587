"""Coverage-guided fuzzing of read and understand: by hand or nightly, `make fuzz MINUTES=10`.

Neither may raise, whatever the bytes; passages must cover their texts; and nothing may take long.
atheris is no dependency of the project: `make fuzz` installs it beside it.
"""

import sys
import time
from datetime import UTC, datetime

import atheris

with atheris.instrument_imports(include=["mailbot"]):
    from mailbot import kinds
    from mailbot.core.read import read
    from mailbot.core.understand import understand
    from mailbot.values import Identity, RawMessage

IDENTITY = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
KINDS = kinds.discover()
AT = datetime(2021, 2, 1, 12, tzinfo=UTC)
SLOW = 2.0  # seconds of CPU


def one(content: bytes) -> None:
    begin = time.process_time()
    mail = read(RawMessage(content, AT, "fuzz", 1, 1), IDENTITY)
    assert not any(defect.startswith("unread:") for defect in mail.defects), mail.defects
    texts = {text.part: text.content for text in mail.texts}
    for part, content_of in texts.items():
        whole = "".join(p.content for p in mail.passages if p.part == part)
        assert whole == content_of, part
    understood = understand(mail, (), ("transfer",), KINDS)
    for evidence in understood.read.evidence:
        assert texts[evidence.part][evidence.start : evidence.end] == evidence.quote
    assert time.process_time() - begin < SLOW


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
