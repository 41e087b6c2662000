# Publier le site dans un espace S3, depuis Windows : Amazon, ou un hébergeur qui parle la même langue (OVH, Scaleway,
# Infomaniak, Exoscale …).
#
# Avant la première fois :
#   1. installez « aws », la commande d'Amazon, et donnez-lui vos clés : aws configure
#   2. écrivez le nom de votre espace ci-dessous, à la place de l'exemple ;
#   3. chez l'hébergeur, ouvrez « site web statique » : page d'accueil index.html, page d'erreur 404.html.
# Puis, dans PowerShell, dans le dossier du site :
#   powershell -ExecutionPolicy Bypass -File publier.ps1
$ErrorActionPreference = 'Stop'

# Le nom de l'espace (« bucket »). Tant que c'est l'exemple, rien ne se publie.
$Espace = 'exemple.be'
# L'adresse de l'hébergeur, si ce n'est pas Amazon. Par exemple : https://s3.gra.io.cloud.ovh.net
$Serveur = ''
# Où est balise. Téléchargez-la à l'adresse que votre équipe vous a donnée, et mettez-la dans ce dossier.
$Balise = '.\balise.exe'

if ($Espace -eq 'exemple.be') {
  Write-Host "Écrivez d'abord le nom de votre espace dans publier.ps1, à la ligne `$Espace = : exemple.be n'est qu'un exemple."
  exit 1
}
if (-not (Get-Command aws -ErrorAction SilentlyContinue)) {
  Write-Host "La commande « aws » n'est pas installée : https://docs.aws.amazon.com/cli/"
  exit 1
}
if (-not (Test-Path $Balise)) {
  Write-Host "Le programme balise.exe n'est pas dans ce dossier."
  exit 1
}

# S'il y a une erreur dans le contenu, balise la montre et rien n'est envoyé.
& $Balise build --output public
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

function S3 {
  $avant = @()
  if ($Serveur) { $avant = @('--endpoint-url', $Serveur) }
  & aws @avant @args
  if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# Un an pour ce dont le nom change avec le contenu ; un jour pour les images et les documents ; le reste se redemande.
$Durable = 'public, max-age=31536000, immutable'
$Jour = 'public, max-age=86400'
$Court = 'no-cache'
$NomA = 'assets/*-' + ('[0-9A-Z]' * 8)
$NomH = 'assets/*-' + ('[0-9a-f]' * 10)

# Les fichiers dont le nom finit ainsi, avec leur type et leur durée. Ce qui n'a pas changé n'est pas renvoyé.
function Envoyer($fin, $type) {
  if (-not (Get-ChildItem public -Recurse -File -Filter "*$fin" | Select-Object -First 1)) { return }
  S3 s3 sync public "s3://$Espace" --no-progress --exclude '*' --include "$NomA$fin" --include "$NomH$fin" --content-type $type --cache-control $Durable
  S3 s3 sync public "s3://$Espace" --no-progress --exclude '*' --include "media/*$fin" --content-type $type --cache-control $Jour
  S3 s3 sync public "s3://$Espace" --no-progress --exclude '*' --include "*$fin" --exclude 'media/*' --exclude "$NomA$fin" --exclude "$NomH$fin" --exclude '.*' --exclude '*/.*' --content-type $type --cache-control $Court
}

# Ce que les pages montrent part avant elles, et les pages en dernier.
$Types = @'
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
'@
foreach ($ligne in $Types -split "`r?`n") {
  $fin, $type = $ligne -split ' ', 2
  Envoyer $fin $type
}

# Les anciennes adresses mènent aux nouvelles. Leur page le fait déjà ; ceci le dit aussi aux programmes.
if (Test-Path public\_redirects) {
  foreach ($ligne in Get-Content public\_redirects) {
    $ancienne, $nouvelle, $code = $ligne -split ' '
    $cle = $ancienne.TrimStart('/') + 'index.html'
    if (-not (Test-Path "public\$cle")) { continue }
    S3 s3api put-object --bucket $Espace --key $cle --body "public/$cle" --website-redirect-location $nouvelle --content-type 'text/html; charset=utf-8' --cache-control $Court | Out-Null
  }
}

# Ce qui n'est plus dans le site s'en va, à la toute fin.
S3 s3 sync public "s3://$Espace" --no-progress --delete --exclude '.*' --exclude '*/.*' --exclude _redirects --cache-control $Court
Write-Host 'Le site est publié.'
