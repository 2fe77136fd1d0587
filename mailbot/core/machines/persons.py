"""What only people write to the office, beside which a machine's phrase is a detail or a quote.

See phrases.py for the notation.
"""

from mailbot.core.machines.phrases import phrases

#: Their own business, or a question.
PERSONAL = phrases(
    r"""
    car[ .-]?20\d\d*
    (?<!ni )(?<!automatiquement )transf(e|a)r*
    <my> ?(nouveau |ancien |vieux )?(certificats?|exam*|resultats?|dossiers?|permis|factures?)
    <my> ?(nouveau |ancien |vieux )?(clicsequr|comptes?|formulaires?|documents?|pieces?)
    (mon|mes|voici le|voici les) (\w* )?numeros?
    (paierai|paiement|ci-joint*)
    je m'en occupe*
    je m'occupe*
    votre reponse(?! automatique)
    le necessaire
    my (\w* ){0,2}(certificate|exam|results?|file|number|account|invoice|licence|license)
    \?
    repondez[- ]moi
    m'(ecrire|appeler|envoyer|aider|indiquer|expliquer|informer)
    (pouvez|pourriez)[- ]vous
    (could|can|would) you
    let me know
    """,
    {"my": r"mon|mes|ma|le|la|les|un|du|au|l'|d'|d'un|nouveau|ancien"},
)
#: Somebody who shows what they received: the machine's words are not theirs.
REPORTING = phrases(
    r"""
    j'ai (bien )?recu(?! (bien )?votre (message|courriel))
    j'ai recu votre (message|courriel) (automatique|d'absence)
    je (viens de |vous )?(recois|recevoir|transmets|transfere|joins|copie)
    voici (ce que|la reponse|le message|l'erreur)
    on m'a (envoye|repondu)
    m'(a|est) (ete )?(revenu|retourne)
    (votre|vos|le) (reponses?|messages?|courriels?) automatiques?
    mon (premier |dernier )?(message|courriel)
    i (got|received|get|keep getting|am getting|was sent|am forwarding)
    here is (what|the)
    see below
    (your|the) automatic (reply|replies|message|response)
    my (last |first )?(message|e-?mail)
    """
)
#: One of our numbers: no newsletter has them.
NUMBERED = phrases(r"car[ .-]?20\d\d*")
FIRST_PERSON = phrases(
    """
    (je|mon|ma|mes|me)
    j'
    (i|i'm|i'd|i've|my)
    """
)
