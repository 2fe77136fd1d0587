"""What went wrong with a server, in one French line for the administrator, without any secret.

Each says what happened, at which server, and what to look at. The server's own words are shown only
where they cannot repeat what was sent to it.
"""

import re
import socket
import ssl

from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError

from mailbot.edges.pace import TooSlow

WORDS = 200  # characters of the server's own
TOOK = re.compile(r" \([\d. +]+ secs\)\.?")  # Dovecot: how long the command took, never the same
CUT = re.compile(r"EOF|unterminated line|not open|Connection unexpectedly closed")
ODD = re.compile(r"unexpected|unterminated|incomplete|got more than", re.IGNORECASE)

CERTIFICATES = {  # OpenSSL's X509_V_ERR_*
    9: "n'est pas encore valide : vérifiez l'horloge de cette machine",
    10: "est expiré : son administrateur doit le renouveler",
    18: "est autosigné : faites connaître son autorité (SSL_CERT_FILE)",
    19: "vient d'une autorité inconnue : faites-la connaître (SSL_CERT_FILE)",
    20: "vient d'une autorité inconnue : faites-la connaître (SSL_CERT_FILE)",
    62: "est celui d'un autre nom : vérifiez host",
    64: "est celui d'une autre adresse : vérifiez host",
}


def network(error: BaseException, server: str) -> str:
    """What happened between this machine and `server` (host:port, or a name that stands for it)."""
    match error:
        case socket.gaierror():
            return f"{server} : nom introuvable (DNS) ; vérifiez host et le réseau"
        case ssl.SSLCertVerificationError():
            unknown = f"n'est pas accepté ({error.verify_message})"
            return f"{server} : le certificat {CERTIFICATES.get(error.verify_code, unknown)}"
        case ssl.SSLError():
            return f"{server} : TLS impossible ; vérifiez security et port"
        case TooSlow():
            return f"{server} répond au compte-gouttes ; vérifiez le serveur et le réseau"
        case TimeoutError():
            return f"{server} ne répond pas ; vérifiez le serveur et le pare-feu"
        case ConnectionRefusedError():
            return f"{server} refuse la connexion ; le service est-il en marche ?"
        case ConnectionError() | EOFError():
            return f"{server} a coupé la connexion"
        case OSError() if error.strerror:
            return f"{server} est injoignable ({error.strerror})"
        case _:
            return f"{server} : {one_line(str(error)) or type(error).__name__}"


def imap(error: BaseException, server: str) -> str:
    """The same for what imapclient raises, once the login is done."""
    words = one_line(str(error))
    match error:
        case OSError():
            return network(error, server)
        case CapabilityError():
            return f"{server} n'offre pas ce qu'il faut : {words}"
        case IMAPClientAbortError() if CUT.search(words):
            return f"{server} a coupé la connexion"
        case IMAPClientError() if ODD.search(words):  # the words may be a piece of somebody's mail
            return f"{server} a répondu autre chose que de l'IMAP"
        case IMAPClientAbortError():
            return f"{server} met fin à la connexion : {said_last(words)}"
        case IMAPClientError():
            return f"{server} refuse une commande : {words}"
        case _:
            return f"{server} : erreur inattendue ({type(error).__name__})"


def no_starttls(server: str) -> str:
    return (
        f"{server} n'offre pas STARTTLS, ou quelqu'un le retire en chemin ;"
        " rien n'a été envoyé en clair"
    )


def said_last(words: str) -> str:
    """imaplib puts `command: NAME => ` before the server's words, once or more."""
    return words.rpartition("=> ")[2]


def one_line(words: str) -> str:
    shown = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return TOOK.sub("", shown)[:WORDS]
