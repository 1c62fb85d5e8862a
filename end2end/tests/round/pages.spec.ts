import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["", ["/", "/programmet", "/natverket", "/datum", "/integritet", "/tillganglighet", "404 /finns-inte"]],
  ["organisator1@example.org", ["/organisera/ansokan", "/organisera/omgangar", "/organisera/omgang", "/organisera/avslut", "/organisera/slakttrad", "/organisera/rapport"]],
  [
    "organisator1@example.org",
    ["/organisera/start", "/organisera/start/natverk", "/organisera/start/organisationer", "/organisera/start/omgang"],
  ],
  [
    "organisator1@example.org",
    ["/organisera/sidor", "/organisera/sidor/integritet", "/organisera/sidor/start/historik?version=0"],
  ],
]);

everyoneCanRead("over", [["adept1@example.org", ["/min-sida", "/min-sida/intyg"]]]);
