// What Decap says, where its own French is not that of someone who keeps a fiche: to save is not to publish.

type Phrases = { [key: string]: string | Phrases };

/** takeBack is asked when a safety copy of a fiche is found. */
export const takeBack = "Ce que vous aviez écrit sans l’enregistrer a été retrouvé. Le reprendre ?";

export const phrases: Phrases = {
  auth: { loginWithForgejo: "Se connecter avec Forgejo" },
  app: {
    header: { content: "Les fiches", media: "Les images", quickAdd: "Ajouter" },
    app: { errorHeader: "Le formulaire n’a pas pu s’ouvrir", loadingConfig: "Le formulaire s’ouvre…" },
    notFoundPage: { header: "Cette page du formulaire n’existe pas" },
  },
  collection: {
    sidebar: { collections: "Les fiches", allCollections: "Toutes les fiches" },
    collectionTop: { newButton: "Ajouter %{collectionLabel}", viewAs: "Montrer en", viewAsList: "Montrer en liste", viewAsGrid: "Montrer en grille" },
    entries: { loadingEntries: "Les fiches se chargent…", cachingEntries: "Les fiches se chargent…", longerLoading: "Encore un instant…", noEntries: "Aucune fiche pour l’instant" },
  },
  editor: {
    editorControl: { field: { optional: "facultatif", widgetLabel: "Champ" } },
    editorControlPane: { widget: { required: "« %{fieldLabel} » est obligatoire.", regexPattern: "« %{fieldLabel} » : écrivez %{pattern}.", rangeMin: "« %{fieldLabel} » : choisissez au moins une valeur." } },
    editor: {
      onLeavePage: "Quitter sans enregistrer ?",
      onDeleteWithUnsavedChanges: "Effacer ce fichier du dossier, et ce que vous venez d’écrire ?",
      onDeletePublishedEntry: "Effacer ce fichier du dossier ? La page disparaîtra du site.",
      loadingEntry: "La fiche se charge…",
      confirmLoadBackup: takeBack,
    },
    editorToolbar: {
      publish: "Enregistrer", publishing: "Enregistrement…", published: "Enregistré", publishNow: "Enregistrer", publishAndCreateNew: "Enregistrer, puis en ajouter une autre",
      publishAndDuplicate: "Enregistrer, puis copier", duplicate: "Copier", deleteEntry: "Effacer", deletePublishedEntry: "Effacer", backCollection: "Dans : %{collectionLabel}",
      unsavedChanges: "Pas encore enregistré", changesSaved: "Enregistré", deployButtonLabel: "Voir la page",
    },
    editorWidgets: {
      list: { add: "Ajouter une ligne" }, object: { expand: "Déplier", collapse: "Replier" }, image: { choose: "Choisir une image" }, markdown: { strikethrough: "Barré" }, unknownControl: { noControl: "Ce champ ne peut pas être montré (%{widget})." },
    },
  },
  mediaLibrary: {
    mediaLibraryCard: { copyPath: "Copier l’adresse" },
    mediaLibrary: { onDelete: "Effacer ce fichier du dossier media ?", fileTooLarge: "Ce fichier est trop lourd : au plus %{size} ko." },
    mediaLibraryModal: { noAssetsFound: "Rien dans le dossier media.", mediaAssets: "Images et documents", upload: "Ajouter un fichier", uploading: "Ajout…", deleteSelected: "Effacer", chooseSelected: "Choisir", close: "Fermer" },
  },
  ui: {
    settingsDropdown: { account: "Compte" },
    default: { goBackToSite: "Retourner sur le site" },
    toast: {
      entrySaved: "Enregistré", entryPublished: "Enregistré", onFailToPersist: "Pas enregistré. %{details}", onFailToDelete: "Pas effacé. %{details}", onFailToLoadEntries: "%{details}", onFailToLoadDeployPreview: "La page de cette fiche n’est pas encore là.",
      missingRequiredField: "Il manque quelque chose d’obligatoire : voyez les champs marqués en rouge.",
    },
  },
};

/** binned are what is said where a deleted file is kept: on the editor's own computer. */
export const binned: Phrases = {
  editor: { editor: {
    onDeleteWithUnsavedChanges: "Effacer ce fichier, et ce que vous venez d’écrire ? La page disparaîtra du site. Le fichier enregistré restera dans le dossier « .corbeille », à côté des autres.",
    onDeletePublishedEntry: "Effacer ce fichier ? La page disparaîtra du site. Le fichier restera dans le dossier « .corbeille », à côté des autres.",
  } },
  mediaLibrary: { mediaLibrary: { onDelete: "Effacer ce fichier du dossier media ? Il restera dans le dossier « .corbeille »." } },
};

/** over lays phrases over others. */
export function over(under: unknown, top: Phrases): Phrases {
  const out: Phrases = { ...(under as Phrases) };
  for (const [key, value] of Object.entries(top)) out[key] = typeof value === "string" ? value : over(out[key] || {}, value);
  return out;
}
