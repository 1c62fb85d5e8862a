import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("matching", [
  ["organisator1@example.org", ["/matchning"]],
  ["arbetsgrupp1@example.org", ["/matchning"]],
]);

everyoneCanRead("halfway", [
  ["organisator1@example.org", ["/matchning"]],
  ["arbetsgrupp1@example.org", ["/min-sida", "/matchning"]],
]);
