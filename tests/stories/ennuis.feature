# language: fr
Fonctionnalité: Ce qui peut mal tourner est dit clairement, et rien n'est perdu

  Scénario: Une deuxième copie du programme sur les mêmes fiches
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Quand une deuxième fenêtre s'ouvre sur le même dossier
    Alors elle dit que les fiches sont déjà ouvertes, et n'ouvre rien

  Scénario: Une base en clair à la place de la nôtre
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Quand quelqu'un a mis une base en clair à la place des fiches
    Et elle tape sa phrase de passe
    Alors l'écran refuse d'ouvrir et dit pourquoi

  Scénario: Un coffre abîmé
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Quand les deux exemplaires du coffre sont abîmés
    Alors l'écran refuse d'ouvrir et dit pourquoi

  Scénario: Un code d'invitation faux
    Étant donné un ordinateur neuf
    Quand on tape une adresse juste et un code faux
    Alors le premier démarrage dit que le code n'est pas le bon

  Scénario: Une adresse qui répond une page web
    Étant donné un ordinateur neuf
    Quand on tape l'adresse d'un site qui n'est pas un centre
    Alors le premier démarrage dit que ce n'est pas un centre Palier
