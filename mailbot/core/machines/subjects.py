"""The subjects that machines write, in French and English (see phrases.py for the notation).

Most are anchored: "RE: Réponse automatique : …" is a person's answer, "Réponse automatique ?" a
person's question.
"""

from mailbot.core.machines.phrases import phrases

_WORDS = {
    "message": r"message|courriel|courrier|envoi|e-?mail|mail",
    "reponse": r"reponse|message|courriel|avis",
    "remise": r"remise|livraison|distribution|envoi|acheminement|transmission",
    "echec": r"echec|erreur|probleme|retard",
    "remis": r"remise?|livree?|distribuee?|delivree?|acheminee?",
    "billet": r"billet|ticket|requete|incident|case|demande|request|support|appel",
}

ABSENCE = phrases(
    r"""
    ^<reponse> (automatique|automatisee?|d'absence) ?(:|-|\(|$)
    ^<reponse> (automatique|automatisee?|d'absence) (de|d'|du) \w+( \w+){0,3}$
    ^(re ?: )?automatic reply(?! ?\?)
    ^auto(matic|mated)?[- ]?(reply|response|respond(er)?|reponse) ?(:|-|\(|\[|$)
    ^auto ?: .
    ^autoreply
    ^(re ?: )?out[- ]of[- ](the[- ])?office
    ^(ooo|oof|vacation (reply|message|auto-?reply)|away (message|until|from))
    ^(message d'|avis d'|notification d'|annonce d')?absence (du|de) bureau
    ^absence ?: .
    ^(absent(\(e\)|e)?|en vacances?|en conge|hors) (du bureau|jusqu'au|until)
    (est|sera) (actuellement |presentement )?(absente?|hors) du bureau
    (est|sera) (actuellement |presentement )?(absente?|hors) ?($|\(|jusqu|du |- retour)
    is (currently )?(out of (the )?office|away|on (vacation|leave))
    ^i('m| am) (currently )?(out of (the )?office|away|on (vacation|leave))
    ^accuse de (reception|lecture) (automatique|\()
    \((reponse automatique|automatic reply|out of office)\)$
    """,
    _WORDS,
)

#: What programs alone begin a subject with, whoever they answer for.
AUTOMATIC = phrases(
    r"""
    ^<reponse> (automatique|automatisee?) ?:
    ^automatic reply ?:
    ^auto(matic|mated)?[- ]?(reply|response) ?:
    """,
    _WORDS,
)

ROBOT = phrases(
    r"""
    # acknowledgements and tickets
    ^(re ?: )?(accuse|confirmation) de reception
    ^(re ?: ?)?\[?<billet> ?(id)?\W{0,3}\w{0,5}-?\d{3}\d*
    \[<billet> ?(id)?\W{0,3}\w{0,8}-?\d{3}\d*\]
    ^\[?#?\d{0,9}\]? ?<billet> (recue?|enregistree?|creee?|received|created|opened)$
    ^<billet> ?#?\d{3}\d* (recue?|enregistree?|creee?|received|created|opened)
    ^confirmation (de|d') ?(votre |l')?(envoi|soumission|inscription)
    ^nous avons (bien )?recu votre <message>
    ^nous avons (bien )?recu votre (demande|requete)
    ^votre (<message>|demande|requete) a (bien )?ete (bien )?(recue?|enregistree?)
    ^(we('ve| have)? received your|thank you for contacting)
    ^merci d(e nous )?avoir (contacte|ecrit)
    ^merci de nous avoir (contactes?|ecrit)
    your (e-?mail|message|request|mail) (requires|needs|has been received|was received)
    # challenges
    (verification|confirmation|authentification) (requise|required|de (l')?expediteur)
    confirmez (votre|l'envoi de votre) (<message>|adresse)
    (confirm|verify) your (e-?mail|message|identity|address)
    please (confirm|verify) (your|that)
    requier(t|ent) une (verification|confirmation)
    authentifi(ez|er|cation)
    (sender|address) verification
    ^action (requise|required)
    ^(votre|your) <message> (est|is) (en attente|retenu|bloque|held|pending|awaiting|on hold)
    # receipts and calendars
    ^(read|lu|non lu|not read|deleted|supprime|delivered|remis|affiche) ?: .
    ^(accuse de lecture|read receipt|return receipt|delivery receipt|receipt notification)
    ^(accepted|declined|tentative|acceptee?|refusee?|provisoire|new time proposed) ?: .
    invitation reply
    # reports and newsletters
    report domain ?: ... submitter ?:
    ^report domain ?:
    dmarc (forensic |failure |aggregate )?report
    complaint about (a )?message
    (abuse|update) report
    newsletter
    infolettre
    digest, vol
    """,
    _WORDS,
)

DELIVERY = phrases(
    r"""
    ^(undeliver(able|ed)|non[- ]deliver(y|able)|not delivered)
    ^(mail |email |message )?(delivery|livraison) (status|failure|failed|problem|error|notification)
    ^(mail |email |message )?delivery (report|delayed|has failed|subsystem)
    ^(\[?postmaster\]? )?(e-?mail|mail|message) (delivery |system )?(error|failed|failure|status)
    ^(\[?postmaster\]? )?(e-?mail|mail|message) (not delivered|undeliverable|could not be delivered)
    ^(\[?postmaster\]? )?(e-?mail|mail|message) delivery
    ^(returned|return(ing)?) (mail|message|to sender)
    ^(failure notice|failed delivery|failed mail|permanent delivery failure|processing error)
    ^(warning ?: |attention ?: )?<message> ... (delayed|not (yet )?been delivered)
    ^(attention ?: )?<message> ... (retarde|en attente)
    ^delayed mail
    still being retried
    ^(non|pas) <remis>
    ^(non acheminable|impossible a remettre|adresse introuvable|address not found)
    ^(message bloque|message blocked)
    ^<echec>( definitif| temporaire)? (de|d'|a|dans|lors de) ?(la |l')?<remise>
    ^(avis|notification|rapport) (d'echec |d'etat |de retard )?(de|d') ?(la |l')?(non-? ?)?<remise>
    ^(avis|notification|rapport) d'etat de (la )?<remise>
    ^<message> (retourne|refuse|rejete|en retard)
    <message> (non|pas) <remis>
    ^<message> impossible a (remettre|livrer)
    ^votre <message> ... n'a pas ... <remis>
    ^your <message> ... (could not|couldn't|cannot|has not been) ... delivered
    non remis ... delivery failed
    bounce notification
    """,
    _WORDS,
)
