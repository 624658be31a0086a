# language: fr
Fonctionnalité: La journée d'une gardienne, sans réseau puis avec

  Scénario: Ouvrir le matin
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Alors l'écran de verrouillage propose « Nadia M. »
    Quand elle tape sa phrase de passe
    Alors la page « Aujourd’hui » la salue

  Scénario: Une mauvaise phrase de passe
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Quand elle tape une mauvaise phrase de passe
    Alors l'écran dit que ce n'est pas la bonne phrase, et reste fermé

  Scénario: Travailler réseau coupé, puis tout envoyer
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Quand le réseau est coupé
    Et elle enregistre une personne par le formulaire court
    Et elle prévoit « 3h pour l’emploi » pour aujourd'hui
    Et elle fait l'appel de trois personnes connues
    Et elle ajoute quelqu'un venu sans inscription
    Alors la carte dit « 3 fiches seulement sur cet ordinateur »
    Quand elle demande à synchroniser
    Alors la carte dit toujours « 3 fiches seulement sur cet ordinateur »
    Quand le réseau revient
    Et elle demande à synchroniser
    Alors plus aucune fiche n'attend et le dernier échange est noté
    Et un deuxième ordinateur voit les mêmes personnes et les mêmes présences

  Scénario: Le programme est tué en pleine saisie
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Quand un programme enregistre une personne, en commence une autre, et est tué net
    Et elle tape sa phrase de passe
    Alors la personne enregistrée est là
    Et la fiche commencée revient au même champ, avec ce qui était tapé
