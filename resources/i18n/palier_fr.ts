<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="fr_FR">
<context>
    <name>ActionsPage</name>
    <message numerus="yes">
        <source>%n heure(s) financée(s)</source>
        <translation><numerusform>%n heure financée</numerusform><numerusform>%n heures financées</numerusform></translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message numerus="yes">
        <source>Ajout de %n fichier(s)…</source>
        <translation><numerusform>Ajout de %n fichier…</numerusform><numerusform>Ajout de %n fichiers…</numerusform></translation>
    </message>
</context>
<context>
    <name>AttendanceSheet</name>
    <message numerus="yes">
        <source>%n de 26 à 49 ans</source>
        <translation><numerusform>%n de 26 à 49 ans</numerusform><numerusform>%n de 26 à 49 ans</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n de 50 ans et plus</source>
        <translation><numerusform>%n de 50 ans et plus</numerusform><numerusform>%n de 50 ans et plus</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n de moins de 26 ans</source>
        <translation><numerusform>%n de moins de 26 ans</numerusform><numerusform>%n de moins de 26 ans</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n femme(s)</source>
        <translation><numerusform>%n femme</numerusform><numerusform>%n femmes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n homme(s)</source>
        <translation><numerusform>%n homme</numerusform><numerusform>%n hommes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n non communiqué</source>
        <translation><numerusform>%n non communiqué</numerusform><numerusform>%n non communiqué</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présent(s)</source>
        <translation><numerusform>%n présent</numerusform><numerusform>%n présents</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s)</source>
        <translation><numerusform>%n signature</numerusform><numerusform>%n signatures</numerusform></translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message numerus="yes">
        <source>%n demi-journée(s) comptée(s) en entier&#x202f;: l’heure d’arrivée ou de départ n’a pas été notée.</source>
        <translation><numerusform>%n demi-journée comptée en entier&#x202f;: l’heure d’arrivée ou de départ n’a pas été notée.</numerusform><numerusform>%n demi-journées comptées en entier&#x202f;: l’heure d’arrivée ou de départ n’a pas été notée.</numerusform></translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message numerus="yes">
        <source>%Ln fiche(s) à compléter</source>
        <translation><numerusform>%Ln fiche à compléter</numerusform><numerusform>%Ln fiches à compléter</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln ligne(s) à vérifier, laissée(s) de côté sans réponse</source>
        <translation><numerusform>%Ln ligne à vérifier, laissée de côté sans réponse</numerusform><numerusform>%Ln lignes à vérifier, laissées de côté sans réponse</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln nouvelle(s) personne(s)</source>
        <translation><numerusform>%Ln nouvelle personne</numerusform><numerusform>%Ln nouvelles personnes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Importer %Ln ligne(s)</source>
        <translation><numerusform>Importer %Ln ligne</numerusform><numerusform>Importer %Ln lignes</numerusform></translation>
    </message>
</context>
<context>
    <name>ClosingView</name>
    <message numerus="yes">
        <source>%n absent(s) à recontacter</source>
        <translation><numerusform>%n absent à recontacter</numerusform><numerusform>%n absents à recontacter</numerusform></translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s) sous les titres,</source>
        <translation><numerusform>%Ln ligne sous les titres,</numerusform><numerusform>%Ln lignes sous les titres,</numerusform></translation>
    </message>
</context>
<context>
    <name>ConflictsGroup</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>CopiesCard</name>
    <message numerus="yes">
        <source>%n copie(s). La dernière&#x202f;: %1, essayée.</source>
        <translation><numerusform>%n copie. La dernière&#x202f;: %1, essayée.</numerusform><numerusform>%n copies. La dernière&#x202f;: %1, essayée.</numerusform></translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message numerus="yes">
        <source>%n fiche(s) à envoyer</source>
        <translation><numerusform>%n fiche à envoyer</numerusform><numerusform>%n fiches à envoyer</numerusform></translation>
    </message>
