"""What machines write, in French and English: by this one knows them without headers.

See phrases.py for the notation. A phrase is a clue, never a proof: a person on holiday says so,
and people quote machines.
"""

from mailbot.core.machines.phrases import phrases

_WORDS = {
    "message": r"message|courriel|courrier|envoi|e-?mail|mail",
    "reponse": r"reponse|message|courriel|avis|envoi|notification|accuse de reception",
    "account": r"mail ?box|user|recipient|address|domain|host|account",
    "remise": r"remise|livraison|distribution|acheminement",
    "remis": r"remise?s?|livree?s?|distribuee?s?|delivree?s?|achemine\w*",
}

DELIVERY = phrases(
    r"""
    this is the (mail system|qmail-send|mail delivery|postfix|exim)
    mail (delivery|transport|transfer) (system|agent|subsystem|program|software)
    i'm (sorry to have to inform|afraid i wasn't able)
    (could|can|was|were|has|have|is|are) ?not (be |been |yet been |being )?(successfully )?delivered
    (couldn't|wasn't|hasn't been|cannot|can't) (be )?deliver(ed)?
    (delivery|message|mail) (to the following \w* )?(has )?failed
    failed permanently
    delivery to the following (recipients?|address(es)?)
    (following|these|more) (of its )?(address|recipient)(\W?e?s\W?)? (failed|had|have|could|did)
    did not reach the following recipient*
    (unable to deliver|undeliverable|failed recipients?)
    <account> ... (unknown|not found|unavailable|disabled|does not exist|doesn't exist|is full)
    (destinataire|utilisateur|boite|adresse|domaine) ... (introuvable|inconnue?|n'existe pas|pleine)
    (permanent (fatal )?error|transcript of session|original message was received at)
    message (delayed|will be retried|is being retried)
    (do not need to resend|warning only|still being retried|delivery attempt*)
    delivery ... delayed
    status: [45]\.\d\.\d
    55[0-4][ -]#?[45]\.\d\.\d
    smtp error
    remote (server|host) (said|returned)
    copy of (the|your) (original )?message
    echec (definitif |de |lors )?(de )?(la |l')?(<remise>|envoi)
    (n'a|n'ont|n'est|ne peut)( pas| pu)? ... <remis>
    impossible (de (remettre|livrer|distribuer|delivrer|trouver)|a (remettre|livrer))
    <remise> ... (retardee|a echoue|echoue|differee)
    serveur de (messagerie|courriel|courrier) ... (refuse|rejete|retourne|erreur)
    """,
    _WORDS,
)
#: The opening words of mail systems: nobody else begins so.
DELIVERY_OPENING = phrases(
    r"""
    ^hi\. this is the (qmail-send|\w* mail)
    ^this (is the mail (system|delivery)|message was created automatically by mail)
    ^(this is an automatically generated )?delivery status notification
    ^(address not found|adresse introuvable|message (not delivered|non remis|blocked))\W
    ^your message (to \S{3,80} |wasn't delivered|couldn't be delivered|did not reach some or all)
    ^(echec de (la )?remise|impossible de remettre|la remise a ces destinataires)
    ^delivery has failed to these
    ^the original message was received at
    ^votre message ... n'a pas (pu etre|ete) <remis>
    ^notificationtype" ?: ?"bounce
    ^the following (address|recipient|message)
    ^failed recipients -
    ^error: invalid user address
    ^sorry, we were unable to deliver
    """,
    _WORDS,
)

#: The line that a ticket system cuts an answer at: nobody begins a message of their own so.
TICKET_OPENING = phrases(
    r"""
    ^(veuillez |please )?(ecri\w*|repond\w*|reply|type|write) ... (au-dessus|above) ... (ligne|line)
    """
)

