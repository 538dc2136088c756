// The admin interface, as calls. What it refuses is an Error with its own words.

async function asked(method, path, said) {
  const response = await fetch(path, {
    method,
    headers: said === undefined ? {} : { 'Content-Type': 'application/json' },
    body: said === undefined ? undefined : JSON.stringify(said),
    cache: 'no-store',
  });
  const answer = await response.json();
  if (!response.ok) {
    const error = answer.error ?? answer;
    throw new Error(error.message ?? `${method} ${path}: HTTP ${response.status}`);
  }
  return answer;
}

export const cloud = {
  index: () => asked('GET', '/_sim'),
  state: () => asked('GET', '/_sim/state'),
  ledger: () => asked('GET', '/_sim/ledger'),
  faults: () => asked('GET', '/_sim/faults'),
  requests: since => asked('GET', `/_sim/requests?since=${since}`),
  arm: fault => asked('POST', '/_sim/faults', fault),
  disarm: id => asked('DELETE', id === undefined ? '/_sim/faults' : `/_sim/faults?id=${id}`),
  fate: (account, fate) => asked('POST', '/_sim/fates', { account, fate }),
  account: change => asked('POST', '/_sim/account', change),
  advance: by => asked('POST', '/_sim/clock', { advance: by }),
  colleague: order => asked('POST', '/_sim/strangers', order),
  reset: () => asked('POST', '/_sim/reset', {}),
};

/** Follows what happens: calls back at each event, and with whether there is a connection. */
export function follow(happened, connected) {
  const events = new EventSource('/_sim/events');
  events.onopen = () => { connected(true); happened(); };
  events.onerror = () => connected(false);
  events.onmessage = happened;
  for (const kind of ['request', 'order', 'instance', 'faults', 'account', 'clock', 'reset', 'tick', 'lost']) {
    events.addEventListener(kind, happened);
  }
}
