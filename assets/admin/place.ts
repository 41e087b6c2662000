// The control for coordinates: a text, which is what is written in the file, and a map that helps to write it.

import { component, h, type Element, type Props } from "./decap";
import { find, label, read, write, type Point, type Town } from "./coord";
import { ground, towns } from "./loaded";
import { Plan } from "./plan";

interface State { looked: string; towns: Town[]; said: string }

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const place = (): unknown => component({
  box: null as HTMLElement | null,
  plan: null as Plan | null,

  getInitialState(): State {
    return { looked: "", towns: [], said: "" };
  },

  componentDidMount() {
    void ground().then((g) => {
      if (!this.box) return;
      this.plan = new Plan(this.box, g, (p) => this.props.onChange(write(p)));
      const p = read(this.props.value);
      this.plan.show(p);
      if (p) this.plan.aim(p);
      const plan = this.plan;
      towns().then((all) => plan.learn(all)).catch(() => undefined); // fewer names, no more
    }).catch(() => this.setState({ said: "La carte n’a pas pu être chargée : écrivez les deux nombres." }));
  },

  componentDidUpdate(before: Props) {
    if (this.plan && before.value !== this.props.value) this.plan.show(read(this.props.value));
  },

  componentWillUnmount() {
    if (this.plan) this.plan.remove();
    this.plan = null;
  },

  /** typed follows what the editor writes by hand. */
  typed(value: string) {
    this.props.onChange(value);
    const p = read(value);
    if (p && this.plan) this.plan.aim(p, 10);
  },

  /** look proposes communes, and goes to the one that is named in full. */
  look(looked: string) {
    this.setState({ looked });
    void towns().then((all) => {
      const some = find(all, looked);
      this.setState({ towns: some });
      const one = some.find((t) => label(t) === looked);
      if (one) this.go(one);
    }).catch(() => this.setState({ said: "La liste des communes n’a pas pu être chargée." }));
  },

  go([name, lat, lon]: Town) {
    if (this.plan) this.plan.aim({ lat, lon } as Point);
    this.setState({ said: `La carte montre ${name}. Cliquez à l’endroit exact, ou appuyez sur Entrée dans la carte pour en prendre le milieu.` });
  },

  entered(ev: { key: string; preventDefault(): void }) {
    if (ev.key !== "Enter") return;
    ev.preventDefault();
    const first = (this.state.towns as Town[])[0];
    if (first) this.go(first);
  },

  render(): Element {
    const { value, forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
    const list = `${forID}-communes`, wrong = text(value) !== "" && !read(value);
    return h("div", { className: `${classNameWrapper} lieu-carte` },
      h("input", { id: forID, type: "text", className: "lieu-texte", value: text(value), placeholder: "50.46690, 4.86750", autoComplete: "off", spellCheck: false,
        onChange: (ev: { target: HTMLInputElement }) => this.typed(ev.target.value), onFocus: setActiveStyle, onBlur: setInactiveStyle }),
      h("label", { className: "lieu-cherche" }, "Aller à la commune ",
        h("input", { type: "search", list, value: this.state.looked, autoComplete: "off", onChange: (ev: { target: HTMLInputElement }) => this.look(ev.target.value), onKeyDown: (ev: never) => this.entered(ev) })),
      h("datalist", { id: list }, ...(this.state.towns as Town[]).map((t) => h("option", { key: label(t), value: label(t) }))),
      h("div", { className: "plan", ref: (e: HTMLElement | null) => { this.box = e; }, role: "application", "aria-label": "Carte : cliquez pour placer la fiche. Au clavier : les flèches déplacent la carte, + et − l’agrandissent, Entrée place le repère au milieu." }),
      h("p", { className: "lieu-dit", role: "status" }, wrong ? "Ce texte ne se lit pas comme deux nombres : latitude, longitude." : (this.state.said as string)));
  },
});
