<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="fr_FR">
<context>
    <name>ActionWords</name>
    <message>
        <source>Approche %1</source>
        <translation>%1 approach</translation>
    </message>
    <message>
        <source>comptée en %1</source>
        <translation>counted in %1</translation>
    </message>
    <message>
        <source>proposée par %1</source>
        <translation>offered by %1</translation>
    </message>
</context>
<context>
    <name>ActionsPage</name>
    <message numerus="yes">
        <source>%n heure(s) financée(s)</source>
        <translation><numerusform>%n hour paid for</numerusform><numerusform>%n hours paid for</numerusform></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Programme actions</translation>
    </message>
    <message>
        <source>Ajoutez ce qui est proposé aux habitants&#x202f;: les séances pourront s’y rattacher.</source>
        <translation>Add what residents are offered: workshops can then be held within it.</translation>
    </message>
    <message>
        <source>Aucune action pour l’instant</source>
        <translation>No action yet</translation>
    </message>
    <message>
        <source>Ce que les partenaires proposent. Une séance prend le titre exact de son action.</source>
        <translation>What partners offer. A workshop takes the exact title of its action.</translation>
    </message>
    <message>
        <source>Entrée&#x202f;: corriger. Les feuilles déjà scellées gardent l’ancien titre.</source>
        <translation>Enter: correct. Sheets already sealed keep the former title.</translation>
    </message>
    <message>
        <source>Nouvelle action</source>
        <translation>New action</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Sans financeur</source>
        <translation>No funder</translation>
    </message>
    <message>
        <source>Toutes les séances</source>
        <translation>All workshops</translation>
    </message>
    <message>
        <source>certifiée</source>
        <translation>certified</translation>
    </message>
    <message>
        <source>«&#x202f;%1&#x202f;» ne sera plus proposée.</source>
        <translation>“%1” will be offered no more.</translation>
    </message>
</context>
<context>
    <name>AddPanel</name>
    <message>
        <source>Ajouter cette personne</source>
        <translation>Add this person</translation>
    </message>
    <message>
        <source>Ajouter une personne</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>Choisissez la personne à ajouter.</source>
        <translation>Choose the person to add.</translation>
    </message>
    <message>
        <source>Choisissez un nom</source>
        <translation>Choose a name</translation>
    </message>
    <message>
        <source>Laissez-lui le clavier&#x202f;: elle seule doit connaître sa phrase.</source>
        <translation>Hand them the keyboard: only they should know their passphrase.</translation>
    </message>
    <message>
        <source>Qui&#x202f;?</source>
        <translation>Who?</translation>
    </message>
    <message>
        <source>Sa phrase de passe</source>
        <translation>Their passphrase</translation>
    </message>
    <message>
        <source>Tout le monde ici ouvre déjà cet ordinateur. Les nouveaux arrivent par le centre.</source>
        <translation>Everybody here already opens this computer. New colleagues arrive through the centre.</translation>
    </message>
</context>
<context>
    <name>AddStepView</name>
    <message>
        <source>Ajouter une étape</source>
        <translation>Add a step</translation>
    </message>
    <message>
        <source>Ce qui s’est passé, ou ce qui vient d’être dit.</source>
        <translation>What has happened, or what has just been said.</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>AddressDoubt</name>
    <message>
        <source>À vérifier&#x202f;: %1 est le code postal de %2, pas de «&#x202f;%3&#x202f;».</source>
        <translation>To check: %1 is the postcode of %2, not of “%3”.</translation>
    </message>
    <message>
        <source>À vérifier&#x202f;: aucune commune n’a le code postal %1.</source>
        <translation>To check: no French town has the postcode %1.</translation>
    </message>
    <message>
        <source>À vérifier&#x202f;: «&#x202f;%1&#x202f;» n’a pas la forme d’un code postal britannique.</source>
        <translation>To check: “%1” does not look like a British postcode.</translation>
    </message>
</context>
<context>
    <name>AddressField</name>
    <message>
        <source>Communes et codes postaux proposés</source>
        <translation>Suggested towns and postcodes</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>Choisir le fichier de la réponse…</source>
        <translation>Choose the file of the answer…</translation>
    </message>
    <message>
        <source>La réponse de votre organisme</source>
        <translation>Your organisation’s answer</translation>
    </message>
    <message>
        <source>Le fichier le remplit&#x202f;; vous pouvez aussi y coller le texte reçu, en entier.</source>
        <translation>The file fills it in; you may also paste the text you were sent, all of it.</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Phrase de passe choisie avec la demande</source>
        <translation>Passphrase chosen with the request</translation>
    </message>
    <message>
        <source>Revoir ma demande</source>
        <translation>See my request again</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>AskingCard</name>
    <message>
        <source>Revenir</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>AskingView</name>
    <message>
        <source>Choisissez le fichier de la réponse.</source>
        <translation>Choose the file of the answer.</translation>
    </message>
    <message>
        <source>Enregistrer la demande</source>
        <translation>Save the request</translation>
    </message>
    <message>
        <source>La réponse de votre organisme</source>
        <translation>Your organisation’s answer</translation>
    </message>
    <message>
        <source>Le fichier est enregistré.</source>
        <translation>The file is saved.</translation>
    </message>
    <message>
        <source>Ouverture…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Préparer ma demande</source>
        <translation>Prepare my request</translation>
    </message>
    <message>
        <source>Réparer</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>demande-palier.txt</source>
        <translation>palier-request.txt</translation>
    </message>
    <message>
        <source>Écrivez votre phrase de passe.</source>
        <translation>Type your passphrase.</translation>
    </message>
</context>
<context>
    <name>AssigningCard</name>
    <message>
        <source>%1, en ce moment</source>
        <translation>%1, for now</translation>
    </message>
    <message>
        <source>Confier</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Confier à</source>
        <translation>Hand over to</translation>
    </message>
    <message>
        <source>Confier à ce collègue</source>
        <translation>Hand over to this colleague</translation>
    </message>
    <message>
        <source>Un collègue</source>
        <translation>A colleague</translation>
    </message>
</context>
<context>
    <name>AttachmentLine</name>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Retirer de la séance</source>
        <translation>Remove from the workshop</translation>
    </message>
</context>
<context>
    <name>AttachmentPage</name>
    <message>
        <source>Agrandir</source>
        <translation>Enlarge</translation>
    </message>
    <message>
        <source>Ajuster à la page</source>
        <translation>Fit to the page</translation>
    </message>
    <message>
        <source>Choisir un dossier…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>Enregistrer une copie non protégée</source>
        <translation>Save an unprotected copy</translation>
    </message>
    <message>
        <source>Enregistrer une copie…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Enregistrez-en une copie pour l’ouvrir avec un autre programme.</source>
        <translation>Save a copy of it to open it with another program.</translation>
    </message>
    <message>
        <source>Ici, ce document est chiffré. Une copie pourra être lue par quiconque ouvre le dossier où vous l’enregistrez&#x202f;: supprimez-la dès que vous n’en avez plus besoin.</source>
        <translation>Here, this document is encrypted. A copy can be read by anybody who opens the folder you save it in: delete it as soon as you no longer need it.</translation>
    </message>
    <message>
        <source>La copie est enregistrée. Elle n’est pas chiffrée&#x202f;: supprimez-la après usage.</source>
        <translation>The copy is saved. It is not encrypted: delete it after use.</translation>
    </message>
    <message>
        <source>Palier n’affiche pas ce document</source>
        <translation>Palier does not show this document</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Revenir à la séance</source>
        <translation>Back to the workshop</translation>
    </message>
    <message>
        <source>Une copie ne serait plus protégée</source>
        <translation>A copy would no longer be protected</translation>
    </message>
</context>
<context>
    <name>AttachmentWords</name>
    <message>
        <source>abîmée, à ajouter de nouveau</source>
        <translation>damaged, to be added again</translation>
    </message>
    <message>
        <source>pas encore au centre</source>
        <translation>not at the centre yet</translation>
    </message>
    <message>
        <source>reçue par le centre</source>
        <translation>received by the centre</translation>
    </message>
    <message>
        <source>seulement sur cet ordinateur</source>
        <translation>only on this computer</translation>
    </message>
    <message>
        <source>à recevoir</source>
        <translation>to be received</translation>
    </message>
</context>
<context>
    <name>AttachmentsCard</name>
    <message numerus="yes">
        <source>Ajout de %n fichier(s)…</source>
        <translation><numerusform>Adding %n file…</numerusform><numerusform>Adding %n files…</numerusform></translation>
    </message>
    <message>
        <source>Ajouter</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Ajouter un scan à la séance</source>
        <translation>Add a scan to the workshop</translation>
    </message>
    <message>
        <source>Ajoutez le scan de la feuille d’émargement (PDF, JPEG ou PNG), ou déposez-le ici.</source>
        <translation>Add the scan of the attendance sheet (PDF, JPEG or PNG), or drop it here.</translation>
    </message>
    <message>
        <source>Choisir un scan</source>
        <translation>Choose a scan</translation>
    </message>
    <message>
        <source>La pièce jointe est retirée.</source>
        <translation>The attachment has been removed.</translation>
    </message>
    <message>
        <source>Le scan est joint à la séance.</source>
        <translation>The scan is attached to the workshop.</translation>
    </message>
    <message>
        <source>Pièces jointes</source>
        <translation>Attachments</translation>
    </message>
    <message>
        <source>Scans et photos (%1)</source>
        <translation>Scans and pictures (%1)</translation>
    </message>
</context>
<context>
    <name>AttendanceSheet</name>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n de 26 à 49 ans</source>
        <translation><numerusform>%n aged 26 to 49</numerusform><numerusform>%n aged 26 to 49</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n de 50 ans et plus</source>
        <translation><numerusform>%n aged 50 and over</numerusform><numerusform>%n aged 50 and over</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n de moins de 26 ans</source>
        <translation><numerusform>%n under 26</numerusform><numerusform>%n under 26</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n femme(s)</source>
        <translation><numerusform>%n woman</numerusform><numerusform>%n women</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n homme(s)</source>
        <translation><numerusform>%n man</numerusform><numerusform>%n men</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n non communiqué</source>
        <translation><numerusform>%n not stated</numerusform><numerusform>%n not stated</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présent(s)</source>
        <translation><numerusform>%n present</numerusform><numerusform>%n present</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s)</source>
        <translation><numerusform>%n signature</numerusform><numerusform>%n signatures</numerusform></translation>
    </message>
    <message>
        <source>Action financée par&#x202f;: %1</source>
        <translation>Action funded by: %1</translation>
    </message>
    <message>
        <source>Animation</source>
        <translation>Facilitators</translation>
    </message>
    <message>
        <source>Avenant&#x202f;: remplace la feuille scellée le %1. Motif&#x202f;: %2.</source>
        <translation>Amendment: replaces the sheet sealed on %1. Reason: %2.</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Feuille d’émargement</source>
        <translation>Attendance sheet</translation>
    </message>
    <message>
        <source>Feuille éditée par Palier</source>
        <translation>Sheet made by Palier</translation>
    </message>
    <message>
        <source>Lieu</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>NOM Prénom</source>
        <translation>NAME First name</translation>
    </message>
    <message>
        <source>Nom et signature de la personne qui anime</source>
        <translation>Name and signature of the facilitator</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Organisme</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Personne effacée</source>
        <translation>Person erased</translation>
    </message>
    <message>
        <source>Personnes venues sans donner leur nom</source>
        <translation>People who came without giving a name</translation>
    </message>
    <message>
        <source>Scellée le %1 · n° %2 · contenu %3</source>
        <translation>Sealed on %1 · no. %2 · content %3</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>animation signée</source>
        <translation>facilitator signed</translation>
    </message>
    <message>
        <source>animation à signer</source>
        <translation>facilitator to sign</translation>
    </message>
    <message>
        <source>emargement-%1.pdf</source>
        <translation>attendance-%1.pdf</translation>
    </message>
    <message>
        <source>présence non signée</source>
        <translation>attendance not signed</translation>
    </message>
    <message>
        <source>signé sur papier</source>
        <translation>signed on paper</translation>
    </message>
</context>
<context>
    <name>BadgeSaving</name>
    <message>
        <source>Enregistrer les badges</source>
        <translation>Save the badges</translation>
    </message>
    <message>
        <source>Fichiers PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Les badges sont enregistrés. Le fichier porte des noms&#x202f;: supprimez-le après impression.</source>
        <translation>The badges are saved. The file carries names: delete it once printed.</translation>
    </message>
</context>
<context>
    <name>Badges</name>
    <message>
        <source>Badges</source>
        <translation>Badges</translation>
    </message>
    <message>
        <source>À présenter à l’accueil de chaque séance</source>
        <translation>Show it on arrival at each workshop</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Fermer ce message</source>
        <translation>Close this message</translation>
    </message>
</context>
<context>
    <name>BirthParser</name>
    <message>
        <source>Un 1er janvier&#x202f;: est-ce bien le jour&#x202f;? Sinon, l’année suffit.</source>
        <translation>A 1 January: is it really the day? If not, the year is enough.</translation>
    </message>
</context>
<context>
    <name>CallingCard</name>
    <message>
        <source>Comment</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Ne plus inviter</source>
        <translation>Invite no more</translation>
    </message>
    <message>
        <source>Pour toutes les dates à venir</source>
        <translation>For all the dates to come</translation>
    </message>
    <message>
        <source>Prévenue par</source>
        <translation>Told by</translation>
    </message>
</context>
<context>
    <name>CandidatesView</name>
    <message>
        <source>Inscrire</source>
        <translation>Put on list</translation>
    </message>
    <message>
        <source>L’ajouter ici</source>
        <translation>Add them here</translation>
    </message>
    <message>
        <source>Personne de ce nom n’est connu ici.</source>
        <translation>Nobody of that name is known here.</translation>
    </message>
    <message>
        <source>Personnes trouvées</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>déjà présent·e</source>
        <translation>already here</translation>
    </message>
    <message>
        <source>en attente</source>
        <translation>waiting</translation>
    </message>
    <message>
        <source>sur la liste</source>
        <translation>on the list</translation>
    </message>
</context>
<context>
    <name>Certificate</name>
    <message>
        <source>%1 atteste que %2 a participé à ce qui suit.</source>
        <translation>%1 certifies that %2 took part in what follows.</translation>
    </message>
    <message>
        <source>%1 sur %2 sont sur des feuilles d’émargement scellées. Les autres sont notées à l’appel.</source>
        <translation>%1 of %2 are on sealed attendance sheets. The others were noted at roll-call.</translation>
    </message>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n demi-journée(s) comptée(s) en entier&#x202f;: l’heure d’arrivée ou de départ n’a pas été notée.</source>
        <translation><numerusform>%n half-day counted whole: the time of arrival or leaving was not noted.</numerusform><numerusform>%n half-days counted whole: the time of arrival or leaving was not noted.</numerusform></translation>
    </message>
    <message>
        <source>Attestation de présence</source>
        <translation>Certificate of attendance</translation>
    </message>
    <message>
        <source>Attestation éditée par Palier le %1</source>
        <translation>Certificate made by Palier on %1</translation>
    </message>
    <message>
        <source>Ces heures sont notées à l’appel. Aucune n’est encore sur une feuille d’émargement scellée.</source>
        <translation>These hours were noted at roll-call. None is on a sealed attendance sheet yet.</translation>
    </message>
    <message>
        <source>Durée totale</source>
        <translation>Total time</translation>
    </message>
    <message>
        <source>Délivrée par %1.</source>
        <translation>Issued by %1.</translation>
    </message>
    <message>
        <source>En tout</source>
        <translation>In all</translation>
    </message>
    <message>
        <source>Fait le %2.</source>
        <translation>Done on %2.</translation>
    </message>
    <message>
        <source>Fait à %1, le %2.</source>
        <translation>Done at %1, on %2.</translation>
    </message>
    <message>
        <source>Financement</source>
        <translation>Funding</translation>
    </message>
    <message>
        <source>Heures suivies</source>
        <translation>Hours attended</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Organisme</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Preuves</source>
        <translation>Proof</translation>
    </message>
    <message>
        <source>Signature et cachet&#x202f;:</source>
        <translation>Signature and stamp:</translation>
    </message>
    <message>
        <source>Toutes ces heures sont sur des feuilles d’émargement scellées.</source>
        <translation>All these hours are on sealed attendance sheets.</translation>
    </message>
    <message>
        <source>À savoir</source>
        <translation>To be known</translation>
    </message>
</context>
<context>
    <name>CertificateSaving</name>
    <message>
        <source>Enregistrer les attestations</source>
        <translation>Save the certificates</translation>
    </message>
    <message>
        <source>Fichiers PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>L’attestation est enregistrée en PDF. Elle n’est pas chiffrée&#x202f;: supprimez-la après usage.</source>
        <translation>The certificate is saved as a PDF. It is not encrypted: delete it after use.</translation>
    </message>
    <message>
        <source>attestations.pdf</source>
        <translation>certificates.pdf</translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message numerus="yes">
        <source>%Ln fiche(s) à compléter</source>
        <translation><numerusform>%Ln record to complete</numerusform><numerusform>%Ln records to complete</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln ligne(s) à vérifier, laissée(s) de côté sans réponse</source>
        <translation><numerusform>%Ln line to check, left out without an answer</numerusform><numerusform>%Ln lines to check, left out without an answer</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln nouvelle(s) personne(s)</source>
        <translation><numerusform>%Ln new person</numerusform><numerusform>%Ln new people</numerusform></translation>
    </message>
    <message>
        <source>Importer</source>
        <translation>Import</translation>
    </message>
    <message numerus="yes">
        <source>Importer %Ln ligne(s)</source>
        <translation><numerusform>Import %Ln line</numerusform><numerusform>Import %Ln lines</numerusform></translation>
    </message>
    <message>
        <source>Lecture des lignes</source>
        <translation>Reading the lines</translation>
    </message>
    <message>
        <source>Lecture et comparaison de chaque ligne…</source>
        <translation>Reading and comparing each line…</translation>
    </message>
    <message>
        <source>Lignes du fichier</source>
        <translation>Lines of the file</translation>
    </message>
    <message>
        <source>Lignes montrées</source>
        <translation>Lines shown</translation>
    </message>
    <message>
        <source>Toutes (%1)</source>
        <translation>All (%1)</translation>
    </message>
    <message>
        <source>laissée de côté</source>
        <translation>left out</translation>
    </message>
    <message>
        <source>même personne</source>
        <translation>same person</translation>
    </message>
    <message>
        <source>nouvelle</source>
        <translation>new</translation>
    </message>
</context>
<context>
    <name>ClosingView</name>
    <message>
        <source>%1 a prévenu</source>
        <translation>%1 told us beforehand</translation>
    </message>
    <message numerus="yes">
        <source>%n absent(s) à recontacter</source>
        <translation><numerusform>%n person absent, to call back</numerusform><numerusform>%n people absent, to call back</numerusform></translation>
    </message>
    <message>
        <source>Clore la séance</source>
        <translation>Close the workshop</translation>
    </message>
    <message>
        <source>Continuer l’appel</source>
        <translation>Go on with the roll-call</translation>
    </message>
    <message>
        <source>Personne ne sera à recontacter.</source>
        <translation>Nobody will have to be called back.</translation>
    </message>
    <message>
        <source>Tout le monde est pointé</source>
        <translation>Everybody has been ticked</translation>
    </message>
    <message>
        <source>Un rappel sera prévu dans les suivis pour chacun. Cochez qui avait prévenu&#x202f;: pas de rappel.</source>
        <translation>A follow-up will be planned to call each of them back. Tick those who told us beforehand: no call for them.</translation>
    </message>
</context>
<context>
    <name>CohortsCard</name>
    <message>
        <source>Aucune promotion pour l’instant.</source>
        <translation>No cohort yet.</translation>
    </message>
    <message>
        <source>Nouvelle promotion</source>
        <translation>New cohort</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Cohorts</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s) sous les titres,</source>
        <translation><numerusform>%Ln line under the headings,</numerusform><numerusform>%Ln lines under the headings,</numerusform></translation>
    </message>
    <message>
        <source>Ce fichier a déjà été importé le %1.</source>
        <translation>This file was already imported on %1.</translation>
    </message>
    <message>
        <source>Colonne sans titre</source>
        <translation>Column without a heading</translation>
    </message>
    <message>
        <source>Contenu de la colonne %1</source>
        <translation>What column %1 holds</translation>
    </message>
    <message>
        <source>Feuille du classeur</source>
        <translation>Sheet of the workbook</translation>
    </message>
    <message>
        <source>Indiquez la colonne du nom de famille.</source>
        <translation>Say which column holds the surname.</translation>
    </message>
    <message>
        <source>Jamais repris&#x202f;: %1</source>
        <translation>Never taken: %1</translation>
    </message>
    <message>
        <source>Les lignes déjà reprises seront reconnues&#x202f;: personne ne sera en double.</source>
        <translation>Lines already brought in will be recognised: nobody will be there twice.</translation>
    </message>
    <message>
        <source>Que contient chaque colonne&#x202f;?</source>
        <translation>What does each column hold?</translation>
    </message>
    <message>
        <source>trouvés à la ligne %1.</source>
        <translation>found on line %1.</translation>
    </message>
    <message>
        <source>vide</source>
        <translation>empty</translation>
    </message>
</context>
<context>
    <name>ConflictWords</name>
    <message>
        <source>%1 a modifié la même fiche que vous. Rien n’est perdu&#x202f;: choisissez ce qui est juste.</source>
        <translation>%1 changed the same record as you. Nothing is lost: choose what is right.</translation>
    </message>
    <message>
        <source>%1 et %2 ont modifié la même fiche. Rien n’est perdu&#x202f;: choisissez ce qui est juste.</source>
        <translation>%1 and %2 changed the same record. Nothing is lost: choose what is right.</translation>
    </message>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Autre version</source>
        <translation>Other version</translation>
    </message>
    <message>
        <source>Dans la fiche aujourd’hui</source>
        <translation>In the record today</translation>
    </message>
    <message>
        <source>Ici, par vous</source>
        <translation>Here, by you</translation>
    </message>
    <message>
        <source>La même fiche a été modifiée deux fois. Rien n’est perdu&#x202f;: choisissez ce qui est juste.</source>
        <translation>The same record was changed twice. Nothing is lost: choose what is right.</translation>
    </message>
    <message>
        <source>L’autre version reste dans le fil du parcours et sur la page Synchronisation.</source>
        <translation>The other version stays under “What has happened” and on the page “Sending”.</translation>
    </message>
    <message>
        <source>L’autre version reste sur la page Synchronisation.</source>
        <translation>The other version stays on the page “Sending”.</translation>
    </message>
    <message>
        <source>Par %1</source>
        <translation>By %1</translation>
    </message>
    <message>
        <source>Par vous</source>
        <translation>By you</translation>
    </message>
    <message>
        <source>Reçu de %1</source>
        <translation>Received from %1</translation>
    </message>
    <message>
        <source>non retenu</source>
        <translation>not kept</translation>
    </message>
    <message>
        <source>retenu</source>
        <translation>kept</translation>
    </message>
</context>
<context>
    <name>ConflictsGroup</name>
    <message>
        <source>Avec</source>
        <translation>With</translation>
    </message>
    <message>
        <source>Deux personnes ont écrit deux choses différentes. Les deux versions sont gardées.</source>
        <translation>Two people wrote two different things. Both versions are kept.</translation>
    </message>
    <message>
        <source>Départager</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Fiche</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Fiches à départager</source>
        <translation>Records to choose between</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
    <message>
        <source>À départager</source>
        <translation>To choose between</translation>
    </message>
</context>
<context>
    <name>ConflictsView</name>
    <message>
        <source>Chaque fiche a une seule version. Ce qui est choisi ici arrive chez tous au prochain envoi.</source>
        <translation>Each record has one version. What is chosen here reaches everybody at the next exchange.</translation>
    </message>
    <message>
        <source>Choix enregistré sur cet ordinateur.</source>
        <translation>Choice saved on this computer.</translation>
    </message>
    <message>
        <source>Deux versions à départager</source>
        <translation>Two versions to choose between</translation>
    </message>
    <message>
        <source>Fiche suivante (%1 sur %2)</source>
        <translation>Next record (%1 of %2)</translation>
    </message>
    <message>
        <source>Fusionnés sans votre aide&#x202f;: %1</source>
        <translation>Put together without your help: %1</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Revenir</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Rien à départager</source>
        <translation>Nothing to choose between</translation>
    </message>
    <message>
        <source>Valider</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>retenu</source>
        <translation>kept</translation>
    </message>
