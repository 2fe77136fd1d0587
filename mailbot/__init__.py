"""mailbot reads an office's mail, decides each request by dated rules, acts once, and answers.

Start with road/: it is the whole journey of a message.
"""

import logging

__version__ = "0.1.0"

# What libraries say of other people's mail stays out of our log: mail-parser warns of each part it
# does not care for, flufl.bounce prints a traceback for one message in twenty, and the debug lines
# of imapclient hold the text of messages.
logging.getLogger("mailparser").setLevel(logging.CRITICAL + 1)
logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL + 1)
logging.getLogger("imapclient").setLevel(logging.INFO)
