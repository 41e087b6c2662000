#!/bin/sh
# Publier le site dans un espace S3 : Amazon, ou un hébergeur qui parle la même langue (OVH, Scaleway, Infomaniak, Exoscale …).
#
# Avant la première fois :
#   1. installez « aws », la commande d'Amazon, et donnez-lui vos clés : aws configure
#   2. écrivez le nom de votre espace ci-dessous, à la place de l'exemple ;
#   3. chez l'hébergeur, ouvrez « site web statique » : page d'accueil index.html, page d'erreur 404.html.
# Puis, dans un terminal, dans le dossier du site :
#   sh publier.sh
set -eu

# Le nom de l'espace (« bucket »). Tant que c'est l'exemple, rien ne se publie.
ESPACE=exemple.be
# L'adresse de l'hébergeur, si ce n'est pas Amazon. Par exemple : https://s3.gra.io.cloud.ovh.net
SERVEUR=
# Où est balise. Téléchargez-la à l'adresse que votre équipe vous a donnée, et mettez-la dans ce dossier.
BALISE=./balise

dire() { printf '%s\n' "$1" >&2; }
if [ "$ESPACE" = exemple.be ]; then
  dire "Écrivez d'abord le nom de votre espace dans publier.sh, à la ligne ESPACE= : exemple.be n'est qu'un exemple."
  exit 1
fi
command -v aws >/dev/null || { dire "La commande « aws » n'est pas installée : https://docs.aws.amazon.com/cli/"; exit 1; }
[ -x "$BALISE" ] || BALISE=$(command -v balise) || { dire "Le programme balise n'est pas dans ce dossier."; exit 1; }

# S'il y a une erreur dans le contenu, balise la montre et rien n'est envoyé.
"$BALISE" build --output public

s3() {
  if [ -n "$SERVEUR" ]; then aws --endpoint-url "$SERVEUR" "$@"; else aws "$@"; fi
}

# Un an pour ce dont le nom change avec le contenu ; un jour pour les images et les documents ; le reste se redemande.
DURABLE='public, max-age=31536000, immutable'
JOUR='public, max-age=86400'
COURT='no-cache'
A='[0-9A-Z]'
H='[0-9a-f]'
NOM_A="assets/*-$A$A$A$A$A$A$A$A"
NOM_H="assets/*-$H$H$H$H$H$H$H$H$H$H"

# envoyer FIN TYPE : les fichiers dont le nom finit ainsi, avec leur type et leur durée. Ce qui n'a pas changé n'est pas renvoyé.
envoyer() {
  [ -n "$(find public -type f -name "*$1" | head -n 1)" ] || return 0
  s3 s3 sync public "s3://$ESPACE" --no-progress --exclude '*' --include "$NOM_A$1" --include "$NOM_H$1" \
    --content-type "$2" --cache-control "$DURABLE"
  s3 s3 sync public "s3://$ESPACE" --no-progress --exclude '*' --include "media/*$1" --content-type "$2" --cache-control "$JOUR"
  s3 s3 sync public "s3://$ESPACE" --no-progress --exclude '*' --include "*$1" --exclude 'media/*' --exclude "$NOM_A$1" --exclude "$NOM_H$1" \
    --exclude '.*' --exclude '*/.*' --content-type "$2" --cache-control "$COURT"
}

# Ce que les pages montrent part avant elles, et les pages en dernier.
while read -r fin type; do
  envoyer "$fin" "$type"
done <<'TYPES'
.css text/css; charset=utf-8
.js text/javascript; charset=utf-8
.woff2 font/woff2
.svg image/svg+xml; charset=utf-8
.png image/png
.jpg image/jpeg
.jpeg image/jpeg
.webp image/webp
.avif image/avif
.gif image/gif
.pdf application/pdf
.pmtiles application/vnd.pmtiles
.mp3 audio/mpeg
.mp4 video/mp4
.webm video/webm
.vtt text/vtt; charset=utf-8
.geojson application/geo+json; charset=utf-8
feed.json application/feed+json; charset=utf-8
.json application/json; charset=utf-8
.csv text/csv; charset=utf-8
.ics text/calendar; charset=utf-8
.epub application/epub+zip
.txt text/plain; charset=utf-8
.webmanifest application/manifest+json; charset=utf-8
atom.xml application/atom+xml; charset=utf-8
.xml application/xml; charset=utf-8
.html text/html; charset=utf-8
TYPES

# Les anciennes adresses mènent aux nouvelles. Leur page le fait déjà ; ceci le dit aussi aux programmes.
if [ -f public/_redirects ]; then
  while read -r ancienne nouvelle code; do
    cle=${ancienne#/}index.html
    [ -f "public/$cle" ] || continue
    s3 s3api put-object --bucket "$ESPACE" --key "$cle" --body "public/$cle" --website-redirect-location "$nouvelle" \
      --content-type 'text/html; charset=utf-8' --cache-control "$COURT" >/dev/null
  done < public/_redirects
fi

# Ce qui n'est plus dans le site s'en va, à la toute fin.
s3 s3 sync public "s3://$ESPACE" --no-progress --delete --exclude '.*' --exclude '*/.*' --exclude _redirects --cache-control "$COURT"
dire "Le site est publié."