</context>
<context>
    <name>CopiesCard</name>
    <message numerus="yes">
        <source>%n copie(s). La dernière&#x202f;: %1, essayée.</source>
        <translation><numerusform>%n copy. The last: %1, tried out.</numerusform><numerusform>%n copies. The last: %1, tried out.</numerusform></translation>
    </message>
    <message>
        <source>Aucune copie encore&#x202f;: la première se fait toute seule dans un instant.</source>
        <translation>No copy yet: the first is made by itself in a moment.</translation>
    </message>
    <message>
        <source>Copie en cours… Vous pouvez continuer à travailler.</source>
        <translation>Copying… You can go on working.</translation>
    </message>
    <message>
        <source>Copies de sécurité</source>
        <translation>Safety copies</translation>
    </message>
    <message>
        <source>Faire une copie maintenant</source>
        <translation>Make a copy now</translation>
    </message>
    <message>
        <source>Palier copie vos fiches chaque jour, chiffrées, sur cet ordinateur, et essaie aussitôt chaque copie. Les sept dernières sont gardées&#x202f;; les pièces jointes n’en font pas partie.</source>
        <translation>Palier copies your records every day, encrypted, on this computer, and tries out each copy at once. The last seven are kept; attachments are not part of them.</translation>
    </message>
    <message>
        <source>Réparé le %1&#x202f;: voir le reçu</source>
        <translation>Repaired on %1: see the receipt</translation>
    </message>
</context>
<context>
    <name>DealingView</name>
    <message>
        <source>2 jours</source>
        <translation>2 days</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>How</translation>
    </message>
    <message>
        <source>C’est fait</source>
        <translation>It’s done</translation>
    </message>
    <message>
        <source>C’était le dernier essai&#x202f;: la personne sera notée injoignable.</source>
        <translation>That was the last try: the person will be noted as unreachable.</translation>
    </message>
    <message>
        <source>Dans 2 jours</source>
        <translation>In 2 days</translation>
    </message>
    <message>
        <source>Dans une semaine</source>
        <translation>In a week</translation>
    </message>
    <message>
        <source>Demain</source>
        <translation>Tomorrow</translation>
    </message>
    <message>
        <source>En une ligne</source>
        <translation>In one line</translation>
    </message>
    <message>
        <source>Garder ces mots</source>
        <translation>Keep these words</translation>
    </message>
    <message>
        <source>L’essai suivant se prévoit tout seul, par un autre moyen.</source>
        <translation>The next try is planned by itself, by another way.</translation>
    </message>
    <message>
        <source>Ouvrir la fiche</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Reporter</source>
        <translation>Put off</translation>
    </message>
    <message>
        <source>Reporter à ce jour</source>
        <translation>Put off to this day</translation>
    </message>
    <message>
        <source>Réessayer</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Sans précision</source>
        <translation>Not stated</translation>
    </message>
    <message>
        <source>Un autre jour</source>
        <translation>Another day</translation>
    </message>
    <message>
        <source>Une semaine</source>
        <translation>One week</translation>
    </message>
    <message>
        <source>ce qui a été dit, la suite</source>
        <translation>what was said, what comes next</translation>
    </message>
    <message>
        <source>mardi, 1/12…</source>
        <translation>Tuesday, 1/12…</translation>
    </message>
    <message>
        <source>pas de téléphone</source>
        <translation>no phone</translation>
    </message>
    <message>
        <source>pour %1</source>
        <translation>for %1</translation>
    </message>
</context>
<context>
    <name>DemonstrationRibbon</name>
    <message>
        <source>Couper le réseau</source>
        <translation>Unplug the network</translation>
    </message>
    <message>
        <source>DÉMONSTRATION</source>
        <translation>DEMONSTRATION</translation>
    </message>
    <message>
        <source>Ouvrir un deuxième ordinateur</source>
        <translation>Open a second computer</translation>
    </message>
    <message>
        <source>Personnes fictives</source>
        <translation>Fictitious people</translation>
    </message>
    <message>
        <source>Rebrancher le réseau</source>
        <translation>Plug the network back in</translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message numerus="yes">
        <source>%n fiche(s) à envoyer</source>
        <translation><numerusform>%n record to send</numerusform><numerusform>%n records to send</numerusform></translation>
    </message>
    <message>
        <source>Démonstration · phrase de passe&#x202f;: %1</source>
        <translation>Demonstration · passphrase: %1</translation>
    </message>
    <message>
        <source>Réparation…</source>
        <translation>Repairing…</translation>
    </message>
    <message>
        <source>Réparer</source>
        <translation>Repair</translation>
    </message>
    <message>
        <source>Tout fonctionne sans connexion</source>
        <translation>Everything works without a connection</translation>
    </message>
    <message>
        <source>Vous n’avez pas de feuille de secours, et personne ne peut retrouver votre phrase à votre place. Ce qui a été envoyé au centre y est en sécurité&#x202f;: demandez à votre responsable un nouveau code pour cet ordinateur.</source>
        <translation>You have no recovery sheet, and nobody can find your passphrase for you. What was sent to the centre is safe there: ask your manager for a new code for this computer.</translation>
    </message>
</context>
<context>
    <name>DraftsBlock</name>
    <message numerus="yes">
        <source>%n brouillon(s) non terminé(s)</source>
        <translation><numerusform>%n unfinished draft</numerusform><numerusform>%n unfinished drafts</numerusform></translation>
    </message>
    <message>
        <source>Laissé %1</source>
        <translation>Left %1</translation>
    </message>
    <message>
        <source>Nouvelle personne</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Reprendre</source>
        <translation>Carry on</translation>
    </message>
    <message>
        <source>Reprendre&#x202f;: %1</source>
        <translation>Carry on: %1</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s) brouillon(s)</source>
        <translation><numerusform>and %n other draft</numerusform><numerusform>and %n other drafts</numerusform></translation>
    </message>
    <message>
        <source>notice pas encore remise</source>
        <translation>notice not given yet</translation>
    </message>
</context>
<context>
    <name>EmptiedView</name>
    <message>
        <source>Le centre en a le reçu.</source>
        <translation>The centre has the receipt.</translation>
    </message>
    <message>
        <source>Le centre n’en a pas encore le reçu&#x202f;: reliez l’ordinateur au réseau.</source>
        <translation>The centre has no receipt of it yet: connect the computer to the network.</translation>
    </message>
    <message>
        <source>Relier cet ordinateur de nouveau</source>
        <translation>Connect this computer once more</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message numerus="yes">
        <source>%Ln personne(s) ajoutée(s)</source>
        <translation><numerusform>%Ln person added</numerusform><numerusform>%Ln people added</numerusform></translation>
    </message>
    <message>
        <source>Choisir un fichier</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>Classeur (%1)</source>
        <translation>Workbook (%1)</translation>
    </message>
    <message>
        <source>Enregistrer un modèle</source>
        <translation>Save a template</translation>
    </message>
    <message>
        <source>Enregistrer un modèle à remplir</source>
        <translation>Save a template to fill in</translation>
    </message>
    <message>
        <source>Importer un fichier</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Imports précédents</source>
        <translation>Earlier imports</translation>
    </message>
    <message>
        <source>Imports précédents, sur cet ordinateur</source>
        <translation>Earlier imports, on this computer</translation>
    </message>
    <message>
        <source>Le fichier</source>
        <translation>The file</translation>
    </message>
    <message>
        <source>Le modèle est enregistré.</source>
        <translation>The template is saved.</translation>
    </message>
    <message>
        <source>Lecture…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>Palier lit le fichier là où il est et n’en garde ni le nom ni le contenu. Rien n’est enregistré avant que vous ayez vu ce que devient chaque ligne.</source>
        <translation>Palier reads the file where it is and keeps neither its name nor its contents. Nothing is saved before you have seen what becomes of each line.</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Tableaux (%1)</source>
        <translation>Tables (%1)</translation>
    </message>
    <message>
        <source>Un classeur (.xlsx, .xls, .ods) ou un fichier texte (.csv). Déposez-le ici, ou choisissez-le.</source>
        <translation>A workbook (.xlsx, .xls, .ods) or a text file (.csv). Drop it here, or choose it.</translation>
    </message>
    <message>
        <source>Une liste de personnes rencontrées et informées, tenue dans un tableur.</source>
        <translation>A list of people met and informed, kept in a spreadsheet.</translation>
    </message>
    <message>
        <source>annulé %1</source>
        <translation>taken back %1</translation>
    </message>
    <message>
        <source>annulé %1 par %2</source>
        <translation>taken back %1 by %2</translation>
    </message>
    <message>
        <source>modèle-personnes.xlsx</source>
        <translation>people-template.xlsx</translation>
    </message>
    <message numerus="yes">
        <source>sur %Ln ligne(s)</source>
        <translation><numerusform>out of %Ln line</numerusform><numerusform>out of %Ln lines</numerusform></translation>
    </message>
</context>
<context>
    <name>FiltersBar</name>
    <message>
        <source>Archivés</source>
        <translation>Archived</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Filtres</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>Garder cette vue</source>
        <translation>Keep this view</translation>
    </message>
    <message>
        <source>Invisibles</source>
        <translation>Invisible</translation>
    </message>
    <message>
        <source>Mes vues</source>
        <translation>My views</translation>
    </message>
    <message>
        <source>Nom de la vue</source>
        <translation>Name of the view</translation>
    </message>
    <message>
        <source>Oublier cette vue</source>
        <translation>Forget this view</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Sans nouvelles</source>
        <translation>No news</translation>
    </message>
    <message>
        <source>Sortis</source>
        <translation>Left</translation>
    </message>
    <message>
        <source>Suivis par moi</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>À effacer</source>
        <translation>To be erased</translation>
    </message>
</context>
<context>
    <name>FirstRunView</name>
    <message>
        <source>Adresse du centre</source>
        <translation>Address of the centre</translation>
    </message>
    <message>
        <source>Bonjour %1</source>
        <translation>Hello %1</translation>
    </message>
    <message>
        <source>Choisissez la phrase de passe qui ouvrira les fiches.</source>
        <translation>Choose the passphrase that will open the records.</translation>
    </message>
    <message>
        <source>Code d’invitation</source>
        <translation>Invitation code</translation>
    </message>
    <message>
        <source>Continuer</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Langue</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Notez-la et gardez-la loin de l’ordinateur&#x202f;: personne ne peut la retrouver pour vous.</source>
        <translation>Write it down and keep it away from the computer: nobody can find it for you.</translation>
    </message>
    <message>
        <source>Protéger cet ordinateur</source>
        <translation>Protect this computer</translation>
    </message>
    <message>
        <source>Relier cet ordinateur</source>
        <translation>Link this computer</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Votre feuille de secours</source>
        <translation>Your recovery sheet</translation>
    </message>
    <message>
        <source>Votre responsable vous a donné une adresse et un code. Ils ne servent qu’une fois.</source>
        <translation>Your supervisor gave you an address and a code. They can be used only once.</translation>
    </message>
</context>
<context>
    <name>FollowUpWords</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n day late</numerusform><numerusform>%n days late</numerusform></translation>
    </message>
    <message>
        <source>essai %1 sur %2</source>
        <translation>try %1 of %2</translation>
    </message>
</context>
<context>
    <name>FollowUpsCard</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n day late</numerusform><numerusform>%n days late</numerusform></translation>
    </message>
    <message>
        <source>Les suivis prévus pour cette semaine paraîtront ici.</source>
        <translation>The follow-ups planned for this week will show here.</translation>
    </message>
    <message>
        <source>Personne</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personne à recontacter</source>
        <translation>Nobody to call back</translation>
    </message>
    <message numerus="yes">
        <source>Voir les %n suivi(s)</source>
        <translation><numerusform>See the follow-up</numerusform><numerusform>See the %n follow-ups</numerusform></translation>
    </message>
    <message>
        <source>À recontacter</source>
        <translation>To call back</translation>
    </message>
    <message>
        <source>Échéance</source>
        <translation>Due</translation>
    </message>
</context>
<context>
    <name>FollowUpsView</name>
    <message>
        <source>%1&#x202f;: confié à %2</source>
        <translation>%1: handed over to %2</translation>
    </message>
    <message>
        <source>%1&#x202f;: reporté à %2</source>
        <translation>%1: put off to %2</translation>
    </message>
    <message>
        <source>Aucun suivi en attente</source>
        <translation>No follow-up waiting</translation>
    </message>
    <message>
        <source>Aujourd’hui</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Ceux de l’équipe</source>
        <translation>The team’s</translation>
    </message>
    <message>
        <source>Dans les sept jours</source>
        <translation>Within seven days</translation>
    </message>
    <message>
        <source>En retard</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Les miens</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Les rappels prévus ici ou par vos collègues apparaîtront sur cette page, les plus pressés d’abord.</source>
        <translation>Calls planned here or by your colleagues will appear on this page, the most pressing first.</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Suivis</source>
        <translation>Follow-ups</translation>
    </message>
    <message>
        <source>Suivis à montrer</source>
        <translation>Follow-ups to show</translation>
    </message>
</context>
<context>
    <name>FoundLine</name>
    <message numerus="yes">
        <source>%1 de plus sans filtre.</source>
        <translation><numerusform>%1 more without filters.</numerusform><numerusform>%1 more without filters.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1 personne(s).</source>
        <translation><numerusform>%1 person.</numerusform><numerusform>%1 people.</numerusform></translation>
    </message>
    <message>
        <source>Chercher sans filtre</source>
        <translation>Search without filters</translation>
    </message>
    <message>
        <source>Descendez pour voir la suite.</source>
        <translation>Go down to see the rest.</translation>
    </message>
    <message numerus="yes">
        <source>Les %1 premières personnes.</source>
        <translation><numerusform>The first %1 people.</numerusform><numerusform>The first %1 people.</numerusform></translation>
    </message>
</context>
<context>
    <name>GatheringCard</name>
    <message>
        <source>De la séance précédente</source>
        <translation>From the workshop before</translation>
    </message>
    <message>
        <source>D’où</source>
        <translation>From where</translation>
    </message>
    <message>
        <source>Fermer</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Filtres</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>Inviter</source>
        <translation>Invite</translation>
    </message>
    <message numerus="yes">
        <source>Inviter %n personne(s)</source>
        <translation><numerusform>Invite %n person</numerusform><numerusform>Invite %n people</numerusform></translation>
    </message>
    <message>
        <source>Inviter plusieurs personnes</source>
        <translation>Invite several people</translation>
    </message>
    <message>
        <source>Ne rien cocher</source>
        <translation>Tick nobody</translation>
    </message>
    <message>
        <source>Nom, téléphone ou adresse</source>
        <translation>Name, phone or address</translation>
    </message>
    <message>
        <source>Parmi les habitants</source>
        <translation>Among the residents</translation>
    </message>
    <message>
        <source>Personne d’autre à inviter ici.</source>
        <translation>Nobody else to invite here.</translation>
    </message>
    <message>
        <source>Personnes à inviter</source>
        <translation>People to invite</translation>
    </message>
    <message>
        <source>Tout cocher</source>
        <translation>Tick everybody</translation>
    </message>
</context>
<context>
    <name>Group</name>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>HeadcountCard</name>
    <message>
        <source>26 à 49 ans</source>
        <translation>26 to 49</translation>
    </message>
    <message>
        <source>50 ans et plus</source>
        <translation>50 and over</translation>
    </message>
    <message>
        <source>Non communiqué&#x202f;: %1 pour le sexe, %2 pour l’âge.</source>
        <translation>Not stated: %1 for gender, %2 for age.</translation>
    </message>
    <message>
        <source>Personnes sans nom</source>
        <translation>People without a name</translation>
    </message>
    <message>
        <source>dont femmes</source>
        <translation>of whom women</translation>
    </message>
    <message>
        <source>dont hommes</source>
        <translation>of whom men</translation>
    </message>
    <message>
        <source>moins de 26 ans</source>
        <translation>under 26</translation>
    </message>
</context>
<context>
    <name>Hours</name>
    <message numerus="yes">
        <source>%1 dans %n séance(s)</source>
        <translation><numerusform>%1 in %n workshop</numerusform><numerusform>%1 in %n workshops</numerusform></translation>
    </message>
    <message>
        <source>%1 sur feuilles scellées</source>
        <translation>%1 on sealed sheets</translation>
    </message>
    <message numerus="yes">
        <source>%n demi-journée(s)</source>
        <translation><numerusform>%n half-day</numerusform><numerusform>%n half-days</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n fois sans l’heure d’arrivée ou de départ</source>
        <translation><numerusform>%n time without the time of arrival or leaving</numerusform><numerusform>%n times without the time of arrival or leaving</numerusform></translation>
    </message>
    <message>
        <source>Sans action</source>
        <translation>Without an action</translation>
    </message>
    <message>
        <source>toutes sur feuilles scellées</source>
        <translation>all on sealed sheets</translation>
    </message>
</context>
<context>
    <name>ImportWords</name>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>La fiche a été modifiée depuis.</source>
        <translation>The record was changed since.</translation>
    </message>
    <message>
        <source>La fiche n’est plus sur cet ordinateur.</source>
        <translation>The record is no longer on this computer.</translation>
    </message>
    <message>
        <source>Laisser vide</source>
        <translation>Leave blank</translation>
    </message>
    <message>
        <source>Même personne que la ligne %1.</source>
        <translation>Same person as line %1.</translation>
    </message>
    <message>
        <source>Ne pas reprendre</source>
        <translation>Do not take</translation>
    </message>
    <message>
        <source>Quelque chose a été noté depuis&#x202f;: %1</source>
        <translation>Something was noted since: %1</translation>
    </message>
    <message>
        <source>ajoutée</source>
        <translation>added</translation>
    </message>
    <message>
        <source>ajoutées</source>
        <translation>added</translation>
    </message>
    <message>
        <source>annulé</source>
        <translation>taken back</translation>
    </message>
    <message>
        <source>déjà connue</source>
        <translation>already known</translation>
    </message>
    <message>
        <source>déjà connues</source>
        <translation>already known</translation>
    </message>
    <message>
        <source>fiche complétée</source>
        <translation>record completed</translation>
    </message>
    <message>
        <source>fiches complétées</source>
        <translation>records completed</translation>
    </message>
    <message>
        <source>gardée</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>gardées</source>
        <translation>kept</translation>
    </message>
    <message>
        <source>interrompu</source>
        <translation>interrupted</translation>
    </message>
    <message>
        <source>laissée de côté</source>
        <translation>left out</translation>
    </message>
    <message>
        <source>laissées de côté</source>
        <translation>left out</translation>
    </message>
    <message>
        <source>ligne %1</source>
        <translation>line %1</translation>
    </message>
    <message>
        <source>nouvelle</source>
        <translation>new</translation>
    </message>
    <message>
        <source>refusée</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>refusées</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>retirée</source>
        <translation>taken out</translation>
    </message>
    <message>
        <source>retirées</source>
        <translation>taken out</translation>
    </message>
    <message>
        <source>répétée</source>
        <translation>repeated</translation>
    </message>
    <message>
        <source>répétées</source>
        <translation>repeated</translation>
    </message>
    <message>
        <source>terminé</source>
        <translation>finished</translation>
    </message>
    <message>
        <source>à vérifier</source>
        <translation>to check</translation>
    </message>
</context>
<context>
    <name>ImportsView</name>
    <message>
        <source>Chaque ligne est enregistrée pour de bon. Arrêter garde ce qui est fait.</source>
        <translation>Each line is saved for good. Stopping keeps what is done.</translation>
    </message>
    <message>
        <source>Import en cours</source>
        <translation>Import under way</translation>
    </message>
    <message>
        <source>L’import est annulé.</source>
        <translation>The import was taken back.</translation>
    </message>
</context>
<context>
    <name>InformationPage</name>
    <message>
        <source>10/11, hier, 10 novembre…</source>
        <translation>10/11, yesterday, 10 November…</translation>
    </message>
    <message>
        <source>Chaque personne du fichier doit savoir ce qui est écrit d’elle, pour quoi, et comment s’y opposer. Sans cela, rien n’est enregistré.</source>
        <translation>Everybody in the file must know what is written about them, why, and how to object. Without that, nothing is saved.</translation>
    </message>
    <message>
        <source>Comment ont-elles été informées&#x202f;?</source>
        <translation>How were they informed?</translation>
    </message>
    <message>
        <source>D’où vient ce fichier&#x202f;?</source>
        <translation>Where does this file come from?</translation>
    </message>
    <message>
        <source>Le fichier</source>
        <translation>The file</translation>
    </message>
    <message>
        <source>Lue à voix haute seulement, elle est à remettre par écrit sous 30 jours.</source>
        <translation>If only read aloud, it must be given in writing within 30 days.</translation>
    </message>
    <message>
        <source>L’information des personnes</source>
        <translation>Informing people</translation>
    </message>
    <message>
        <source>Quel jour&#x202f;?</source>
        <translation>Which day?</translation>
    </message>
    <message>
        <source>Trois réponses, une seule fois pour tout le fichier.</source>
        <translation>Three answers, once for the whole file.</translation>
    </message>
</context>
<context>
    <name>InvitationPapers</name>
    <message>
        <source>Invitations</source>
        <translation>Invitations</translation>
    </message>
    <message>
        <source>Nom</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Vous êtes invité·e à</source>
        <translation>You are invited to</translation>
    </message>
    <message>
        <source>avec %1</source>
        <translation>with %1</translation>
    </message>
    <message>
        <source>À détruire après la séance.</source>
        <translation>To be destroyed after the workshop.</translation>
    </message>
</context>
<context>
    <name>InvitationWords</name>
    <message>
        <source>Aucune séance avant celle-ci.</source>
        <translation>No workshop before this one.</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>Contacts</translation>
    </message>
    <message>
        <source>Est venue</source>
        <translation>Came</translation>
    </message>
    <message>
        <source>Invisibles</source>
        <translation>Invisible</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Ne viennent pas</source>
        <translation>Not coming</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>Participants</translation>
    </message>
    <message>
        <source>Réponse attendue</source>
        <translation>Answer awaited</translation>
    </message>
    <message>
        <source>S</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Sans nouvelles</source>
        <translation>No news</translation>
    </message>
    <message>
        <source>Suivis par moi</source>
        <translation>Followed by me</translation>
    </message>
    <message>
        <source>Toutes</source>
        <translation>All</translation>
    </message>
    <message>
        <source>V</source>
        <translation>Y</translation>
    </message>
    <message>
        <source>Viennent</source>
        <translation>Coming</translation>
    </message>
    <message>
        <source>n’est pas venue</source>
        <translation>did not come</translation>
    </message>
    <message>
        <source>pas de téléphone</source>
        <translation>no phone</translation>
    </message>
    <message>
        <source>pas encore prévenue</source>
        <translation>not told yet</translation>
    </message>
    <message>
        <source>À joindre</source>
        <translation>To reach</translation>
    </message>
    <message>
        <source>était là</source>
        <translation>was there</translation>
    </message>
</context>
<context>
    <name>InvitationsPage</name>
    <message>
        <source>%1 n’est plus sur la liste.</source>
        <translation>%1 is no longer on the list.</translation>
    </message>
    <message>
        <source>%1 viendra · %2 ne viendra pas · %3 sans réponse · 1, 2… comment · Entrée&#x202f;: tout le reste</source>
        <translation>%1 will come · %2 will not · %3 no answer · 1, 2… how · Enter: everything else</translation>
    </message>
    <message numerus="yes">
        <source>%n personne(s) invitée(s).</source>
        <translation><numerusform>%n person invited.</numerusform><numerusform>%n people invited.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Complet&#x202f;: %n personne(s) en attente d’une place.</source>
        <translation><numerusform>Full: %n person waits for a place.</numerusform><numerusform>Full: %n people wait for a place.</numerusform></translation>
    </message>
    <message>
        <source>Entrée&#x202f;: inviter</source>
        <translation>Enter: invite</translation>
    </message>
    <message>
        <source>Invitations&#x202f;: %1</source>
        <translation>Invitations: %1</translation>
    </message>
    <message>
        <source>Inviter plusieurs personnes</source>
        <translation>Invite several people</translation>
    </message>
    <message>
        <source>Inviter quelqu’un&#x202f;: tapez son nom</source>
        <translation>Invite somebody: type their name</translation>
    </message>
    <message>
        <source>La liste se lit encore.</source>
        <translation>The list can still be read.</translation>
    </message>
    <message>
        <source>Les invitations sont closes</source>
        <translation>Invitations are closed</translation>
    </message>
    <message>
        <source>Montrer</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>Ne plus inviter</source>
        <translation>Invite no more</translation>
    </message>
    <message>
        <source>Ouvrir la fiche</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Personne dans cette liste.</source>
        <translation>Nobody on this list.</translation>
    </message>
    <message>
        <source>Personne n’est encore invité</source>
        <translation>Nobody is invited yet</translation>
    </message>
    <message>
        <source>Revenir à l’appel</source>
        <translation>Back to the roll</translation>
    </message>
    <message>
        <source>Tapez un nom ci-dessus, ou reprenez les personnes de la séance précédente.</source>
        <translation>Type a name above, or take up the people of the workshop before.</translation>
    </message>
</context>
<context>
    <name>InvitationsTable</name>
    <message>
        <source>Personne</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personnes invitées</source>
        <translation>People invited</translation>
    </message>
    <message>
        <source>Prévenue</source>
        <translation>Told</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
</context>
<context>
    <name>JoinedCard</name>
    <message>
        <source>Fiches réunies</source>
        <translation>Joined files</translation>
    </message>
    <message>
        <source>Ne peut plus être séparée.</source>
        <translation>Can no longer be taken apart.</translation>
    </message>
    <message>
        <source>Réunie le %1</source>
        <translation>Joined on %1</translation>
    </message>
    <message>
        <source>Réunie le %1 par %2</source>
        <translation>Joined on %1 by %2</translation>
    </message>
    <message>
        <source>Séparer (jusqu’au %1)</source>
        <translation>Take apart (until %1)</translation>
    </message>
