// Reads the page into a tree of plain facts and tells when it changes. It runs in a world of
// its own: the page's scripts see neither it nor the channel. What was ever typed into a
// password field never leaves this file.
(() => {
  'use strict';
  const MOST = 4000;
  const LONGEST = 2000;
  const refs = new WeakMap();
  const elements = new Map();
  const secrets = new WeakSet();
  let count = 0;
  let timer = 0;
  let bridge = null;
  let ours = false;
  let frame = null;
  const PAGE = crypto.getRandomValues(new Uint32Array(4)).join('-');

  const ROLES = {
    A: 'link', BUTTON: 'button', SELECT: 'combobox', TEXTAREA: 'textbox', IMG: 'img',
    UL: 'list', OL: 'list', LI: 'listitem', FORM: 'form', FIELDSET: 'group', MAIN: 'region',
    NAV: 'region', ASIDE: 'region', HEADER: 'region', FOOTER: 'region', TABLE: 'table',
    TR: 'row', TD: 'cell', TH: 'columnheader', HR: 'separator', BLOCKQUOTE: 'blockquote',
    DIALOG: 'dialog', OUTPUT: 'status', FIGURE: 'figure', SUMMARY: 'button',
  };
  const INPUTS = {
    checkbox: 'checkbox', radio: 'radio', submit: 'button', button: 'button', reset: 'button',
    image: 'button', file: 'button', hidden: '',
  };
  const NAMES = {
    main: 'region', navigation: 'region', complementary: 'region', banner: 'region',
    contentinfo: 'region', search: 'region', presentation: '', none: '', image: 'img',
    textbox: 'textbox', searchbox: 'textbox', switch: 'checkbox', status: 'status',
    alert: 'alert', alertdialog: 'dialog', dialog: 'dialog', link: 'link', button: 'button',
    heading: 'heading', list: 'list', listitem: 'listitem', checkbox: 'checkbox',
    radio: 'radio', radiogroup: 'radiogroup', combobox: 'combobox', group: 'group',
    form: 'form', table: 'table', row: 'row', cell: 'cell', timer: 'timer', note: 'note',
    region: 'region', img: 'img', paragraph: 'paragraph', option: 'option',
  };
  const LEAVES = new Set(['heading', 'link', 'button', 'textbox', 'checkbox', 'radio', 'img',
    'separator', 'option']);
  const INLINE = new Set(['A', 'ABBR', 'B', 'BDI', 'BDO', 'BR', 'CITE', 'CODE', 'EM', 'I',
    'KBD', 'LABEL', 'MARK', 'Q', 'S', 'SMALL', 'SPAN', 'STRONG', 'SUB', 'SUP', 'TIME', 'U',
    'WBR']);

  const tidy = (text) => (text || '').replace(/\s+/g, ' ').trim().slice(0, LONGEST);

  const ref = (element) => {
    if (!refs.has(element)) {
      count += 1;
      const own = element.id && document.getElementById(element.id) === element;
      refs.set(element, own ? element.id.slice(0, 100) : `:${count}`);
    }
    elements.set(refs.get(element), new WeakRef(element));
    return refs.get(element);
  };

  const roleOf = (element) => {
    const asked = (element.getAttribute('role') || '').trim().split(/\s+/)[0].toLowerCase();
    if (asked in NAMES && !(asked === 'none' || asked === 'presentation')) return NAMES[asked];
    const tag = element.tagName;
    if (/^H[1-6]$/.test(tag)) return 'heading';
    if (tag === 'A') return element.hasAttribute('href') ? 'link' : '';
    if (tag === 'IMG') return element.getAttribute('alt') === '' ? '' : 'img';
    if (tag === 'INPUT') {
      const type = (element.type || 'text').toLowerCase();
      return type in INPUTS ? INPUTS[type] : 'textbox';
    }
    return Object.hasOwn(ROLES, tag) ? ROLES[tag] : '';
  };

  const hidden = (element) => {
    if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|HEAD|META|LINK|IFRAME|OBJECT)$/.test(element.tagName)) return true;
    if (element.hidden || element.getAttribute('aria-hidden') === 'true') return true;
    const style = getComputedStyle(element);
    return style.display === 'none' || style.visibility === 'hidden';
  };

  const byIds = (element, attribute) => tidy((element.getAttribute(attribute) || '').split(/\s+/)
    .map((id) => document.getElementById(id)?.textContent || '').join(' '));

  const isSecret = (element) => {
    if (element.tagName !== 'INPUT' && element.tagName !== 'TEXTAREA') return false;
    const style = getComputedStyle(element).getPropertyValue('-webkit-text-security');
    const kind = (element.getAttribute('autocomplete') || '').toLowerCase();
    if (element.type === 'password' || (style && style !== 'none')
      || /password|one-time-code|cc-/.test(kind)) secrets.add(element);
    return secrets.has(element); // also after "show what I typed"
  };

  const textOf = (element) => {
    // the words of an element without what is typed into fields inside of it
    if (element.nodeType === Node.TEXT_NODE) return element.data;
    if (element.nodeType !== Node.ELEMENT_NODE || hidden(element)) return '';
    if (element.tagName === 'IMG') return element.alt || '';
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.isContentEditable) return '';
    return [...element.childNodes].map(textOf).join(' ');
  };

  const nameOf = (element, role) => {
    const named = byIds(element, 'aria-labelledby') || tidy(element.getAttribute('aria-label'));
    if (named) return named;
    if (element.tagName === 'INPUT' && role === 'button') {
      return tidy(element.type === 'image' ? element.alt : element.value || element.title);
    }
    if (element.tagName === 'FIELDSET') return tidy(element.querySelector('legend')?.textContent);
    if (element.labels?.length) return tidy([...element.labels].map(textOf).join(' '));
    if (role === 'img') return tidy(element.alt || element.title);
    if (LEAVES.has(role) && role !== 'textbox') return tidy(textOf(element)) || tidy(element.title);
    return tidy(element.title || element.placeholder);
  };

  const statesOf = (element, role) => {
    const on = (name) => element.getAttribute(name) === 'true';
    const states = {
      disabled: element.disabled || on('aria-disabled'),
      checked: element.checked === true || on('aria-checked'),
      required: element.required || on('aria-required'),
      readonly: (role === 'textbox' && element.readOnly) || on('aria-readonly'),
      invalid: on('aria-invalid') || (role === 'textbox' && element.validity?.customError),
      expanded: on('aria-expanded'),
      collapsed: element.getAttribute('aria-expanded') === 'false',
      selected: element.selected === true || on('aria-selected'),
      current: element.hasAttribute('aria-current') && !element.matches('[aria-current=false]'),
      multiline: element.tagName === 'TEXTAREA',
      busy: on('aria-busy'),
      focusable: element.tabIndex >= 0 && !element.disabled
        && /^(link|button|textbox|checkbox|radio|combobox)$/.test(role),
    };
    return Object.keys(states).filter((name) => states[name]);
  };

  const valueOf = (element, role, secret) => {
    if (secret) return '\u2022'.repeat(Math.min(element.value.length, LONGEST));
    if (role === 'textbox') return tidy(element.value ?? textOf(element));
    if (role === 'combobox') return tidy(element.selectedOptions?.[0]?.label);
    return '';
  };

  const LIVES = { alert: 'assertive', status: 'polite' };
  const liveOf = (element) => {
    const within = element.closest('[aria-live], [role=alert], [role=status], output');
    if (!within) return '';
    return within.getAttribute('aria-live') || LIVES[within.getAttribute('role') || 'status'];
  };

  const factsOf = (element, role) => {
    const secret = isSecret(element);
    const level = Number(element.getAttribute('aria-level')) || Number(element.tagName.match(/^H([1-6])$/)?.[1]);
    return {
      ref: ref(element), role, secret, level: level || 0, live: LEAVES.has(role) ? liveOf(element) : '',
      name: nameOf(element, role), value: valueOf(element, role, secret),
      description: byIds(element, 'aria-describedby'),
      states: statesOf(element, role), children: [],
      lang: element.closest('[lang]')?.lang || '',
    };
  };

  const structured = (element) => [...element.querySelectorAll('*')].some(
    (inner) => roleOf(inner) || !INLINE.has(inner.tagName));

  const walk = (parent, out, budget, wordless = false) => {
    let words = '';
    let first = null;
    const flush = () => {
      const text = wordless ? '' : tidy(words);
      if (text && first) {
        out.push({
          ref: `${ref(parent)}.${out.length}`, role: 'paragraph', name: text, states: [],
          children: [], live: liveOf(parent), lang: parent.closest('[lang]')?.lang || '',
        });
      }
      words = '';
      first = null;
    };
    for (const child of parent.childNodes) {
      if (budget.left <= 0) break;
      if (child.nodeType === Node.TEXT_NODE) {
        words += child.data;
        first = first || child;
        continue;
      }
      if (child.nodeType !== Node.ELEMENT_NODE || hidden(child)) continue;
      const role = roleOf(child);
      if (!role && child.tagName === 'INPUT') continue;
      if (child.tagName === 'LABEL' && child.control) {
        // its words are the field's name; what else it holds is walked
        flush();
        walk(child, out, budget, true);
        continue;
      }
      if (child.tagName === 'LEGEND') continue;
      if (!role && INLINE.has(child.tagName) && !structured(child)) {
        words += ` ${textOf(child)} `;
        first = first || child;
        continue;
      }
      flush();
      budget.left -= 1;
      if (!role) {
        walk(child, out, budget);
        continue;
      }
      const facts = factsOf(child, role);
      if (role === 'combobox') {
        for (const option of child.options || []) facts.children.push(factsOf(option, 'option'));
      } else if (!LEAVES.has(role)) {
        walk(child, facts.children, budget);
        if (facts.children.length === 1 && facts.children[0].role === 'paragraph'
          && !/^(form|region|group|list|table|row|dialog)$/.test(role)) {
          facts.name = facts.name || facts.children[0].name;
          facts.live = facts.children[0].live;
          facts.children = [];
        }
      }
      out.push(facts);
    }
    flush();
  };

  const read = () => {
    const children = [];
    if (document.body) walk(document.body, children, { left: MOST });
    return JSON.stringify({
      title: tidy(document.title), lang: document.documentElement.lang || '', children,
      focus: document.activeElement && document.activeElement !== document.body
        ? refs.get(document.activeElement) || '' : '',
    });
  };

  const tell = () => {
    clearTimeout(timer);
    timer = setTimeout(() => bridge?.changed(read(), PAGE), 30);
  };

  // a text that stands beside elements has the name of what it stands in, and a number
  const found = (name) => (elements.get(name) || elements.get(name.replace(/\.\d+$/, '')))?.deref();

  const isField = (element) => element && roleOf(element) === 'textbox';

  const tellField = (element) => {
    if (!isField(element)) return;
    const text = element.value ?? textOf(element);
    const shown = (isSecret(element) ? '\u2022'.repeat(text.length) : text).slice(0, LONGEST);
    let caret = null;
    try { caret = element.selectionEnd; } catch { /* numbers and dates have none */ }
    bridge?.edited(ref(element), shown, Math.min(caret ?? shown.length, shown.length));
  };

  // as a person would: the page's own scripts must notice
  const told = (element, ...kinds) => kinds.forEach(
    (kind) => element.dispatchEvent(new Event(kind, { bubbles: true })));

  const choose = (option) => {
    const list = option.closest('select');
    if (!list) { option.click(); return; }
    list.value = option.value;
    told(list, 'input', 'change');
  };

  const put = (element, text) => {
    element.focus();
    document.execCommand('insertText', false, text); // which frameworks of forms notice too
  };

  const send = (element) => {
    const form = element.form || element.closest('form');
    const button = form?.querySelector('[type=submit], [type=image], button:not([type])');
    if (button) button.click(); else form?.requestSubmit();
  };

  // where the reader is: over the page, never in its way, and no part of what is read
  let marked = null;
  const mark = (element) => {
    marked = element ? new WeakRef(element) : null;
    if (!frame) {
      frame = document.createElement('div');
      frame.setAttribute('aria-hidden', 'true');
      frame.style.cssText = 'all:initial;position:absolute;pointer-events:none;z-index:2147483647;'
        + 'outline:4px solid #c2410c;outline-offset:3px;border-radius:6px';
    }
    frame.remove();
    if (!element?.isConnected) return;
    element.scrollIntoView({ block: 'nearest' });
    const place = element.getBoundingClientRect();
    frame.style.left = `${place.left + scrollX}px`;
    frame.style.top = `${place.top + scrollY}px`;
    frame.style.width = `${place.width}px`;
    frame.style.height = `${place.height}px`;
    document.documentElement.append(frame);
  };

  // in pixels of the page's window: what can be touched, and is in sight
  const places = () => Object.fromEntries([...elements].flatMap(([name, held]) => {
    const element = held.deref();
    if (!element?.isConnected || element.tabIndex < 0) return [];
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return element.contains(seen) ? [[name, [left, top, right - left, bottom - top]]] : [];
  }));

  // what the reader itself does to the focus is no news to it
  const quietly = (deed) => {
    ours = true;
    try { deed(); } finally { ours = false; }
  };

  const deeds = {
    activate: (name) => {
      const element = found(name);
      if (element?.tagName === 'OPTION') choose(element); else element?.click();
    },
    erase: () => {
      const element = document.activeElement;
      if (isField(element)) quietly(() => document.execCommand('delete'));
    },
    focus: (name) => quietly(() => found(name)?.focus()),
    insert: (name, text) => { if (isField(found(name))) quietly(() => put(found(name), text)); },
    mark: (name) => mark(name ? found(name) : null),
    send: (name) => { if (found(name)) send(found(name)); },
  };

  // Keys reach the page by another way than scripts do, and scripts overtake them: the end of a
  // password would be typed into the next field. So behind keys comes a marker, a key that no
  // keyboard has, and what is done after them waits for it.
  const MARKER = 'F24';
  const PATIENCE = 1000;
  let markers = 0;
  let lastKey = 0;
  const waiting = [];
  const reach = (count) => {
    markers = Math.max(markers, count);
    while (waiting.length && waiting[0].count <= markers) waiting.shift().deed();
  };
  const giveUp = (count) => {
    const left = PATIENCE - (performance.now() - lastKey);
    if (left > 0) setTimeout(() => giveUp(count), left); else reach(count);
  };
  const hide = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  addEventListener('keydown', (event) => {
    if (!event.isTrusted) return;
    lastKey = performance.now(); // a slow page is still at its keys
    if (event.key !== MARKER) return;
    hide(event);
    setTimeout(() => reach(markers + 1));
  }, true);
  addEventListener('keyup', (event) => { if (event.key === MARKER) hide(event); }, true);

  globalThis.yizhanReader = {
    after: (count, number, name, ...words) => {
      const deed = () => {
        try { deeds[name](...words); } finally { if (number) bridge?.done(Number(number)); }
      };
      waiting.push({ count: Number(count), deed });
      reach(markers);
      if (waiting.length) setTimeout(() => giveUp(Number(count)), PATIENCE);
    },
    places: () => JSON.stringify(places()),
    read,
  };

  new QWebChannel(qt.webChannelTransport, (channel) => {
    bridge = channel.objects.reader;
    tell();
  });
  document.addEventListener('focusin', (event) => {
    tellField(event.target);
    if (!ours) bridge?.focused(ref(event.target));
  }, true);
  document.addEventListener('input', (event) => tellField(event.target), true);
  document.addEventListener('selectionchange', () => tellField(document.activeElement));
  // the keys on the screen take room away: what is being read or written stays in sight
  addEventListener('resize', () => { if (marked) mark(marked.deref()); });
  for (const kind of ['change', 'input', 'load']) document.addEventListener(kind, tell, true);
  new MutationObserver((changes) => {
    if (changes.some((change) => change.target !== frame
      && ![...change.addedNodes, ...change.removedNodes].includes(frame))) tell();
  }).observe(document, {
    attributes: true, characterData: true, childList: true, subtree: true,
  });
})();
