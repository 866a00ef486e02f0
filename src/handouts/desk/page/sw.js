// Keeps every file of the desk, so that it works without a network after the first visit. The export writes a new name for the store whenever
// a file has changed (STORE and FILES below): the browser then fetches all files anew and uses them from the next start on.
const STORE = '@STORE@';
const FILES = ['@FILES@'];
const HOLD_MS = 60000; // a draft outlives a reload, not a coffee break
const drafts = new Map(); // in memory only

self.addEventListener('install', event => event.waitUntil(caches.open(STORE).then(store => store.addAll(FILES.map(file => new Request(file, {cache: 'reload'}))))));
self.addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('handouts-desk-') && name !== STORE) await caches.delete(name);
  await self.clients.claim();
})()));

// Only what was kept is given. Nothing else is asked for, from anywhere.
self.addEventListener('fetch', event => event.respondWith(
  event.request.method === 'GET'
    ? caches.open(STORE).then(store => store.match(event.request, {ignoreSearch: true})).then(kept => kept || Response.error())
    : Promise.resolve(Response.error())));

self.addEventListener('message', event => {
  const {hold, held, draft} = event.data;
  if (hold) {
    drafts.set(hold, draft);
    setTimeout(() => drafts.delete(hold), HOLD_MS);
  }
  if (held) {
    event.ports[0].postMessage(drafts.get(held) || null);
    drafts.delete(held);
  }
});