</context>
<context>
    <name>LabelledField</name>
    <message>
        <source>(facultatif)</source>
        <translation>(optional)</translation>
    </message>
    <message>
        <source>(obligatoire)</source>
        <translation>(required)</translation>
    </message>
</context>
<context>
    <name>Labels</name>
    <message>
        <source>Acceptée le</source>
        <translation>Accepted on</translation>
    </message>
    <message>
        <source>Accord de la personne</source>
        <translation>The person’s agreement</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Activité</source>
        <translation>Trade</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Adressée par</source>
        <translation>Sent by</translation>
    </message>
    <message>
        <source>Aide à la gestion le</source>
        <translation>Accounts help on</translation>
    </message>
    <message>
        <source>Aisance avec le numérique</source>
        <translation>At ease online</translation>
    </message>
    <message>
        <source>Animée par</source>
        <translation>Led by</translation>
    </message>
    <message>
        <source>Approche</source>
        <translation>Approach</translation>
    </message>
    <message>
        <source>Attend une place</source>
        <translation>Waits for a place</translation>
    </message>
    <message>
        <source>Autre</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>Autre renseignement</source>
        <translation>Other detail</translation>
    </message>
    <message>
        <source>Avec ses mots</source>
        <translation>In their words</translation>
    </message>
    <message>
        <source>Besoin</source>
        <translation>Need</translation>
    </message>
    <message>
        <source>Besoin d’aide pour lire</source>
        <translation>Needs help reading</translation>
    </message>
    <message>
        <source>Besoin d’un interprète</source>
        <translation>Needs an interpreter</translation>
    </message>
    <message>
        <source>Bâtiment</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Catégorie</source>
        <translation>Category</translation>
    </message>
    <message>
        <source>Ce que le partenaire propose</source>
        <translation>What the partner offers</translation>
    </message>
    <message>
        <source>Ce qui en est sorti</source>
        <translation>What came of it</translation>
    </message>
    <message>
        <source>Ce qui est demandé</source>
        <translation>What is required</translation>
    </message>
    <message>
        <source>Ce qui l’intéresse</source>
        <translation>What interests them</translation>
    </message>
    <message>
        <source>Ce qui peut freiner</source>
        <translation>What may hold them back</translation>
    </message>
    <message>
        <source>Choisi le</source>
        <translation>Chosen on</translation>
    </message>
    <message>
        <source>Choix entre deux versions</source>
        <translation>Choice between two versions</translation>
    </message>
    <message>
        <source>Clos le</source>
        <translation>Closed on</translation>
    </message>
    <message>
        <source>Code au répertoire</source>
        <translation>Register code</translation>
    </message>
    <message>
        <source>Commencé le</source>
        <translation>Began on</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>How</translation>
    </message>
    <message>
        <source>Comment joindre la personne</source>
        <translation>How to reach the person</translation>
    </message>
    <message>
        <source>Comment la personne se déplace</source>
        <translation>How they get about</translation>
    </message>
    <message>
        <source>Comment rencontré</source>
        <translation>How met</translation>
    </message>
    <message>
        <source>Compté en</source>
        <translation>Counted in</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Contrat</source>
        <translation>Contract</translation>
    </message>
    <message>
        <source>Courriel</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Création le</source>
        <translation>Created on</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Date de naissance</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Demi-journée</source>
        <translation>Half-day</translation>
    </message>
    <message>
        <source>Dernier contact avec un service</source>
        <translation>Last contact with a service</translation>
    </message>
    <message>
        <source>Dernier contact le</source>
        <translation>Last contact on</translation>
    </message>
    <message>
        <source>Deux fiches réunies</source>
        <translation>Two records put together</translation>
    </message>
    <message>
        <source>Deux personnes différentes</source>
        <translation>Two different people</translation>
    </message>
    <message>
        <source>Diplôme ou titre</source>
        <translation>Qualification</translation>
    </message>
    <message>
        <source>Disponible à partir du</source>
        <translation>Available from</translation>
    </message>
    <message>
        <source>Dit le</source>
        <translation>Said on</translation>
    </message>
    <message>
        <source>Durée en mois</source>
        <translation>Length in months</translation>
    </message>
    <message>
        <source>Début</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Début le</source>
        <translation>Starts on</translation>
    </message>
    <message>
        <source>Délivré par</source>
        <translation>Awarded by</translation>
    </message>
    <message>
        <source>Effacement</source>
        <translation>Erasure</translation>
    </message>
    <message>
        <source>Effet sur l’emploi</source>
        <translation>Effect on work</translation>
    </message>
    <message>
        <source>Emplois créés</source>
        <translation>Jobs created</translation>
    </message>
    <message>
        <source>Employeur</source>
        <translation>Employer</translation>
    </message>
    <message>
        <source>En études ou en formation</source>
        <translation>In education or training</translation>
    </message>
    <message>
        <source>Enfants à charge</source>
        <translation>Dependent children</translation>
    </message>
    <message>
        <source>Entrée le</source>
        <translation>Entered on</translation>
    </message>
    <message>
        <source>Envoyée comment</source>
        <translation>Sent how</translation>
    </message>
    <message>
        <source>Envoyée le</source>
        <translation>Sent on</translation>
    </message>
    <message>
        <source>Essai le</source>
        <translation>Tested on</translation>
    </message>
    <message>
        <source>Fait le</source>
        <translation>Done on</translation>
    </message>
    <message>
        <source>Feuille d’émargement scellée</source>
        <translation>Sealed attendance sheet</translation>
    </message>
    <message>
        <source>Fiche de la personne</source>
        <translation>The person’s record</translation>
    </message>
    <message>
        <source>Fin</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Fin le</source>
        <translation>Ends on</translation>
    </message>
    <message>
        <source>Formation certifiée</source>
        <translation>Certified training</translation>
    </message>
    <message>
        <source>Foyer</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>Frein</source>
        <translation>Barrier</translation>
    </message>
    <message>
        <source>Genre</source>
        <translation>Gender</translation>
    </message>
    <message>
        <source>Heures financées</source>
        <translation>Funded hours</translation>
    </message>
    <message>
        <source>Heures par semaine</source>
        <translation>Hours a week</translation>
    </message>
    <message>
        <source>Horaire de la séance</source>
        <translation>Workshop times</translation>
    </message>
    <message>
        <source>Idée le</source>
        <translation>Idea on</translation>
    </message>
    <message>
        <source>Information donnée</source>
        <translation>Information given</translation>
    </message>
    <message>
        <source>Inscription</source>
        <translation>Enrolment</translation>
    </message>
    <message>
        <source>Inscription à une opération</source>
        <translation>Enrolment in an operation</translation>
    </message>
    <message>
        <source>Inscrit à France Travail ou au Jobcentre</source>
        <translation>Registered with the job centre</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Justificatif</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>Langue</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Lien avec le bailleur</source>
        <translation>Link with the landlord</translation>
    </message>
    <message>
        <source>Lieu</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Premises</translation>
    </message>
    <message>
        <source>Logement</source>
        <translation>Housing</translation>
    </message>
    <message>
        <source>Micro-entreprise</source>
        <translation>Micro-enterprise</translation>
    </message>
    <message>
        <source>Moment du parcours</source>
        <translation>Stage of the path</translation>
    </message>
    <message>
        <source>Motif de sortie</source>
        <translation>Reason for leaving</translation>
    </message>
    <message>
        <source>Motif du refus</source>
        <translation>Reason for refusal</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Niveau dans la langue du pays</source>
        <translation>Level in the country’s language</translation>
    </message>
    <message>
        <source>Niveau d’études</source>
        <translation>Level of education</translation>
    </message>
    <message>
        <source>Nom</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Nom de naissance</source>
        <translation>Birth name</translation>
    </message>
    <message>
        <source>Nombre de places</source>
        <translation>Number of places</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Remark</translation>
    </message>
    <message>
        <source>Numéro d’immatriculation</source>
        <translation>Registration number</translation>
    </message>
    <message>
        <source>Offre</source>
        <translation>Offer</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Referral</translation>
    </message>
    <message>
        <source>Où en est l’inscription</source>
        <translation>Where the enrolment stands</translation>
    </message>
    <message>
        <source>Où en est l’orientation</source>
        <translation>Where the referral stands</translation>
    </message>
    <message>
        <source>Où et comment</source>
        <translation>Where and how</translation>
    </message>
    <message>
        <source>Partenaire</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Partenaire (nom réservé)</source>
        <translation>Partner (name withheld)</translation>
    </message>
    <message>
        <source>Pas de téléphone</source>
        <translation>No phone</translation>
    </message>
    <message>
        <source>Permis de conduire</source>
        <translation>Driving licence</translation>
    </message>
    <message>
        <source>Personne</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personnes sans nom</source>
        <translation>People without a name</translation>
    </message>
    <message>
        <source>Pièce jointe</source>
        <translation>Attachment</translation>
    </message>
    <message>
        <source>Pour quoi</source>
        <translation>What for</translation>
    </message>
    <message>
        <source>Pourquoi</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>Pourquoi annulée</source>
        <translation>Why cancelled</translation>
    </message>
    <message>
        <source>Pourquoi pas inscrit</source>
        <translation>Why not registered</translation>
    </message>
    <message>
        <source>Pourquoi rectifier</source>
        <translation>Why amend</translation>
    </message>
    <message>
        <source>Proche de confiance</source>
        <translation>Trusted contact</translation>
    </message>
    <message>
        <source>Projet</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Projet choisi</source>
        <translation>Chosen project</translation>
    </message>
    <message>
        <source>Projet d’habitants</source>
        <translation>Residents’ project</translation>
    </message>
    <message>
        <source>Promotion</source>
        <translation>Cohort</translation>
    </message>
    <message>
        <source>Prénom</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Prénom du proche</source>
        <translation>Contact’s first name</translation>
    </message>
    <message>
        <source>Présence</source>
        <translation>Attendance</translation>
    </message>
    <message>
        <source>Prévenue comment</source>
        <translation>Told how</translation>
    </message>
    <message>
        <source>Prévenue le</source>
        <translation>Told on</translation>
    </message>
    <message>
        <source>Prévenue par</source>
        <translation>Told by</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Neighbourhood</translation>
    </message>
    <message>
        <source>Qui suit la personne</source>
        <translation>Who follows the person</translation>
    </message>
    <message>
        <source>Rangement de la fiche</source>
        <translation>Filing of the record</translation>
    </message>
    <message>
        <source>Rencontre</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Rencontre le</source>
        <translation>Met on</translation>
    </message>
    <message>
        <source>Rendez-vous</source>
        <translation>Appointment</translation>
    </message>
    <message>
        <source>Ressources</source>
        <translation>Income and benefits</translation>
    </message>
    <message>
        <source>Retour dans une opération</source>
        <translation>Return to an operation</translation>
    </message>
    <message>
        <source>Retour le</source>
        <translation>Returned on</translation>
    </message>
    <message>
        <source>Reçue le</source>
        <translation>Acknowledged on</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Réponses données comment</source>
        <translation>How the answers were given</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>Résultat du parcours</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Rôle</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Rôle dans un projet d’habitants</source>
        <translation>Role in a residents’ project</translation>
    </message>
    <message>
        <source>Sans emploi depuis</source>
        <translation>Out of work for</translation>
    </message>
    <message>
        <source>Sans emploi depuis le</source>
        <translation>Out of work since</translation>
    </message>
    <message>
        <source>Sans inscription</source>
        <translation>No sign-up needed</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Situation d’emploi</source>
        <translation>Work situation</translation>
    </message>
    <message>
        <source>Sortie comptée comme</source>
        <translation>Exit counted as</translation>
    </message>
    <message>
        <source>Sortie le</source>
        <translation>Left on</translation>
    </message>
    <message>
        <source>Souhait</source>
        <translation>Wish</translation>
    </message>
    <message>
        <source>Statut</source>
        <translation>Legal form</translation>
    </message>
    <message>
        <source>Suivi</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Suivi par les services</source>
        <translation>Known to services</translation>
    </message>
    <message>
        <source>Suivi par un autre service</source>
        <translation>Followed by another service</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>Séances répétées</source>
        <translation>Repeated workshops</translation>
    </message>
    <message>
        <source>Terminé le</source>
        <translation>Ended on</translation>
    </message>
    <message>
        <source>Titre</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>Titre en anglais</source>
        <translation>English title</translation>
    </message>
    <message>
        <source>Titre exact</source>
        <translation>Exact title</translation>
    </message>
    <message>
        <source>Toujours en activité le</source>
        <translation>Still trading on</translation>
    </message>
    <message>
        <source>Toujours en poste après 13 semaines</source>
        <translation>Still in post after 13 weeks</translation>
    </message>
    <message>
        <source>Toujours en poste après 26 semaines</source>
        <translation>Still in post after 26 weeks</translation>
    </message>
    <message>
        <source>Tuteur ou ambassadeur</source>
        <translation>Tutor or ambassador</translation>
    </message>
    <message>
        <source>Tutorat</source>
        <translation>Mentoring</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Téléphone du proche</source>
        <translation>Contact’s phone</translation>
    </message>
    <message>
        <source>Valable jusqu’au</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>archivée le %1</source>
        <translation>archived on %1</translation>
    </message>
    <message>
        <source>dont 26 à 49 ans</source>
        <translation>of whom 26 to 49</translation>
    </message>
    <message>
        <source>dont 50 ans et plus</source>
        <translation>of whom 50 and over</translation>
    </message>
    <message>
        <source>dont femmes</source>
        <translation>of whom women</translation>
    </message>
    <message>
        <source>dont hommes</source>
        <translation>of whom men</translation>
    </message>
    <message>
        <source>dont moins de 26 ans</source>
        <translation>of whom under 26</translation>
    </message>
    <message>
        <source>fiche absente de cet ordinateur</source>
        <translation>record not on this computer</translation>
    </message>
    <message>
        <source>fiche en cours</source>
        <translation>current record</translation>
    </message>
    <message>
        <source>non</source>
        <translation>no</translation>
    </message>
    <message>
        <source>non renseigné</source>
        <translation>not filled in</translation>
    </message>
    <message>
        <source>oui</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>À faire le</source>
        <translation>Due on</translation>
    </message>
    <message>
        <source>À faire par</source>
        <translation>To be done by</translation>
    </message>
    <message>
        <source>À qui est ce numéro</source>
        <translation>Whose number it is</translation>
    </message>
    <message>
        <source>Étapes faites</source>
        <translation>Steps done</translation>
    </message>
    <message>
        <source>État</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Étude le</source>
        <translation>Feasibility on</translation>
    </message>
</context>
<context>
    <name>LaunchBar</name>
    <message>
        <source>Démarrer une séance</source>
        <translation>Start a workshop</translation>
    </message>
    <message>
        <source>Nouvelle personne</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Retrouver quelqu’un&#x202f;: nom, téléphone, adresse…</source>
        <translation>Find somebody: name, phone, address…</translation>
    </message>
</context>
<context>
    <name>LeavingCard</name>
    <message>
        <source>%1&#x202f;: avant que ce fichier ne sorte</source>
        <translation>%1: before this file leaves</translation>
    </message>
    <message>
        <source>Avant que ce fichier ne sorte</source>
        <translation>Before this file leaves</translation>
    </message>
    <message>
        <source>Ce fichier ne porte aucun nom&#x202f;: il n’est pas chiffré.</source>
        <translation>This file holds no name: it is not encrypted.</translation>
    </message>
    <message>
        <source>Ce fichier porte des noms&#x202f;: il sera chiffré, et sa phrase de passe affichée une seule fois.</source>
        <translation>This file holds names: it will be encrypted, and its passphrase shown only once.</translation>
    </message>
    <message>
        <source>Ce papier n’est pas chiffré&#x202f;: imprimez-le, remettez-le, puis supprimez-le.</source>
        <translation>This paper is not encrypted: print it, hand it over, then delete it.</translation>
    </message>
    <message>
        <source>Choisir où l’enregistrer…</source>
        <translation>Choose where to save it…</translation>
    </message>
    <message>
        <source>Palier supprimera sa copie de cet ordinateur après deux jours.</source>
        <translation>Palier will delete its copy from this computer after two days.</translation>
    </message>
    <message>
        <source>Pour qui</source>
        <translation>For whom</translation>
    </message>
    <message>
        <source>Pour quoi</source>
        <translation>For what</translation>
    </message>
    <message>
        <source>Renoncer</source>
        <translation>Give up</translation>
    </message>
    <message>
        <source>Région Bretagne, cabinet d’audit…</source>
        <translation>Norwich City Council, an auditor…</translation>
    </message>
    <message>
        <source>Trop long.</source>
        <translation>Too long.</translation>
    </message>
    <message>
        <source>À dire avant de continuer.</source>
        <translation>To be said before going on.</translation>
    </message>
</context>
<context>
    <name>LetterView</name>
    <message>
        <source>Choisissez où le garder, et supprimez-le après usage. L’impression ne laisse pas de fichier.</source>
        <translation>Choose where to keep it, and delete it after use. Printing leaves no file.</translation>
    </message>
    <message>
        <source>Enregistrer en PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>Enregistrer la lettre</source>
        <translation>Save the letter</translation>
    </message>
    <message>
        <source>Imprimer…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>La lettre est enregistrée. Elle n’est pas chiffrée&#x202f;: supprimez-la après usage.</source>
        <translation>The letter is saved. It is not encrypted: delete it after use.</translation>
    </message>
    <message>
        <source>La lettre part à l’imprimante.</source>
        <translation>The letter goes to the printer.</translation>
    </message>
    <message>
        <source>Langue de la lettre</source>
        <translation>Language of the letter</translation>
    </message>
    <message>
        <source>Le fichier enregistré ne sera pas chiffré</source>
        <translation>The saved file will not be encrypted</translation>
    </message>
    <message>
        <source>Lettre d’orientation</source>
        <translation>Referral letter</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>lettre-d-orientation.pdf</source>
        <translation>referral-letter.pdf</translation>
    </message>
    <message>
        <source>À remettre à la personne, ou à envoyer avec son accord.</source>
        <translation>To hand to the person, or to send with their agreement.</translation>
    </message>
</context>
<context>
    <name>LogosCard</name>
    <message>
        <source>%1, pas encore reçu</source>
        <translation>%1, not received yet</translation>
    </message>
    <message>
        <source>Ajouter un logo…</source>
        <translation>Add a logo…</translation>
    </message>
    <message>
        <source>Aucun pour cette action. PNG ou JPEG, 1 Mo au plus.</source>
        <translation>None for this action. PNG or JPEG, 1 MB at most.</translation>
    </message>
    <message>
        <source>Choisir un logo</source>
        <translation>Choose a logo</translation>
    </message>
    <message>
        <source>Choisissez une action pour voir les logos de ses feuilles et attestations.</source>
        <translation>Choose an action to see the logos of its sheets and certificates.</translation>
    </message>
    <message>
        <source>En tête des feuilles et attestations de cette action, et des autres de son opération.</source>
        <translation>At the head of the sheets and certificates of this action, and of the others of its operation.</translation>
    </message>
    <message>
        <source>Images (*.png *.jpg *.jpeg)</source>
        <translation>Pictures (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>Logo n° %1</source>
        <translation>Logo no. %1</translation>
    </message>
    <message>
        <source>Logos des financeurs</source>
        <translation>Logos of funders</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Retirer le logo %1</source>
        <translation>Remove logo %1</translation>
    </message>
</context>
<context>
    <name>LookalikesCard</name>
    <message>
        <source>Ces fiches ressemblent&#x202f;:</source>
        <translation>These files look alike:</translation>
    </message>
    <message>
        <source>Du même foyer, peut-être&#x202f;:</source>
        <translation>Perhaps from the same home:</translation>
    </message>
    <message>
        <source>Déjà connu&#x202f;?</source>
        <translation>Already known?</translation>
    </message>
    <message>
        <source>Même foyer&#x202f;?</source>
        <translation>Same home?</translation>
    </message>
    <message>
        <source>Noté&#x202f;: ce sont deux personnes.</source>
        <translation>Noted: these are two people.</translation>
    </message>
    <message>
        <source>Une autre personne, sans doute&#x202f;:</source>
        <translation>Most likely someone else:</translation>
    </message>
    <message>
        <source>Une fiche ressemble beaucoup&#x202f;:</source>
        <translation>One file looks very much alike:</translation>
    </message>
    <message>
        <source>Une fiche ressemble&#x202f;:</source>
        <translation>One file looks alike:</translation>
    </message>
</context>
<context>
    <name>LossReceipt</name>
    <message numerus="yes">
        <source>%n enregistrement(s) perdu(s), au plus.</source>
        <translation><numerusform>%n saved change lost, at most.</numerusform><numerusform>%n saved changes lost, at most.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s) illisible(s).</source>
        <translation><numerusform>%n attachment can be read no more.</numerusform><numerusform>%n attachments can be read no more.</numerusform></translation>
    </message>
    <message>
        <source>Attendu du centre</source>
        <translation>Expected from the centre</translation>
    </message>
    <message>
        <source>Ce que le centre avait reçu revient au prochain échange, et ce qui attendait d’être envoyé part avec.</source>
        <translation>What the centre had received comes back with the next exchange, and what was waiting to be sent goes with it.</translation>
    </message>
    <message>
        <source>Ce qui est perdu n’était que sur cet ordinateur&#x202f;: reprenez vos papiers de cette période.</source>
        <translation>What is lost was on this computer only: go back to your papers of that time.</translation>
    </message>
    <message>
        <source>Ce qui manquait</source>
        <translation>What was missing</translation>
    </message>
    <message>
        <source>En un mot</source>
        <translation>In short</translation>
    </message>
    <message>
        <source>Enregistrements qui manquaient</source>
        <translation>Saved changes that were missing</translation>
    </message>
    <message>
        <source>Enregistrements à envoyer</source>
        <translation>Changes to be sent</translation>
    </message>
    <message>
        <source>Enregistrés après</source>
        <translation>Saved after</translation>
    </message>
    <message>
        <source>Enregistrés avant</source>
        <translation>Saved before</translation>
    </message>
    <message>
        <source>Fichier abîmé, gardé chiffré</source>
        <translation>Damaged file, kept encrypted</translation>
    </message>
    <message>
        <source>Gardé</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Leurs numéros</source>
        <translation>Their numbers</translation>
    </message>
    <message>
        <source>Ni noms, ni fiches&#x202f;: ce reçu peut être montré à votre référent informatique.</source>
        <translation>Neither names nor records: this receipt may be shown to your IT contact.</translation>
    </message>
    <message>
        <source>Perdus, au plus</source>
        <translation>Lost, at most</translation>
    </message>
    <message>
        <source>Pièces jointes qui ne se lisent plus</source>
        <translation>Attachments that can be read no more</translation>
    </message>
    <message>
        <source>Refaits d’après les fiches</source>
        <translation>Made anew from the records</translation>
    </message>
    <message>
        <source>Relu dans le fichier</source>
        <translation>Read in the file</translation>
    </message>
    <message>
        <source>Repris d’une copie</source>
        <translation>Taken from a copy</translation>
    </message>
    <message>
        <source>Reçu de réparation</source>
        <translation>Repair receipt</translation>
    </message>
    <message>
        <source>Rien n’est perdu.</source>
        <translation>Nothing is lost.</translation>
    </message>
    <message>
        <source>Réparation du %1</source>
        <translation>Repair of %1</translation>
    </message>
</context>
<context>
    <name>MergeWords</name>
    <message>
        <source>sans téléphone</source>
        <translation>no phone</translation>
    </message>
</context>
<context>
    <name>MonthView</name>
    <message>
        <source>Aucune séance ce jour-là.</source>
        <translation>No workshop on that day.</translation>
    </message>
    <message>
        <source>Calendrier des séances</source>
        <translation>Calendar of workshops</translation>
    </message>
    <message>
        <source>Mois précédent</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>Mois suivant</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>Prévoir ce jour-là</source>
        <translation>Plan on that day</translation>
    </message>
    <message>
        <source>Séances de ce jour</source>
        <translation>Workshops of that day</translation>
    </message>
</context>
<context>
    <name>MonthWords</name>
    <message>
        <source>%1, aujourd’hui</source>
        <translation>%1, today</translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s)</source>
        <translation><numerusform>%n workshop</numerusform><numerusform>%n workshops</numerusform></translation>
    </message>
    <message>
        <source>annulée</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>aucune séance</source>
        <translation>no workshop</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
    <message>
        <source>férié</source>
        <translation>holiday</translation>
    </message>
    <message>
        <source>férié&#x202f;: %1</source>
        <translation>holiday: %1</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>Autres actions</source>
        <translation>More actions</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Aujourd’hui</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Chiffres clés</source>
        <translation>Key figures</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Réglages</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Suivis</source>
        <translation>Follow-ups</translation>
    </message>
    <message>
        <source>Synchronisation</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Séances</source>
        <translation>Workshops</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Au moins 15 caractères&#x202f;: quelques mots sans rapport entre eux se retiennent bien.</source>
        <translation>At least 15 characters: a few unrelated words are easy to remember.</translation>
    </message>
    <message>
        <source>Bonne phrase de passe.</source>
        <translation>Good passphrase.</translation>
    </message>
    <message>
        <source>La même, encore une fois</source>
        <translation>The same, once more</translation>
    </message>
    <message>
        <source>Phrase de passe</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Proposer sept mots anglais</source>
        <translation>Suggest seven English words</translation>
    </message>
    <message>
        <source>Proposer sept mots français</source>
        <translation>Suggest seven French words</translation>
    </message>
