// Where the plan is kept: on the device, and only there. A browser may refuse; then it lasts as long as the page.

import { key, Plan } from "./plan";

export class Store {
  /** refused tells that the device keeps nothing. */
  refused = false;
  private here: string | null = null; // what the device does not keep

  /** read gives the plan as it is now: another tab may have changed it. */
  read(): Plan {
    if (!this.refused) {
      try {
        return new Plan(localStorage.getItem(key));
      } catch {
        this.refused = true;
      }
    }
    return new Plan(this.here);
  }

  change(what: (plan: Plan) => void): void {
    const plan = this.read();
    what(plan);
    this.keep(plan.kept());
  }

  /** erase forgets everything. */
  erase(): void {
    this.keep(null);
  }

  private keep(text: string | null): void {
    this.here = text;
    try {
      if (text === null) localStorage.removeItem(key);
      else if (!this.refused) localStorage.setItem(key, text);
    } catch {
      this.refused = true;
    }
  }
}

/** watch tells of changes made elsewhere: in another tab, or on a page that one leaves by going back. */
export function watch(changed: () => void): void {
  addEventListener("storage", (e) => {
    if (e.key === key || e.key === null) changed();
  });
  addEventListener("pageshow", (e) => {
    if (e.persisted) changed();
  });
}
