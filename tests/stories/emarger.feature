# language: fr
Fonctionnalité: Deux personnes font l'appel de la même séance

  Scénario: Deux ordinateurs sans réseau à la porte d'une même séance, une feuille scellée trop tôt
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Et une séance d'aujourd'hui et deux personnes attendues, sur les ordinateurs de Nadia et de Yann
    Quand Nadia et Yann, sans réseau, font tous les deux signer la première personne
    Et Yann coche la seconde
    Et Nadia fait signer la personne qui anime et scelle la feuille
    Et Nadia retrouve le réseau et envoie
    Et Yann retrouve le réseau et envoie
    Et Nadia envoie encore une fois
    Alors les deux ordinateurs ont les deux personnes présentes, et les deux signatures de la première
    Et sur les deux l'appel dit que la feuille scellée ne dit pas tout
    Quand Nadia ouvre la feuille pour la corriger, la fait signer et la scelle de nouveau
    Et Nadia envoie encore une fois
    Et Yann envoie encore une fois
    Alors les deux ordinateurs gardent les deux feuilles, et plus rien n'est à corriger
