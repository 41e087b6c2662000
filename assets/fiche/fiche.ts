// The script of an initiative's page. Without it the page is whole: it adds what depends on the hour of the visit. The map's
// card shows a part of the same page: it loads this script when the first card opens.

import { enhance } from "./enhance";

enhance(document);

export { enhance };
