// How a file travels between Decap and "balise serve": as JSON, every value a text as typed or a list of such. YAML would be
// read by Decap's own parser, which makes 487123456 of a telephone number 0487123456 and a date of 2022-02.

import type { Format } from "./decap";

/** page tells this page from others that have the same file open: see the API's conflicts. */
const page = Math.random().toString(36).slice(2);

/** Keys that start so are not the file's: they come back as they were given. */
const own = "_";

export const local: Format = {
  fromFile: (text) => JSON.parse(text) as Record<string, unknown>,
  toFile: (data) => JSON.stringify({ ...data, _page: page }),
};

/** values leaves out what is not the file's. */
export const values = (data: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(data).filter(([key]) => !key.startsWith(own)));
