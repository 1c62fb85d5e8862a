import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [
  [
    "organisator1@example.org",
    ["/organisera/dagar/avslutning-2027", "/organisera/dagar/uppstart-2026?svar=yes&sok=stad"],
  ],
  [
    "organisator1@example.org",
    ["/organisera/dagar/avslutning-2027/incheckning?kod=0", "/organisera/dagar/uppstart-2026/namnskyltar"],
  ],
  [
    "organisator1@example.org",
    [
      "/organisera/dagar/uppstart-2026/efter",
      "/organisera/dagar/uppstart-2026/material",
      "/organisera/dagar/uppstart-2026/utvardering",
    ],
  ],
  [
    "organisator1@example.org",
    [
      "/organisera/dagar/avslutning-2027/bord",
      "/organisera/dagar/inspirationsdag-2026/bord",
      "/organisera/dagar/inspirationsdag-2026/bord/utskrift",
    ],
  ],
  [
    "organisator1@example.org",
    [
      "/organisera/dagar/avslutning-2027/behov",
      "/organisera/dagar/avslutning-2027/gaster",
      "/organisera/dagar/avslutning-2027/gaster/4",
      "/organisera/dagar/uppstart-2026/lista?roll=adept",
    ],
  ],
  ["organisator1@example.org", ["/organisera/dagar/avslutning-2027/medhjalpare?sok=stad"]],
  [
    "organisator1@example.org",
    ["/organisera/dagar/ny", "/organisera/dagar/avslutning-2027/andra", "/organisera/dagar/avslutning-2027/svar/5/1"],
  ],
]);
