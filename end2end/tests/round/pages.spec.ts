import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["", ["/", "/programmet", "/natverket", "/datum", "404 /finns-inte"]],
  ["organisator1@example.org", ["/organisera/ansokan"]],
]);
