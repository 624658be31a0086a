# language: fr
Fonctionnalité: La soirée d'un travailleur de rue

  Scénario: Un stand sans réseau, puis tout envoyer
    Étant donné l'ordinateur de Yann, relié au centre et ouvert
    Quand le réseau manque
    Et il compte trois rencontres sans nom sur son stand
    Et il enregistre une personne en lui disant la notice à l'oral
    Alors la notice écrite est à remettre sous trente jours
    Quand il ouvre « Café des ambassadeurs » et y reçoit quelqu'un venu sans inscription
    Et il demande à synchroniser en vain
    Alors tout attend sur l'ordinateur, et rien n'est perdu
    Quand le réseau est là et il demande à synchroniser
    Alors plus rien n'attend, et le centre a tout
