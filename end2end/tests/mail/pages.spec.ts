import { everyoneCanRead } from "../../support/readable";

everyoneCanRead("halfway", [["organisator1@example.org", ["/organisera/mejl", "/organisera/utskick", "/organisera/utskick/nytt"]]]);
