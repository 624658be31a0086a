# language: fr
Fonctionnalité: La gardienne prévoit

  Scénario: Une séance de deux places, toutes les semaines, dont une ne se tiendra pas
    Étant donné l'ordinateur de Nadia, relié au centre et ouvert
    Quand elle prévoit une séance de deux places dans une semaine, répétée quatre fois
    Alors chaque date cochée est une séance à venir, que le calendrier dit aussi
    Quand elle inscrit trois personnes à la première
    Alors deux sont inscrites, et la troisième attend une place
    Quand une personne se décommande, et que Nadia donne sa place
    Alors celle qui attendait est inscrite, et plus personne n'attend
    Quand elle annule la dernière, où trop peu de personnes sont inscrites
    Alors la liste dit qu'elle est annulée, et pourquoi
