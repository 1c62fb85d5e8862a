import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["", ["/logga-in", "/logga-in/kod", "404 /logga-in/lank/okänd"]],
  ["adept1@example.org", ["/installningar"]],
  ["organisator1@example.org", ["/organisera/import", "/organisera/arbetsgivare"]],
]);