</context>
<context>
    <name>NewcomerView</name>
    <message>
        <source>Ajouter et marquer présente</source>
        <translation>Add and mark present</translation>
    </message>
    <message>
        <source>Comment la personne a été informée</source>
        <translation>How the person was informed</translation>
    </message>
    <message>
        <source>C’est elle, la marquer présente</source>
        <translation>It is them, mark as present</translation>
    </message>
    <message>
        <source>Déjà connue&#x202f;? %1</source>
        <translation>Already known? %1</translation>
    </message>
    <message>
        <source>Fermer sans ajouter</source>
        <translation>Close without adding</translation>
    </message>
    <message>
        <source>Nom</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Personne non inscrite</source>
        <translation>Person not on the list</translation>
    </message>
    <message>
        <source>Prénom</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Sans téléphone&#x202f;: laissez la case vide.</source>
        <translation>No phone: leave the box empty.</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Une autre personne&#x202f;? Encore Ctrl S l’ajoute.</source>
        <translation>Another person? Ctrl S again adds them.</translation>
    </message>
</context>
<context>
    <name>NextStepCard</name>
    <message numerus="yes">
        <source>%n j de retard</source>
        <translation><numerusform>%n day late</numerusform><numerusform>%n days late</numerusform></translation>
    </message>
    <message>
        <source>Prochain pas</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Rien de prévu</source>
        <translation>Nothing planned</translation>
    </message>
</context>
<context>
    <name>NoticeCard</name>
    <message>
        <source>Dite à l’oral, à confirmer</source>
        <translation>Given orally, to confirm</translation>
    </message>
    <message>
        <source>La personne est informée</source>
        <translation>The person is informed</translation>
    </message>
    <message>
        <source>Lire la notice</source>
        <translation>Read the notice</translation>
    </message>
    <message>
        <source>Lire la notice à voix haute ou la remettre. Sans cela, seule une rencontre anonyme est comptée.</source>
        <translation>Read the notice aloud or hand it over. Without it, only an anonymous encounter is counted.</translation>
    </message>
    <message>
        <source>Notice remise</source>
        <translation>Notice given</translation>
    </message>
    <message>
        <source>À remettre par écrit sous 30 jours</source>
        <translation>To be given in writing within 30 days</translation>
    </message>
</context>
<context>
    <name>NoticeView</name>
    <message>
        <source>Dite à l’oral, à confirmer</source>
        <translation>Given orally, to confirm</translation>
    </message>
    <message>
        <source>Langue de la notice</source>
        <translation>Language of the notice</translation>
    </message>
    <message>
        <source>Notice remise</source>
        <translation>Notice given</translation>
    </message>
    <message>
        <source>Revenir à la fiche</source>
        <translation>Back to the file</translation>
    </message>
    <message>
        <source>À lire à voix haute, avec ses mots, ou à tourner vers la personne.</source>
        <translation>Read it aloud, in your own words, or turn it towards the person.</translation>
    </message>
</context>
<context>
    <name>OfferCard</name>
    <message numerus="yes">
        <source>%n heure(s) par semaine</source>
        <translation><numerusform>%n hour a week</numerusform><numerusform>%n hours a week</numerusform></translation>
    </message>
    <message>
        <source>Corriger</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Fournisseur du bailleur</source>
        <translation>Supplier of the landlord</translation>
    </message>
    <message>
        <source>Nom, téléphone, adresse</source>
        <translation>Name, phone, address</translation>
    </message>
    <message>
        <source>Orienter quelqu’un</source>
        <translation>Refer somebody</translation>
    </message>
    <message>
        <source>Personne de ce nom n’est connu ici.</source>
        <translation>Nobody of that name is known here.</translation>
    </message>
    <message>
        <source>Personnes trouvées</source>
        <translation>People found</translation>
    </message>
    <message>
        <source>Qui orienter&#x202f;?</source>
        <translation>Whom to refer?</translation>
    </message>
    <message>
        <source>Retirer cette offre</source>
        <translation>Withdraw this offer</translation>
    </message>
    <message>
        <source>début le %1</source>
        <translation>starts on %1</translation>
    </message>
</context>
<context>
    <name>OffersView</name>
    <message>
        <source>%1&#x202f;: offre retirée.</source>
        <translation>%1: offer withdrawn.</translation>
    </message>
    <message numerus="yes">
        <source>%n offre(s), les fournisseurs du bailleur d’abord</source>
        <translation><numerusform>%n offer</numerusform><numerusform>%n offers, suppliers of the landlord first</numerusform></translation>
    </message>
    <message>
        <source>Ajouter une offre</source>
        <translation>Add an offer</translation>
    </message>
    <message>
        <source>Aucune offre ne répond</source>
        <translation>No offer matches</translation>
    </message>
    <message>
        <source>Aucune offre pour l’instant</source>
        <translation>No offer for now</translation>
    </message>
    <message>
        <source>Besoin</source>
        <translation>Need</translation>
    </message>
    <message>
        <source>Celles que vos collègues notent paraissent ici, même sans réseau.</source>
        <translation>Those that your colleagues note appear here, even without network.</translation>
    </message>
    <message>
        <source>Essayez moins de mots, ou un autre choix.</source>
        <translation>Try fewer words, or another choice.</translation>
    </message>
    <message>
        <source>Métier, partenaire, lieu</source>
        <translation>Trade, partner, place</translation>
    </message>
    <message>
        <source>Nature</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Offres</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>Tous les besoins</source>
        <translation>All needs</translation>
    </message>
    <message>
        <source>Toutes les offres</source>
        <translation>All offers</translation>
    </message>
</context>
<context>
    <name>OpenDaysBlock</name>
    <message numerus="yes">
        <source>%n feuille(s) à clore</source>
        <translation><numerusform>%n sheet to close</numerusform><numerusform>%n sheets to close</numerusform></translation>
    </message>
    <message>
        <source>Feuilles à clore</source>
        <translation>Sheets to close</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Reste à faire</source>
        <translation>Left to do</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>appel à faire</source>
        <translation>roll to call</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s), parmi les séances passées</source>
        <translation><numerusform>and %n other, among past workshops</numerusform><numerusform>and %n others, among past workshops</numerusform></translation>
    </message>
    <message>
        <source>à corriger</source>
        <translation>to correct</translation>
    </message>
    <message>
        <source>à sceller</source>
        <translation>to seal</translation>
    </message>
    <message>
        <source>à sceller, en retard</source>
        <translation>to seal, overdue</translation>
    </message>
</context>
<context>
    <name>OverdueView</name>
    <message>
        <source>Cet ordinateur attend le centre</source>
        <translation>This computer waits for the centre</translation>
    </message>
    <message>
        <source>Code que le centre vous donne</source>
        <translation>Code that the centre gives you</translation>
    </message>
    <message>
        <source>Ouverture…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Pas de réseau&#x202f;? Appelez le centre et lisez ce numéro&#x202f;:</source>
        <translation>No network? Call the centre and read out this number:</translation>
    </message>
    <message>
        <source>Revenir</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Réessayer avec le réseau</source>
        <translation>Try the network again</translation>
    </message>
    <message>
        <source>Trois groupes, avec ou sans espaces. Il ne sert qu’une fois.</source>
        <translation>Three groups, with or without spaces. It is good once.</translation>
    </message>
    <message>
        <source>Écrivez le code.</source>
        <translation>Type the code.</translation>
    </message>
</context>
<context>
    <name>PairWords</name>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Immeuble</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Inscrites toutes deux dans «&#x202f;%1&#x202f;», depuis le %2.</source>
        <translation>Both are enrolled in “%1”, since %2.</translation>
    </message>
    <message>
        <source>Naissance</source>
        <translation>Birth</translation>
    </message>
    <message>
        <source>Présentes toutes deux le %2 à «&#x202f;%1&#x202f;».</source>
        <translation>Both were present on %2 at “%1”.</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Neighbourhood</translation>
    </message>
    <message>
        <source>Regardez bien&#x202f;: peut-être deux personnes</source>
        <translation>Look closely: perhaps two people</translation>
    </message>
    <message>
        <source>Ressemblent</source>
        <translation>Alike</translation>
    </message>
    <message>
        <source>Ressemblent beaucoup</source>
        <translation>Very much alike</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>non renseigné</source>
        <translation>not filled in</translation>
    </message>
</context>
<context>
    <name>Panel</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Pour être sûr que c’est bien vous qui le demandez.</source>
        <translation>To be sure that it is you who asks.</translation>
    </message>
    <message>
        <source>Votre phrase de passe à vous</source>
        <translation>Your own passphrase</translation>
    </message>
    <message>
        <source>Écrivez votre phrase de passe.</source>
        <translation>Type your passphrase.</translation>
    </message>
</context>
<context>
    <name>Paper</name>
    <message>
        <source>Page %1 sur %2</source>
        <translation>Page %1 of %2</translation>
    </message>
</context>
<context>
    <name>PapersButton</name>
    <message>
        <source>C’est parti à l’imprimante.</source>
        <translation>It has gone to the printer.</translation>
    </message>
    <message>
        <source>Enregistrer les invitations</source>
        <translation>Save the invitations</translation>
    </message>
    <message>
        <source>Fichiers PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Imprimer</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>La liste, dans un fichier PDF…</source>
        <translation>The list, into a PDF file…</translation>
    </message>
    <message>
        <source>La liste, sur une imprimante…</source>
        <translation>The list, on a printer…</translation>
    </message>
    <message>
        <source>Le PDF est enregistré. Il porte des noms&#x202f;: supprimez-le après impression.</source>
        <translation>The PDF is saved. It holds names: delete it after printing.</translation>
    </message>
    <message>
        <source>Les billets, dans un fichier PDF…</source>
        <translation>The slips, into a PDF file…</translation>
    </message>
    <message>
        <source>Les billets, sur une imprimante…</source>
        <translation>The slips, on a printer…</translation>
    </message>
</context>
<context>
    <name>PassphraseCard</name>
    <message>
        <source>Copier</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Elle ne sera plus jamais affichée. Dites-la par téléphone, ou envoyez-la par un autre chemin que le fichier. Le destinataire l’ouvre avec 7-Zip.</source>
        <translation>It will never be shown again. Say it over the phone, or send it by another way than the file. The recipient opens it with 7-Zip.</translation>
    </message>
    <message>
        <source>Je l’ai notée</source>
        <translation>I have noted it</translation>
    </message>
    <message>
        <source>La phrase de passe de ce fichier</source>
        <translation>The passphrase of this file</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>Cacher la phrase</source>
        <translation>Hide the passphrase</translation>
    </message>
    <message>
        <source>Montrer la phrase</source>
        <translation>Show the passphrase</translation>
    </message>
</context>
<context>
    <name>PathCard</name>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>PathCards</name>
    <message>
        <source>Accords</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Avec qui</source>
        <translation>Together with</translation>
    </message>
    <message>
        <source>Freins</source>
        <translation>Barriers</translation>
    </message>
    <message>
        <source>Heures suivies</source>
        <translation>Hours attended</translation>
    </message>
    <message>
        <source>Opérations</source>
        <translation>Operations</translation>
    </message>
    <message>
        <source>Orientations</source>
        <translation>Referrals</translation>
    </message>
    <message>
        <source>Projet</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Résultats</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>Situations</source>
        <translation>Snapshots</translation>
    </message>
    <message>
        <source>Suivi par les services</source>
        <translation>Known to services</translation>
    </message>
</context>
<context>
    <name>PathDeeds</name>
    <message>
        <source>Accompagnement terminé.</source>
        <translation>Mentoring ended.</translation>
    </message>
    <message>
        <source>Accord retiré. Un nouvel accord se note à part.</source>
        <translation>Agreement withdrawn. A new agreement is noted apart.</translation>
    </message>
    <message>
        <source>Participation au projet terminée.</source>
        <translation>Taking part in the project ended.</translation>
    </message>
    <message>
        <source>Proche retiré.</source>
        <translation>Contact removed.</translation>
    </message>
    <message>
        <source>Résultat retiré.</source>
        <translation>Outcome removed.</translation>
    </message>
</context>
<context>
    <name>PathLines</name>
    <message numerus="yes">
        <source>%n retour(s)</source>
        <translation><numerusform>%n return</numerusform><numerusform>%n returns</numerusform></translation>
    </message>
    <message>
        <source>Aidée pour sa gestion</source>
        <translation>Helped with its accounts</translation>
    </message>
    <message>
        <source>Aucun contact depuis plus de cinq mois</source>
        <translation>No contact for over five months</translation>
    </message>
    <message>
        <source>Aucun contact, jamais</source>
        <translation>No contact, ever</translation>
    </message>
    <message>
        <source>Compter la sortie</source>
        <translation>Count the exit</translation>
    </message>
    <message>
        <source>Contact il y a moins de cinq mois</source>
        <translation>Contact within five months</translation>
    </message>
    <message>
        <source>Corriger</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Créée</source>
        <translation>Created</translation>
    </message>
    <message>
        <source>Dernier contact non connu</source>
        <translation>Last contact not known</translation>
    </message>
    <message>
        <source>Dit le %1</source>
        <translation>Said on %1</translation>
    </message>
    <message>
        <source>Envoyer</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Essai</source>
        <translation>Trial</translation>
    </message>
    <message>
        <source>Idée</source>
        <translation>Idea</translation>
    </message>
    <message>
        <source>Inscrit</source>
        <translation>Registered</translation>
    </message>
    <message>
        <source>Inscrit, mais sans contact&#x202f;: invisible pour l’O2R</source>
        <translation>Registered, but without contact: invisible under O2R</translation>
    </message>
    <message>
        <source>Inscrit&#x202f;; contact non connu</source>
        <translation>Registered; contact not known</translation>
    </message>
    <message>
        <source>Invisible pour les services</source>
        <translation>Invisible to services</translation>
    </message>
    <message>
        <source>Lettre</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Mettre à jour</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>Modifier</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Modifier la promotion</source>
        <translation>Change the cohort</translation>
    </message>
    <message>
        <source>Modifier le projet</source>
        <translation>Change the project</translation>
    </message>
    <message>
        <source>Noter la sortie</source>
        <translation>Note the exit</translation>
    </message>
    <message>
        <source>Noter la suite</source>
        <translation>Note what followed</translation>
    </message>
    <message>
        <source>Noter le retour</source>
        <translation>Note the return</translation>
    </message>
    <message>
        <source>On ne sait pas</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Partenaire</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Pas encore demandé</source>
        <translation>Not asked yet</translation>
    </message>
    <message>
        <source>Pas inscrit</source>
        <translation>Not registered</translation>
    </message>
    <message>
        <source>Rectifier</source>
        <translation>Amend</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Retirer l’accord</source>
        <translation>Withdraw the agreement</translation>
    </message>
    <message>
        <source>Suivi par les services</source>
        <translation>Known to services</translation>
    </message>
    <message>
        <source>Terminer</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Toujours en activité</source>
        <translation>Still trading</translation>
    </message>
    <message>
        <source>Vient de&#x202f;: %1</source>
        <translation>Comes from: %1</translation>
    </message>
    <message>
        <source>accompagne %1</source>
        <translation>stands beside %1</translation>
    </message>
    <message>
        <source>accompagné par %1</source>
        <translation>supported by %1</translation>
    </message>
    <message>
        <source>compte comme amélioration d’emploi</source>
        <translation>counts as a better post</translation>
    </message>
    <message>
        <source>compte comme entrée en emploi</source>
        <translation>counts as entering work</translation>
    </message>
    <message>
        <source>depuis le %1</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>fournisseur du bailleur</source>
        <translation>landlord’s supplier</translation>
    </message>
    <message>
        <source>proche de confiance</source>
        <translation>trusted contact</translation>
    </message>
    <message>
        <source>rectifiée&#x202f;: %1</source>
        <translation>amended: %1</translation>
    </message>
    <message>
        <source>terminé</source>
        <translation>ended</translation>
    </message>
    <message>
        <source>Étape suivante</source>
        <translation>Next step</translation>
    </message>
    <message>
        <source>Étude</source>
        <translation>Feasibility</translation>
    </message>
    <message>
        <source>à vérifier</source>
        <translation>to check</translation>
    </message>
</context>
<context>
    <name>PathSteps</name>
    <message>
        <source>%1 n’a plus accès aux fiches&#x202f;: choisissez quelqu’un d’autre.</source>
        <translation>%1 can no longer open files: choose somebody else.</translation>
    </message>
    <message>
        <source>Accord de la personne</source>
        <translation>The person’s agreement</translation>
    </message>
    <message>
        <source>Action du programme</source>
        <translation>Action of the programme</translation>
    </message>
    <message>
        <source>Aucun</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Aucun projet noté</source>
        <translation>No project noted</translation>
    </message>
    <message>
        <source>Aucune</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Aucune en particulier</source>
        <translation>None in particular</translation>
    </message>
    <message>
        <source>Ce qui s’est passé</source>
        <translation>What happened</translation>
    </message>
    <message>
        <source>Comment le parcours s’arrête</source>
        <translation>How it ends</translation>
    </message>
    <message>
        <source>Coordonnées et besoins</source>
        <translation>Contact and needs</translation>
    </message>
    <message>
        <source>D’anciens participants qui ont accepté d’être ambassadeurs.</source>
        <translation>Former participants who have agreed to be ambassadors.</translation>
    </message>
    <message>
        <source>D’où vient ce projet</source>
        <translation>Where this project comes from</translation>
    </message>
    <message>
        <source>Envoyer l’orientation</source>
        <translation>Send the referral</translation>
    </message>
    <message>
        <source>Frein</source>
        <translation>Barrier</translation>
    </message>
    <message>
        <source>Inscription à une opération</source>
        <translation>Enrolment in an operation</translation>
    </message>
    <message>
        <source>La personne peut lire cette ligne&#x202f;: jamais de santé, d’origine, d’opinion.</source>
        <translation>The person may read this line: never health, origin or opinion.</translation>
    </message>
    <message>
        <source>Le même s’il n’y en a pas d’autre</source>
        <translation>The same where there is no other</translation>
    </message>
    <message>
        <source>Le titre exact, tel que le financeur le lit sur tous les papiers</source>
        <translation>The exact title, as the funder reads it on every paper</translation>
    </message>
    <message>
        <source>Micro-entreprise</source>
        <translation>Micro-enterprise</translation>
    </message>
    <message>
        <source>Non</source>
        <translation>No</translation>
    </message>
    <message>
        <source>Non précisé</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>Nouveau projet d’habitants</source>
        <translation>New residents’ project</translation>
    </message>
    <message>
        <source>Offre du répertoire</source>
        <translation>Offer of the directory</translation>
    </message>
    <message>
        <source>Orientation vers un partenaire</source>
        <translation>Referral to a partner</translation>
    </message>
    <message>
        <source>Oui</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>Par exemple RNCP38000</source>
        <translation>For example RNCP38000</translation>
    </message>
    <message>
        <source>Partenaire (nom réservé)</source>
        <translation>Partner (name withheld)</translation>
    </message>
    <message>
        <source>Personne en particulier</source>
        <translation>Nobody in particular</translation>
    </message>
    <message>
        <source>Point de situation</source>
        <translation>Where they stand</translation>
    </message>
    <message>
        <source>Proche de confiance</source>
        <translation>Trusted contact</translation>
    </message>
    <message>
        <source>Projet choisi</source>
        <translation>Chosen project</translation>
    </message>
    <message>
        <source>Projet d’habitants</source>
        <translation>Residents’ project</translation>
    </message>
    <message>
        <source>Promotion d’une formation certifiée</source>
        <translation>Cohort of a certified training</translation>
    </message>
    <message>
        <source>Quel jour</source>
        <translation>On which day</translation>
    </message>
    <message>
        <source>Rappel à faire</source>
        <translation>Something to do</translation>
    </message>
    <message>
        <source>Rencontre</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>Rencontre sans nom</source>
        <translation>Meeting without a name</translation>
    </message>
    <message>
        <source>Rendez-vous le</source>
        <translation>Appointment on</translation>
    </message>
    <message>
        <source>Retour dans l’opération</source>
        <translation>Return to the operation</translation>
    </message>
    <message>
        <source>Réponse</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Résultat du parcours</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Sans accord pour ce partenaire, seule la lettre remise est possible.</source>
        <translation>Without agreement for this partner only the letter handed over is possible.</translation>
    </message>
    <message>
        <source>Sans emploi depuis le</source>
        <translation>Out of work since</translation>
    </message>
    <message>
        <source>Sans financeur</source>
        <translation>No funder</translation>
    </message>
    <message>
        <source>Sans partenaire</source>
        <translation>No partner</translation>
    </message>
    <message>
        <source>Seulement avec l’accord de la personne et de son proche.</source>
        <translation>Only if the person and their contact agree.</translation>
    </message>
    <message>
        <source>Sortie comptée comme</source>
        <translation>Exit counted as</translation>
    </message>
    <message>
        <source>Sortie de l’opération</source>
        <translation>Exit from the operation</translation>
    </message>
    <message>
        <source>Souhait ou intérêt</source>
        <translation>Wish or interest</translation>
    </message>
    <message>
        <source>Suite de l’orientation</source>
        <translation>What followed</translation>
    </message>
    <message>
        <source>Suivi par les services</source>
        <translation>Known to services</translation>
    </message>
    <message>
        <source>Tuteur ou ambassadeur</source>
        <translation>Tutor or ambassador</translation>
    </message>
    <message>
        <source>Téléphone du proche</source>
        <translation>Contact’s phone</translation>
    </message>
    <message>
        <source>Une seule classe par inscription&#x202f;: elle compte dans les sorties positives.</source>
        <translation>One class per enrolment only: it counts among the positive exits.</translation>
    </message>
    <message>
        <source>par exemple 3/2024</source>
        <translation>for instance 3/2024</translation>
    </message>
    <message>
        <source>À quelle heure</source>
        <translation>At what time</translation>
    </message>
</context>
<context>
    <name>PathTrack</name>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1&#x202f;: depuis le %2</source>
        <translation>%1: since %2</translation>
    </message>
    <message>
        <source>%1&#x202f;: du %2 au %3</source>
        <translation>%1: from %2 to %3</translation>
    </message>
    <message>
        <source>%1&#x202f;: retour le %2</source>
        <translation>%1: back on %2</translation>
    </message>
    <message>
        <source>Accord</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>Arrêt</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Arrêté avant la fin</source>
        <translation>Stopped before the end</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Inscription</source>
        <translation>Enrolled</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Parcours en cours</source>
        <translation>On their way</translation>
    </message>
    <message>
        <source>Parcours terminé</source>
        <translation>Path completed</translation>
    </message>
    <message>
        <source>Premier contact</source>
        <translation>First contact</translation>
    </message>
    <message>
        <source>Repérage</source>
        <translation>Met</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Rien dans le fil ne dit cette étape, et une étape suivante est notée.</source>
        <translation>Nothing in the thread tells of this step, and a later one is noted.</translation>
    </message>
    <message>
        <source>Rien dans le fil ne dit encore cette étape.</source>
        <translation>Nothing in the thread tells of this step yet.</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Suivi 6 mois</source>
        <translation>Six months after</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>Terminé</source>
        <translation>Completed</translation>
    </message>
    <message>
        <source>accord retiré</source>
        <translation>agreement withdrawn</translation>
    </message>
    <message>
        <source>pas noté</source>
        <translation>not noted</translation>
    </message>
    <message>
        <source>première séance à venir</source>
        <translation>first workshop to come</translation>
    </message>
    <message>
        <source>refus</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>vers le %1</source>
        <translation>around %1</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>%1 n’ouvre plus cet ordinateur.</source>
        <translation>%1 does not open this computer any more.</translation>
    </message>
    <message>
        <source>%1 ouvre maintenant cet ordinateur avec sa propre phrase de passe.</source>
        <translation>%1 now opens this computer with their own passphrase.</translation>
    </message>
    <message numerus="yes">
        <source>%n fiche(s) de sa part reste(nt) ici, en attente d’envoi.</source>
        <translation><numerusform>%n record of theirs stays here, waiting to be sent.</numerusform><numerusform>%n records of theirs stay here, waiting to be sent.</numerusform></translation>
    </message>
    <message>
        <source>Ajouter cette personne</source>
        <translation>Add this person</translation>
    </message>
    <message>
        <source>Ajouter une personne…</source>
        <translation>Add a person…</translation>
    </message>
    <message>
        <source>C’est vous</source>
        <translation>You</translation>
    </message>
    <message>
        <source>Les personnes de cet ordinateur</source>
        <translation>The people of this computer</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Retirer %1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>PersonBlock</name>
    <message>
        <source>Verrouiller (Ctrl+L)</source>
        <translation>Lock (Ctrl+L)</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>depuis le %1</source>
        <translation>since %1</translation>
    </message>
