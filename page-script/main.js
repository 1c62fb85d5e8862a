// Makes every page live. The server renders whole pages and plain forms; this
// reads them again when something changed, sends forms without leaving the
// page, and leaves alone what people have typed, opened, focused or pressed.
//
// What pages say to it, by attributes:
// - data-native on a form: the browser sends it
// - data-in-place on a link or a GET form: its page is fetched and morphed in;
//   data-as-you-type: the form sends itself as one types
// - data-focus on these and on POST forms: the id of what gets the focus then
// - data-typed on a form: what stands in it is somebody's, not the server's
// - data-busy on a button: its words while its form is sent
// - data-print, data-scripted: hidden where no script runs; data-plain: where one does
// - data-step, data-drop, data-kind: what can be dragged where
// - data-still on the document: the page is not read again
// - data-kept: for how many seconds the browser may keep the page

import { comesBack } from "./back.js";
import { dress } from "./dress.js";
import { catchFaults } from "./faults.js";
import { begin } from "./focus.js";
import { formsInPlace, wasSent } from "./forms.js";
import { linksInPlace } from "./in-place.js";
import { hydrateIslands } from "./islands.js";
import { recall } from "./keys.js";
import { live, rest } from "./live.js";
import { loadExtras } from "./load-extras.js";
import { refreshes } from "./refresh.js";

catchFaults();
dress(document);
recall();
begin(wasSent());
formsInPlace();
linksInPlace();
refreshes();
hydrateIslands();
live();
comesBack({ leave: rest, arrive: live });
loadExtras();
