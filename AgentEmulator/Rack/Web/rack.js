// The page is drawn by the server. When the connection is lost it says so, and loads itself anew once the server is back: all that it shows is in its URL.
const banner = document.getElementById("offline");
const again = async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.ok) { location.reload(); return; }
  } catch { /* not back yet */ }
  setTimeout(again, 2000);
};
Blazor.start({
  circuit: {
    reconnectionHandler: {
      onConnectionDown: () => { banner.hidden = false; setTimeout(again, 1000); },
      onConnectionUp: () => { banner.hidden = true; },
    },
  },
});
