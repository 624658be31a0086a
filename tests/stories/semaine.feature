# language: fr
Fonctionnalité: La semaine d'une gardienne

  Scénario: Du hall de l'immeuble à la séance
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Quand elle enregistre deux personnes croisées dans le hall
    Et elle compte une rencontre sans nom dans le hall
    Alors les deux personnes sont sur l'ordinateur, et la rencontre est comptée sans personne
    Quand elle note de rappeler la première dans deux jours
    Et 2 jours passent
    Et elle la rappelle, et la personne viendra
    Alors plus rien n'est à faire pour elle, et sa fiche dit ce qui s'est dit
    Quand elle prévoit « 3h pour l’emploi » pour aujourd'hui
    Et la personne rappelée y vient
    Alors sa fiche dit qu'elle est mobilisée

  Scénario: Le programme est tué au milieu d'une étape
    Étant donné l'ordinateur de Nadia, relié au centre et verrouillé
    Quand un programme enregistre une personne, commence à noter son souhait, et est tué net
    Et elle tape sa phrase de passe
    Alors le souhait commencé revient au même champ, et s'enregistre
