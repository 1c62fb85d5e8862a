import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["adept1@example.org", ["/par", "/par/overenskommelse", "/par/overenskommelse/andra", "/par/forbered"]],
  ["adept1@example.org", ["/par/kontakt", "/par/lage", "/par/lage/pause", "/min-sida/puls"]],
  ["mentor13@example.org", ["/min-sida", "/dagar/avslutning-2027", "/par", "/par/traffar/nasta"]],
]);
