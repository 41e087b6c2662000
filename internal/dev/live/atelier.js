// L’atelier : une barre discrète dans chaque page servie par « balise serve » ; jamais dans le site publié.
//
// Elle dit quel fichier a fait la page, à quelle ligne se trouve chaque clé et ce qui manque (/_balise/page), mène au
// formulaire et à l’aide, montre la page comme sur un téléphone ou sans script, et copie les coordonnées d’un point de
// la carte. Elle vit dans son ombre, avant <body> : ni les styles ni les scripts du site ne la voient.
(function () {
  'use strict';

  if (window.top !== window) return; // dans un cadre : c’est l’affaire de la page qui le porte

  // ---- De quoi écrire ---------------------------------------------------------------------------------------------

  function element(nom, attributs, ...enfants) {
    const e = document.createElement(nom);
    for (const [cle, valeur] of Object.entries(attributs || {})) e.setAttribute(cle, valeur);
    e.append(...enfants);
    return e;
  }

  function bouton(texte, action, attributs) {
    const b = element('button', { type: 'button', ...attributs }, texte);
    b.addEventListener('click', () => action(b));
    return b;
  }

  function lien(texte, adresse) {
    return element('a', { href: adresse, class: 'action' }, texte);
  }

  const hote = document.createElement('balise-atelier');
  const racine = hote.attachShadow({ mode: 'open' });
  hote.hidden = true; // jusqu’à ce que les feuilles soient là
  let attendues = 2;
  for (const nom of ['live.css', 'atelier.css']) {
    const feuille = element('link', { rel: 'stylesheet', href: '/_balise/' + nom });
    feuille.addEventListener('load', () => { if (--attendues === 0) hote.hidden = false; });
    racine.append(feuille);
  }
  const annonce = element('p', { role: 'status', class: 'annonce' });
  const annoncer = (texte) => { annonce.textContent = texte; };

  // copier met un texte dans le presse-papiers ; quand c’est refusé, rend faux.
  async function copier(texte) {
    try {
      await navigator.clipboard.writeText(texte);
      return true;
    } catch (e) {
      const zone = element('textarea', { readonly: '', 'aria-hidden': 'true', class: 'annonce' });
      zone.value = texte;
      racine.append(zone);
      zone.select();
      const fait = document.execCommand('copy');
      zone.remove();
      return fait;
    }
  }

  function boutonCopier(texte, quoi, court) {
    const b = bouton(court || 'Copier', async () => {
      const fait = await copier(texte);
      b.focus();
      b.textContent = fait ? 'Copié' : 'Copie refusée';
      annoncer(fait ? quoi + ' : copié.' : 'Copie refusée : choisissez le texte à la main.');
      setTimeout(() => { b.textContent = court || 'Copier'; }, 2500);
    }, { class: 'petit', 'aria-label': (court || 'Copier') + ' : ' + quoi });
    return b;
  }

  // ---- Le panneau -------------------------------------------------------------------------------------------------

  const poignee = bouton('Atelier', () => ouvrir(), { class: 'poignee', 'aria-haspopup': 'dialog' });
  const corps = element('div', { class: 'corps' });
  const panneau = element('dialog', { id: 'panneau', class: 'panneau atelier', 'aria-labelledby': 'titre', tabindex: '-1' },
    element('div', { class: 'entete' }, element('h2', { id: 'titre' }, 'Atelier'), bouton('Fermer', () => fermer(true))), corps);

  async function ouvrir() {
    viser(null);
    poignee.hidden = true;
    panneau.show();
    panneau.focus({ preventScroll: true });
    if (!corps.childElementCount) corps.append(element('p', {}, 'Un instant…'));
    try {
      const reponse = await fetch('/_balise/page?chemin=' + encodeURIComponent(location.pathname));
      ecrire(await reponse.json());
    } catch (e) {
      corps.replaceChildren(element('p', {}, 'balise ne répond pas : est-il arrêté ?'));
    }
  }

  function fermer(rendreLeFoyer) {
    if (!panneau.open) return;
    panneau.close();
    poignee.hidden = false;
    if (rendreLeFoyer) poignee.focus();
  }

  function ecrire(reponse) {
    const page = reponse.page || {};
    const parties = [page.fichier ? leFichier(page, reponse) : lesFichiers(page), regarder()];
    if (page.manque) parties.push(ceQuiManque(page));
    if (page.cles) parties.push(lesLignes(page));
    if (reponse.guide) {
      const aide = element('p', { class: 'actions' }, lien('L’aide des rédacteurs', reponse.guide));
      if (page.dossier) aide.append(lien('L’aide de ce type de fiche', reponse.guide + page.dossier + '/'));
      parties.push(partie('Aide', aide));
    }
    corps.replaceChildren(...parties);
  }

  function partie(titre, ...contenu) {
    return element('section', {}, element('h3', {}, titre), ...contenu);
  }

  function repli(titre, ouvert, ...contenu) {
    const d = element('details', {}, element('summary', {}, titre), ...contenu);
    d.open = ouvert;
    return d;
  }

  function leFichier(page, reponse) {
    const s = partie('Le fichier de cette page',
      element('p', { class: 'fichier' }, element('code', {}, page.fichier), ' ', boutonCopier(page.fichier, 'le chemin du fichier', 'Copier le chemin')));
    if (page.retenue) s.append(element('p', { class: 'retenue' }, 'Cette page n’est pas publiée : ' + page.retenue + '. Elle ne se voit qu’ici.'));
    if (reponse.formulaire) {
      s.append(element('p', { class: 'actions' }, lien('Ouvrir dans le formulaire',
        reponse.formulaire + '#/collections/' + encodeURIComponent(page.dossier) + '/entries/' + encodeURIComponent(page.nom))));
    }
    return s;
  }

  function lesFichiers(page) {
    if (!page.fiches) return partie('Le fichier de cette page', element('p', {}, 'Aucun fichier ne fait cette page à lui seul : c’est balise qui la fait.'));
    const liste = element('ul', { class: 'lignes' });
    for (const f of page.fiches) {
      liste.append(element('li', {}, element('a', { href: f.url }, f.titre), element('code', {}, f.fichier)));
    }
    if (page.reste) liste.append(element('li', {}, page.reste < 2 ? '… et 1 autre' : '… et ' + page.reste + ' autres'));
    const n = page.fiches.length + (page.reste || 0);
    return partie('Les fichiers de cette page', element('p', {}, 'Aucun fichier ne la fait à lui seul : balise la fait à partir de plusieurs fiches.'),
      repli(n < 2 ? 'La fiche qu’elle montre' : 'Les ' + n + ' fiches qu’elle montre', n <= 6, liste));
  }

  function lesLignes(page) {
    const table = element('table', {}, element('caption', { class: 'annonce' }, 'Les clés du fichier et leurs lignes'),
      element('tr', {}, element('th', { scope: 'col' }, 'Clé'), element('th', { scope: 'col' }, 'Ligne')));
    for (const c of page.cles) {
      table.append(element('tr', {}, element('th', { scope: 'row' }, element('code', {}, c.cle), element('small', {}, c.aide)), element('td', {}, String(c.ligne))));
    }
    return partie('Où est chaque clé', repli(page.cles.length + (page.cles.length < 2 ? ' clé, et sa ligne' : ' clés, et leurs lignes'), false, table));
  }

  function ceQuiManque(page) {
    const s = partie('Ce qui manque', cles(page.manque));
    if (page.autres) s.append(repli('Les autres clés possibles (' + page.autres.length + ')', false, cles(page.autres)));
    return s;
  }

  function cles(manques) {
    const liste = element('ul', { class: 'manques' });
    for (const m of manques) {
      liste.append(element('li', {}, element('p', {}, element('code', {}, m.cle), m.obligatoire ? ' (obligatoire)' : '', ' ', m.aide),
        element('div', { class: 'modele' }, element('pre', {}, m.lignes), boutonCopier(m.lignes, 'un modèle pour ' + m.cle))));
    }
    return liste;
  }

  function regarder() {
    const telephone = '/_balise/telephone?chemin=' + encodeURIComponent(location.pathname + location.search);
    const actions = element('p', { class: 'actions' }, lien('Largeur téléphone', telephone), lien('Sans script', telephone + '&script=non'));
    if (carte()) actions.append(bouton('Copier les coordonnées', () => viser(carte())));
    return partie('Regarder autrement', actions);
  }

  // ---- Les coordonnées --------------------------------------------------------------------------------------------

  // carte rend ce qu’il faut pour lire un point de la carte de la page : celle de Leaflet, ou le dessin.
  function carte() {
    const vive = document.querySelector('.plan-vif');
    if (vive && vive.plan) {
      const m = vive.plan.map;
      return {
        boite: vive, lire: (x, y) => {
          const p = m.mouseEventToLatLng({ clientX: x, clientY: y });
          return { lat: p.lat, lon: p.lng, pas: 156543.034 * Math.cos(p.lat * Math.PI / 180) / 2 ** m.getZoom() };
        },
      };
    }
    const cadre = document.querySelector('[data-cadre]');
    const dessin = cadre && cadre.querySelector('svg');
    if (!dessin) return null;
    const [ouest, sud, est, nord] = cadre.dataset.cadre.split(',').map(Number);
    // La projection du dessin est celle de toutes les cartes en ligne, Web Mercator.
    const haut = (lat) => Math.log(Math.tan(Math.PI / 4 + lat * Math.PI / 360));
    return {
      boite: dessin, lire: (x, y) => {
        const r = dessin.getBoundingClientRect();
        const m = haut(nord) + (haut(sud) - haut(nord)) * (y - r.top) / r.height;
        const lat = Math.atan(Math.sinh(m)) * 180 / Math.PI;
        return { lat, lon: ouest + (est - ouest) * (x - r.left) / r.width, pas: 111320 * Math.cos(lat * Math.PI / 180) * (est - ouest) / r.width };
      },
    };
  }

  const resultat = element('input', { readonly: '', 'aria-label': 'Les coordonnées, à coller dans la fiche', value: '', class: 'resultat' });
  const consigne = element('p', { class: 'consigne' });
  const viseur = element('div', { class: 'viseur', 'aria-hidden': 'true' });
  const mire = element('section', { class: 'mire', 'aria-label': 'Copier les coordonnées' }, consigne, resultat,
    element('p', { class: 'actions' }, bouton('Prendre le centre de la carte', () => prendreLeCentre()), bouton('Terminer', () => { viser(null); poignee.focus(); })));
  mire.hidden = viseur.hidden = true;

  let visee = null;
  let appui = null;

  function viser(c) {
    if (visee) {
      visee.boite.removeEventListener('pointerdown', appuyer, true);
      visee.boite.removeEventListener('click', cliquer, true);
      visee.boite.style.cursor = '';
    }
    visee = c;
    mire.hidden = viseur.hidden = !c;
    if (!panneau.open) poignee.hidden = !!c;
    if (!c) return;
    fermer(false);
    poignee.hidden = true;
    c.boite.addEventListener('pointerdown', appuyer, true);
    c.boite.addEventListener('click', cliquer, true);
    c.boite.style.cursor = 'crosshair';
    resultat.value = '';
    resultat.hidden = true;
    consigne.textContent = 'Cliquez sur la carte à l’endroit voulu, ou amenez-le sous la croix et prenez le centre. Plus la carte est agrandie, plus c’est précis.';
    const r = c.boite.getBoundingClientRect();
    if (r.top < 0 || r.bottom > window.innerHeight) c.boite.scrollIntoView({ block: 'start' });
    placerLeViseur();
    mire.querySelector('button').focus({ preventScroll: true });
  }

  function appuyer(e) {
    appui = { x: e.clientX, y: e.clientY };
  }

  function cliquer(e) {
    if (e.target.closest('.outils')) return; // les boutons de la carte gardent leur rôle
    e.preventDefault();
    e.stopPropagation();
    if (appui && Math.hypot(e.clientX - appui.x, e.clientY - appui.y) > 6) return; // la carte vient d’être tirée
    prendre(visee.lire(e.clientX, e.clientY));
  }

  function centre() {
    const r = visee.boite.getBoundingClientRect();
    return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
  }

  function prendreLeCentre() {
    const c = centre();
    prendre(visee.lire(c.x, c.y));
  }

  async function prendre(p) {
    resultat.value = 'coordonnees: ' + p.lat.toFixed(5) + ', ' + p.lon.toFixed(5);
    resultat.hidden = false;
    const fait = await copier(resultat.value);
    const pas = p.pas < 1 ? 'à un mètre près' : 'à ' + Math.round(p.pas).toLocaleString('fr-BE') + ' mètres près';
    consigne.textContent = (fait ? 'Copié, ' + pas + ' : collez-le dans l’en-tête de la fiche.' : 'Voici le point, ' + pas + '. Copie refusée : faites Ctrl et C.') +
      (p.pas > 30 ? ' Agrandissez la carte pour viser mieux.' : '');
    if (!fait) {
      resultat.focus();
      resultat.select();
    }
    annoncer(resultat.value + '. ' + consigne.textContent);
  }

  function placerLeViseur() {
    if (!visee) return;
    const c = centre();
    viseur.style.transform = 'translate(' + c.x + 'px, ' + c.y + 'px)';
  }

  window.addEventListener('scroll', placerLeViseur, { passive: true });
  window.addEventListener('resize', placerLeViseur);

  // ---- Le clavier, et la mise en place ----------------------------------------------------------------------------

  document.addEventListener('keydown', (e) => {
    if (e.key !== 'Escape' || e.defaultPrevented) return;
    const dedans = document.activeElement === hote;
    if (visee && dedans) {
      viser(null);
      poignee.focus();
    } else if (panneau.open) {
      fermer(dedans);
    }
  });

  racine.append(poignee, panneau, mire, viseur, annonce);
  document.documentElement.insertBefore(hote, document.body);
}());
