// The script of an initiative's page. Without it the page is whole: it adds what depends on the hour of the visit.

import { enhance } from "./enhance";

enhance(document);
