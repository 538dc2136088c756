// Draws the cloud's state and orders what the buttons say. Every foreign text is a text node: nothing of it is ever markup.
import { cloud, follow } from './cloud.js';
import { changeLanguage, speak, words } from './words.js';

const MOST_CALLS = 300;
const MOST_ROWS = 200;
const $ = id => document.getElementById(id);
const FRESH = 2000;
const firstSeen = new Map();
let drawn = false;
const requests = [];
let nextRequest = 1;
let state;
let index;
let faults = [];
let ledger = [];
let chosen;

// ---- making elements

function make(tag, content, traits = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...[content].flat().filter(each => each !== undefined && each !== null).map(plain));
  return element;
}

/** Texts without what moves a line or its direction. */
function plain(content) {
  return content instanceof Node ? content : String(content).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

/**
 * Makes the children of an element like these. Each keeps its place in the page by its data-key, so that a click meets the thing
 * that it was aimed at, and what has not changed keeps the focus and the selection.
 */
function redraw(parent, elements) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  elements.forEach((element, at) => {
    const old = before.get(element.dataset.key);
    before.delete(element.dataset.key);
    const child = old ? morph(old, element) : element;
    if (parent.children[at] !== child) {
      parent.insertBefore(child, parent.children[at] ?? null);
    }
  });
  before.forEach(gone => gone.remove());
}

/** Makes one element like another, which says the same of the same thing at a later time. */
function morph(old, element) {
  const parts = [...old.childNodes];
  const news = [...element.childNodes];
  if (old.nodeType !== element.nodeType || old.nodeName !== element.nodeName) {
    old.replaceWith(element);
    return element;
  }
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== element.data) {
      old.data = element.data;
    }
    return old;
  }
  for (const { name } of [...old.attributes]) {
    if (name !== 'open' && !element.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const { name, value } of element.attributes) {
    if (name !== 'open' && old.getAttribute(name) !== value) {
      old.setAttribute(name, value);
    }
  }
  news.forEach((part, at) => { if (parts[at]) { morph(parts[at], part); } else { old.append(part); } });
  parts.slice(news.length).forEach(part => part.remove());
  return old;
}

/** The browser's own time, as 2026-11-27 15:45:32. */
const when = time => time ? new Date(time).toLocaleString('sv') : '';
const cell = (head, lines) => make('td', lines.filter(Boolean).map(line => line instanceof Node ? line : make('div', line)), { 'data-head': head });
const heads = table => [...$(table).querySelectorAll('th')].map(th => th.textContent);
const tone = word => /FAIL|CANCEL|STOP|REFUND|ERROR/.test(word) ? 'bad' : /RUNNING|PAID|SUCCESS/.test(word) && !/NO_PAY/.test(word) ? 'good' : 'warn';

function act(label, name, deed, kind) {
  return make('button', label, { type: 'button', 'aria-label': name, class: kind, onclick: () => order(deed) });
}

// ---- drawing

function drawHead() {
  $('dialect').textContent = state.dialect;
  $('clock').dateTime = state.clock.now;
  $('clock').textContent = when(state.clock.now);
  $('offset').hidden = /^PT0S$/.test(state.clock.offset);
  $('offset').textContent = words.moved(state.clock.offset);
  for (const button of $('time-buttons').children) {
    button.disabled = !state.clock.movable;
  }
}

function drawInstances() {
  const [name, zone, network, domains, status, billing, operation] = heads('instance-table');
  const there = state.instances.filter(each => each.exists).reverse();
  redraw($('instance-table').tBodies[0], there.slice(0, MOST_ROWS).map(each => row('i' + each.id, [
    cell(name, [make('div', make('bdi', each.name)), make('div', each.id, { class: 'mono' })]),
    cell(zone, [each.zone, each.region]),
    cell(network, [`${each.vpcName} ${each.vpc}`, `${each.subnetName} ${each.subnet}`]),
    cell(domains, [each.intranetDomain, each.publicDomain]),
    cell(status, [
      make('div', each.status, { class: tone(each.status) }),
      make('progress', undefined, { max: 100, value: each.progress, 'aria-label': `${each.name}: ${each.progress} %` }),
      make('div', `${each.progress} %`, { class: 'number' }),
      each.visible ? undefined : make('div', words.unseen)]),
    cell(billing, [make('div', each.order ?? '', { class: 'mono' }), when(each.createdAt)]),
    cell(operation, [act(words.remove, words.removeOf(each.name), () => cloud.account({ account: each.account, removeInstance: each.name }), 'danger')]),
  ])));
  $('instance-count').textContent = counted(there.length);
}