</context>
<context>
    <name>PlanningWords</name>
    <message>
        <source>%1&#x202f;: férié (%2).</source>
        <translation>%1: a public holiday (%2).</translation>
    </message>
    <message>
        <source>%1&#x202f;: la personne qui anime est déjà prise par «&#x202f;%2&#x202f;».</source>
        <translation>%1: whoever leads it is already taken by “%2”.</translation>
    </message>
    <message>
        <source>%1&#x202f;: le lieu est déjà pris par «&#x202f;%2&#x202f;».</source>
        <translation>%1: the place is already taken by “%2”.</translation>
    </message>
    <message>
        <source>%1&#x202f;: plus de quatre heures d’affilée, qu’un financeur peut refuser.</source>
        <translation>%1: more than four hours in a row, which a funder may refuse.</translation>
    </message>
    <message>
        <source>%1&#x202f;: un dimanche.</source>
        <translation>%1: a Sunday.</translation>
    </message>
    <message>
        <source>Annulée</source>
        <translation>Cancelled</translation>
    </message>
    <message>
        <source>Annulée&#x202f;: %1</source>
        <translation>Cancelled: %1</translation>
    </message>
</context>
<context>
    <name>PrepareCard</name>
    <message>
        <source>%1, votre organisme peut vous aider</source>
        <translation>%1, your organisation can help you</translation>
    </message>
    <message>
        <source>Choisissez d’abord votre nouvelle phrase de passe. Elle servira quand la réponse arrivera&#x202f;: retenez-la bien.</source>
        <translation>First choose your new passphrase. It will serve when the answer comes: remember it well.</translation>
    </message>
    <message>
        <source>J’ai ma feuille de secours</source>
        <translation>I have my recovery sheet</translation>
    </message>
    <message>
        <source>Nouvelle phrase de passe</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Préparer ma demande</source>
        <translation>Prepare my request</translation>
    </message>
</context>
<context>
    <name>ProgressPage</name>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
</context>
<context>
    <name>ReachForm</name>
    <message>
        <source>Celle-ci et les suivantes</source>
        <translation>This one and those that follow</translation>
    </message>
    <message>
        <source>Cette séance</source>
        <translation>This workshop</translation>
    </message>
    <message>
        <source>Séance répétée&#x202f;: ce que vous changez vaut pour</source>
        <translation>Repeated workshop: what you change is for</translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Enregistrer en PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>Enregistrer le reçu</source>
        <translation>Save the receipt</translation>
    </message>
    <message>
        <source>Imprimer…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>J’ai lu, continuer</source>
        <translation>I have read it, go on</translation>
    </message>
    <message>
        <source>recu-de-reparation.pdf</source>
        <translation>repair-receipt.pdf</translation>
    </message>
</context>
<context>
    <name>RecordsCard</name>
    <message>
        <source>Cette fiche a des changements qui sont seulement sur cet ordinateur.</source>
        <translation>This file has changes that are only on this computer.</translation>
    </message>
    <message>
        <source>Cette fiche est à vérifier.</source>
        <translation>This file needs checking.</translation>
    </message>
    <message>
        <source>Données</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>Informée le %1, notice remise.</source>
        <translation>Informed on %1, notice given.</translation>
    </message>
    <message>
        <source>Informée à l’oral le %1. La notice écrite devait suivre avant le %2.</source>
        <translation>Informed orally on %1. The written notice should have followed by %2.</translation>
    </message>
    <message>
        <source>Informée à l’oral le %1. Notice écrite à remettre avant le %2.</source>
        <translation>Informed orally on %1. Written notice to be given by %2.</translation>
    </message>
    <message>
        <source>La personne n’a pas encore été informée.</source>
        <translation>The person has not been informed yet.</translation>
    </message>
    <message>
        <source>Notice remise</source>
        <translation>Notice given</translation>
    </message>
    <message>
        <source>Quelqu’un d’autre</source>
        <translation>Somebody else</translation>
    </message>
    <message>
        <source>Qui a consulté cette fiche&#x202f;?</source>
        <translation>Who has opened this file?</translation>
    </message>
    <message>
        <source>Reçue du centre.</source>
        <translation>Received from the centre.</translation>
    </message>
    <message>
        <source>Reçue par le centre le %1 à %2.</source>
        <translation>Received by the centre on %1 at %2.</translation>
    </message>
    <message>
        <source>Sur cet ordinateur&#x202f;:</source>
        <translation>On this computer:</translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Ce code ouvre les fiches si vous oubliez votre phrase de passe. Sur l’écran de verrouillage, choisissez votre nom, puis «&#x202f;Phrase oubliée&#x202f;?&#x202f;».</source>
        <translation>This code opens the records if you forget your passphrase. On the lock screen, choose your name, then “Forgotten passphrase?”.</translation>
    </message>
    <message>
        <source>Feuille de secours Palier</source>
        <translation>Palier recovery sheet</translation>
    </message>
    <message>
        <source>Pour %1, le %2</source>
        <translation>For %1, %2</translation>
    </message>
    <message>
        <source>Quelqu’un l’a vue, ou elle est perdue&#x202f;? Remplacez-la dans les Réglages&#x202f;: celle-ci ne servira plus.</source>
        <translation>Has somebody seen it, or is it lost? Replace it in the Settings: this one will stop working.</translation>
    </message>
    <message>
        <source>Rangez cette feuille sous clé, ailleurs que l’ordinateur&#x202f;: qui tient les deux lit tout.</source>
        <translation>Lock this sheet away, elsewhere than the computer: whoever holds both reads everything.</translation>
    </message>
    <message>
        <source>À garder sous clé, loin de l’ordinateur</source>
        <translation>To be kept locked away, far from the computer</translation>
    </message>
</context>
<context>
    <name>RecoveryView</name>
    <message>
        <source>%1, votre feuille de secours</source>
        <translation>%1, your recovery sheet</translation>
    </message>
    <message>
        <source>Code de votre feuille de secours</source>
        <translation>Code of your recovery sheet</translation>
    </message>
    <message>
        <source>Elle ouvre cet ordinateur une fois que vous avez choisi une nouvelle phrase de passe.</source>
        <translation>It opens this computer once you have chosen a new passphrase.</translation>
    </message>
    <message>
        <source>Je n’ai plus ma feuille</source>
        <translation>I do not have my sheet any more</translation>
    </message>
    <message>
        <source>Les six groupes, avec ou sans espaces.</source>
        <translation>The six groups, with or without spaces.</translation>
    </message>
    <message>
        <source>Nouvelle phrase de passe</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Ouverture…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Revenir</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Réparer</source>
        <translation>Repair</translation>
    </message>
</context>
<context>
    <name>ReferralWords</name>
    <message>
        <source>Aujourd’hui</source>
        <translation>Today</translation>
    </message>
    <message numerus="yes">
        <source>Depuis %n jour(s)</source>
        <translation><numerusform>For %n day</numerusform><numerusform>For %n days</numerusform></translation>
    </message>
    <message>
        <source>Le rendez-vous est passé&#x202f;: demandez s’il a eu lieu.</source>
        <translation>The appointment has passed: ask whether it took place.</translation>
    </message>
    <message>
        <source>Partenaire</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Partenaire (nom réservé)</source>
        <translation>Partner (name withheld)</translation>
    </message>
    <message>
        <source>Plus de deux semaines&#x202f;: relancez le partenaire, ou cherchez-en un autre.</source>
        <translation>More than two weeks: ask the partner again, or look for another one.</translation>
    </message>
    <message>
        <source>Plus d’un mois&#x202f;: relancez une dernière fois, ou notez «&#x202f;Sans réponse&#x202f;».</source>
        <translation>More than a month: ask one last time, or note “No answer”.</translation>
    </message>
    <message>
        <source>Plus d’une semaine&#x202f;: demandez des nouvelles au partenaire.</source>
        <translation>More than a week: ask the partner for news.</translation>
    </message>
    <message>
        <source>Rendez-vous %1</source>
        <translation>Appointment %1</translation>
    </message>
    <message>
        <source>Rendez-vous passé</source>
        <translation>Appointment past</translation>
    </message>
    <message>
        <source>Rien n’est parti&#x202f;: à envoyer, ou à remettre à la personne.</source>
        <translation>Nothing has left yet: send it, or hand it to the person.</translation>
    </message>
    <message numerus="yes">
        <source>Sans nouvelles depuis %n jour(s)</source>
        <translation><numerusform>No news for %n day</numerusform><numerusform>No news for %n days</numerusform></translation>
    </message>
    <message>
        <source>Suite attendue</source>
        <translation>Awaiting the next step</translation>
    </message>
    <message>
        <source>jusqu’au %1</source>
        <translation>until %1</translation>
    </message>
    <message>
        <source>À envoyer</source>
        <translation>To be sent</translation>
    </message>
</context>
<context>
    <name>ReferralsView</name>
    <message>
        <source>%1&#x202f;: sans réponse.</source>
        <translation>%1: no answer.</translation>
    </message>
    <message numerus="yes">
        <source>%n orientation(s), la plus longue sans nouvelles d’abord</source>
        <translation><numerusform>%n referral</numerusform><numerusform>%n referrals, the longest without news first</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n à relancer</source>
        <translation><numerusform>%n to chase</numerusform><numerusform>%n to chase</numerusform></translation>
    </message>
    <message>
        <source>Aucune orientation en cours</source>
        <translation>No open referral</translation>
    </message>
    <message>
        <source>Envoyer</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>Les miennes</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Les orientations que vous préparez dans une fiche attendent ici la réponse du partenaire.</source>
        <translation>The referrals that you prepare in a file wait here for the partner’s answer.</translation>
    </message>
    <message>
        <source>Noter la suite</source>
        <translation>Note what happened</translation>
    </message>
    <message>
        <source>Offres</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>Orientations en cours</source>
        <translation>Open referrals</translation>
    </message>
    <message>
        <source>Orientations à montrer</source>
        <translation>Referrals to show</translation>
    </message>
    <message>
        <source>Ouvrir la fiche</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Revenir aux suivis</source>
        <translation>Back to follow-ups</translation>
    </message>
    <message>
        <source>Sans réponse</source>
        <translation>No answer</translation>
    </message>
    <message>
        <source>Suppr</source>
        <translation>Del</translation>
    </message>
    <message>
        <source>Toutes</source>
        <translation>All</translation>
    </message>
    <message>
        <source>envoyée le %1</source>
        <translation>sent on %1</translation>
    </message>
    <message>
        <source>rendez-vous %1</source>
        <translation>appointment %1</translation>
    </message>
</context>
<context>
    <name>RefusedGroup</name>
    <message>
        <source>Refusées par le centre</source>
        <translation>Refused by the centre</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#x202f;: ces fiches restent sur cet ordinateur jusqu’à ce que vous décidiez.</source>
        <translation>Nothing is lost: these records stay on this computer until you decide.</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>RefusedRow</name>
    <message>
        <source>Non, garder</source>
        <translation>No, keep</translation>
    </message>
    <message>
        <source>Oui, retirer</source>
        <translation>Yes, take away</translation>
    </message>
    <message>
        <source>Ouvrir la fiche</source>
        <translation>Open the record</translation>
    </message>
    <message>
        <source>Ouvrir la fiche&#x202f;: %1</source>
        <translation>Open the record: %1</translation>
    </message>
    <message>
        <source>Renvoyer</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Renvoyer&#x202f;: %1</source>
        <translation>Send again: %1</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Take away</translation>
    </message>
    <message>
        <source>Retirer ce qui a été refusé&#x202f;? Cela ne partira jamais au centre&#x202f;: la fiche reprend la version du centre, ou quitte cet ordinateur si le centre ne l’a pas.</source>
        <translation>Take away what was refused? It will never go to the centre: the record goes back to the centre’s version, or leaves this computer if the centre has none.</translation>
    </message>
    <message>
        <source>Retirer&#x202f;: %1</source>
        <translation>Take away: %1</translation>
    </message>
</context>
<context>
    <name>Registers</name>
    <message numerus="yes">
        <source>%1 suivies par %n personne(s)</source>
        <translation><numerusform>%1 attended by %n person</numerusform><numerusform>%1 attended by %n people</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1, %n ligne(s)</source>
        <translation><numerusform>%1, %n row</numerusform><numerusform>%1, %n rows</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%1&#x202f;: %2, %n personne(s)</source>
        <translation><numerusform>%1: %2, %n person</numerusform><numerusform>%1: %2, %n people</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n feuille(s) scellée(s)</source>
        <translation><numerusform>%n sealed sheet</numerusform><numerusform>%n sealed sheets</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s)</source>
        <translation><numerusform>%n workshop</numerusform><numerusform>%n workshops</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n venue(s) sans nom</source>
        <translation><numerusform>%n came without a name</numerusform><numerusform>%n came without a name</numerusform></translation>
    </message>
    <message>
        <source>01/01/2026, hier…</source>
        <translation>01/01/2026, yesterday…</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message numerus="yes">
        <source>Archive enregistrée, sans %n feuille(s) qui n’est pas sur cet ordinateur</source>
        <translation><numerusform>Archive saved, without %n sheet that is not on this computer</numerusform><numerusform>Archive saved, without %n sheets that are not on this computer</numerusform></translation>
    </message>
    <message>
        <source>Archives ZIP (*.zip)</source>
        <translation>ZIP archives (*.zip)</translation>
    </message>
    <message>
        <source>Attestations</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Au</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Choisissez un financeur pour que les noms puissent sortir.</source>
        <translation>Choose a funder for names to be in it.</translation>
    </message>
    <message>
        <source>Choisissez un financeur&#x202f;: les attestations portent des noms.</source>
        <translation>Choose a funder: certificates bear names.</translation>
    </message>
    <message>
        <source>Choisissez un financeur&#x202f;: les feuilles portent des noms.</source>
        <translation>Choose a funder: sheets bear names.</translation>
    </message>
    <message>
        <source>Classeurs Excel (*.xlsx)</source>
        <translation>Excel workbooks (*.xlsx)</translation>
    </message>
    <message>
        <source>Du</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Elles se font depuis la fiche d’une personne, ou depuis la feuille d’une séance.</source>
        <translation>They are made from a person’s file, or from a workshop’s sheet.</translation>
    </message>
    <message>
        <source>Feuilles scellées</source>
        <translation>Sealed sheets</translation>
    </message>
    <message>
        <source>Fichiers CSV (*.csv)</source>
        <translation>CSV files (*.csv)</translation>
    </message>
    <message>
        <source>Fichiers PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Financeur</source>
        <translation>Funder</translation>
    </message>
    <message>
        <source>Le fichier est enregistré, chiffré. Notez sa phrase de passe maintenant.</source>
        <translation>The file is saved, encrypted. Note its passphrase now.</translation>
    </message>
    <message>
        <source>Le fichier est enregistré. Il n’est pas chiffré&#x202f;: gardez-le en lieu sûr, puis supprimez-le.</source>
        <translation>The file is saved. It is not encrypted: keep it in a safe place, then delete it.</translation>
    </message>
    <message>
        <source>Les noms des personnes que vous accompagnez. Les autres restent des numéros.</source>
        <translation>The names of the people you accompany. The others stay numbers.</translation>
    </message>
    <message>
        <source>Registre</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Registre avec les noms</source>
        <translation>Register with names</translation>
    </message>
    <message>
        <source>Sans noms&#x202f;: chaque personne est un numéro, propre à ce fichier.</source>
        <translation>Without names: each person is a number, of this file alone.</translation>
    </message>
    <message>
        <source>Tous</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Tous les noms de ce financeur. Sans cela, chaque personne est un numéro.</source>
        <translation>All the names of this funder’s actions. Without that, each person is a number.</translation>
    </message>
    <message>
        <source>Toutes</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Une page par personne que vous accompagnez, dans un seul PDF.</source>
        <translation>A page for each person you accompany, in one PDF.</translation>
    </message>
    <message>
        <source>Une page par personne venue, dans un seul PDF.</source>
        <translation>A page for each person who came, in one PDF.</translation>
    </message>
    <message>
        <source>attestations</source>
        <translation>certificates</translation>
    </message>
    <message>
        <source>copie jusqu’au %1</source>
        <translation>copy until %1</translation>
    </message>
    <message>
        <source>copie supprimée</source>
        <translation>copy deleted</translation>
    </message>
    <message>
        <source>feuilles-scellees</source>
        <translation>sealed-sheets</translation>
    </message>
    <message>
        <source>registre</source>
        <translation>register</translation>
    </message>
    <message>
        <source>&#x202f;: voyez le manifeste, et recommencez après un échange.</source>
        <translation>: see the manifest, and try again after an exchange.</translation>
    </message>
</context>
<context>
    <name>RegistersPage</name>
    <message>
        <source>Attestations (PDF)…</source>
        <translation>Certificates (PDF)…</translation>
    </message>
    <message>
        <source>Attestations de présence</source>
        <translation>Certificates of attendance</translation>
    </message>
    <message>
        <source>Aucune présence sur cette période.</source>
        <translation>Nobody attended anything in this period.</translation>
    </message>
    <message>
        <source>Avec les noms</source>
        <translation>With the names</translation>
    </message>
    <message>
        <source>Ce qui a été fait</source>
        <translation>What was done</translation>
    </message>
    <message>
        <source>Ce qui a été fait sur une période, à donner à un financeur ou aux personnes.</source>
        <translation>What was done over a period, for a funder or for the people themselves.</translation>
    </message>
    <message>
        <source>Changez les dates.</source>
        <translation>Change the dates.</translation>
    </message>
    <message>
        <source>Feuilles (ZIP)…</source>
        <translation>Sheets (ZIP)…</translation>
    </message>
    <message>
        <source>Feuilles scellées</source>
        <translation>Sealed sheets</translation>
    </message>
    <message>
        <source>Registre (CSV)…</source>
        <translation>Register (CSV)…</translation>
    </message>
    <message>
        <source>Registre (Excel)…</source>
        <translation>Register (Excel)…</translation>
    </message>
    <message>
        <source>Registre de présence</source>
        <translation>Register of attendance</translation>
    </message>
    <message>
        <source>Registre et attestations</source>
        <translation>Register and certificates</translation>
    </message>
    <message>
        <source>Revenir aux séances</source>
        <translation>Back to the workshops</translation>
    </message>
    <message>
        <source>Toutes, avec leurs avenants, un manifeste, et de quoi vérifier que rien n’a changé.</source>
        <translation>All of them, with their amendments, a manifest, and the means to verify that nothing changed.</translation>
    </message>
    <message>
        <source>Une ligne par personne et par demi-journée, avec les heures.</source>
        <translation>A line for each person and half-day, with the hours.</translation>
    </message>
</context>
<context>
    <name>RejoinCard</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Code d’invitation</source>
        <translation>Invitation code</translation>
    </message>
    <message>
        <source>Le centre vous le donne. Il ne sert qu’une fois.</source>
        <translation>The centre gives it to you. It works once.</translation>
    </message>
    <message>
        <source>Relier cet ordinateur</source>
        <translation>Join this computer</translation>
    </message>
    <message>
        <source>Saisir un code d’invitation</source>
        <translation>Enter an invitation code</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>RemovalQuestion</name>
    <message>
        <source>C’est beaucoup d’un coup. Si votre secteur a changé, c’est normal. Sinon, demandez d’abord à votre responsable. Rien n’est encore retiré, et vous pouvez continuer à travailler.</source>
        <translation>That is a lot at once. If your area has changed, this is normal. If not, ask your manager first. Nothing has been removed yet, and you can go on working.</translation>
    </message>
    <message>
        <source>Le centre a été remis en état à partir d’une sauvegarde, et d’autres ordinateurs ne lui ont peut-être pas encore tout renvoyé. Attendez quelques jours, et demandez à votre responsable avant de retirer quoi que ce soit. Vous pouvez continuer à travailler.</source>
        <translation>The centre was put back from a backup, and other computers may not have sent everything again yet. Wait a few days, and ask whoever is in charge before anything is removed. You can keep working.</translation>
    </message>
    <message numerus="yes">
        <source>Le centre demande de retirer %n fiche(s)</source>
        <translation><numerusform>The centre asks to remove %n record</numerusform><numerusform>The centre asks to remove %n records</numerusform></translation>
    </message>
    <message>
        <source>Ne rien retirer pour l’instant</source>
        <translation>Remove nothing for now</translation>
    </message>
    <message>
        <source>Retirer ces fiches</source>
        <translation>Remove these records</translation>
    </message>
    <message>
        <source>Rien n’a été retiré.</source>
        <translation>Nothing was removed.</translation>
    </message>
    <message>
        <source>Répondre</source>
        <translation>Answer</translation>
    </message>
    <message numerus="yes">
        <source>sur les %n de cet ordinateur.</source>
        <translation><numerusform>of the %n on this computer.</numerusform><numerusform>of the %n on this computer.</numerusform></translation>
    </message>
</context>
<context>
    <name>RemovePanel</name>
    <message>
        <source>Retirer %1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>Sa phrase de passe et sa feuille de secours n’ouvriront plus cet ordinateur. Ce que cette personne a saisi y reste, et part au centre comme le reste.</source>
        <translation>Their passphrase and recovery sheet will not open this computer any more. What they entered stays on it, and goes to the centre like the rest.</translation>
    </message>
</context>
<context>
    <name>RepetitionView</name>
    <message>
        <source>%1&#x202f;: férié (%2)</source>
        <translation>%1: public holiday (%2)</translation>
    </message>
    <message>
        <source>%1&#x202f;: férié (%2), sauté</source>
        <translation>%1: public holiday (%2), left out</translation>
    </message>
    <message>
        <source>%1&#x202f;: sauté</source>
        <translation>%1: left out</translation>
    </message>
    <message numerus="yes">
        <source>%n date(s) sautée(s)</source>
        <translation><numerusform>%n date left out</numerusform><numerusform>%n dates left out</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s) à prévoir</source>
        <translation><numerusform>%n workshop to plan</numerusform><numerusform>%n workshops to plan</numerusform></translation>
    </message>
    <message>
        <source>Nombre de séances</source>
        <translation>Number of workshops</translation>
    </message>
    <message>
        <source>Répéter</source>
        <translation>Repeat</translation>
    </message>
    <message>
        <source>Toutes les deux semaines</source>
        <translation>Every two weeks</translation>
    </message>
    <message>
        <source>Toutes les semaines</source>
        <translation>Every week</translation>
    </message>
    <message>
        <source>Une seule fois</source>
        <translation>Only once</translation>
    </message>
    <message>
        <source>de 2 à 52</source>
        <translation>from 2 to 52</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s) à défaire&#x202f;: les fiches ouvertes sont mises de côté.</source>
        <translation><numerusform>%Ln line to undo: records opened are put away.</numerusform><numerusform>%Ln lines to undo: records opened are put away.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln ligne(s) à garder, car autre chose en dépend&#x202f;:</source>
        <translation><numerusform>%Ln line stays, for something else depends on it:</numerusform><numerusform>%Ln lines stay, for something else depends on them:</numerusform></translation>
    </message>
    <message>
        <source>Annulation de l’import</source>
        <translation>Taking the import back</translation>
    </message>
    <message>
        <source>Annuler tout l’import</source>
        <translation>Take the whole import back</translation>
    </message>
    <message>
        <source>Annuler tout l’import&#x202f;?</source>
        <translation>Take the whole import back?</translation>
    </message>
    <message>
        <source>Cet import a été annulé.</source>
        <translation>This import was taken back.</translation>
    </message>
    <message>
        <source>Choisissez de nouveau le fichier pour finir&#x202f;: les lignes reprises seront reconnues.</source>
        <translation>Choose the file again to finish: lines brought in will be recognised.</translation>
    </message>
    <message>
        <source>Garder l’import</source>
        <translation>Keep the import</translation>
    </message>
    <message>
        <source>Import du %1</source>
        <translation>Import of %1</translation>
    </message>
    <message>
        <source>Importer un fichier</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Lignes du fichier</source>
        <translation>Lines of the file</translation>
    </message>
    <message numerus="yes">
        <source>L’import s’est arrêté avant la fin&#x202f;: il manque %Ln ligne(s).</source>
        <translation><numerusform>The import stopped before the end: %Ln line is missing.</numerusform><numerusform>The import stopped before the end: %Ln lines are missing.</numerusform></translation>
    </message>
    <message>
        <source>Rapport d’import</source>
        <translation>Import report</translation>
    </message>
    <message>
        <source>Retirer ces fiches</source>
        <translation>Take these records out</translation>
    </message>
    <message>
        <source>Ses fiches sont mises de côté.</source>
        <translation>Its records are put away.</translation>
    </message>
    <message numerus="yes">
        <source>et %Ln autre(s).</source>
        <translation><numerusform>and %Ln other.</numerusform><numerusform>and %Ln others.</numerusform></translation>
    </message>
</context>
<context>
    <name>ResemblingCard</name>
    <message>
        <source>Comparer les fiches</source>
        <translation>Compare the files</translation>
    </message>
    <message>
        <source>Même personne&#x202f;?</source>
        <translation>Same person?</translation>
    </message>
