// What few pages need: drafts, drag and drop, the door without a connection. A script of
// its own, which `load-extras.js` loads where something asks for it.

import "./drafts.js";
import { keepDoor } from "./door.js";
import { drags } from "./drag.js";
import { secondClicks } from "./second-click.js";

drags();
secondClicks();
// Browsers that keep nothing do without.
keepDoor().catch(() => {});
