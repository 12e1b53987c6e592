// A network that can hang: what stands between a browser and the site passes bytes until it is told to hold them.
// Connections stay open and new ones are taken, but nothing comes, as on a phone at the edge of its reach. What
// was held goes on when it is let go. Or it is slow: whatever passes comes so much later.

import net from "node:net";

export async function startRelay(site) {
  const { hostname, port } = new URL(site);
  const sockets = new Set();
  let held = false;
  let sign = null;
  let kept = 0; // bytes at the end of what the sign stands in
  const rest = []; // what passes these, once it is let go
  let delay = 0; // milliseconds

  function take(socket) {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    if (held) socket.pause();
  }

  function hold() {
    held = true;
    sign = null;
    sockets.forEach((socket) => socket.pause());
  }

  const server = net.createServer((near) => {
    const far = net.connect(port, hostname);
    [near, far].forEach((socket, at, both) => {
      socket.on("data", (bytes) => {
        const passing = sign && bytes.includes(sign) ? bytes.subarray(0, bytes.length - kept) : bytes;
        if (passing.length < bytes.length) rest.push(() => both[1 - at].write(bytes.subarray(passing.length)));
        if (sign && bytes.includes(sign)) hold();
        setTimeout(() => both[1 - at].write(passing), delay);
      });
      socket.on("end", () => setTimeout(() => both[1 - at].end(), delay));
      take(socket);
    });
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    hold,
    // As soon as a request, or an answer, has the text; what came with it still passes, but for so many bytes.
    holdAt(text, but = 0) {
      sign = text;
      kept = but;
    },
    isHeld: () => held,
    slow(milliseconds) { delay = milliseconds; },
    letGo() {
      held = false;
      rest.splice(0).forEach((pass) => pass());
      sockets.forEach((socket) => socket.resume());
    },
    close() {
      sockets.forEach((socket) => socket.destroy());
      return new Promise((done) => { server.close(done); });
    },
  };
}