</context>
<context>
    <name>ResemblingPairsView</name>
    <message>
        <source>%1 La recherche continue…</source>
        <translation>%1 Still searching…</translation>
    </message>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n paire(s) à regarder, la plus ressemblante d’abord.</source>
        <translation><numerusform>%n pair to look at, the most alike first.</numerusform><numerusform>%n pairs to look at, the most alike first.</numerusform></translation>
    </message>
    <message>
        <source>Aucune fiche à rapprocher</source>
        <translation>No files to compare</translation>
    </message>
    <message>
        <source>Deux fiches qui se ressemblent paraîtront ici&#x202f;; vous direz si c’est une seule personne.</source>
        <translation>Two files that look alike will appear here; you will say whether they are one person.</translation>
    </message>
    <message numerus="yes">
        <source>Et %n autre(s), une fois celles-ci décidées.</source>
        <translation><numerusform>And %n other, once these are decided.</numerusform><numerusform>And %n others, once these are decided.</numerusform></translation>
    </message>
    <message>
        <source>Fiches qui se ressemblent</source>
        <translation>Files that look alike</translation>
    </message>
    <message numerus="yes">
        <source>Les %n paires les plus ressemblantes.</source>
        <translation><numerusform>The most alike pair.</numerusform><numerusform>The %n most alike pairs.</numerusform></translation>
    </message>
    <message>
        <source>Les autres paires</source>
        <translation>The other pairs</translation>
    </message>
    <message>
        <source>Même personne…</source>
        <translation>Same person…</translation>
    </message>
    <message>
        <source>Noté&#x202f;: ce sont deux personnes.</source>
        <translation>Noted: these are two people.</translation>
    </message>
    <message>
        <source>Paire</source>
        <translation>Pair</translation>
    </message>
    <message>
        <source>Paires à regarder</source>
        <translation>Pairs to look at</translation>
    </message>
    <message>
        <source>Pas la même personne</source>
        <translation>Not the same person</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Recherche en cours…</source>
        <translation>Searching…</translation>
    </message>
    <message>
        <source>Ressemblance</source>
        <translation>Likeness</translation>
    </message>
    <message>
        <source>Revenir</source>
        <translation>Go back</translation>
    </message>
    <message>
        <source>Rien n’est réuni sans vous. Vous pourrez revenir sur votre réponse.</source>
        <translation>Nothing is joined without you. You can change your answer later.</translation>
    </message>
    <message>
        <source>Vous pouvez faire autre chose pendant ce temps.</source>
        <translation>You can do something else meanwhile.</translation>
    </message>
    <message>
        <source>pareil</source>
        <translation>the same</translation>
    </message>
</context>
<context>
    <name>ResidentErasureView</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Au centre et sur chaque ordinateur, pour toujours. Personne ne pourra revenir en arrière.</source>
        <translation>At the centre and on every computer, for good. Nobody can bring it back.</translation>
    </message>
    <message>
        <source>Avec tout ce qui a été écrit&#x202f;: %1</source>
        <translation>With everything that was written: %1</translation>
    </message>
    <message>
        <source>Ce qui va disparaître</source>
        <translation>What will disappear</translation>
    </message>
    <message>
        <source>C’est fait ici. Le centre et les autres ordinateurs l’effacent au prochain échange.</source>
        <translation>Done here. The centre and the other computers erase it at the next exchange.</translation>
    </message>
    <message>
        <source>EFFACER</source>
        <translation>ERASE</translation>
    </message>
    <message>
        <source>Effacer définitivement</source>
        <translation>Erase for good</translation>
    </message>
    <message>
        <source>Fiche de %1</source>
        <translation>File of %1</translation>
    </message>
    <message>
        <source>Pour continuer</source>
        <translation>To go on</translation>
    </message>
    <message>
        <source>Pourquoi&#x202f;?</source>
        <translation>Why?</translation>
    </message>
    <message numerus="yes">
        <source>Restent %n présence(s) ou rencontre(s), comptées sans nom.</source>
        <translation><numerusform>%n attendance or meeting stays, counted without a name.</numerusform><numerusform>%n attendances or meetings stay, counted without a name.</numerusform></translation>
    </message>
    <message>
        <source>Référence de la fiche&#x202f;: %1</source>
        <translation>Reference of the file: %1</translation>
    </message>
    <message>
        <source>Écrivez %1 pour confirmer</source>
        <translation>Type %1 to confirm</translation>
    </message>
</context>
<context>
    <name>ResidentFileView</name>
    <message>
        <source>Ajouter une étape</source>
        <translation>Add a step</translation>
    </message>
    <message>
        <source>Archiver</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Cette fiche a deux versions à départager</source>
        <translation>This record has two versions to choose between</translation>
    </message>
    <message>
        <source>Départager</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Effacer…</source>
        <translation>Erase…</translation>
    </message>
    <message>
        <source>Fiche archivée</source>
        <translation>File archived</translation>
    </message>
    <message>
        <source>Fiche archivée.</source>
        <translation>File archived.</translation>
    </message>
    <message>
        <source>Fil du parcours</source>
        <translation>What has happened</translation>
    </message>
    <message>
        <source>Modifier</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>sans téléphone</source>
        <translation>no phone</translation>
    </message>
</context>
<context>
    <name>ResidentForm</name>
    <message>
        <source>12/3/84, ~40 ans…</source>
        <translation>12/3/84, ~40 years…</translation>
    </message>
    <message>
        <source>Adresse</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Aucun en particulier</source>
        <translation>None in particular</translation>
    </message>
    <message>
        <source>Bâtiment</source>
        <translation>Building</translation>
    </message>
    <message>
        <source>Ce qui l’intéresse</source>
        <translation>What interests them</translation>
    </message>
    <message>
        <source>Ce qui peut freiner</source>
        <translation>What may hold them back</translation>
    </message>
    <message>
        <source>Comment rencontré</source>
        <translation>How you met</translation>
    </message>
    <message>
        <source>Cuisine, entretien, créer son activité…</source>
        <translation>Cooking, maintenance, starting a business…</translation>
    </message>
    <message>
        <source>Date de naissance</source>
        <translation>Date of birth</translation>
    </message>
    <message>
        <source>Depuis quand&#x202f;?</source>
        <translation>Since when?</translation>
    </message>
    <message>
        <source>La personne peut lire cette ligne&#x202f;: jamais de santé, d’origine, d’opinion.</source>
        <translation>The person may read this line: never health, origin or opinions.</translation>
    </message>
    <message>
        <source>Nom</source>
        <translation>Surname</translation>
    </message>
    <message>
        <source>Ou bien</source>
        <translation>Or else</translation>
    </message>
    <message>
        <source>Pas de téléphone</source>
        <translation>No phone</translation>
    </message>
    <message>
        <source>Prénom</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Neighbourhood</translation>
    </message>
    <message>
        <source>Rue, ville</source>
        <translation>Street, town</translation>
    </message>
    <message>
        <source>Situation aujourd’hui</source>
        <translation>Situation today</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
</context>
<context>
    <name>ResidentFormPage</name>
    <message>
        <source>Brouillon enregistré à %1</source>
        <translation>Draft saved at %1</translation>
    </message>
    <message>
        <source>Brouillon pas encore enregistré</source>
        <translation>Draft not saved yet</translation>
    </message>
    <message>
        <source>Des mots à relire avant d’enregistrer</source>
        <translation>Words to read again before saving</translation>
    </message>
    <message>
        <source>Effacer le brouillon</source>
        <translation>Delete the draft</translation>
    </message>
    <message>
        <source>Elle sera ajoutée à la séance «&#x202f;%1&#x202f;».</source>
        <translation>They will be added to the workshop “%1”.</translation>
    </message>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Enregistrer et ajouter à la séance</source>
        <translation>Save and add to the workshop</translation>
    </message>
    <message>
        <source>Garder ces mots</source>
        <translation>Keep these words</translation>
    </message>
    <message>
        <source>Laissée %1.</source>
        <translation>Left %1.</translation>
    </message>
    <message>
        <source>L’essentiel en une minute. Le reste pourra attendre.</source>
        <translation>The essentials in a minute. The rest can wait.</translation>
    </message>
    <message>
        <source>Nouvelle personne</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Prénom écrit «&#x202f;%1&#x202f;».</source>
        <translation>First name written “%1”.</translation>
    </message>
    <message>
        <source>Remplacez-les, ou gardez-les&#x202f;: la personne responsable en sera informée.</source>
        <translation>Replace them, or keep them: the person in charge will be told.</translation>
    </message>
    <message>
        <source>Reprendre (F2)</source>
        <translation>Take up (F2)</translation>
    </message>
    <message>
        <source>Seul ce que vous changez sera enregistré.</source>
        <translation>Only what you change will be saved.</translation>
    </message>
    <message>
        <source>Une fiche commencée attend&#x202f;: %1</source>
        <translation>A file was begun and is waiting: %1</translation>
    </message>
    <message>
        <source>une personne sans nom</source>
        <translation>somebody without a name</translation>
    </message>
</context>
<context>
    <name>ResidentFormView</name>
    <message>
        <source>Brouillon effacé.</source>
        <translation>Draft deleted.</translation>
    </message>
    <message>
        <source>Fiche enregistrée sur cet ordinateur.</source>
        <translation>File saved on this computer.</translation>
    </message>
</context>
<context>
    <name>ResidentMergeView</name>
    <message>
        <source>%1&#x202f;: %2, non retenu</source>
        <translation>%1: %2, not kept</translation>
    </message>
    <message>
        <source>%1&#x202f;: %2, retenu</source>
        <translation>%1: %2, kept</translation>
    </message>
    <message>
        <source>Ce qui diffère</source>
        <translation>What differs</translation>
    </message>
    <message>
        <source>Identiques&#x202f;: %1</source>
        <translation>The same: %1</translation>
    </message>
    <message>
        <source>La fiche, une fois réunie</source>
        <translation>The file, once joined</translation>
    </message>
    <message>
        <source>Le fil du parcours, les suivis et les accords des deux fiches y seront.</source>
        <translation>The path, follow-ups and agreements of both files will be in it.</translation>
    </message>
    <message>
        <source>Les deux fiches sont réunies.</source>
        <translation>The two files are joined.</translation>
    </message>
    <message>
        <source>Même personne&#x202f;?</source>
        <translation>Same person?</translation>
    </message>
    <message>
        <source>Noté&#x202f;: ce sont deux personnes. Elles ne seront plus rapprochées.</source>
        <translation>Noted: these are two people. They will no longer be brought together.</translation>
    </message>
    <message>
        <source>Pas la même personne</source>
        <translation>Not the same person</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Rien n’est réuni sans vous. Gardez pour chaque ligne ce qui est juste.</source>
        <translation>Nothing is joined without you. Keep what is right on each line.</translation>
    </message>
    <message>
        <source>Réunir les fiches</source>
        <translation>Join the files</translation>
    </message>
    <message numerus="yes">
        <source>Vous pourrez séparer les deux fiches pendant %n jour(s).</source>
        <translation><numerusform>You can take the two files apart for %n day.</numerusform><numerusform>You can take the two files apart for %n days.</numerusform></translation>
    </message>
    <message>
        <source>fiche ouverte le %1</source>
        <translation>file opened on %1</translation>
    </message>
    <message>
        <source>retenu</source>
        <translation>kept</translation>
    </message>
</context>
<context>
    <name>ResidentSheet</name>
    <message>
        <source>%1, imprimée le %2. À remettre à la personne ou à détruire.</source>
        <translation>%1, printed on %2. Hand to the person, or destroy.</translation>
    </message>
    <message>
        <source>Ce que Palier garde de vous, au %1</source>
        <translation>What Palier keeps about you, on %1</translation>
    </message>
    <message>
        <source>Fiche d’accompagnement</source>
        <translation>Record of your path</translation>
    </message>
    <message>
        <source>Information sur vos données</source>
        <translation>Told about your data</translation>
    </message>
    <message>
        <source>Le prochain pas</source>
        <translation>The next step</translation>
    </message>
    <message>
        <source>Vos accords</source>
        <translation>Your agreements</translation>
    </message>
    <message>
        <source>Vos inscriptions</source>
        <translation>Your enrolments</translation>
    </message>
    <message>
        <source>Vos séances</source>
        <translation>Your workshops</translation>
    </message>
    <message>
        <source>Votre projet</source>
        <translation>Your project</translation>
    </message>
    <message>
        <source>Votre situation, dite le %1</source>
        <translation>Your situation, as told on %1</translation>
    </message>
    <message>
        <source>Vous joindre</source>
        <translation>How to reach you</translation>
    </message>
    <message>
        <source>depuis le %1</source>
        <translation>since %1</translation>
    </message>
    <message numerus="yes">
        <source>et %n séance(s) avant</source>
        <translation><numerusform>and %n workshop before</numerusform><numerusform>and %n workshops before</numerusform></translation>
    </message>
    <message>
        <source>pas de téléphone</source>
        <translation>no phone</translation>
    </message>
</context>
<context>
    <name>ResidentTimeline</name>
    <message>
        <source>Accord</source>
        <translation>Consent</translation>
    </message>
    <message>
        <source>Choix</source>
        <translation>Choice</translation>
    </message>
    <message>
        <source>Collectif</source>
        <translation>Together</translation>
    </message>
    <message>
        <source>Entreprise</source>
        <translation>Enterprise</translation>
    </message>
    <message>
        <source>Entrée</source>
        <translation>Entry</translation>
    </message>
    <message>
        <source>Fiche ouverte</source>
        <translation>File opened</translation>
    </message>
    <message>
        <source>Frein</source>
        <translation>Barrier</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Notice</translation>
    </message>
    <message>
        <source>Opération</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Referral</translation>
    </message>
    <message>
        <source>Projet</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>Rencontre</source>
        <translation>Encounter</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Résultat</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Job centre</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>Souhait</source>
        <translation>Wish</translation>
    </message>
    <message>
        <source>Suivi</source>
        <translation>Follow-up</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>Tutorat</source>
        <translation>Mentoring</translation>
    </message>
    <message>
        <source>comptée comme&#x202f;: %1</source>
        <translation>counted as: %1</translation>
    </message>
    <message>
        <source>pas encore envoyée au partenaire</source>
        <translation>not sent to the partner yet</translation>
    </message>
    <message>
        <source>seulement sur cet ordinateur</source>
        <translation>only on this computer</translation>
    </message>
    <message>
        <source>à vérifier</source>
        <translation>to check</translation>
    </message>
</context>
<context>
    <name>ResidentWords</name>
    <message>
        <source>%1 ou %2 ans</source>
        <translation>%1 or %2 years old</translation>
    </message>
    <message>
        <source>%1 à %2 ans</source>
        <translation>%1 to %2 years old</translation>
    </message>
    <message numerus="yes">
        <source>%n an(s)</source>
        <translation><numerusform>%n year old</numerusform><numerusform>%n years old</numerusform></translation>
    </message>
    <message>
        <source>Autre personne</source>
        <translation>Someone else</translation>
    </message>
    <message>
        <source>Ce n’est pas elle</source>
        <translation>It is not her</translation>
    </message>
    <message>
        <source>Ce n’est pas lui</source>
        <translation>It is not him</translation>
    </message>
    <message>
        <source>C’est elle</source>
        <translation>It is her</translation>
    </message>
    <message>
        <source>C’est lui</source>
        <translation>It is him</translation>
    </message>
    <message>
        <source>Même personne</source>
        <translation>Same person</translation>
    </message>
    <message>
        <source>années de naissance qui concordent</source>
        <translation>years of birth that agree</translation>
    </message>
    <message>
        <source>date de naissance presque pareille</source>
        <translation>almost the same date of birth</translation>
    </message>
    <message>
        <source>fiche ouverte le %1</source>
        <translation>file opened on %1</translation>
    </message>
    <message>
        <source>fiche ouverte par %2 le %1</source>
        <translation>file opened by %2 on %1</translation>
    </message>
    <message>
        <source>fiche ouverte par vous le %1</source>
        <translation>file opened by you on %1</translation>
    </message>
    <message>
        <source>même 1er janvier, une date souvent approchée</source>
        <translation>same 1 January, often an approximate date</translation>
    </message>
    <message>
        <source>même date de naissance</source>
        <translation>same date of birth</translation>
    </message>
    <message>
        <source>même immeuble</source>
        <translation>same building</translation>
    </message>
    <message>
        <source>même nom</source>
        <translation>same name</translation>
    </message>
    <message>
        <source>même nom de famille</source>
        <translation>same family name</translation>
    </message>
    <message>
        <source>même prénom</source>
        <translation>same first name</translation>
    </message>
    <message>
        <source>même téléphone</source>
        <translation>same phone</translation>
    </message>
    <message>
        <source>nom de naissance</source>
        <translation>birth name</translation>
    </message>
    <message>
        <source>nom et prénom inversés</source>
        <translation>names swapped</translation>
    </message>
    <message>
        <source>nom presque pareil</source>
        <translation>almost the same name</translation>
    </message>
    <message>
        <source>nom qui se prononce pareil</source>
        <translation>name that sounds the same</translation>
    </message>
    <message>
        <source>une partie du nom en commun</source>
        <translation>part of the name in common</translation>
    </message>
</context>
<context>
    <name>ResidentsView</name>
    <message>
        <source>Aucune fiche pour l’instant</source>
        <translation>No file yet</translation>
    </message>
    <message>
        <source>Avec ces filtres, personne ne répond à «&#x202f;%1&#x202f;»</source>
        <translation>With these filters, nobody matches “%1”</translation>
    </message>
    <message>
        <source>Chercher sans filtre</source>
        <translation>Search without filters</translation>
    </message>
    <message>
        <source>Entrée cherche sans filtre</source>
        <translation>Enter searches without filters</translation>
    </message>
    <message>
        <source>Entrée ouvre la fiche</source>
        <translation>Enter opens the file</translation>
    </message>
    <message>
        <source>Entrée ouvre une fiche à ce nom</source>
        <translation>Enter opens a file under this name</translation>
    </message>
    <message>
        <source>Envoi</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>Fiches qui se ressemblent</source>
        <translation>Files that look alike</translation>
    </message>
    <message>
        <source>Fiches qui se ressemblent (%1)</source>
        <translation>Files that look alike (%1)</translation>
    </message>
    <message>
        <source>Filtres</source>
        <translation>Filters</translation>
    </message>
    <message>
        <source>Filtres (%1)</source>
        <translation>Filters (%1)</translation>
    </message>
    <message>
        <source>Importer un fichier</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Les filtres cachent peut-être la personne cherchée.</source>
        <translation>The filters may be hiding the person you are looking for.</translation>
    </message>
    <message>
        <source>Nouvelle personne</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Ouvrez la première&#x202f;: le nom et un moyen de joindre la personne suffisent.</source>
        <translation>Open the first one: the name and a way to reach the person are enough.</translation>
    </message>
    <message>
        <source>Personne</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Personne ne passe ces filtres</source>
        <translation>Nobody passes these filters</translation>
    </message>
    <message>
        <source>Personne ne répond à «&#x202f;%1&#x202f;»</source>
        <translation>Nobody answers to “%1”</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Neighbourhood</translation>
    </message>
    <message>
        <source>Rencontre sans nom</source>
        <translation>Meeting without a name</translation>
    </message>
    <message>
        <source>Retirez-en un pour élargir la liste.</source>
        <translation>Take one off to widen the list.</translation>
    </message>
    <message>
        <source>Retrouver quelqu’un&#x202f;: nom, téléphone, adresse…</source>
        <translation>Find somebody: name, phone, address…</translation>
    </message>
    <message numerus="yes">
        <source>Sans filtre, %1 personne(s) y répondent.</source>
        <translation><numerusform>Without filters, %1 person matches.</numerusform><numerusform>Without filters, %1 people match.</numerusform></translation>
    </message>
    <message>
        <source>Tous les quartiers</source>
        <translation>All neighbourhoods</translation>
    </message>
    <message>
        <source>Téléphone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Vérifiez l’orthographe, ou ouvrez une fiche à ce nom.</source>
        <translation>Check the spelling, or open a file in this name.</translation>
    </message>
    <message>
        <source>seulement sur cet ordinateur</source>
        <translation>only on this computer</translation>
    </message>
</context>
<context>
    <name>RingCard</name>
    <message>
        <source>Il est utilisé.</source>
        <translation>It is used.</translation>
    </message>
    <message>
        <source>Il ne répond plus&#x202f;: la phrase suffit de nouveau.</source>
        <translation>It does not answer any more: the passphrase is enough again.</translation>
    </message>
    <message>
        <source>Il n’est pas utilisé.</source>
        <translation>It is not used.</translation>
    </message>
    <message>
        <source>L’utiliser</source>
        <translation>Use it</translation>
    </message>
    <message>
        <source>L’utiliser…</source>
        <translation>Use it…</translation>
    </message>
    <message>
        <source>Ne plus l’utiliser</source>
        <translation>Use it no more</translation>
    </message>
    <message>
        <source>Ne plus l’utiliser…</source>
        <translation>Use it no more…</translation>
    </message>
    <message>
        <source>Trousseau de l’ordinateur</source>
        <translation>Key ring of the computer</translation>
    </message>
    <message>
        <source>Une deuxième clé, gardée par ce système. Qui copie le dossier de Palier ne peut plus essayer des phrases sur un autre ordinateur. Si elle disparaît, votre feuille de secours ou votre organisme ouvrent sans elle.</source>
        <translation>A second key, kept by this system. Whoever copies Palier’s folder cannot try passphrases on another computer any more. If it disappears, your recovery sheet or your organisation open without it.</translation>
    </message>
</context>
<context>
    <name>RollSideView</name>
    <message numerus="yes">
        <source>%n sans inscription</source>
        <translation><numerusform>%n drop-in</numerusform><numerusform>%n drop-ins</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s)</source>
        <translation><numerusform>%n signature</numerusform><numerusform>%n signatures</numerusform></translation>
    </message>
    <message>
        <source>/ %1 présents</source>
        <translation>/ %1 present</translation>
    </message>
    <message>
        <source>Atelier</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Clore la séance</source>
        <translation>Close the workshop</translation>
    </message>
    <message>
        <source>La séance se clôt une fois passée.</source>
        <translation>The workshop can be closed once it is over.</translation>
    </message>
    <message>
        <source>Les absents passent dans «&#x202f;À recontacter&#x202f;».</source>
        <translation>Those who did not come go to “To call back”.</translation>
    </message>
    <message>
        <source>Part des présents</source>
        <translation>Share of those present</translation>
    </message>
    <message numerus="yes">
        <source>inscrit(s)</source>
        <translation><numerusform>expected</numerusform><numerusform>expected</numerusform></translation>
    </message>
</context>
<context>
    <name>RollTable</name>
    <message>
        <source>Arrivée</source>
        <translation>Arrived</translation>
    </message>
    <message>
        <source>Faire signer</source>
        <translation>Ask to sign</translation>
    </message>
    <message>
        <source>Inscription</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Liste d’appel</source>
        <translation>Roll-call list</translation>
    </message>
    <message>
        <source>Nom masqué</source>
        <translation>Name hidden</translation>
    </message>
    <message>
        <source>Personne</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>RollView</name>
    <message>
        <source>%1 est là, et sa fiche est ouverte.</source>
        <translation>%1 is here, and their file is open.</translation>
    </message>
    <message>
        <source>%1 est là.</source>
        <translation>%1 is here.</translation>
    </message>
    <message>
        <source>%1 est sur la liste.</source>
        <translation>%1 is on the list.</translation>
    </message>
    <message numerus="yes">
        <source>%n personne(s) à recontacter.</source>
        <translation><numerusform>%n person to call back.</numerusform><numerusform>%n people to call back.</numerusform></translation>
    </message>
    <message>
        <source>Ajouter quelqu’un&#x202f;: tapez son nom</source>
        <translation>Add somebody: type their name</translation>
    </message>
    <message>
        <source>Autres dates de la séance</source>
        <translation>Other dates of the workshop</translation>
    </message>
    <message>
        <source>Complet&#x202f;: %1 attend une place.</source>
        <translation>Full: %1 is waiting for a place.</translation>
    </message>
    <message>
        <source>C’est noté.</source>
        <translation>Noted.</translation>
    </message>
    <message>
        <source>D’ici là, inscrivez les personnes attendues. L’appel se fera le jour de la séance.</source>
        <translation>Until then, put those you expect on the list. The roll-call takes place on the day.</translation>
    </message>
    <message>
        <source>Enregistré à %1</source>
        <translation>Saved at %1</translation>
    </message>
    <message>
        <source>Entrée&#x202f;: ajouter et marquer présente</source>
        <translation>Enter: add and mark present</translation>
    </message>
    <message>
        <source>Entrée&#x202f;: inscrire</source>
        <translation>Enter: put on the list</translation>
    </message>
    <message>
        <source>Faire signer</source>
        <translation>Ask to sign</translation>
    </message>
    <message>
        <source>Feuille d’émargement</source>
        <translation>Attendance sheet</translation>
    </message>
    <message>
        <source>Feuille scellée</source>
        <translation>Sheet sealed</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>Invitations</translation>
    </message>
    <message>
        <source>Masquer les noms</source>
        <translation>Hide the names</translation>
    </message>
    <message>
        <source>Modifier</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Montrer les noms</source>
        <translation>Show the names</translation>
    </message>
    <message>
        <source>Non enregistré&#x202f;: la dernière coche a été retirée.</source>
        <translation>Not saved: the last tick was taken off.</translation>
    </message>
    <message>
        <source>Nouvelle personne</source>
        <translation>New person</translation>
    </message>
    <message>
        <source>Ouvrir la fiche</source>
        <translation>Open the file</translation>
    </message>
    <message>
        <source>Personne n’est encore sur la liste</source>
        <translation>Nobody is on the list yet</translation>
    </message>
    <message>
        <source>Personne à recontacter.</source>
        <translation>Nobody to call back.</translation>
    </message>
    <message>
        <source>Pour corriger une erreur, ouvrez la feuille en disant pourquoi.</source>
        <translation>To correct a mistake, open the sheet and say why.</translation>
    </message>
    <message>
        <source>Pour la rétablir, passez par «&#x202f;Modifier&#x202f;».</source>
        <translation>To restore it, go through “Edit”.</translation>
    </message>
    <message>
        <source>Retard, absence prévenue&#x202f;: clic droit ou touche Menu</source>
        <translation>Late, or told us: right click or Menu key</translation>
    </message>
    <message>
        <source>Retirer de la liste</source>
        <translation>Take off the list</translation>
    </message>
    <message>
        <source>Rien n’est perdu&#x202f;: rouvrez l’appel pour le corriger.</source>
        <translation>Nothing is lost: reopen the roll-call to correct it.</translation>
    </message>
    <message>
        <source>Rouvrir l’appel</source>
        <translation>Reopen the roll-call</translation>
    </message>
    <message>
        <source>Séance close</source>
        <translation>Workshop closed</translation>
    </message>
    <message>
        <source>Séance close.</source>
        <translation>Workshop closed.</translation>
    </message>
    <message>
        <source>Séance à venir</source>
        <translation>Workshop to come</translation>
    </message>
    <message>
        <source>Tapez un nom ci-dessus pour ajouter quelqu’un, ou inscrivez une personne que vous rencontrez.</source>
        <translation>Type a name above to add somebody, or register a person you meet.</translation>
    </message>
    <message>
        <source>Toutes les séances</source>
        <translation>All workshops</translation>
    </message>
    <message>
        <source>seulement sur cet ordinateur</source>
        <translation>only on this computer</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>coché</source>
        <translation>ticked</translation>
    </message>
    <message>
        <source>non coché</source>
        <translation>not ticked</translation>
    </message>