</context>
<context>
    <name>DraftsBlock</name>
    <message numerus="yes">
        <source>%n brouillon(s) non terminé(s)</source>
        <translation><numerusform>%n brouillon non terminé</numerusform><numerusform>%n brouillons non terminés</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s) brouillon(s)</source>
        <translation><numerusform>et %n autre brouillon</numerusform><numerusform>et %n autres brouillons</numerusform></translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message numerus="yes">
        <source>%Ln personne(s) ajoutée(s)</source>
        <translation><numerusform>%Ln personne ajoutée</numerusform><numerusform>%Ln personnes ajoutées</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>sur %Ln ligne(s)</source>
        <translation><numerusform>sur %Ln ligne</numerusform><numerusform>sur %Ln lignes</numerusform></translation>
    </message>
</context>
<context>
    <name>FollowUpWords</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n j de retard</numerusform><numerusform>%n j de retard</numerusform></translation>
    </message>
</context>
<context>
    <name>FollowUpsCard</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n j de retard</numerusform><numerusform>%n j de retard</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Voir les %n suivi(s)</source>
        <translation><numerusform>Voir le suivi</numerusform><numerusform>Voir les %n suivis</numerusform></translation>
    </message>
</context>
<context>
    <name>FoundLine</name>
    <message numerus="yes">
        <source>%1 de plus sans filtre.</source>
        <translation><numerusform>%1 de plus sans filtre.</numerusform><numerusform>%1 de plus sans filtre.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 personne(s).</source>
        <translation><numerusform>%1 personne.</numerusform><numerusform>%1 personnes.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Les %1 premières personnes.</source>
        <translation><numerusform>Les %1 premières personnes.</numerusform><numerusform>Les %1 premières personnes.</numerusform></translation>
    </message>
</context>
<context>
    <name>GatheringCard</name>
    <message numerus="yes">
        <source>Inviter %n personne(s)</source>
        <translation><numerusform>Inviter %n personne</numerusform><numerusform>Inviter %n personnes</numerusform></translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message numerus="yes">
        <source>%1 dans %n séance(s)</source>
        <translation><numerusform>%1 dans %n séance</numerusform><numerusform>%1 dans %n séances</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n demi-journée(s)</source>
        <translation><numerusform>%n demi-journée</numerusform><numerusform>%n demi-journées</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n fois sans l’heure d’arrivée ou de départ</source>
        <translation><numerusform>%n fois sans l’heure d’arrivée ou de départ</numerusform><numerusform>%n fois sans l’heure d’arrivée ou de départ</numerusform></translation>
    </message>
</context>
<context>
    <name>InvitationsPage</name>
    <message numerus="yes">
        <source>%n personne(s) invitée(s).</source>
        <translation><numerusform>%n personne invitée.</numerusform><numerusform>%n personnes invitées.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Complet&#x202f;: %n personne(s) en attente d’une place.</source>
        <translation><numerusform>Complet&#x202f;: %n personne en attente d’une place.</numerusform><numerusform>Complet&#x202f;: %n personnes en attente d’une place.</numerusform></translation>
    </message>
</context>
<context>
    <name>LossReceipt</name>
    <message numerus="yes">
        <source>%n enregistrement(s) perdu(s), au plus.</source>
        <translation><numerusform>%n enregistrement perdu, au plus.</numerusform><numerusform>%n enregistrements perdus, au plus.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s) illisible(s).</source>
        <translation><numerusform>%n pièce jointe illisible.</numerusform><numerusform>%n pièces jointes illisibles.</numerusform></translation>
    </message>
</context>
<context>
    <name>MonthWords</name>
    <message numerus="yes">
        <source>%n séance(s)</source>
        <translation><numerusform>%n séance</numerusform><numerusform>%n séances</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>NextStepCard</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n j de retard</numerusform><numerusform>%n j de retard</numerusform></translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message numerus="yes">
        <source>%n heure(s) par semaine</source>
        <translation><numerusform>%n heure par semaine</numerusform><numerusform>%n heures par semaine</numerusform></translation>
    </message>
