"""mailbot reads an office's mail, decides each request by dated rules, acts once, and answers.

Start with road.py: it is the whole journey of a message, on one screen.
"""

__version__ = "0.1.0"
