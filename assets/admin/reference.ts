// The control for what names another fiche: the name of its file, chosen among those there are, or any text.

import { component, h, type Element } from "./decap";
import { references } from "./loaded";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const reference = (): unknown => component({
  getInitialState() {
    return { known: [] as [string, string][] };
  },

  componentDidMount() {
    void references().then((all) => this.setState({ known: all[text(this.props.field.get("vers"))] || [] })).catch(() => undefined); // any text will do
  },

  /** said tells what a name leads to. */
  said(): string {
    const value = text(this.props.value).trim();
    const known = (this.state.known as [string, string][]).find(([slug, title]) => slug === value || title === value);
    if (known) return `Mène à : ${known[1]}`;
    return /^[a-z0-9-]+$/.test(value) && (this.state.known as unknown[]).length ? "Aucun fichier ne porte ce nom. Pour un nom en toutes lettres, mettez une majuscule ou une espace." : "";
  },

  render(): Element {
    const { value, forID, classNameWrapper, setActiveStyle, setInactiveStyle, onChange } = this.props;
    const list = `${forID}-noms`;
    return h("div", { className: `${classNameWrapper} reference` },
      h("input", { id: forID, type: "text", list, value: text(value), autoComplete: "off", onChange: (ev: { target: HTMLInputElement }) => onChange(ev.target.value), onFocus: setActiveStyle, onBlur: setInactiveStyle }),
      h("datalist", { id: list }, ...(this.state.known as [string, string][]).map(([slug, title]) => h("option", { key: slug, value: slug }, title))),
      h("p", { className: "lieu-dit", role: "status" }, this.said()));
  },
});
