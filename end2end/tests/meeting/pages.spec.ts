import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  ["adept1@example.org", ["/par/traffar/ny", "MEETING", "MEETING/andra", "MEETING/historik", "MEETING/ta-bort"]],
  ["adept1@example.org", ["/par/traffar/nasta", "/par/traffar/foresla"]],
  ["mentor11@example.org", ["/par", "/par/traffar/tacka-nej"]],
]);