</context>
<context>
    <name>SamePersonPage</name>
    <message>
        <source>%1, enregistrer</source>
        <translation>%1, save</translation>
    </message>
    <message>
        <source>Entrée</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Est-ce la même personne&#x202f;?</source>
        <translation>Is this the same person?</translation>
    </message>
    <message>
        <source>Revenir au formulaire</source>
        <translation>Back to the form</translation>
    </message>
    <message>
        <source>Une fiche ressemble beaucoup. Rien n’est encore enregistré.</source>
        <translation>One file is very similar. Nothing has been saved yet.</translation>
    </message>
    <message>
        <source>pareil</source>
        <translation>the same</translation>
    </message>
    <message>
        <source>que vous enregistrez</source>
        <translation>whom you are registering</translation>
    </message>
</context>
<context>
    <name>ScansGroup</name>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s)</source>
        <translation><numerusform>%n attachment</numerusform><numerusform>%n attachments</numerusform></translation>
    </message>
    <message>
        <source>Elles partent après les fiches, en plusieurs fois s’il le faut.</source>
        <translation>They leave after the records, in several parts if need be.</translation>
    </message>
    <message>
        <source>Fiche</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Pièces jointes à envoyer</source>
        <translation>Attachments to send</translation>
    </message>
    <message>
        <source>Taille</source>
        <translation>Size</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>SealedCard</name>
    <message>
        <source>Aucune pour ce jour.</source>
        <translation>None for this day.</translation>
    </message>
    <message>
        <source>Corriger par un avenant</source>
        <translation>Correct by an amendment</translation>
    </message>
    <message>
        <source>Enregistrer une copie (PDF)…</source>
        <translation>Save a copy (PDF)…</translation>
    </message>
    <message>
        <source>Enregistrer une copie non protégée</source>
        <translation>Save an unprotected copy</translation>
    </message>
    <message>
        <source>Feuilles scellées</source>
        <translation>Sealed sheets</translation>
    </message>
    <message>
        <source>Ouvrir la feuille pour la corriger</source>
        <translation>Open the sheet to correct it</translation>
    </message>
    <message>
        <source>Pourquoi la corriger&#x202f;?</source>
        <translation>Why correct it?</translation>
    </message>
    <message>
        <source>Scellée le %1 par %2</source>
        <translation>Sealed on %1 by %2</translation>
    </message>
    <message>
        <source>Vérifier un PDF</source>
        <translation>Check a PDF</translation>
    </message>
    <message>
        <source>Vérifier un PDF…</source>
        <translation>Check a PDF…</translation>
    </message>
    <message>
        <source>ouverte pour correction&#x202f;: %1</source>
        <translation>opened for correction: %1</translation>
    </message>
</context>
<context>
    <name>SendCard</name>
    <message>
        <source>1. Enregistrez-la, puis envoyez ce fichier à votre responsable, par courriel ou sur une clé USB. Il ne contient aucune fiche.</source>
        <translation>1. Save it, then send this file to whoever is in charge, by e-mail or on a USB stick. It holds no record.</translation>
    </message>
    <message>
        <source>2. On vous rappelle. Lisez alors ces seize signes, à une voix que vous connaissez&#x202f;:</source>
        <translation>2. You are called back. Then read out these sixteen signs, to a voice you know:</translation>
    </message>
    <message>
        <source>3. La réponse vient dans un fichier. Vous pouvez fermer Palier en l’attendant.</source>
        <translation>3. The answer comes in a file. You may close Palier while you wait for it.</translation>
    </message>
    <message>
        <source>Enregistrer la demande…</source>
        <translation>Save the request…</translation>
    </message>
    <message>
        <source>J’ai la réponse</source>
        <translation>I have the answer</translation>
    </message>
    <message>
        <source>Refaire une demande</source>
        <translation>Make another request</translation>
    </message>
    <message>
        <source>Votre demande est prête</source>
        <translation>Your request is ready</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation><numerusform>%n min</numerusform><numerusform>%n min</numerusform></translation>
    </message>
    <message>
        <source>Affichage</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>Changer la phrase de passe</source>
        <translation>Change the passphrase</translation>
    </message>
    <message>
        <source>Clair</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Comme l’ordinateur</source>
        <translation>Same as the computer</translation>
    </message>
    <message>
        <source>Construit avec Qt (LGPL 3), Python, SQLModel, SQLCipher et OpenSSL. Police Inter (OFL 1.1). Communes et codes postaux&#x202f;: INSEE et La Poste, par Etalab, mars 2026 (Licence Ouverte 2.0). Les textes des licences accompagnent le programme.</source>
        <translation>Built with Qt (LGPL 3), Python, SQLModel, SQLCipher and OpenSSL. Inter typeface (OFL 1.1). French towns and postcodes: INSEE and La Poste, by Etalab, March 2026 (Licence Ouverte 2.0). The texts of the licences come with the program.</translation>
    </message>
    <message>
        <source>Couleurs</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>Dossier des fiches chiffrées&#x202f;: %1</source>
        <translation>Folder of the encrypted records: %1</translation>
    </message>
    <message>
        <source>Ils ne valent que pour cet ordinateur.</source>
        <translation>They apply to this computer only.</translation>
    </message>
    <message>
        <source>La phrase de passe est changée.</source>
        <translation>The passphrase has been changed.</translation>
    </message>
    <message>
        <source>Langue</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Logiciel libre, licence Apache 2.0.</source>
        <translation>Free software, Apache 2.0 licence.</translation>
    </message>
    <message>
        <source>Nouvelle phrase de passe</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>Palier %1</source>
        <translation>Palier %1</translation>
    </message>
    <message>
        <source>Phrase de passe</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Phrase de passe actuelle</source>
        <translation>Present passphrase</translation>
    </message>
    <message>
        <source>Réglages</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Sans activité pendant</source>
        <translation>Without activity for</translation>
    </message>
    <message>
        <source>Sombre</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Taille du texte</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Verrouillage</source>
        <translation>Locking</translation>
    </message>
    <message>
        <source>Vos brouillons sont gardés&#x202f;; Ctrl+L verrouille tout de suite.</source>
        <translation>Your drafts are kept; Ctrl+L locks at once.</translation>
    </message>
    <message>
        <source>À propos</source>
        <translation>About</translation>
    </message>
</context>
<context>
    <name>SettledGroup</name>
    <message>
        <source>Ce qui vous concerne&#x202f;: la version retenue, et l’autre, qui reste écrite ici.</source>
        <translation>What concerns you: the version kept, and the other one, which stays written here.</translation>
    </message>
    <message>
        <source>Déjà départagé</source>
        <translation>Already settled</translation>
    </message>
    <message>
        <source>Fiche</source>
        <translation>Record</translation>
    </message>
    <message>
        <source>Fiches déjà départagées</source>
        <translation>Records already settled</translation>
    </message>
    <message>
        <source>Retenu</source>
        <translation>Kept</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>SettledWords</name>
    <message>
        <source>%1&#x202f;: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>non retenu&#x202f;: %1</source>
        <translation>not kept: %1</translation>
    </message>
</context>
<context>
    <name>SheetButton</name>
    <message>
        <source>Dans un fichier PDF…</source>
        <translation>To a PDF file…</translation>
    </message>
    <message>
        <source>Enregistrer la fiche</source>
        <translation>Save the file</translation>
    </message>
    <message>
        <source>Fichiers PDF (*.pdf)</source>
        <translation>PDF files (*.pdf)</translation>
    </message>
    <message>
        <source>Imprimer la fiche</source>
        <translation>Print the file</translation>
    </message>
    <message>
        <source>La fiche est enregistrée en PDF. Ce fichier n’est pas chiffré&#x202f;: supprimez-le après usage.</source>
        <translation>The file is saved as a PDF. This PDF is not encrypted: delete it after use.</translation>
    </message>
    <message>
        <source>La fiche est partie à l’imprimante.</source>
        <translation>The file was sent to the printer.</translation>
    </message>
    <message>
        <source>Son attestation de présence (PDF)…</source>
        <translation>Their certificate of attendance (PDF)…</translation>
    </message>
    <message>
        <source>Son badge (PDF)…</source>
        <translation>Their badge (PDF)…</translation>
    </message>
    <message>
        <source>Sur une imprimante…</source>
        <translation>On a printer…</translation>
    </message>
    <message>
        <source>fiche.pdf</source>
        <translation>file.pdf</translation>
    </message>
</context>
<context>
    <name>SheetCard</name>
    <message>
        <source>Faite le %1. Elle sert encore.</source>
        <translation>Made on %1. It still works.</translation>
    </message>
    <message>
        <source>Feuille de secours</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>La remplacer…</source>
        <translation>Replace it…</translation>
    </message>
    <message>
        <source>Montrer le code</source>
        <translation>Show the code</translation>
    </message>
    <message>
        <source>Préparer ma feuille…</source>
        <translation>Prepare my sheet…</translation>
    </message>
    <message>
        <source>Sans elle, deux personnes de votre organisme peuvent aussi vous rouvrir. Leur clé&#x202f;: %1.</source>
        <translation>Without it, two people of your organisation can also let you back in. Their key: %1.</translation>
    </message>
    <message>
        <source>Un code imprimé qui ouvre cet ordinateur si vous oubliez votre phrase de passe.</source>
        <translation>A printed code that opens this computer if you forget your passphrase.</translation>
    </message>
    <message>
        <source>Vous n’en avez pas.</source>
        <translation>You have none.</translation>
    </message>
</context>
<context>
    <name>SheetDoubts</name>
    <message numerus="yes">
        <source>%n demi-journée(s) de plus de quatre heures, qu’un financeur peut refuser.</source>
        <translation><numerusform>%n half-day of more than four hours, which a funder may refuse.</numerusform><numerusform>%n half-days of more than four hours, which a funder may refuse.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n personne(s) notée(s) présente(s) ailleurs à la même heure.</source>
        <translation><numerusform>%n person noted as present elsewhere at the same time.</numerusform><numerusform>%n people noted as present elsewhere at the same time.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présence(s) sans signature.</source>
        <translation><numerusform>%n attendance without a signature.</numerusform><numerusform>%n attendances without a signature.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n signature(s) à plus d’une demi-heure de la séance.</source>
        <translation><numerusform>%n signature more than half an hour away from the workshop.</numerusform><numerusform>%n signatures more than half an hour away from the workshop.</numerusform></translation>
    </message>
    <message>
        <source>Ce fichier a été modifié après avoir été scellé</source>
        <translation>This file was changed after it was sealed</translation>
    </message>
    <message>
        <source>Cette feuille n’est pas connue ici</source>
        <translation>This sheet is not known here</translation>
    </message>
    <message>
        <source>C’est bien la feuille scellée, à l’octet près</source>
        <translation>This is the sealed sheet, to the byte</translation>
    </message>
    <message>
        <source>Demandez l’original, ou enregistrez-en une copie d’ici.</source>
        <translation>Ask for the original, or save a copy of it from here.</translation>
    </message>
    <message>
        <source>Elle a été corrigée depuis par un avenant.</source>
        <translation>It has been corrected by an amendment since.</translation>
    </message>
    <message>
        <source>La feuille scellée ne dit pas tout</source>
        <translation>The sealed sheet does not say everything</translation>
    </message>
    <message numerus="yes">
        <source>La personne qui anime n’a pas signé pour %n demi-journée(s).</source>
        <translation><numerusform>The facilitator has not signed for %n half-day.</numerusform><numerusform>The facilitator has not signed for %n half-days.</numerusform></translation>
    </message>
    <message>
        <source>La séance date de plus de trois jours&#x202f;: la feuille reste à sceller.</source>
        <translation>The workshop was more than three days ago: the sheet has yet to be sealed.</translation>
    </message>
    <message>
        <source>La séance tombe un dimanche&#x202f;: vérifiez la date.</source>
        <translation>The workshop falls on a Sunday: check the date.</translation>
    </message>
    <message>
        <source>La séance tombe un jour férié&#x202f;: vérifiez la date.</source>
        <translation>The workshop falls on a public holiday: check the date.</translation>
    </message>
    <message>
        <source>Ni ce fichier ni son numéro ne sont connus sur cet ordinateur.</source>
        <translation>Neither this file nor its number is known on this computer.</translation>
    </message>
    <message>
        <source>Séance du %1, scellée le %2 par %3.</source>
        <translation>Workshop of %1, sealed on %2 by %3.</translation>
    </message>
    <message>
        <source>Une présence ou une signature est arrivée après le scellement. Corrigez la feuille par un avenant.</source>
        <translation>An attendance or a signature arrived after it was sealed. Correct the sheet by an amendment.</translation>
    </message>
</context>
<context>
    <name>SheetPage</name>
    <message>
        <source>Attestations (PDF)…</source>
        <translation>Certificates (PDF)…</translation>
    </message>
    <message>
        <source>Autres jours de la séance</source>
        <translation>Other days of the workshop</translation>
    </message>
    <message>
        <source>Avant de sceller</source>
        <translation>Before sealing</translation>
    </message>
    <message>
        <source>Badges (PDF)…</source>
        <translation>Badges (PDF)…</translation>
    </message>
    <message>
        <source>Ce que dit la feuille</source>
        <translation>What the sheet says</translation>
    </message>
    <message>
        <source>Enregistrer la feuille à signer</source>
        <translation>Save the sheet to sign</translation>
    </message>
    <message>
        <source>Faire signer la personne qui anime</source>
        <translation>Have the facilitator sign</translation>
    </message>
    <message>
        <source>Feuille vierge (PDF)…</source>
        <translation>Blank sheet (PDF)…</translation>
    </message>
    <message>
        <source>Feuille à signer (PDF)…</source>
        <translation>Sheet to sign (PDF)…</translation>
    </message>
    <message>
        <source>Imprimer la feuille à signer</source>
        <translation>Print the sheet to sign</translation>
    </message>
    <message>
        <source>Imprimer la feuille à signer…</source>
        <translation>Print the sheet to sign…</translation>
    </message>
    <message>
        <source>La feuille de ce jour est scellée&#x202f;: elle ne change plus.</source>
        <translation>The sheet of this day is sealed: it no longer changes.</translation>
    </message>
    <message>
        <source>La feuille est partie à l’imprimante.</source>
        <translation>The sheet was sent to the printer.</translation>
    </message>
    <message>
        <source>La feuille se prépare…</source>
        <translation>Preparing the sheet…</translation>
    </message>
    <message>
        <source>La feuille se scelle une fois signée par la personne qui anime.</source>
        <translation>The sheet can be sealed once the facilitator has signed.</translation>
    </message>
    <message>
        <source>Le PDF est enregistré. Il porte des noms&#x202f;: supprimez-le après usage.</source>
        <translation>The PDF is saved. It bears names: delete it after use.</translation>
    </message>
    <message>
        <source>Pour signer à la main. Joignez ensuite le scan à la séance, et notez qui a signé.</source>
        <translation>To sign by hand. Then join the scan to the workshop, and note who signed.</translation>
    </message>
    <message>
        <source>Revenir à l’appel</source>
        <translation>Back to the roll</translation>
    </message>
    <message>
        <source>Sans nom&#x202f;: %1</source>
        <translation>Without a name: %1</translation>
    </message>
    <message>
        <source>Sceller la feuille</source>
        <translation>Seal the sheet</translation>
    </message>
    <message>
        <source>Signer et sceller</source>
        <translation>Sign and seal</translation>
    </message>
    <message>
        <source>Sur papier</source>
        <translation>On paper</translation>
    </message>
    <message>
        <source>Une fois scellée, la feuille ne se corrige plus que par un avenant.</source>
        <translation>Once sealed, the sheet is corrected by an amendment only.</translation>
    </message>
</context>
<context>
    <name>SheetPanel</name>
    <message>
        <source>Feuille de secours</source>
        <translation>Recovery sheet</translation>
    </message>
    <message>
        <source>Garder cette feuille</source>
        <translation>Keep this sheet</translation>
    </message>
    <message>
        <source>Groupe</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Groupe %1 de la feuille</source>
        <translation>Group %1 of the sheet</translation>
    </message>
    <message>
        <source>Imprimer…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>Imprimez ce code, ou recopiez-le à la main. Il ouvre les fiches si vous oubliez votre phrase&#x202f;: gardez-le sous clé, loin de l’ordinateur. Il ne sera plus jamais montré.</source>
        <translation>Print this code, or copy it by hand. It opens the records if you forget your passphrase: keep it locked away, far from the computer. It will never be shown again.</translation>
    </message>
    <message>
        <source>Je l’ai sur papier</source>
        <translation>I have it on paper</translation>
    </message>
    <message>
        <source>Plus tard</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Revoir le code</source>
        <translation>See the code again</translation>
    </message>
    <message>
        <source>Tapez maintenant deux groupes, lus sur votre feuille.</source>
        <translation>Now type two groups, read from your sheet.</translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
</context>
<context>
    <name>SheetVm</name>
    <message>
        <source>La feuille est scellée.</source>
        <translation>The sheet is sealed.</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>Cadre où signer</source>
        <translation>Box to sign in</translation>
    </message>
</context>
<context>
    <name>SigningView</name>
    <message>
        <source>Annuler</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Déjà signé sur papier</source>
        <translation>Already signed on paper</translation>
    </message>
    <message>
        <source>Effacer</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Nom de la personne qui anime</source>
        <translation>Name of the facilitator</translation>
    </message>
    <message>
        <source>Signature de la personne qui anime</source>
        <translation>Facilitator’s signature</translation>
    </message>
    <message>
        <source>Valider la signature</source>
        <translation>Accept the signature</translation>
    </message>
</context>
<context>
    <name>SigningVm</name>
    <message>
        <source>Signature enregistrée.</source>
        <translation>Signature saved.</translation>
    </message>
</context>
<context>
    <name>SituationCard</name>
    <message>
        <source>Centres d’intérêt</source>
        <translation>Interests</translation>
    </message>
    <message>
        <source>Dit le %1</source>
        <translation>Said on %1</translation>
    </message>
    <message>
        <source>Pas encore demandée.</source>
        <translation>Not asked yet.</translation>
    </message>
    <message>
        <source>Situation</source>
        <translation>Situation</translation>
    </message>
</context>
<context>
    <name>SlotLine</name>
    <message>
        <source>24/11, mardi, demain…</source>
        <translation>24/11, tomorrow…</translation>
    </message>
    <message>
        <source>Demi-journée</source>
        <translation>Half-day</translation>
    </message>
    <message>
        <source>Début</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Fin</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Jour</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Retirer cette date</source>
        <translation>Remove this date</translation>
    </message>
</context>
<context>
    <name>SlotsView</name>
    <message>
        <source>Ajouter une date</source>
        <translation>Add a date</translation>
    </message>
</context>
<context>
    <name>Snackbar</name>
    <message>
        <source>Annuler</source>
        <translation>Undo</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>Avancement de l’échange</source>
        <translation>Progress of the exchange</translation>
    </message>
</context>
<context>
    <name>StepFormView</name>
    <message>
        <source>%1&#x202f;: enregistré.</source>
        <translation>%1: saved.</translation>
    </message>
    <message>
        <source>Des mots à relire avant d’enregistrer</source>
        <translation>Words to read again before saving</translation>
    </message>
    <message>
        <source>Effacer le brouillon</source>
        <translation>Discard the draft</translation>
    </message>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Garder ces mots</source>
        <translation>Keep these words</translation>
    </message>
    <message>
        <source>Remplacez-les, ou gardez-les&#x202f;: la personne responsable en sera informée.</source>
        <translation>Replace them, or keep them: the person in charge will be told.</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>À vérifier, sans empêcher d’enregistrer</source>
        <translation>To check; saving stays possible</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>Colonnes</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Continuer</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>Fichier</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Importer un fichier</source>
        <translation>Import a file</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Informing</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Valeurs</source>
        <translation>Values</translation>
    </message>
    <message>
        <source>Vérification</source>
        <translation>Check</translation>
    </message>
</context>
<context>
    <name>StepTrack</name>
    <message>
        <source>arrêté là</source>
        <translation>stopped here</translation>
    </message>
    <message>
        <source>en cours</source>
        <translation>under way</translation>
    </message>
    <message>
        <source>fait</source>
        <translation>done</translation>
    </message>
    <message>
        <source>pas noté</source>
        <translation>not noted</translation>
    </message>
    <message>
        <source>refusé</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>à venir</source>
        <translation>to come</translation>
    </message>
</context>
<context>
    <name>StickCard</name>
    <message numerus="yes">
        <source>%n modification(s) copiée(s) dans %1.</source>
        <translation><numerusform>%n change copied to %1.</numerusform><numerusform>%n changes copied to %1.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n modification(s) reçue(s) par le centre.</source>
        <translation><numerusform>%n change received by the centre.</numerusform><numerusform>%n changes received by the centre.</numerusform></translation>
    </message>
    <message>
        <source>Cet accusé avait déjà été lu.</source>
        <translation>This receipt had been read before.</translation>
    </message>
    <message>
        <source>Copier sur une clé USB</source>
        <translation>Copy to a USB stick</translation>
    </message>
    <message>
        <source>Copier sur une clé USB…</source>
        <translation>Copy to a USB stick…</translation>
    </message>
    <message>
        <source>Copiez ces fiches sur une clé USB et confiez-la à quelqu’un qui va au centre. Elles y sont protégées&#x202f;: seul le centre peut les lire. Elles restent aussi sur cet ordinateur. Les pièces jointes attendent le réseau.</source>
        <translation>Copy these records to a USB stick and give it to somebody who goes to the centre. They are protected on it: only the centre can read them. They stay on this computer too. Attachments wait for the network.</translation>
    </message>
    <message numerus="yes">
        <source>Il en reste %n&#x202f;: faites une deuxième copie.</source>
        <translation><numerusform>%n is left: make a second copy.</numerusform><numerusform>%n are left: make a second copy.</numerusform></translation>
    </message>
    <message>
        <source>Lire l’accusé de la clé</source>
        <translation>Read the receipt on the stick</translation>
    </message>
    <message>
        <source>Lire l’accusé de la clé…</source>
        <translation>Read the receipt on the stick…</translation>
    </message>
    <message>
        <source>Pas de réseau&#x202f;?</source>
        <translation>No network?</translation>
    </message>
</context>
<context>
    <name>SyncCard</name>
    <message>
        <source>Avancement de l’envoi</source>
        <translation>Progress of sending</translation>
    </message>
