// L’aperçu de balise, dans chaque page servie par « balise serve » ; jamais dans le site publié.
//
// Il écoute /_balise/events. À chaque construction il reçoit les adresses qui ont changé : il ne recharge la page que
// si elle-même ou un fichier qu’elle emploie a changé, remplace les feuilles de style sans recharger, et garde la
// position de lecture. Quand une construction échoue, un panneau posé sur la dernière bonne page dit quoi corriger.
(function () {
  'use strict';

  const balise = document.currentScript;
  const page = balise.dataset.page; // l’adresse du fichier montré : « /carte/ », ou « /404.html »
  const empreinte = balise.dataset.empreinte;
  const explique = balise.dataset.explique !== undefined; // la page dit que faire : le panneau ne la couvre pas
  const attente = document.getElementById('problemes'); // le site n’a encore jamais été construit
  const vue = document.querySelector('iframe.vue'); // la page est montrée dans un cadre de la largeur d’un téléphone
  const dansUnCadre = window.top !== window; // une carte intégrée : le panneau est l’affaire de la page qui la porte

  // ---- Adresses ---------------------------------------------------------------------------------------------------

  function chemin(adresse) {
    const p = new URL(adresse, location.href).pathname.replace(/(^|\/)index\.html$/, '$1');
    try {
      return decodeURIComponent(p);
    } catch (e) {
      return p;
    }
  }

  // L’adresse de la page montrée.
  const ici = () => balise.dataset.chemin || chemin(location.href);

  // Les fichiers de ce site que la page emploie.
  function employes() {
    const vus = new Set();
    const noter = (adresse) => {
      try {
        if (new URL(adresse, location.href).origin === location.origin) vus.add(chemin(adresse));
      } catch (e) { /* une adresse illisible n’est pas de ce site */ }
    };
    for (const r of performance.getEntriesByType('resource')) noter(r.name);
    for (const e of document.querySelectorAll('[src]')) noter(e.getAttribute('src'));
    for (const e of document.querySelectorAll('link[href]')) noter(e.href);
    return vus;
  }

  // ---- Recharger sans perdre sa place -----------------------------------------------------------------------------

  const CLE_PLACE = 'balise:place';
  const CLE_FERME = 'balise:ferme';

  function lire(cle) {
    try {
      return sessionStorage.getItem(cle);
    } catch (e) {
      return null; // navigation privée stricte : on s’en passe
    }
  }

  function ecrire(cle, valeur) {
    try {
      sessionStorage.setItem(cle, valeur);
    } catch (e) { /* idem */ }
  }

  let rechargement = false;

  function recharger() {
    if (vue) {
      // Avec ses scripts, elle écoute aussi et se recharge d’elle-même.
      if (vue.dataset.script === 'non') vue.contentWindow.location.reload();
      return;
    }
    if (rechargement) return;
    rechargement = true;
    const foyer = document.activeElement;
    ecrire(CLE_PLACE, JSON.stringify({
      page: location.pathname, x: window.scrollX, y: window.scrollY, foyer: foyer ? foyer.id : '',
    }));
    location.reload();
  }

  function reprendreSaPlace() {
    let place = null;
    try {
      place = JSON.parse(lire(CLE_PLACE));
    } catch (e) { /* pas de place gardée */ }
    ecrire(CLE_PLACE, 'null');
    if (!place || place.page !== location.pathname) return;
    const aller = () => window.scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    aller();
    // Les images et la carte allongent encore la page : on y retourne, sauf si la personne a bougé entre-temps.
    let bouge = false;
    for (const geste of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
      window.addEventListener(geste, () => { bouge = true; }, { once: true, passive: true });
    }
    window.addEventListener('load', () => { if (!bouge) aller(); }, { once: true });
    const foyer = place.foyer && document.getElementById(place.foyer);
    if (foyer) foyer.focus({ preventScroll: true });
  }

  // Remplace les feuilles de style changées ; faux : l’une d’elles n’est pas un lien de la page.
  function changerLesStyles(changees, version) {
    const restent = new Set(changees);
    for (const lien of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const p = chemin(lien.href);
      if (!changees.includes(p)) continue;
      restent.delete(p);
      const neuf = lien.cloneNode();
      const adresse = new URL(lien.href);
      adresse.searchParams.set('balise', version);
      neuf.href = adresse.href;
      neuf.addEventListener('load', () => lien.remove());
      neuf.addEventListener('error', () => neuf.remove());
      lien.after(neuf);
    }
    return restent.size === 0;
  }

  // Fait ce que demande une bonne construction.
  function suivre(m) {
    const changees = m.changees || [];
    const retirees = m.retirees || [];
    if (m.absente && m.perimee && page !== '/404.html' || retirees.includes(page)) {
      panneau.retiree();
      return;
    }
    if (m.tout || m.perimee || changees.includes(page) || changees.includes(ici()) || vue && changees.length > 0) {
      recharger();
      return;
    }
    const vus = employes();
    const fichiers = changees.filter((a) => vus.has(a) && !/(\/|\.html)$/.test(a));
    if (fichiers.length === 0) return;
    const styles = fichiers.every((a) => a.endsWith('.css'));
    if (!styles || !changerLesStyles(fichiers, m.version)) recharger();
  }

  // ---- Le panneau -------------------------------------------------------------------------------------------------

  function nombre(n, un, plusieurs) {
    return n < 2 ? n + ' ' + un : n + ' ' + plusieurs;
  }

  function element(nom, classe, texte) {
    const e = document.createElement(nom);
    if (classe) e.className = classe;
    if (texte) e.textContent = texte;
    return e;
  }

  function bouton(classe, texte, action) {
    const b = element('button', classe, texte);
    b.type = 'button';
    b.addEventListener('click', action);
    return b;
  }

  function copier(b, annonce) {
    const texte = b.parentNode.querySelector('code').textContent;
    const dire = (mot) => {
      b.textContent = mot;
      annonce(mot);
      setTimeout(() => { b.textContent = 'Copier la ligne'; }, 2500);
    };
    const aLaMain = () => {
      const zone = element('textarea');
      zone.value = texte;
      b.parentNode.append(zone);
      zone.select();
      const fait = document.execCommand('copy');
      zone.remove();
      b.focus();
      dire(fait ? 'Ligne copiée' : 'Copie refusée : sélectionnez la ligne');
    };
    if (!navigator.clipboard) {
      aLaMain();
      return;
    }
    navigator.clipboard.writeText(texte).then(() => dire('Ligne copiée'), aLaMain);
  }

  // Donne vie aux boutons « Copier la ligne » d’une liste de problèmes.
  function ecouterLesCopies(liste, annonce) {
    liste.addEventListener('click', (e) => {
      const b = e.target.closest('button.copier');
      if (b) copier(b, (texte) => { annonce.textContent = texte; });
    });
  }

  // creerPanneau dresse, à l’abri des styles du site, le panneau, le compteur discret et le bandeau.
  function creerPanneau() {
    const hote = document.createElement('balise-apercu');
    const racine = hote.attachShadow({ mode: 'open' });
    const feuille = element('link');
    feuille.rel = 'stylesheet';
    feuille.href = '/_balise/live.css';
    hote.hidden = true; // jusqu’à ce que la feuille soit là
    feuille.addEventListener('load', () => { hote.hidden = false; });

    const boite = element('section', 'panneau');
    boite.setAttribute('aria-labelledby', 'titre');
    boite.tabIndex = -1;
    boite.hidden = true;
    const entete = element('div', 'entete');
    const titre = element('h2', '');
    titre.id = 'titre';
    const explication = element('p', 'explication');
    const liste = element('div', 'liste');
    const compteur = bouton('compteur', '', () => montrer(true));
    const bandeau = element('div', 'bandeau');
    const coupure = element('p', 'coupure', 'L’aperçu ne suit plus : balise est arrêté.');
    const annonce = element('p', 'annonce');
    annonce.setAttribute('role', 'status');
    entete.append(titre, bouton('fermer', 'Fermer', () => fermer()));
    boite.append(entete, explication, liste);
    for (const e of [compteur, bandeau, coupure]) e.hidden = true;
    racine.append(feuille, boite, bandeau, coupure, compteur, annonce);
    // Avant <body> et non dedans : la touche Tab y mène d’abord, et le site garde ses « premiers enfants ».
    document.documentElement.insertBefore(hote, document.body);

    const annoncer = (texte) => { annonce.textContent = texte; };
    ecouterLesCopies(liste, annonce);

    let dernier = null;

    function montrer(prendreLeFoyer) {
      boite.hidden = false;
      compteur.hidden = true;
      if (prendreLeFoyer) boite.focus({ preventScroll: true });
    }

    function replier() {
      boite.hidden = true;
      compteur.hidden = !compteur.textContent;
    }

    function fermer() {
      const dedans = boite.contains(racine.activeElement);
      replier();
      if (dernier) ecrire(CLE_FERME, dernier.serie + ' ' + dernier.version);
      if (dedans && !compteur.hidden) compteur.focus();
    }

    document.addEventListener('keydown', (e) => {
      if (e.key === 'Escape' && !boite.hidden && !e.defaultPrevented) fermer();
    });

    function ecrireLePanneau(m) {
      const autres = m.avertissements + m.conseils;
      boite.classList.toggle('grave', !m.ok);
      compteur.classList.toggle('grave', !m.ok);
      if (!m.ok) {
        titre.textContent = nombre(m.erreurs, 'erreur à corriger', 'erreurs à corriger');
        explication.textContent = (explique ? '' : 'La page que vous voyez est la dernière version sans erreur. ') +
          'Corrigez et enregistrez : ce panneau s’en ira de lui-même.';
        compteur.textContent = nombre(m.erreurs, 'erreur', 'erreurs');
      } else {
        titre.textContent = autres < 2 ? '1 remarque' : autres + ' remarques';
        explication.textContent = 'Le site est à jour. Ces remarques ne l’empêchent pas de paraître.';
        compteur.textContent = autres === 0 ? '' : m.avertissements > 0
          ? nombre(m.avertissements, 'avertissement', 'avertissements') : nombre(m.conseils, 'conseil', 'conseils');
      }
      liste.innerHTML = m.html; // écrit et échappé par balise
    }

    return {
      recevoir(m) {
        const avant = dernier;
        const deja = lire(CLE_FERME) === m.serie + ' ' + m.version;
        dernier = m;
        coupure.hidden = true;
        ecrireLePanneau(m);
        if (!m.ok) {
          if (deja) fermer();
          else if (explique) replier();
          else montrer(false);
          if (!avant || avant.version !== m.version) annoncer(titre.textContent + '. ' + explication.textContent);
          return;
        }
        const ouvertParChoix = !boite.hidden && avant && avant.ok && m.html !== '';
        boite.hidden = !ouvertParChoix;
        compteur.hidden = ouvertParChoix || !compteur.textContent;
        annoncer(avant && !avant.ok ? 'Tout est réparé.' : '');
      },
      retiree() {
        const lien = element('a', '', 'Retour à l’accueil');
        lien.href = '/';
        bandeau.replaceChildren(element('p', '', 'Cette page a été supprimée ou renommée.'), lien);
        bandeau.hidden = false;
        annoncer('Cette page a été supprimée ou renommée.');
      },
      coupee(oui) { coupure.hidden = !oui; },
    };
  }

  // Dans un cadre, ou tant que le site n’existe pas, il n’y a rien à poser sur la page.
  const muet = { recevoir() {}, retiree() {}, coupee() {} };
  const panneau = dansUnCadre || attente ? muet : creerPanneau();
  if (attente) ecouterLesCopies(attente, document.querySelector('.annonce'));

  // ---- L’écoute ---------------------------------------------------------------------------------------------------

  let flux = null;
  let guet = 0; // avant de dire que balise est arrêté
  let premier = true;

  function recevoir(m) {
    if (attente) {
      if (m.ok) recharger();
      else attente.innerHTML = m.html;
      return;
    }
    panneau.recevoir(m);
    if (m.ok || premier) suivre(m);
    premier = false;
  }

  function ecouter() {
    fermerLeFlux();
    premier = true;
    flux = new EventSource('/_balise/events?chemin=' + encodeURIComponent(ici()) +
      '&empreinte=' + empreinte);
    flux.onmessage = (e) => {
      clearTimeout(guet);
      guet = 0;
      recevoir(JSON.parse(e.data));
    };
    flux.onerror = () => {
      premier = true;
      if (!guet) guet = setTimeout(() => panneau.coupee(true), 4000);
      // Le navigateur rappelle de lui-même, sauf après une réponse qui n’est pas un flux.
      if (flux && flux.readyState === EventSource.CLOSED) setTimeout(ecouter, 1500);
    };
  }

  function fermerLeFlux() {
    if (flux) flux.close();
    flux = null;
  }

  // Un onglet caché n’écoute pas : un navigateur n’ouvre que six connexions vers un même serveur, et vingt onglets les
  // prendraient toutes. En redevenant visible il apprend d’un coup si sa page a changé.
  function veiller() {
    if (document.visibilityState === 'hidden') {
      clearTimeout(guet);
      guet = 0;
      fermerLeFlux();
    } else if (!flux) {
      ecouter();
    }
  }

  // Un ascenseur prendrait de la largeur, que ceux des téléphones ne prennent pas.
  if (dansUnCadre) document.documentElement.style.scrollbarWidth = 'none';
  reprendreSaPlace();
  document.addEventListener('visibilitychange', veiller);
  window.addEventListener('pagehide', fermerLeFlux);
  window.addEventListener('pageshow', (e) => { if (e.persisted) veiller(); });
  veiller();
}());