</context>
<context>
    <name>OffersView</name>
    <message numerus="yes">
        <source>%n offre(s), les fournisseurs du bailleur d’abord</source>
        <translation><numerusform>%n offre, les fournisseurs du bailleur d’abord</numerusform><numerusform>%n offres, les fournisseurs du bailleur d’abord</numerusform></translation>
    </message>
</context>
<context>
    <name>OpenDaysBlock</name>
    <message numerus="yes">
        <source>%n feuille(s) à clore</source>
        <translation><numerusform>%n feuille à clore</numerusform><numerusform>%n feuilles à clore</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s), parmi les séances passées</source>
        <translation><numerusform>et %n autre, parmi les séances passées</numerusform><numerusform>et %n autres, parmi les séances passées</numerusform></translation>
    </message>
</context>
<context>
    <name>PathLines</name>
    <message numerus="yes">
        <source>%n retour(s)</source>
        <translation><numerusform>%n retour</numerusform><numerusform>%n retours</numerusform></translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message numerus="yes">
        <source>%n fiche(s) de sa part reste(nt) ici, en attente d’envoi.</source>
        <translation><numerusform>%n fiche de sa part reste ici, en attente d’envoi.</numerusform><numerusform>%n fiches de sa part restent ici, en attente d’envoi.</numerusform></translation>
    </message>
</context>
<context>
    <name>ReferralWords</name>
    <message numerus="yes">
        <source>Depuis %n jour(s)</source>
        <translation><numerusform>Depuis %n jour</numerusform><numerusform>Depuis %n jours</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Sans nouvelles depuis %n jour(s)</source>
        <translation><numerusform>Sans nouvelles depuis %n jour</numerusform><numerusform>Sans nouvelles depuis %n jours</numerusform></translation>
    </message>
</context>
<context>
    <name>ReferralsView</name>
    <message numerus="yes">
        <source>%n orientation(s), la plus longue sans nouvelles d’abord</source>
        <translation><numerusform>%n orientation, la plus longue sans nouvelles d’abord</numerusform><numerusform>%n orientations, la plus longue sans nouvelles d’abord</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n à relancer</source>
        <translation><numerusform>%n à relancer</numerusform><numerusform>%n à relancer</numerusform></translation>
    </message>
</context>
<context>
    <name>RefusedGroup</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>Registers</name>
    <message numerus="yes">
        <source>%1 suivies par %n personne(s)</source>
        <translation><numerusform>%1 suivies par %n personne</numerusform><numerusform>%1 suivies par %n personnes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n ligne(s)</source>
        <translation><numerusform>%1, %n ligne</numerusform><numerusform>%1, %n lignes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1&#x202f;: %2, %n personne(s)</source>
        <translation><numerusform>%1&#x202f;: %2, %n personne</numerusform><numerusform>%1&#x202f;: %2, %n personnes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n feuille(s) scellée(s)</source>
        <translation><numerusform>%n feuille scellée</numerusform><numerusform>%n feuilles scellées</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s)</source>
        <translation><numerusform>%n séance</numerusform><numerusform>%n séances</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n venue(s) sans nom</source>
        <translation><numerusform>%n venue sans nom</numerusform><numerusform>%n venues sans nom</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Archive enregistrée, sans %n feuille(s) qui n’est pas sur cet ordinateur</source>
        <translation><numerusform>Archive enregistrée, sans %n feuille qui n’est pas sur cet ordinateur</numerusform><numerusform>Archive enregistrée, sans %n feuilles qui ne sont pas sur cet ordinateur</numerusform></translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message numerus="yes">
        <source>Le centre demande de retirer %n fiche(s)</source>
        <translation><numerusform>Le centre demande de retirer %n fiche</numerusform><numerusform>Le centre demande de retirer %n fiches</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>sur les %n de cet ordinateur.</source>
        <translation><numerusform>sur les %n de cet ordinateur.</numerusform><numerusform>sur les %n de cet ordinateur.</numerusform></translation>
    </message>
