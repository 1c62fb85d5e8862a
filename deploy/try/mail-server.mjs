// Usage: node mail-server.mjs PORT FOLDER
//
// A mail server on loopback that keeps each email as a file.

import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const [port, folder] = process.argv.slice(2);
let kept = 0;

createServer((socket) => {
  const say = (line) => socket.write(`${line}\r\n`);
  let email = null;
  socket.on("error", () => {});
  say("220 ready");
  createInterface({ input: socket, crlfDelay: Infinity }).on("line", (line) => {
    if (email && line === ".") {
      writeFileSync(join(folder, `${String((kept += 1)).padStart(5, "0")}.eml`), email.join("\n"));
      email = null;
      say("250 taken");
    } else if (email) email.push(line);
    else if (line === "DATA") {
      email = [];
      say("354 go on");
    } else if (line === "QUIT") socket.end("221 bye\r\n");
    else say("250 ok");
  });
}).listen(Number(port), "127.0.0.1");