ABSENCE = phrases(
    r"""
    <je suis>( \w*){0,2} (absente?s?|hors|indisponible|en dehors)
    <je suis>( \w*){0,2} en (vacances?|conges?|deplacement|formation|arret)
    <je suis>( \w*){0,2} a l'(exterieur|etranger)
    (est|sera|etant|sont) (actuellement |presentement |egalement )?(absente?|hors) (du|de)
    (actuellement|presentement) (absente?|en (vacances?|conge)|hors (du )?bureau)
    (absente?|hors|absence) (du|de mon) bureau
    en conge (de maternite|de paternite|parental|maladie|annuel|sans solde|prolonge)
    conge de (maternite|paternite)
    en arret (de travail|maladie)
    bureaux? (est|sont|sera|seront) fermes?
    (i'm|i'll be|we are|is|am|will be|being) (\w* ){0,2}(away|travel+ing|out of town|unavailable)
    on (\w* )?(vacation|leave|holidays?)
    out of (the |my )?office
    away from (my|the) (desk|office)
    maternity leave
    offices? (is|are|will be) closed
    (ne lis|ne consulte|n'ai|n'aurai|ne prends) (pas|que) ... (courriels?|messagerie|acces)
    ne travaille (plus|pas) ... (ici|chez|pour|au|les)
    no longer (works?|employed|with)
    n'est plus a l'emploi
    a quitte (ses fonctions|l'entreprise|l'organisation|son poste)
    """,
    {"je suis": r"(je|nous) (suis|serai|sommes|serons)"},
)
RETURN = phrases(
    r"""
    (de retour|mon retour|retour prevu|son retour|notre retour)
    (will return|be back|returning|return on|my return|when i (return|get back))
    jusqu'au (\w* )?\d{1,2}(er)?
    du (\w* )?\d{1,2}(er)? (\w* )?au (\w* )?\d{1,2}(er)?
    until (\w* )?(\d{1,2}|monday|tuesday|wednesday|thursday|friday|next week)
    (write|get) back (to you )?on
    (rouvrira|rouvriront|rouvrirons|reopen*)
    """
)
REDIRECT = phrases(
    r"""
    en cas d'urgence
    (pour|si) (toute )?(question )?urgen(ce|te?)
    si (c'est|votre \w*( est)?) urgent*
    (contacte[rz]|joignez|joindre|communique[rz]|ecrivez|ecrire) ... <other>
    (redirige[rz]|adresse[rz]|transmettre|appele[rz]) ... <other>
    urgent matters?
    if (this|it|your \w*) is urgent
    in (case of (an )?)?emergency
    for urgent
    immediate (assistance|help)
    please (contact|reach|call|e-?mail|direct)(?! me)
    """,
    {
        "other": r"\S*@\S*|\d{3}[ .-]\d{4}|postes? \d*|collegues?|mme|mr?\.|madame|monsieur"
        r"|equipe|remplac*"
    },
)
#: A program that says that it is one: enough alone, unless it is told about.
ROBOT_SAYS = phrases(
    r"""
    <this> (est |etait |d')?(une? )?(<reponse> )?(\w* )?automati*
    (genere|envoye|transmis|cree|produit)e? automatiquement
    automatiquement (genere|envoye)
    ^<reponse> automati* ?(?=[.:!\n-]|$)
    [.!,\n] ?<reponse> (genere |envoye |transmis )?automati* ?(?=[.:!\n-]|$)
    cette reponse automatique
    reponse automatique concerne
    notification automatique
    this (e-?mail |message )?(is|was) (an? )?(auto-?mat*|auto-?gen*|computer-gen*)
    (this|the following) (e-?mail |message )?(has been|was|is) (sent|generated) automatically
    ^auto(mated|matic) (reply|response|message|e-?mail) ?(?=[.:!\n-]|$)
    [.!,\n] ?auto(mated|matic) (reply|response|message|e-?mail) ?(?=[.:!\n-]|$)
    automatically generated
    ##- ?... (au-dessus|above)
    (repondre|repondez|reply) (au-dessus|above) (de )?(cette|this) (ligne|line)
    this is an? (\w* ){0,2}(aggregate|abuse) report
    votre <message> (a ete|fut) (lu|affiche|supprime sans)
    (was|has been) (read|displayed) on \w*day, \w* \d{1,2}, \d{4} \d{1,2}:\d\d
    (a ete|fut) (lu|affiche)e? le ... \d{4} ?(a )?\d{1,2}(:|h)\d\d:\d\d
    your message ... (was|has been) (read|displayed|deleted without)
    """,
    _WORDS | {"this": r"ceci|il s'agit|c'est|ce courriel|ce message|cet avis"},
)
#: What programs add, and now and then a person.
ROBOT = phrases(
    r"""
    (ne pas|veuillez ne pas|prie de ne pas|merci de ne pas|svp ne pas) y repondre
    ne (repondez pas|pas repondre|repondre pas)( directement)? a (ce|cet|cette)
    ne (repondez pas|pas repondre|repondre pas)( directement)?([.!,]|$)
    (do|please) (do )?not (reply|respond)
    don't reply
    """
)
UNMONITORED = phrases(
    r"""
    (boite|adresse|messagerie) ... n'est (pas|plus) (surveillee|consultee|lue|utilisee|active)
    (not|no longer) monitored
    unmonitored
    is not (read|checked)
    """
)
#: From here on a program repeats what was written to it.
ECHO = phrases(
    r"""
    (rappel de )?votre (message|demande|question|requete) ?:
    vous (avez|aviez) ecrit ?:
    your (message|request|question|inquiry) ?:
    you (wrote|asked) ?:
    (subject|objet|champs|description|details) ?:
    """
)
ACKNOWLEDGED = phrases(
    r"""
    votre (demande|requete|commande|billet|<message>) ... (a|ont) (bien )?ete (bien )?<got>
    nous (avons bien recu|accusons reception|vous remercions (de|d'avoir))
    (nous|un (agent|conseiller|membre)|l'un de nos|notre equipe) ... <answer> ... <soon>
    une reponse ... (parviendra|envoyee|donnee)
    your (request|message|e-?mail|ticket|[ei]nquiry) ... (has been|was) (received|created|opened)
    we have received
    thank you for (contacting|your (e-?mail|message|inquiry|enquiry))
    thanks for your (e-?mail|message)
    (merci|je vous remercie) (pour|de) votre (<message>|correspondance)
    (merci|je vous remercie) (de |d'|de nous |de m')avoir (communique|contactee?s?|ecrit)
    (j'ai bien recu votre <message>|i (have )?received your (message|e-?mail))
    je (vous )?(repondrai|prendrai|reponds|traiterai|lirai)
    i ('ll |will )(reply|respond|get back|answer|read)
    (numero|no|#) de (billet|requete|reference|suivi)
    (ticket|case|reference) (number|id|#)
    """,
    _WORDS
    | {
        "got": r"recue?|enregistree?|prise?|transmise?|creee?|ouverte?|acheminee?",
        "answer": r"(vous )?repond\w*|communiquer\w*|traiter\w*|donnerons suite|reviendr\w*",
        "soon": r"delais?|jours?|heures?|bref|rapidement|plus tot|possible|sous peu|bientot",
    },
)
CHALLENGE = phrases(
    r"""
    (verify|confirm|prove) (that )?(you|your) ... (human|person|real|spam|identity|deliver*)
    requires? (that you )?verif(y|ication)
    real live human
    not a (spam|robot|machine)
    (cliquez|cliquer|click) ... (deliver*|<remis>|confirm*|authentifi*|whitelist*)
    <confirm>(-vous| votre| que vous| l'envoi) ... (<remis>|humain|robot|expediteur|pourriel)
    n'etes pas un robot
    etes (bien )?(un (etre )?humain|une (vraie )?personne)
    (mailinblack|mail in black|spam ?arrest|boxbe|tmda|challenge.response|antispam|anti-pourriel)
    (liste blanche|whitelist|approved senders?|expediteurs? (autorises?|approuves?))
    (en attente|held|pending|quarantaine|quarantine) ... (<confirm>|approv*|verif*)
    """,
    _WORDS | {"confirm": r"authentifi*|confirm*|valid*|identifi*"},
)
UNSUBSCRIBE = phrases(
    r"""
    (se |vous )?(desabonner|desinscrire|desabonnement|desinscription)
    unsubscribe
    voir (ce courriel |cette infolettre |le message )?(dans|sur) votre navigateur
    view (this email )?in (your )?browser
    ne plus recevoir (de|nos|ces|cette)
    gerer (vos preferences|vos abonnements)
    manage (your )?(preferences|subscription)
    vous recevez ce (courriel|message) (parce|car)
    you('re| are) receiving this
    """
)
