// node ical.mjs ICAL.JS FILE…: reads calendars with ical.js, and prints as JSON what is wrong with them and when each event
// starts, here and in UTC, by the rules the file itself gives for its zone.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library).href);
ICAL.design.strict = true;

const wrong = [];
const starts = {};

function read(file) {
  const say = (problem) => wrong.push(`${file}: ${problem}`);
  const text = readFileSync(file, "utf8");
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const seen = new Set();
  for (const component of calendar.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (seen.has(event.uid)) say(`twice ${event.uid}`);
    seen.add(event.uid);
    for (const name of ["uid", "dtstamp", "dtstart", "summary"]) if (!component.hasProperty(name)) say(`${event.uid} has no ${name}`);
    const zone = component.getFirstProperty("dtstart").getParameter("tzid");
    if (zone && event.startDate.zone.tzid !== zone) say(`${event.uid}: no rules for ${zone}`);
    if (component.hasProperty("dtend") && event.endDate.compare(event.startDate) <= 0) say(`${event.uid} ends before it starts`);
    starts[event.uid] = `${event.startDate} ${event.startDate.convertToZone(ICAL.Timezone.utcTimezone)}`;
  }
  if (seen.size === 0) say("no event");
  if (JSON.stringify(ICAL.parse(calendar.toString())) !== JSON.stringify(ICAL.parse(text))) say("written again, it is not the same");
}

for (const file of files) {
  try {
    read(file);
  } catch (error) {
    wrong.push(`${file}: ${error}`);
  }
}
process.stdout.write(JSON.stringify({ wrong, starts }));
