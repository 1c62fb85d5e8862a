import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["adept1@example.org", ["/dagar", "/dagar/uppstart-2026", "/dagar/avslutning-2027"]],
  ["adept10@example.org", ["/dagar/avslutning-2027/ord/5"]],
  ["mentor1@example.org", ["/dagar/avslutning-2027/behov"]],
  ["mentor2@example.org", ["/dagar/uppstart-2026", "/dagar/inspirationsdag-2026/utvardering"]],
]);