</context>
<context>
    <name>RepetitionView</name>
    <message numerus="yes">
        <source>%n date(s) sautée(s)</source>
        <translation><numerusform>%n date sautée</numerusform><numerusform>%n dates sautées</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s) à prévoir</source>
        <translation><numerusform>%n séance à prévoir</numerusform><numerusform>%n séances à prévoir</numerusform></translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s) à défaire&#x202f;: les fiches ouvertes sont mises de côté.</source>
        <translation><numerusform>%Ln ligne à défaire&#x202f;: les fiches ouvertes sont mises de côté.</numerusform><numerusform>%Ln lignes à défaire&#x202f;: les fiches ouvertes sont mises de côté.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln ligne(s) à garder, car autre chose en dépend&#x202f;:</source>
        <translation><numerusform>%Ln ligne à garder, car autre chose en dépend&#x202f;:</numerusform><numerusform>%Ln lignes à garder, car autre chose en dépend&#x202f;:</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>L’import s’est arrêté avant la fin&#x202f;: il manque %Ln ligne(s).</source>
        <translation><numerusform>L’import s’est arrêté avant la fin&#x202f;: il manque %Ln ligne.</numerusform><numerusform>L’import s’est arrêté avant la fin&#x202f;: il manque %Ln lignes.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>et %Ln autre(s).</source>
        <translation><numerusform>et %Ln autre.</numerusform><numerusform>et %Ln autres.</numerusform></translation>
    </message>
</context>
<context>
    <name>ResemblingPairsView</name>
    <message numerus="yes">
        <source>%n paire(s) à regarder, la plus ressemblante d’abord.</source>
        <translation><numerusform>%n paire à regarder, la plus ressemblante d’abord.</numerusform><numerusform>%n paires à regarder, la plus ressemblante d’abord.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Et %n autre(s), une fois celles-ci décidées.</source>
        <translation><numerusform>Et %n autre, une fois celles-ci décidées.</numerusform><numerusform>Et %n autres, une fois celles-ci décidées.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Les %n paires les plus ressemblantes.</source>
        <translation><numerusform>Les %n paires les plus ressemblantes.</numerusform><numerusform>Les %n paires les plus ressemblantes.</numerusform></translation>
    </message>
</context>
<context>
    <name>ResidentErasureView</name>
    <message numerus="yes">
        <source>Restent %n présence(s) ou rencontre(s), comptées sans nom.</source>
        <translation><numerusform>Reste %n présence ou rencontre, comptée sans nom.</numerusform><numerusform>Restent %n présences ou rencontres, comptées sans nom.</numerusform></translation>
    </message>
</context>
<context>
    <name>ResidentMergeView</name>
    <message numerus="yes">
        <source>Vous pourrez séparer les deux fiches pendant %n jour(s).</source>
        <translation><numerusform>Vous pourrez séparer les deux fiches pendant %n jour.</numerusform><numerusform>Vous pourrez séparer les deux fiches pendant %n jours.</numerusform></translation>
    </message>
</context>
<context>
    <name>ResidentSheet</name>
    <message numerus="yes">
        <source>et %n séance(s) avant</source>
        <translation><numerusform>et %n séance avant</numerusform><numerusform>et %n séances avant</numerusform></translation>
    </message>
</context>
<context>
    <name>ResidentWords</name>
    <message numerus="yes">
        <source>%n an(s)</source>
        <translation><numerusform>%n an</numerusform><numerusform>%n ans</numerusform></translation>
    </message>
</context>
<context>
    <name>ResidentsView</name>
    <message numerus="yes">
        <source>Sans filtre, %1 personne(s) y répondent.</source>
        <translation><numerusform>Sans filtre, %1 personne y répond.</numerusform><numerusform>Sans filtre, %1 personnes y répondent.</numerusform></translation>
    </message>
