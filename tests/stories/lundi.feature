# language: fr
Fonctionnalité: Le lundi d'une conseillère

  Scénario: De la première rencontre à six mois après la sortie
    Étant donné l'ordinateur de Claire, relié au centre et ouvert
    Quand elle ouvre une fiche et note la rencontre
    Et elle dit la situation à l'entrée, un souhait et le projet qui en vient
    Alors le projet garde le souhait dont il vient
    Quand elle inscrit la personne à l'opération
    Et elle l'oriente vers un partenaire par une lettre remise
    Alors demander des nouvelles est prévu huit jours après, ou le jour de travail qui suit
    Quand 60 jours passent
    Et elle note un contrat, puis la sortie
    Alors la sortie compte comme un emploi, et les suivis se sont prévus tout seuls
    Quand 180 jours passent
    Et deux essais restent sans réponse, par deux moyens
    Et le troisième aboutit, et elle dit la situation six mois après
    Alors l'entrée et les six mois sont gardés côte à côte
    Quand la personne revient dans l'opération
    Alors son inscription est rouverte sans que rien de la première sortie soit perdu
