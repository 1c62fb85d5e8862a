import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["adept1@example.org", ["/min-sida", "404 /organisera"]],
  ["kontakt1@example.org", ["/min-sida", "/kontakt"]],
  ["reserv1@example.org", ["/min-sida", "/dagar/avslutning-2027"]],
  ["organisator1@example.org", ["/organisera"]],
]);