</context>
<context>
    <name>RollSideView</name>
    <message numerus="yes">
        <source>%n sans inscription</source>
        <translation><numerusform>%n sans inscription</numerusform><numerusform>%n sans inscription</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s)</source>
        <translation><numerusform>%n signature</numerusform><numerusform>%n signatures</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>inscrit(s)</source>
        <translation><numerusform>inscrit</numerusform><numerusform>inscrits</numerusform></translation>
    </message>
</context>
<context>
    <name>RollView</name>
    <message numerus="yes">
        <source>%n personne(s) à recontacter.</source>
        <translation><numerusform>%n personne à recontacter.</numerusform><numerusform>%n personnes à recontacter.</numerusform></translation>
    </message>
</context>
<context>
    <name>ScansGroup</name>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s)</source>
        <translation><numerusform>%n pièce jointe</numerusform><numerusform>%n pièces jointes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation><numerusform>%n min</numerusform><numerusform>%n min</numerusform></translation>
    </message>
</context>
<context>
    <name>SettledGroup</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>SheetDoubts</name>
    <message numerus="yes">
        <source>%n demi-journée(s) de plus de quatre heures, qu’un financeur peut refuser.</source>
        <translation><numerusform>%n demi-journée de plus de quatre heures, qu’un financeur peut refuser.</numerusform><numerusform>%n demi-journées de plus de quatre heures, qu’un financeur peut refuser.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n personne(s) notée(s) présente(s) ailleurs à la même heure.</source>
        <translation><numerusform>%n personne notée présente ailleurs à la même heure.</numerusform><numerusform>%n personnes notées présentes ailleurs à la même heure.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présence(s) sans signature.</source>
        <translation><numerusform>%n présence sans signature.</numerusform><numerusform>%n présences sans signature.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s) à plus d’une demi-heure de la séance.</source>
        <translation><numerusform>%n signature à plus d’une demi-heure de la séance.</numerusform><numerusform>%n signatures à plus d’une demi-heure de la séance.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>La personne qui anime n’a pas signé pour %n demi-journée(s).</source>
        <translation><numerusform>La personne qui anime n’a pas signé pour %n demi-journée.</numerusform><numerusform>La personne qui anime n’a pas signé pour %n demi-journées.</numerusform></translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message numerus="yes">
        <source>%n modification(s) copiée(s) dans %1.</source>
        <translation><numerusform>%n modification copiée dans %1.</numerusform><numerusform>%n modifications copiées dans %1.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) reçue(s) par le centre.</source>
        <translation><numerusform>%n modification reçue par le centre.</numerusform><numerusform>%n modifications reçues par le centre.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Il en reste %n&#x202f;: faites une deuxième copie.</source>
        <translation><numerusform>Il en reste %n&#x202f;: faites une deuxième copie.</numerusform><numerusform>Il en reste %n&#x202f;: faites une deuxième copie.</numerusform></translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message numerus="yes">
        <source>%n fiche(s) seulement sur cet ordinateur.</source>
        <translation><numerusform>%n fiche seulement sur cet ordinateur.</numerusform><numerusform>%n fiches seulement sur cet ordinateur.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n fiche(s) à vérifier</source>
        <translation><numerusform>%n fiche à vérifier</numerusform><numerusform>%n fiches à vérifier</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n heure(s)</source>
        <translation><numerusform>%n heure</numerusform><numerusform>%n heures</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n jour(s)</source>
        <translation><numerusform>%n jour</numerusform><numerusform>%n jours</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation><numerusform>%n minute</numerusform><numerusform>%n minutes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s) seulement sur cet ordinateur.</source>
        <translation><numerusform>%n pièce jointe seulement sur cet ordinateur.</numerusform><numerusform>%n pièces jointes seulement sur cet ordinateur.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>La plus ancienne attend depuis %n jour(s).</source>
        <translation><numerusform>La plus ancienne attend depuis %n jour.</numerusform><numerusform>La plus ancienne attend depuis %n jours.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Sans nouvelles du centre depuis %n jour(s).</source>
        <translation><numerusform>Sans nouvelles du centre depuis %n jour.</numerusform><numerusform>Sans nouvelles du centre depuis %n jours.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Trouvez du réseau&#x202f;: cet ordinateur se verrouille dans %n jour(s).</source>
        <translation><numerusform>Trouvez du réseau&#x202f;: cet ordinateur se verrouille dans %n jour.</numerusform><numerusform>Trouvez du réseau&#x202f;: cet ordinateur se verrouille dans %n jours.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>depuis %n jour(s)</source>
        <translation><numerusform>depuis %n jour</numerusform><numerusform>depuis %n jours</numerusform></translation>
    </message>
