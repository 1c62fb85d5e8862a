import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["", ["/logga-in", "/logga-in/kod", "404 /logga-in/lank/okänd"]],
  ["adept1@example.org", ["/installningar", "/installningar/adress", "/installningar/kalender", "404 /installningar/adress/okänd", "/min-sida/utkast"]],
  ["organisator1@example.org", ["/organisera/import", "/organisera/arbetsgivare"]],
  [
    "organisator1@example.org",
    ["/organisera/personer", "/organisera/personer?sida=2", "/organisera/personer/1", "/organisera/personer/1/lamnar", "/organisera/personer/1/dubblett", "/organisera/personer/2/sammanslagning?med=1", "/organisera/personer/uppdrag", "/organisera/personer/ny", "/organisera/par/nytt"],
  ],
  [
    "organisator1@example.org",
    ["/organisera/organisationer", "/organisera/organisationer/1", "/organisera/organisationer/1/sammanslagning?med=2"],
  ],
]);
