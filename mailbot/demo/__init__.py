"""The demonstration: a real IMAP and SMTP server on loopback, an inbox, and the real road."""
