import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("call", [
  ["", ["/ansok", "MANAGER"]],
  ["adept5@example.org", ["/min-sida", "/ansok/ansokan", "/ansok/ansokan/roll", "/ansok/ansokan/uppdrag"]],
  [
    "adept5@example.org",
    ["/ansok/ansokan/syfte", "/ansok/ansokan/onskemal", "/ansok/ansokan/jav", "/ansok/ansokan/chef"],
  ],
  ["mentor12@example.org", ["/ansok/ansokan/syfte", "/ansok/ansokan/onskemal"]],
  ["adept1@example.org", ["/ansok/ansokan"]],
  ["kontakt6@example.org", ["/min-sida", "/kontakt", "/kontakt/ansokningar", "/kontakt/ansokningar/18"]],
  ["organisator1@example.org", ["/organisera", "/organisera/ansokningar", "/organisera/ansokningar?vantar=chef"]],
]);

everyoneCanRead("selection", [["kontakt6@example.org", ["/kontakt/ansokningar/21"]]]);

everyoneCanRead("matching", [["adept1@example.org", ["/min-sida", "/ansok/ansokan"]]]);

everyoneCanRead("halfway", [
  ["", ["/ansok", "/chef/tack", "/chef/vidare", "404 /chef/okänd"]],
  ["adept1@example.org", ["/ansok/ansokan", "/ansok/ansokan/utskrift", "/ansok/arbetsgivare"]],
  ["kontakt2@example.org", ["/kontakt/ansokningar", "/kontakt/nominera", "/kontakt/ersattare"]],
]);