</context>
<context>
    <name>SyncStatusView</name>
    <message>
        <source>Ce qui est enregistré ici est en sécurité. Ce qui est reçu par le centre l’est aussi.</source>
        <translation>What is saved here is safe. So is what the centre has received.</translation>
    </message>
    <message>
        <source>Elles partiront toutes seules dès qu’il y aura du réseau.</source>
        <translation>They will leave by themselves as soon as there is a network.</translation>
    </message>
    <message>
        <source>En attente d’une autre fiche</source>
        <translation>Waiting for another record</translation>
    </message>
    <message>
        <source>Envoyer maintenant</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Fiches pas encore envoyées</source>
        <translation>Records not sent yet</translation>
    </message>
    <message>
        <source>Fiches qui attendent une autre fiche</source>
        <translation>Records waiting for another record</translation>
    </message>
    <message>
        <source>Le centre les a reçues. Il attend une fiche qui doit venir d’un autre ordinateur.</source>
        <translation>The centre has received them. It waits for a record that is to come from another computer.</translation>
    </message>
    <message>
        <source>Rien n’attend sur cet ordinateur</source>
        <translation>Nothing is waiting on this computer</translation>
    </message>
    <message>
        <source>Rien n’est perdu ni bloqué. Mettez l’ordinateur à l’heure pour que celle des fiches soit juste.</source>
        <translation>Nothing is lost or blocked. Set the computer’s clock so that the times of the records are right.</translation>
    </message>
    <message>
        <source>Seulement sur cet ordinateur</source>
        <translation>Only on this computer</translation>
    </message>
    <message>
        <source>Synchronisation</source>
        <translation>Sending and receiving</translation>
    </message>
    <message>
        <source>Tout ce qui a été saisi ici a été reçu par le centre.</source>
        <translation>Everything entered here has been received by the centre.</translation>
    </message>
    <message>
        <source>Échange en cours…</source>
        <translation>Exchange under way…</translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message numerus="yes">
        <source>%n fiche(s) seulement sur cet ordinateur.</source>
        <translation><numerusform>%n record only on this computer.</numerusform><numerusform>%n records only on this computer.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n fiche(s) à vérifier</source>
        <translation><numerusform>%n record to check</numerusform><numerusform>%n records to check</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n heure(s)</source>
        <translation><numerusform>%n hour</numerusform><numerusform>%n hours</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n jour(s)</source>
        <translation><numerusform>%n day</numerusform><numerusform>%n days</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation><numerusform>%n minute</numerusform><numerusform>%n minutes</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n pièce(s) jointe(s) seulement sur cet ordinateur.</source>
        <translation><numerusform>%n attachment is only on this computer.</numerusform><numerusform>%n attachments are only on this computer.</numerusform></translation>
    </message>
    <message>
        <source>Accord attendu</source>
        <translation>Approval awaited</translation>
    </message>
    <message>
        <source>Aucun échange encore</source>
        <translation>No exchange yet</translation>
    </message>
    <message>
        <source>Connexion au centre…</source>
        <translation>Connecting to the centre…</translation>
    </message>
    <message>
        <source>Dernier échange&#x202f;: %1</source>
        <translation>Last exchange: %1</translation>
    </message>
    <message>
        <source>En cours…</source>
        <translation>Under way…</translation>
    </message>
    <message>
        <source>Envoi&#x202f;: %1</source>
        <translation>Sending: %1</translation>
    </message>
    <message>
        <source>Hors ligne</source>
        <translation>Offline</translation>
    </message>
    <message numerus="yes">
        <source>La plus ancienne attend depuis %n jour(s).</source>
        <translation><numerusform>The oldest has been waiting for %n day.</numerusform><numerusform>The oldest has been waiting for %n days.</numerusform></translation>
    </message>
    <message>
        <source>Le travail continue normalement.</source>
        <translation>Work goes on as usual.</translation>
    </message>
    <message>
        <source>Les fiches du centre ne sont pas encore là.</source>
        <translation>The centre’s records are not here yet.</translation>
    </message>
    <message>
        <source>Lisez %1 à votre responsable.</source>
        <translation>Read %1 to your supervisor.</translation>
    </message>
    <message>
        <source>L’heure de cet ordinateur avance de %1.</source>
        <translation>This computer’s clock is %1 fast.</translation>
    </message>
    <message>
        <source>L’heure de cet ordinateur retarde de %1.</source>
        <translation>This computer’s clock is %1 slow.</translation>
    </message>
    <message>
        <source>Pas d’échange possible</source>
        <translation>No exchange possible</translation>
    </message>
    <message>
        <source>Pas encore relié au centre</source>
        <translation>Not linked to the centre yet</translation>
    </message>
    <message>
        <source>Pensez à passer par un endroit où il y a du réseau.</source>
        <translation>Remember to pass by a place with a network.</translation>
    </message>
    <message>
        <source>Pièces jointes&#x202f;: %1</source>
        <translation>Attachments: %1</translation>
    </message>
    <message>
        <source>Plus d’une semaine sans envoi&#x202f;: si cet ordinateur était perdu ou volé, ces fiches le seraient aussi. Trouvez du réseau aujourd’hui.</source>
        <translation>More than a week without sending: if this computer were lost or stolen, so would these records be. Find a network today.</translation>
    </message>
    <message>
        <source>Retrait à décider</source>
        <translation>Removal to decide on</translation>
    </message>
    <message>
        <source>Reçu par le centre jusqu’au %1</source>
        <translation>Received by the centre up to %1</translation>
    </message>
    <message>
        <source>Reçu par le centre jusqu’à %1</source>
        <translation>Received by the centre up to %1</translation>
    </message>
    <message>
        <source>Réception des fiches&#x202f;: %1</source>
        <translation>Receiving records: %1</translation>
    </message>
    <message>
        <source>Réception des nouveautés…</source>
        <translation>Receiving what is new…</translation>
    </message>
    <message>
        <source>Répondre</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Saisir un code</source>
        <translation>Enter a code</translation>
    </message>
    <message numerus="yes">
        <source>Sans nouvelles du centre depuis %n jour(s).</source>
        <translation><numerusform>Nothing heard from the centre for %n day.</numerusform><numerusform>Nothing heard from the centre for %n days.</numerusform></translation>
    </message>
    <message>
        <source>Synchroniser</source>
        <translation>Send and receive</translation>
    </message>
    <message>
        <source>Tout est envoyé</source>
        <translation>Everything is sent</translation>
    </message>
    <message>
        <source>Tout est envoyé. Le travail continue normalement.</source>
        <translation>Everything is sent. Work goes on as usual.</translation>
    </message>
    <message numerus="yes">
        <source>Trouvez du réseau&#x202f;: cet ordinateur se verrouille dans %n jour(s).</source>
        <translation><numerusform>Find a network: this computer locks in %n day.</numerusform><numerusform>Find a network: this computer locks in %n days.</numerusform></translation>
    </message>
    <message>
        <source>Un instant…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Vérifier</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>avec %1</source>
        <translation>with %1</translation>
    </message>
    <message numerus="yes">
        <source>depuis %n jour(s)</source>
        <translation><numerusform>for %n day</numerusform><numerusform>for %n days</numerusform></translation>
    </message>
    <message>
        <source>À envoyer</source>
        <translation>To send</translation>
    </message>
    <message>
        <source>À relier au centre</source>
        <translation>To be joined to the centre</translation>
    </message>
    <message>
        <source>Échange en cours</source>
        <translation>Exchange under way</translation>
    </message>
</context>
<context>
    <name>TakenCard</name>
    <message>
        <source>Fichiers sortis de cet ordinateur</source>
        <translation>Files that left this computer</translation>
    </message>
</context>
<context>
    <name>TakingOut</name>
    <message>
        <source>Arrêté. Rien n’a été écrit.</source>
        <translation>Stopped. Nothing was written.</translation>
    </message>
    <message>
        <source>Attestations</source>
        <translation>Certificates</translation>
    </message>
    <message>
        <source>Enregistrer le registre</source>
        <translation>Save the register</translation>
    </message>
    <message>
        <source>Enregistrer les attestations</source>
        <translation>Save the certificates</translation>
    </message>
    <message>
        <source>Enregistrer les feuilles scellées</source>
        <translation>Save the sealed sheets</translation>
    </message>
    <message>
        <source>Feuilles scellées</source>
        <translation>Sealed sheets</translation>
    </message>
    <message>
        <source>Registre</source>
        <translation>Register</translation>
    </message>
</context>
<context>
    <name>TemplateForm</name>
    <message>
        <source>Aucun modèle</source>
        <translation>No template</translation>
    </message>
    <message>
        <source>Modèle</source>
        <translation>Template</translation>
    </message>
</context>
<context>
    <name>TodayView</name>
    <message>
        <source>Bonjour %1</source>
        <translation>Hello %1</translation>
    </message>
</context>
<context>
    <name>ToldApartCard</name>
    <message>
        <source>Dites différentes</source>
        <translation>Said to be different</translation>
    </message>
    <message>
        <source>Le %1</source>
        <translation>On %1</translation>
    </message>
    <message>
        <source>Par %2, le %1</source>
        <translation>By %2, on %1</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Personnes dites différentes</source>
        <translation>People said to be different</translation>
    </message>
    <message>
        <source>Revoir</source>
        <translation>Look again</translation>
    </message>
</context>
<context>
    <name>TrailCard</name>
    <message>
        <source>Il note qui ouvre l’ordinateur, les essais manqués, les fiches ouvertes, imprimées ou copiées. Jamais ce qu’elles disent.</source>
        <translation>It notes who opens the computer, failed tries, records opened, printed or copied. Never what they say.</translation>
    </message>
    <message numerus="yes">
        <source>Intact, %n ligne(s)</source>
        <translation><numerusform>Intact, %n line</numerusform><numerusform>Intact, %n lines</numerusform></translation>
    </message>
    <message>
        <source>Journal de cet ordinateur</source>
        <translation>Log of this computer</translation>
    </message>
    <message>
        <source>La ligne %1 n’est plus celle que Palier a écrite. Quelqu’un a touché au fichier&#x202f;: prévenez votre référent.</source>
        <translation>Line %1 is no longer the one that Palier wrote. Somebody has touched the file: tell your contact.</translation>
    </message>
    <message>
        <source>Le fichier a été abîmé, puis réparé&#x202f;: ces lignes n’ont pas pu être reprises. Les autres sont celles que Palier a écrites.</source>
        <translation>The file was damaged, then repaired: these lines could not be brought back. The others are those that Palier wrote.</translation>
    </message>
    <message>
        <source>Modifié</source>
        <translation>Altered</translation>
    </message>
    <message numerus="yes">
        <source>Réparé, %n ligne(s) perdue(s)</source>
        <translation><numerusform>Repaired, %n line lost</numerusform><numerusform>Repaired, %n lines lost</numerusform></translation>
    </message>
    <message>
        <source>Vérification…</source>
        <translation>Checking…</translation>
    </message>
</context>
<context>
    <name>UnlockView</name>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%2 s</source>
        <translation>%2 s</translation>
    </message>
    <message>
        <source>Cet ordinateur est chiffré. Sans elle, personne ne peut lire les fiches.</source>
        <translation>This computer is encrypted. Without it, nobody can read the records.</translation>
    </message>
    <message>
        <source>Ouverture…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Phrase de passe</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Phrase oubliée&#x202f;?</source>
        <translation>Forgotten your passphrase?</translation>
    </message>
    <message>
        <source>Qui êtes-vous&#x202f;?</source>
        <translation>Who are you?</translation>
    </message>
    <message>
        <source>Trop d’essais. Patientez encore %1.</source>
        <translation>Too many tries. Wait another %1.</translation>
    </message>
    <message>
        <source>Écrivez votre phrase de passe.</source>
        <translation>Type your passphrase.</translation>
    </message>
</context>
<context>
    <name>UnsentGroup</name>
    <message>
        <source>Depuis</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>Fiche</source>
        <translation>Record</translation>
    </message>
    <message numerus="yes">
        <source>et %n autre(s)</source>
        <translation><numerusform>and %n more</numerusform><numerusform>and %n more</numerusform></translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>%1, choisi</source>
        <translation>%1, chosen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ligne(s) à vérifier pour leur adresse seulement.</source>
        <translation><numerusform>%Ln line to check for its address only.</numerusform><numerusform>%Ln lines to check for their addresses only.</numerusform></translation>
    </message>
    <message>
        <source>Cette ligne a déjà été reprise.</source>
        <translation>This line was already brought in.</translation>
    </message>
    <message>
        <source>Cette personne a déjà une fiche&#x202f;:</source>
        <translation>This person already has a record:</translation>
    </message>
    <message>
        <source>Colonne «&#x202f;%1&#x202f;»</source>
        <translation>Column “%1”</translation>
    </message>
    <message>
        <source>Corrigez la ligne dans le tableur, puis choisissez de nouveau le fichier.</source>
        <translation>Correct the line in your spreadsheet, then choose the file again.</translation>
    </message>
    <message>
        <source>C’est la même personne</source>
        <translation>It is the same person</translation>
    </message>
    <message>
        <source>C’est une autre personne</source>
        <translation>It is somebody else</translation>
    </message>
    <message>
        <source>Laisser cette ligne de côté</source>
        <translation>Leave this line out</translation>
    </message>
    <message>
        <source>Les reprendre toutes</source>
        <translation>Take them all</translation>
    </message>
    <message>
        <source>Même personne que la ligne %1&#x202f;: reprise une seule fois.</source>
        <translation>Same person as line %1: brought in once.</translation>
    </message>
    <message>
        <source>Reprendre la ligne telle quelle</source>
        <translation>Take the line as it is</translation>
    </message>
    <message>
        <source>Ressemble à la ligne %1 du fichier.</source>
        <translation>Resembles line %1 of the file.</translation>
    </message>
    <message>
        <source>Ressemble à&#x202f;:</source>
        <translation>Resembles:</translation>
    </message>
    <message>
        <source>Une fiche sera ouverte à ce nom.</source>
        <translation>A record will be opened under this name.</translation>
    </message>
</context>
<context>
    <name>WaitingCard</name>
    <message numerus="yes">
        <source>%n personne(s) inscrite(s)</source>
        <translation><numerusform>%n person expected</numerusform><numerusform>%n people expected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) libre(s).</source>
        <translation><numerusform>%n place free.</numerusform><numerusform>%n places free.</numerusform></translation>
    </message>
    <message>
        <source>Complet&#x202f;: la prochaine personne attendra qu’une place se libère.</source>
        <translation>Full: the next person will wait until a place is free.</translation>
    </message>
    <message>
        <source>Donner une place</source>
        <translation>Give a place</translation>
    </message>
    <message>
        <source>Donner une place de plus</source>
        <translation>Give one more place</translation>
    </message>
    <message>
        <source>En attente</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Liste d’attente</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Retirer</source>
        <translation>Take off</translation>
    </message>
    <message numerus="yes">
        <source>pour %n place(s).</source>
        <translation><numerusform>for %n place.</numerusform><numerusform>for %n places.</numerusform></translation>
    </message>
</context>
<context>
    <name>WayButtons</name>
    <message numerus="yes">
        <source>%n fiche(s) à effacer</source>
        <translation><numerusform>%n file to erase</numerusform><numerusform>%n files to erase</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n orientation(s) en cours</source>
        <translation><numerusform>%n open referral</numerusform><numerusform>%n open referrals</numerusform></translation>
    </message>
    <message>
        <source>Offres</source>
        <translation>Offers</translation>
    </message>
</context>
<context>
    <name>WeekView</name>
    <message>
        <source>Aucune séance à ce moment.</source>
        <translation>No workshop at that time.</translation>
    </message>
    <message>
        <source>Du %1 au %2</source>
        <translation>From %1 to %2</translation>
    </message>
    <message>
        <source>Prévoir ce jour-là</source>
        <translation>Plan on that day</translation>
    </message>
    <message>
        <source>Semaine de séances</source>
        <translation>Week of workshops</translation>
    </message>
    <message>
        <source>Semaine précédente</source>
        <translation>Week before</translation>
    </message>
    <message>
        <source>Semaine suivante</source>
        <translation>Week after</translation>
    </message>
    <message>
        <source>Séances de cette demi-journée</source>
        <translation>Workshops of that half-day</translation>
    </message>
</context>
<context>
    <name>WordsPage</name>
    <message numerus="yes">
        <source>%Ln ligne(s)</source>
        <translation><numerusform>%Ln line</numerusform><numerusform>%Ln lines</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%Ln mot(s) à choisir.</source>
        <translation><numerusform>%Ln word to choose.</numerusform><numerusform>%Ln words to choose.</numerusform></translation>
    </message>
    <message>
        <source>Ce que veut dire %1</source>
        <translation>What %1 means</translation>
    </message>
    <message>
        <source>Comment rencontrées, quand la ligne ne le dit pas</source>
        <translation>How they were met, when the line does not say</translation>
    </message>
    <message>
        <source>Compléter les cases vides des fiches déjà connues</source>
        <translation>Complete blank boxes of records already known</translation>
    </message>
    <message>
        <source>Indiquez le quartier où vivent ces personnes.</source>
        <translation>Say in which neighbourhood these people live.</translation>
    </message>
    <message>
        <source>Laisser vides tous les autres</source>
        <translation>Leave all the others blank</translation>
    </message>
    <message>
        <source>Non précisé</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>Pour toutes les lignes</source>
        <translation>For every line</translation>
    </message>
    <message>
        <source>Quartier, quand la ligne ne le dit pas</source>
        <translation>Neighbourhood, when the line does not say</translation>
    </message>
    <message>
        <source>Que veulent dire ces mots&#x202f;?</source>
        <translation>What do these words mean?</translation>
    </message>
    <message>
        <source>Une ligne sans numéro veut dire «&#x202f;pas de téléphone&#x202f;»</source>
        <translation>A line without a number means “no phone”</translation>
    </message>
    <message>
        <source>«&#x202f;%1&#x202f;»</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>À choisir</source>
        <translation>To choose</translation>
    </message>
</context>
<context>
    <name>WorkCard</name>
    <message>
        <source>Arrêter</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Avancement</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>Le fichier se prépare…</source>
        <translation>The file is being made…</translation>
    </message>
</context>
<context>
    <name>WorkshopFormView</name>
    <message numerus="yes">
        <source>%n séance(s) annulée(s).</source>
        <translation><numerusform>%n workshop cancelled.</numerusform><numerusform>%n workshops cancelled.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n séance(s) prévue(s).</source>
        <translation><numerusform>%n workshop planned.</numerusform><numerusform>%n workshops planned.</numerusform></translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>Animée par</source>
        <translation>Led by</translation>
    </message>
    <message>
        <source>Annuler la séance</source>
        <translation>Cancel the workshop</translation>
    </message>
    <message>
        <source>Aucun</source>
        <translation>None</translation>
    </message>
    <message>
        <source>Brouillon repris</source>
        <translation>Draft taken up again</translation>
    </message>
    <message>
        <source>Choisir&#x202f;: le reste se remplit</source>
        <translation>Choose: the rest fills itself in</translation>
    </message>
    <message>
        <source>Effacer et recommencer</source>
        <translation>Delete and start again</translation>
    </message>
    <message>
        <source>Enregistrer</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>La séance</source>
        <translation>The workshop</translation>
    </message>
    <message>
        <source>Langue de la séance</source>
        <translation>Language of the workshop</translation>
    </message>
    <message>
        <source>Modifier la séance</source>
        <translation>Edit the workshop</translation>
    </message>
    <message>
        <source>Nouvelle séance</source>
        <translation>New workshop</translation>
    </message>
    <message>
        <source>On peut venir sans s’inscrire</source>
        <translation>People may drop in</translation>
    </message>
    <message>
        <source>Où et pour qui</source>
        <translation>Where and for whom</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Quartier</source>
        <translation>Neighbourhood</translation>
    </message>
    <message>
        <source>Retour</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Rétablir la séance</source>
        <translation>Restore the workshop</translation>
    </message>
    <message>
        <source>Salle ou adresse</source>
        <translation>Room or address</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Séance annulée.</source>
        <translation>Workshop cancelled.</translation>
    </message>
    <message>
        <source>Séance modifiée.</source>
        <translation>Workshop changed.</translation>
    </message>
    <message>
        <source>Séance prévue.</source>
        <translation>Workshop planned.</translation>
    </message>
    <message>
        <source>Séance rétablie.</source>
        <translation>Workshop restored.</translation>
    </message>
    <message>
        <source>Titre</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>sans limite</source>
        <translation>no limit</translation>
    </message>
    <message>
        <source>À vérifier</source>
        <translation>Worth checking</translation>
    </message>
</context>
<context>
    <name>WorkshopListView</name>
    <message>
        <source>Actions</source>
        <translation>Programme actions</translation>
    </message>
    <message>
        <source>Aucune séance pour l’instant</source>
        <translation>No workshop yet</translation>
    </message>
    <message>
        <source>Aucune séance à venir.</source>
        <translation>No workshop to come.</translation>
    </message>
    <message>
        <source>Calendrier</source>
        <translation>Calendar</translation>
    </message>
    <message>
        <source>Liste</source>
        <translation>List</translation>
    </message>
    <message>
        <source>Nouvelle séance</source>
        <translation>New workshop</translation>
    </message>
    <message>
        <source>Ouvrez une séance pour inscrire, puis faire l’appel.</source>
        <translation>Open a workshop to fill its list, then call the roll.</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Passées</source>
        <translation>Past</translation>
    </message>
    <message>
        <source>Prévoyez la première&#x202f;: un titre, un jour, un lieu. Vous pourrez y inscrire des personnes.</source>
        <translation>Plan the first one: a title, a day, a place. Then you can put people on its list.</translation>
    </message>
    <message>
        <source>Registre et attestations</source>
        <translation>Register and certificates</translation>
    </message>
    <message>
        <source>Semaine</source>
        <translation>Week</translation>
    </message>
    <message>
        <source>Séances</source>
        <translation>Workshops</translation>
    </message>
    <message>
        <source>Séances passées</source>
        <translation>Past workshops</translation>
    </message>
    <message>
        <source>Séances à venir</source>
        <translation>Workshops to come</translation>
    </message>
    <message>
        <source>Titre ou lieu de la séance</source>
        <translation>Title or place of the workshop</translation>
    </message>
    <message>
        <source>À venir</source>
        <translation>To come</translation>
    </message>
</context>
<context>
    <name>WorkshopWords</name>
    <message>
        <source>%1 / %2 places</source>
        <translation>%1 / %2 places</translation>
    </message>
    <message>
        <source>%1 / %2 présents</source>
        <translation>%1 / %2 present</translation>
    </message>
    <message numerus="yes">
        <source>%n inscrit(s)</source>
        <translation><numerusform>%n expected</numerusform><numerusform>%n expected</numerusform></translation>
    </message>
    <message>
        <source>Personne effacée</source>
        <translation>Erased person</translation>
    </message>
    <message>
        <source>animée par %1</source>
        <translation>led by %1</translation>
    </message>
    <message>
        <source>annulée</source>
        <translation>cancelled</translation>
    </message>
    <message>
        <source>appel fait</source>
        <translation>roll called</translation>
    </message>
    <message>
        <source>appel non fait</source>
        <translation>roll not called</translation>
    </message>
    <message>
        <source>aujourd’hui</source>
        <translation>today</translation>
    </message>
    <message>
        <source>close</source>
        <translation>closed</translation>
    </message>
    <message>
        <source>feuille à clore</source>
        <translation>sheet to close</translation>
    </message>
    <message>
        <source>inscrit·e</source>
        <translation>expected</translation>
    </message>
    <message>
        <source>liste d’attente</source>
        <translation>waiting list</translation>
    </message>
    <message>
        <source>retirée de la liste</source>
        <translation>taken off the list</translation>
    </message>
    <message>
        <source>sans inscription</source>
        <translation>drop-in</translation>
    </message>
    <message>
        <source>signé</source>
        <translation>signed</translation>
    </message>
</context>
<context>
    <name>WorkshopsBlock</name>
    <message numerus="yes">
        <source>%n inscrit(s)</source>
        <translation><numerusform>%n expected</numerusform><numerusform>%n expected</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n présent(s)</source>
        <translation><numerusform>%n present</numerusform><numerusform>%n present</numerusform></translation>
    </message>
    <message>
        <source>Aucune séance prévue</source>
        <translation>No workshop planned</translation>
    </message>
    <message>
        <source>Ouvrir</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Personnes</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Prévoir une séance</source>
        <translation>Plan a workshop</translation>
    </message>
    <message>
        <source>Prévoyez la prochaine&#x202f;: date, lieu, personnes attendues.</source>
        <translation>Plan the next one: date, place, people expected.</translation>
    </message>
    <message>
        <source>Quand</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Séance</source>
        <translation>Workshop</translation>
    </message>
    <message>
        <source>Séances à venir</source>
        <translation>Workshops to come</translation>
    </message>
    <message>
        <source>sans inscription</source>
        <translation>drop-in</translation>
    </message>
</context>
<context>
    <name>WorkshopsView</name>
    <message>
        <source>Aucune séance n’est prévue. Prévoyez-en une&#x202f;: Ctrl N.</source>
        <translation>No workshop is planned. Plan one: Ctrl N.</translation>
    </message>
</context>
<context>
    <name>formats</name>
    <message>
        <source>aujourd’hui</source>
        <translation>today</translation>
    </message>
    <message>
        <source>demain</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source>hier</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>né(e) %1</source>
        <translation>born %1</translation>
    </message>
    <message>
        <source>né(e) en %1</source>
        <translation>born in %1</translation>
    </message>
    <message>
        <source>né(e) le %1</source>
        <translation>born on %1</translation>
    </message>
    <message>
        <source>à l’instant</source>
        <translation>just now</translation>
    </message>
</context>
</TS>
