"""With the verb: a transfer taken back, made by mistake, or wished by another than the writer."""

from mailbot.kinds.transfer.lexicon import table

_NEAR_ONES = (
    r"(?:patron|patronne|boss|manager|superviseure?|supervisor|mari|conjointe?|husband|wife|femme"
    r"|employeur|employer|agence|agency|gestionnaire|directeur|directrice|pere|mere|father|mother"
    r"|collegue|colleague|ami|amie|friend|il|elle|he|she|they|ils)"
)

UNDONE = table(
    (
        r"<transfer>[^.;!?]{0,60}\bn'est pas ce que (?:j'avais |j'ai |je |nous )",
        "le transfert n'est pas ce que j'avais demandé",
    ),
    (
        r"\bn'est pas ce que (?:j'avais |j'ai |je |nous )[^.;!?]{0,40}<transfer>",
        "ce n'est pas ce que j'ai demandé, ce transfert",
    ),
    (
        r"\b(?:can|could|may|peut|pourrait)(?:-on)? (?:a |an |the |un |le |ce |cette )?<transfer>"
        r"[^.;!?]{0,50}\b(?:be (?:reversed|undone|cancelled)|etre annulee?|se defaire)\b",
        "can a transfer be reversed later",
    ),
    (
        r"\b(?:ignor\w+|disregard|(?<!n')oubliez(?! pas))\b[^.;!?]{0,60}<transfer>",
        "ignorez le message de mon frère qui demande de transférer mon résultat",
    ),
    (
        r"\b(?:revers\w+|undo\w*|undone|revert\w*|defai(?:re|tes)|renvers\w+|inverser"
        r"|revoke|revoquer|corriger le|rescind\w*) (?:le |mon |ce |the |my |this |that |exam )*"
        r"<transfer>",
        "please reverse the transfer",
    ),
    (
        r"<transfer>[^.;!?]{0,40}\b(?:en sens inverse|a l'envers|dans l'autre sens|inverse"
        r"|was wrong|by mistake|par erreur|n'aurait pas du)\b",
        "le transfert a été fait par erreur",
    ),
    (
        r"\b(?:par erreur|by mistake|par megarde|sans le vouloir|accidentally|par accident"
        r"|in error|mistakenly|trop vite)\b[^.;!?]{0,25}\b(?:demand\w+|ask\w*|request\w*|ecri\w+"
        r"|coch\w+|click\w*|cliqu\w+)\b[^.;!?]{0,60}<transfer>",
        "c'est par erreur que j'ai demandé de transférer mon résultat",
    ),
    (
        r"\b(?:demand\w+|ask\w*|request\w*)\b[^.;!?]{0,60}<transfer>[^.;!?]{0,60}"
        r"\b(?:par erreur|by mistake|par megarde|sans le vouloir|accidentally|in error)\b",
        "j'ai demandé de transférer mon résultat sans le vouloir",
    ),
    (
        r"\b(?:voulais|pensais|comptais|souhaitais|desirais|l'intention|wanted|planned|intended"
        r"|(?:was|were) going|thought|aurais (?:bien )?voulu)\b[^.;!?]{0,60}<transfer>[^.;!?]{0,60}"
        r"\b(?:mais|but|finalement|however)\b[^.;!?]{0,20}\b(?:j'ai (?:decide|prefere|choisi"
        r"|change|renonce|trouve)|je (?:prefere|quitte|renonce|vais (?:attendre|repasser|refaire"
        r"|plutot|laisser|abandonner|quitter))"
        r"|i (?:have |'ve )?(?:decided|chose|prefer|changed|found)|i'll (?:wait|rather|retake)"
        r"|[^.;!?]{0,12} d'attendre|trop tard|too late|told me to wait|plus"
        r"|no longer|not any ?more)\b",
        "je voulais transférer mon résultat mais j'ai décidé de repasser l'examen",
    ),
    (
        r"\b(?:m'oblige\w*|me force\w*|forced to|forcing me|pressured|pressing me)\b"
        r"[^.;!?]{0,50}<transfer>",
        "on m'oblige à transférer mon résultat",
    ),
    (
        rf"\b(?:ex|quelqu'un|someone|somebody|{_NEAR_ONES}) (?:veut|veulent|wants?|essaie|essaye"
        r"|tries|is trying|tente)(?: to| de| d'| faire)* ?<transfer> (?:mon|ma|mes|my)\b",
        "my ex wants to transfer my exam result",
    ),
    (
        rf"\b{_NEAR_ONES}\b[^.;!?]{{0,25}}"
        r"\b(?:veut|veulent|voudrait|voulait|insist\w*|exig\w+|oblig\w+|forc\w+|pouss\w+|press\w+"
        r"|wants?|wanted|tells?|told|asks?|asked|dit|requires?|pushe\w*|pushing|demande\w*"
        r"|aimerait)\b[^.;!?]{0,60}"
        r"<transfer>[^.;!?]{0,90}\b(?:mais|but|sauf que|par contre|however|although|bien que"
        r"|malgre)\b",
        "mon employeur veut que je fasse transférer mon résultat mais je ne suis pas d'accord",
    ),
    (
        r"\b(?:usurp\w+|impost\w+|impersonat\w+|identity theft|vol d'identite|fraud\w*"
        r"|pretend\w*|se faisant passer|posing as)\b[^.;!?]{0,60}<transfer>",
        "on a usurpé mon identité pour demander le transfert",
    ),
    (
        r"\b(?:qui|who|pourquoi|why)\b[^.;!?]{0,30}\b(?:a|ont|has|have|avez|did)\b[^.;!?]{0,12}"
        r"\b(?:demande|autorise|decide|asked|requested|authori[sz]ed|ordered|dit)\b"
        r"[^.;!?]{0,50}<transfer>",
        "qui a demandé que mon résultat soit transféré?",
    ),
    (
        r"\b(?:m'apercois|decouvr\w+|viens d'apprendre|m'apprend|constate|just (?:learned|found"
        r"|noticed|saw))\b[^.;!?]{0,60}<transfer>[^.;!?]{0,60}\b(?:sans|without|erreur|mistake)\b",
        "je viens d'apprendre que mon résultat a été transféré sans mon accord",
    ),
    (
        r"<transfer>[^.;!?]{0,120}\b(?:je vous poursui\w+|vous poursuivrai|mon avocate?|my lawyer"
        r"|(?:will|'ll) sue|over my dead body|tribunal|aurez affaire|plainte)\b",
        "si vous transférez mon résultat, je vous poursuis",
    ),
)
