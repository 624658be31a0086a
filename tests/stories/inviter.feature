# language: fr
Fonctionnalité: La gardienne invite

  Scénario: Trois personnes invitées pour cet après-midi, dont une dit oui et ne vient pas
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Et une séance prévue aujourd'hui
    Quand Nadia invite trois personnes en tapant leur nom
    Alors trois personnes sont à joindre
    Quand elle les appelle l'une après l'autre, et note leur réponse d'une touche
    Alors deux viennent, une ne vient pas, et plus personne n'est à joindre
    Quand elle fait l'appel, où une seule est là, et clôt la séance
    Alors celle qui avait dit oui est à recontacter, et celle qui avait dit non est excusée
