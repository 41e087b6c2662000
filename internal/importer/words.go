package importer

// titles are what people call a column, beyond the keys, their labels and content's synonyms; as plainWord makes them. A
// key of any level is found by its last word.
var titles = map[string]Target{
	"nom": {Key, "titre"}, "name": {Key, "titre"}, "title": {Key, "titre"}, "intitule": {Key, "titre"},
	"nom de l initiative": {Key, "titre"}, "nom du projet": {Key, "titre"}, "nom du service": {Key, "titre"}, "nom de la structure": {Key, "titre"}, "denomination": {Key, "titre"},
	"raison sociale": {Key, "titre"}, "intitule du projet": {Key, "titre"}, "initiative": {Key, "titre"}, "structure": {Key, "titre"}, "nom de l association": {Key, "titre"}, "nom de l organisme": {Key, "titre"},

	"description": {Kind: Describe}, "presentation": {Kind: Describe}, "resume ou texte": {Kind: Describe}, "descriptif": {Kind: Describe}, "en quelques mots": {Key, "resume"}, "abstract": {Kind: Describe},
	"texte": {Kind: Body}, "contenu": {Kind: Body}, "body": {Kind: Body}, "description longue": {Kind: Body}, "description detaillee": {Kind: Body}, "presentation detaillee": {Kind: Body}, "descriptionmore": {Kind: Body},
	"autres": {Kind: More}, "remarque": {Kind: More}, "remarques": {Kind: More}, "commentaire": {Kind: More}, "commentaires": {Kind: More}, "notes": {Kind: More}, "note": {Kind: More}, "divers": {Kind: More},
	"slug": {Kind: Slug},

	"adresse mail": {Key, "courriel"}, "adresse e mail": {Key, "courriel"}, "adresse email": {Key, "courriel"}, "adresse electronique": {Key, "courriel"}, "e mail": {Key, "courriel"}, "mel": {Key, "courriel"},
	"courrier electronique": {Key, "courriel"}, "adresse de courriel": {Key, "courriel"}, "email de contact": {Key, "courriel"}, "mail de contact": {Key, "courriel"},
	"numero de telephone": {Key, "telephone"}, "n de telephone": {Key, "telephone"}, "no de telephone": {Key, "telephone"}, "n de tel": {Key, "telephone"}, "portable": {Key, "telephone"}, "mobile": {Key, "telephone"}, "numero de gsm": {Key, "telephone"},
	"site internet": {Key, "site"}, "adresse du site": {Key, "site"}, "page web": {Key, "site"}, "adresse web": {Key, "site"}, "facebook": {Key, "site"}, "page facebook": {Key, "site"}, "link": {Key, "site"}, "internet": {Key, "site"},
	"personne de contact": {Key, "contact.nom"}, "contact": {Key, "contact.nom"}, "nom du contact": {Key, "contact.nom"}, "personne ressource": {Key, "contact.nom"}, "responsable": {Key, "contact.nom"}, "referent": {Key, "contact.nom"},
	"fonction du contact": {Key, "contact.fonction"},

	"adresse postale": {Key, "adresse"}, "rue et numero": {Key, "adresse"}, "street": {Key, "adresse"}, "streetaddress": {Key, "adresse"}, "numero": {Key, "adresse"}, "n": {Key, "adresse"}, "boite": {Key, "adresse"},
	"code postal": {Key, "code_postal"}, "postal code": {Key, "code_postal"}, "postcode": {Key, "code_postal"}, "postalcode": {Key, "code_postal"}, "zip": {Key, "code_postal"},
	"town": {Key, "commune"}, "addresslocality": {Key, "commune"}, "commune ville": {Key, "commune"}, "addresscountry": {Key, "pays"},
	"zone d intervention": {Key, "zone"}, "zone geographique": {Key, "zone"}, "territoire couvert": {Key, "zone"}, "rayon d action": {Key, "zone"}, "territoires": {Key, "zone"},
	"coordonnees gps": {Key, "coordonnees"}, "position": {Key, "coordonnees"}, "lat lon": {Key, "coordonnees"}, "latlng": {Key, "coordonnees"}, "gps": {Key, "coordonnees"}, "geo": {Key, "coordonnees"},
	"lat": {Kind: Latitude}, "latitude": {Kind: Latitude}, "y": {Kind: Latitude}, "coord y": {Kind: Latitude}, "lattitude": {Kind: Latitude},
	"lon": {Kind: Longitude}, "lng": {Kind: Longitude}, "long": {Kind: Longitude}, "longitude": {Kind: Longitude}, "x": {Kind: Longitude}, "coord x": {Kind: Longitude},

	"secteur": {Key, "secteurs"}, "secteur d activite": {Key, "secteurs"}, "domaine": {Key, "secteurs"}, "domaines": {Key, "secteurs"}, "thematique": {Key, "secteurs"}, "thematiques": {Key, "secteurs"}, "theme": {Key, "secteurs"}, "categories": {Key, "secteurs"}, "calque": {Key, "secteurs"},
	"type": {Key, "nature"}, "type d initiative": {Key, "nature"}, "type de structure": {Key, "nature"}, "forme": {Key, "nature"}, "categorie": {Key, "nature"}, "nature de l initiative": {Key, "nature"},
	"statut": {Key, "statuts"}, "statut du pair aidant": {Key, "statuts"}, "public": {Key, "publics"}, "public cible": {Key, "publics"}, "publics cibles": {Key, "publics"}, "public vise": {Key, "publics"}, "pour qui": {Key, "publics"}, "beneficiaires": {Key, "publics"},
	"annee de creation": {Key, "depuis"}, "date de creation": {Key, "depuis"}, "date de debut": {Key, "depuis"}, "debut": {Key, "depuis"}, "cree en": {Key, "depuis"}, "creation": {Key, "depuis"}, "depuis le": {Key, "depuis"}, "depuis quand": {Key, "depuis"}, "date de fin": {Key, "fin"},
	"horaire": {Key, "horaires"}, "opening hours": {Key, "horaires"}, "heures d ouverture": {Key, "horaires"}, "permanences": {Key, "horaires"}, "permanence": {Key, "horaires"},
	"porte par": {Key, "porteur"}, "promoteur": {Key, "porteur"}, "organisme porteur": {Key, "porteur"}, "organisme": {Key, "organisation"}, "partenaire": {Key, "partenaires"}, "financement": {Key, "financeurs"}, "financeur": {Key, "financeurs"}, "subsides": {Key, "financeurs"},
	"prix": {Key, "acces.cout"}, "tarif": {Key, "acces.cout"}, "cout": {Key, "acces.cout"}, "modalites": {Key, "acces.inscription"}, "comment s inscrire": {Key, "acces.inscription"}, "langue": {Key, "langues"}, "accessibilite pmr": {Key, "acces.pmr"},
}