function drawOrders() {
  const [number, instance, amount, status, by, times, operation] = heads('order-table');
  redraw($('order-table').tBodies[0], [...state.orders].reverse().slice(0, MOST_ROWS).map(each => row('o' + each.number, [
    cell(number, [make('div', each.number, { class: 'mono' })]),
    cell(instance, [make('div', make('bdi', each.instanceName)), make('div', each.instanceId, { class: 'mono' })]),
    cell(amount, [make('div', each.amount, { class: 'number' })]),
    cell(status, [make('div', each.status, { class: tone(each.status) })]),
    cell(by, [each.colleague ? words.aColleague : words.client, each.run ? make('div', each.run, { class: 'mono' }) : undefined]),
    cell(times, [when(each.createdAt), when(each.paidAt)]),
    cell(operation, each.colleague && each.status === 'NO_PAY' ? [make('div', [
      act(words.pay, words.payOf(each.number), () => cloud.colleague({ account: each.account, order: each.number, do: 'pay' })), ' ',
      act(words.cancel, words.cancelOf(each.number), () => cloud.colleague({ account: each.account, order: each.number, do: 'cancel' }), 'quiet')])] : []),
  ])));
  $('order-count').textContent = counted(state.orders.length);
}

const counted = all => all > MOST_ROWS ? words.newestOf(MOST_ROWS, all) : all;

function row(key, cells) {
  if (!firstSeen.has(key)) {
    firstSeen.set(key, drawn ? Date.now() : 0);
    setTimeout(draw, FRESH);
  }
  const fresh = Date.now() - firstSeen.get(key) < FRESH;
  return make('tr', cells, { 'data-key': key, class: fresh ? 'fresh' : undefined });
}

function drawTimeline() {
  const runs = new Map();
  for (const each of requests) {
    const run = each.run ?? '';
    if (!runs.has(run)) {
      runs.set(run, []);
    }
    runs.get(run).push(each);
  }
  const before = new Map([...$('runs').children].map(each => [each.dataset.key, each.open]));
  const newest = [...runs].sort(([, a], [, b]) => b.at(-1).seq - a.at(-1).seq).slice(0, MOST_ROWS);
  const names = new Map(state.orders.map(each => [each.run, each.instanceName]));
  redraw($('runs'), newest.map(([run, calls], at) => drawRun(run, calls, names.get(run), before.get(`run ${run}`) ?? (before.size === 0 && at === 0))));
  $('request-count').textContent = nextRequest - 1;
}

/** The calls themselves only where somebody looks at them: a busy cloud has thousands. */
function drawRun(run, calls, name, open) {
  const refused = calls.filter(each => each.outcome === 'REFUSED').length;
  const lost = calls.filter(each => each.status === 0).length;
  const head = make('summary', [
    make('strong', run === '' ? words.noRun : make('bdi', name ?? run)),
    make('span', run, { class: 'mono soft' }),
    make('span', words.calls(calls.length), { class: 'soft' }),
    make('span', refused ? words.refused(refused) : '', { class: 'warn' }),
    make('span', lost ? words.unanswered(lost) : '', { class: 'bad' }),
  ]);
  const older = calls.length > MOST_CALLS ? make('li', words.older(calls.length - MOST_CALLS)) : undefined;
  const shown = open ? [older, ...calls.slice(-MOST_CALLS).map(drawCall)] : [];
  const list = make('ol', shown, { class: 'calls', tabindex: 0, 'aria-label': run || words.noRun });
  const element = make('details', [head, list], { class: 'run', 'data-key': `run ${run}`, ontoggle: draw });
  element.open = open;
  return element;
}

