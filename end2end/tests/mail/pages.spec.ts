import { everyoneCanRead } from "../../support/readable";

const ORGANISERS = ["/organisera/mejl", "/organisera/utskick", "/organisera/utskick/nytt", "/organisera/utskick/kommande"];

everyoneCanRead("halfway", [
  ["organisator1@example.org", ORGANISERS],
  ["adept1@example.org", ["/installningar/mejl", "/installningar/mejl/skickat"]],
  ["", ["404 /mejl/avsluta/okänd", "404 /svar/okänd"]],
]);
