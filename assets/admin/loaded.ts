// What the controls of the form need beside the configuration, asked once, from where the form is.

import type { Ground } from "../carte/map";
import type { Town } from "./coord";

const asked = new Map<string, Promise<unknown>>();

/** load reads a file beside the form's page. */
export function load<T>(name: string): Promise<T> {
  let answer = asked.get(name);
  if (!answer) {
    answer = fetch(name).then((r) => {
      if (!r.ok) throw new Error(`${name} : ${r.status}`);
      return r.json();
    });
    answer.catch(() => asked.delete(name)); // a failure is not for ever
    asked.set(name, answer);
  }
  return answer as Promise<T>;
}

export const ground = (): Promise<Ground> => load<Ground>("fond.json");

export const towns = (): Promise<Town[]> => load<Town[]>("communes.json");

/** references are what can be named: by kind, [slug, title]. */
export const references = (): Promise<Record<string, [string, string][]>> => load("references.json");