function drawCall(call) {
  const status = call.status === 0 ? words.noAnswer : `${call.status}${call.error ? ' ' + call.error : ''}`;
  return make('li', [
    make('time', when(call.at).slice(11), { datetime: call.at, class: 'number soft small' }),
    make('span', call.method, { class: 'mono' }),
    make('span', call.path, { class: 'what mono', title: call.operation ?? '' }),
    make('span', status, { class: call.status === 0 ? 'bad' : call.status < 400 ? 'good' : 'warn' }),
    make('span', `${Math.max(1, Math.round(call.tookMillis))} ms`, { class: 'number soft small', title: call.requestId }),
    call.faults.length ? make('span', words.struck + call.faults.join('; '), { class: 'struck small warn' }) : undefined,
  ], { class: call.status === 0 ? 'lost' : call.status < 400 ? undefined : 'refused' });
}

function drawFaults() {
  redraw($('fault-list'), faults.map(each => make('li', [
    make('span', each.says),
    make('span', [
      make('span', each.spent ? words.spent : words.armedNow, { class: each.spent ? 'good' : 'warn' }), ' ',
      act(words.takeBack, words.takeBackOf(each.says), () => cloud.disarm(each.id), 'quiet')]),
  ], { 'data-key': `fault ${each.id}` })));
  $('disarm').hidden = faults.length === 0;
}

function drawAccount() {
  const keys = state.accounts.map(each => each.account);
  options($('account-key'), keys.map(key => [key, key]));
  $('account-choice').hidden = keys.length < 2;
  const account = state.accounts.find(each => each.account === $('account-key').value);
  $('account-form').hidden = !account;
  if (!account) {
    redraw($('account-facts'), []);
    return;
  }
  const facts = [
    [words.key, account.accessKeys.join(', ')], [words.balance, account.cash],
    [words.frozen, account.frozen === '0' ? '' : account.frozen], [words.coupons, account.coupons === '0' ? '' : account.coupons],
    [words.realName, words.verifiedWords[account.verified]],
    [words.denied, account.denied.join(', ')], [words.closed, account.closed.join(', ')],
  ].filter(([, value]) => value);
  redraw($('account-facts'), facts.flatMap(([name, value]) => [
    make('dt', name, { 'data-key': `name of ${name}` }), make('dd', value, { 'data-key': name })]));
  options($('verified'), Object.entries(words.verifiedWords), account.verified);
  keep($('cash'), account.cash);
  keep($('order-amount'), account.orderAmount);
  if (document.activeElement !== $('fate')) {
    $('fate').value = account.nextFate;
  }
  chosen = account;
}

/** Shows a value unless somebody is writing there. */
function keep(input, value) {
  if (input.dataset.shown === undefined || (document.activeElement !== input && input.value === input.dataset.shown)) {
    input.value = value;
  }
  input.dataset.shown = value;
}

/** Fills a choice, and keeps what somebody has chosen in it. */
function options(select, pairs, value) {
  const offered = JSON.stringify(pairs);
  if (select.dataset.offered !== offered) {
    const before = select.value;
    select.replaceChildren(...pairs.map(([key, text]) => make('option', text, { value: key })));
    select.dataset.offered = offered;
    select.value = pairs.some(([key]) => key === before) ? before : pairs[0]?.[0] ?? '';
  }
  if (value !== undefined && select.dataset.shown !== value) {
    select.value = value;
    select.dataset.shown = value;
  }
}

function drawLedger() {
  redraw($('ledger-lines'), ledger.slice(-MOST_ROWS).map((line, at) => make('li', line, { 'data-key': at })));
}

function draw() {
  drawHead();
  drawInstances();
  drawOrders();
  drawTimeline();
  drawFaults();
  drawAccount();
  drawLedger();
  drawn = true;
}

// ---- the fault's own fields, as GET /_sim tells them

function fieldsOfKind() {
  const arming = index.routes.find(each => each.method === 'POST' && each.path === '/_sim/faults');
  const fields = arming.kinds[$('fault-kind').value] ?? [];
  $('fault-fields').hidden = fields.length === 0;
  $('fault-fields').replaceChildren(...fields.map(field => make('label', [
    make('span', field.name), ' ',
    field.values
      ? make('select', ['', ...field.values].map(value => make('option', value, { value })), { name: field.name, 'data-type': field.type })
      : make('input', undefined, {
        name: field.name, 'data-type': field.type, required: field.required, title: field.about, placeholder: field.about, autocomplete: 'off',
      }),
  ])));
}

