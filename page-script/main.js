// Makes every page live. The server renders whole pages and plain forms; this
// reads them again when something changed, sends forms without leaving the
// page, and leaves alone what people have typed, opened, focused or pressed.

import "./drafts.js";
import { drags } from "./drag.js";
import { dress } from "./dress.js";
import { formsInPlace } from "./forms.js";
import { linksInPlace } from "./in-place.js";
import { wake } from "./islands.js";
import { live } from "./live.js";
import { refreshes } from "./refresh.js";

dress(document);
formsInPlace();
linksInPlace();
drags();
refreshes();
wake();
live();
