"""Delivery reports, failures and delays alike: never answered; one about our letter reopens it."""

from mailbot.core.kind import Kind
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.automatic.scenes import SCENES
from mailbot.kinds.bounce.registry import look_up
from mailbot.kinds.bounce.request import extract, recognise
from mailbot.values import Nature

KIND = Kind(
    "bounce",
    label="bounce",
    hears=Nature.BOUNCE,
    recognise=recognise,
    extract=extract,
    checks=(sender_human,),
    scenes=SCENES,
    look_up=look_up,
)