function fault() {
  const said = {
    route: $('fault-route').value, nth: Number($('fault-nth').value), when: $('fault-when').value, kind: $('fault-kind').value,
  };
  for (const input of $('fault-fields').querySelectorAll('[name]')) {
    if (input.value !== '') {
      said[input.name] = typed(input.dataset.type, input.value);
    }
  }
  return said;
}

/** What is written in a field, as the JSON of its type; what cannot be that is left to the simulator to refuse. */
function typed(type, value) {
  if (type.startsWith('whole number') && /^-?\d{1,15}$/.test(value)) {
    return Number(value);
  }
  if (type === 'flag') {
    return value === 'true';
  }
  return type.startsWith('list') ? value.split(';').map(each => each.trim()) : value;
}

function fill() {
  const arming = index.routes.find(each => each.method === 'POST' && each.path === '/_sim/faults');
  const values = name => arming.fields.find(field => field.name === name).values;
  options($('fault-route'), values('route').map(route => [route, route]));
  options($('fault-kind'), values('kind').map(kind => [kind, kind]));
  $('fault-route').value = values('route').includes('PAY_ORDER') ? 'PAY_ORDER' : values('route')[0];
  $('fault-kind').value = 'dropConnection';
  const fates = index.routes.find(each => each.path === '/_sim/fates').fields.find(field => field.name === 'fate').values;
  options($('fate'), fates.map(fate => [fate, fate]));
  fieldsOfKind();
}

// ---- what the buttons do

let silence;
function say(text) {
  clearTimeout(silence);
  $('said').textContent = plain(text);
  silence = setTimeout(() => { $('said').textContent = ''; }, 6000);
}

async function order(deed, done = words.done) {
  try {
    await deed();
    say(done);
  } catch (problem) {
    say(problem instanceof TypeError ? words.unreachable : problem.message);
  }
  refresh();
}

function listen() {
  const submit = (form, deed, done) => $(form).addEventListener('submit', event => {
    event.preventDefault();
    order(deed, done());
  });
  submit('fault-form', () => cloud.arm(fault()), () => words.armed);
  submit('account-form', () => cloud.account({
    account: chosen.account, cash: $('cash').value, orderAmount: $('order-amount').value, verified: $('verified').value,
  }), () => words.changed);
  submit('colleague-form', () => cloud.colleague({ account: chosen?.account, name: $('colleague-name').value }), () => words.done);
  $('fate-form').addEventListener('submit', event => event.preventDefault());
  $('fate').addEventListener('change', () => order(() => cloud.fate(chosen?.account, $('fate').value), words.changed));
  $('fault-kind').addEventListener('change', fieldsOfKind);
  $('account-key').addEventListener('change', draw);
  $('disarm').addEventListener('click', () => order(() => cloud.disarm()));
  $('reset').addEventListener('click', () => { if (confirm(words.sure)) { order(() => cloud.reset()); } });
  $('time-buttons').addEventListener('click', event => {
    if (event.target.dataset.advance) {
      order(() => cloud.advance(event.target.dataset.advance));
    }
  });
  $('language').addEventListener('click', () => { changeLanguage(); connected(live); draw(); });
}

// ---- following

let live = false;
function connected(now) {
  live = now;
  $('live').textContent = now ? words.live : words.lost;
  $('live').className = `pill ${now ? 'good' : 'bad'}`;
}

/** One look at a time: what happens meanwhile makes one more, and no more than ten a second. */
let looking = false;
let again = false;
async function refresh() {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  do {
    again = false;
    try {
      await look();
    } catch (problem) {
      console.warn(problem);
    }
    await new Promise(passed => setTimeout(passed, 100));
  } while (again);
  looking = false;
}

async function look() {
  const [nowState, nowFaults, nowLedger, since] = await Promise.all(
    [cloud.state(), cloud.faults(), cloud.ledger(), cloud.requests(nextRequest)]);
  if (nowState.nextRequest < nextRequest || since.next < nextRequest) {
    requests.length = 0;
    nextRequest = 1;
    again = true;
  } else {
    requests.push(...since.requests.filter(each => each.seq >= nextRequest));
    nextRequest = since.next;
  }
  state = nowState;
  faults = nowFaults.faults;
  ledger = nowLedger.lines;
  draw();
}

speak();
connected(false);
listen();
index = await cloud.index();
fill();
follow(refresh, connected);
