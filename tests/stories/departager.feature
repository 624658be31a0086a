# language: fr
Fonctionnalité: Deux personnes modifient la même fiche

  Scénario: Deux gardiennes modifient la même fiche hors ligne, l'une départage sans réseau
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Et une fiche que les ordinateurs de Nadia et de Yann ont tous les deux
    Quand Nadia et Yann, sans réseau, changent le téléphone et l'adresse de cette fiche chacun à sa façon
    Et Yann retrouve le réseau et envoie
    Et Nadia retrouve le réseau et envoie
    Et Yann envoie encore une fois
    Alors les deux cartes disent « 1 fiche à vérifier »
    Et la page de Nadia montre ses valeurs à gauche et celles de Yann à droite, celles de Yann retenues
    Et la fiche de la personne dit sur les deux ordinateurs qu'elle a deux versions
    Quand le réseau de Nadia est coupé
    Et elle garde, au clavier, le téléphone de Yann et sa propre adresse
    Alors sa fiche est départagée, et attend d'être envoyée
    Quand Nadia retrouve le réseau et envoie
    Et Yann envoie encore une fois
    Alors les deux ordinateurs ont la même fiche et plus rien à vérifier
