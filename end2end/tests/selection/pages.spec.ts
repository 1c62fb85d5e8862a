import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("selection", [
  ["arbetsgrupp1@example.org", ["/urval", "/urval/2", "/urval/jamfor?nr=2&nr=3", "/urval/beslut"]],
]);

everyoneCanRead("matching", [["organisator1@example.org", ["/urval/protokoll"]]]);

everyoneCanRead("halfway", [
  ["arbetsgrupp1@example.org", ["/urval", "/urval/2", "/urval/jamfor?nr=2&nr=3", "/urval/beslut", "/urval/protokoll"]],
]);
