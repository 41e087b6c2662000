// What /proposer/ loads once somebody begins to answer: the rules, and what writes the file. A script of its own, so that the page
// comes first.

export { settle } from "./coord";
export { written } from "./hours";
export { clash, concerned, country, file, settled } from "./proposal";
export { fileName } from "./slug";