</context>
<context>
    <name>TrailCard</name>
    <message numerus="yes">
        <source>Intact, %n ligne(s)</source>
        <translation><numerusform>Intact, %n ligne</numerusform><numerusform>Intact, %n lignes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Réparé, %n ligne(s) perdue(s)</source>
        <translation><numerusform>Réparé, %n ligne perdue</numerusform><numerusform>Réparé, %n lignes perdues</numerusform></translation>
    </message>
</context>
<context>
    <name>UnsentGroup</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>et %n autre</numerusform><numerusform>et %n autres</numerusform></translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message numerus="yes">
        <source>%Ln ligne(s) à vérifier pour leur adresse seulement.</source>
        <translation><numerusform>%Ln ligne à vérifier pour leur adresse seulement.</numerusform><numerusform>%Ln lignes à vérifier pour leur adresse seulement.</numerusform></translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message numerus="yes">
        <source>%n personne(s) inscrite(s)</source>
        <translation><numerusform>%n personne inscrite</numerusform><numerusform>%n personnes inscrites</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) libre(s).</source>
        <translation><numerusform>%n place libre.</numerusform><numerusform>%n places libres.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>pour %n place(s).</source>
        <translation><numerusform>pour %n place.</numerusform><numerusform>pour %n places.</numerusform></translation>
    </message>
</context>
<context>
    <name>WayButtons</name>
    <message numerus="yes">
        <source>%n fiche(s) à effacer</source>
        <translation><numerusform>%n fiche à effacer</numerusform><numerusform>%n fiches à effacer</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n orientation(s) en cours</source>
        <translation><numerusform>%n orientation en cours</numerusform><numerusform>%n orientations en cours</numerusform></translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s)</source>
        <translation><numerusform>%Ln ligne</numerusform><numerusform>%Ln lignes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln mot(s) à choisir.</source>
        <translation><numerusform>%Ln mot à choisir.</numerusform><numerusform>%Ln mots à choisir.</numerusform></translation>
    </message>
</context>
<context>
    <name>WorkshopFormView</name>
    <message numerus="yes">
        <source>%n séance(s) annulée(s).</source>
        <translation><numerusform>%n séance annulée.</numerusform><numerusform>%n séances annulées.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s) prévue(s).</source>
        <translation><numerusform>%n séance prévue.</numerusform><numerusform>%n séances prévues.</numerusform></translation>
    </message>
</context>
<context>
    <name>WorkshopWords</name>
    <message numerus="yes">
        <source>%n inscrit(s)</source>
        <translation><numerusform>%n inscrit</numerusform><numerusform>%n inscrits</numerusform></translation>
    </message>
</context>
<context>
    <name>WorkshopsBlock</name>
    <message numerus="yes">
        <source>%n inscrit(s)</source>
        <translation><numerusform>%n inscrit</numerusform><numerusform>%n inscrits</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présent(s)</source>
        <translation><numerusform>%n présent</numerusform><numerusform>%n présents</numerusform></translation>
    </message>
</context>
</TS>
