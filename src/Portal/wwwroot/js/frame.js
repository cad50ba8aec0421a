// Small things that must not wait for the server: Ctrl K, the skip link, closing a pop-over after its choice, reconnecting.
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    document.querySelector('#find input, input#find')?.focus();
  }
});

document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-skip]')) {
    event.preventDefault();
    document.getElementById('content')?.focus();
  }
  if (target?.closest('[data-back-to-cell]')) document.querySelector('[data-grid] [aria-pressed="true"]')?.focus();
  target?.closest('[popover] a, [popover] [data-closes]')?.closest('[popover]')?.hidePopover();
});

// Leaving a field redraws the page. A button that moves from under a pointer at rest, between down and up, is still pressed:
// the browser gives that click to what both places share.
let down = null;
document.addEventListener('pointerdown', event => {
  down = { button: event.target instanceof Element ? event.target.closest('button') : null, x: event.clientX, y: event.clientY };
}, true);
document.addEventListener('click', event => {
  const { button, x, y } = down ?? {};
  down = null;
  if (!button?.isConnected || button.disabled || !(event.target instanceof Element) || event.target.closest('button') || event.detail !== 1) return;
  if (Math.hypot(event.clientX - x, event.clientY - y) < 4) button.click();
}, true);

const dialog = document.getElementById('components-reconnect-modal');
dialog?.addEventListener('components-reconnect-state-changed', event => {
  const state = event.detail.state;
  dialog.dataset.state = state;
  if (state === 'show' && !dialog.open) dialog.showModal();
  if (state === 'hide') dialog.close();
  // The server no longer knows this page (it was restarted): a fresh page continues from the saved drafts.
  if (state === 'rejected') location.reload();
});
dialog?.querySelector('[data-again]')?.addEventListener('click', async () => {
  dialog.dataset.state = 'show';
  const reached = await Blazor.reconnect().catch(() => null);
  if (reached === null) dialog.dataset.state = 'failed';
  else if (!reached) location.reload();
});

// What components ask of the browser.
window.portal = {
  async copy(text) {
    try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
  },
  print() { window.print(); },

  // Brings a part of the page into view and gives it the focus.
  goTo(id) {
    const part = document.getElementById(id);
    part?.scrollIntoView({ block: 'start' });
    part?.focus({ preventScroll: true });
  },
  // A form that cannot be saved yet shows the first of its wrong fields.
  goToWrong(form) {
    const field = document.getElementById(form)?.querySelector('[aria-invalid="true"]');
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  },
  caret(area) { return area?.selectionEnd ?? null; },
  // Whoever has typed on in the meantime is not overwritten.
  write(area, before, text, at) {
    if (!area) return;
    if (area.value === before) area.value = text;
    if (at === null || area.value !== text) return;
    area.focus();
    area.setSelectionRange(at, at);
  },
  download(name, type, text) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  },
};

// Arrows move between the cells of a matrix; one cell is in the tab order at a time.
document.addEventListener('keydown', event => {
  const cell = event.target instanceof Element ? event.target.closest('[data-grid] [data-cell]') : null;
  if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = [...cell.closest('[data-grid]').querySelectorAll('tr')].map(row => [...row.querySelectorAll('[data-cell]')]).filter(row => row.length);
  const y = rows.findIndex(row => row.includes(cell));
  const x = rows[y].indexOf(cell);
  const to = { ArrowLeft: [y, x - 1], ArrowRight: [y, x + 1], ArrowUp: [y - 1, x], ArrowDown: [y + 1, x], Home: [y, 0], End: [y, rows[y].length - 1] }[event.key];
  const next = to && rows[to[0]]?.[to[1]];
  if (to) event.preventDefault();
  if (!next) return;
  cell.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});

// In an open list of suggestions the arrows choose; the caret stays where it is.
document.addEventListener('keydown', event => {
  const box = event.target instanceof Element ? event.target.closest('input[role="combobox"][aria-expanded="true"]') : null;
  if (box && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) event.preventDefault();
  // The same in a text of several lines, where an item that is chosen is taken by Enter or Tab.
  const completing = event.target instanceof HTMLTextAreaElement ? event.target.dataset.completing : null;
  const keys = { open: ['ArrowUp', 'ArrowDown'], chosen: ['ArrowUp', 'ArrowDown', 'Enter', 'Tab'] }[completing];
  if (keys?.includes(event.key)) event.preventDefault();
});

// J and K walk a list whose page offers the way, and E goes to its decision, where nobody is typing.
document.addEventListener('keydown', event => {
  const target = event.target instanceof Element ? event.target : null;
  if (event.ctrlKey || event.altKey || event.metaKey || target?.closest('input:not([type=radio]), textarea, select, [contenteditable]')) return;
  const way = { j: '[data-next]', k: '[data-previous]' }[event.key.toLowerCase()];
  if (way) document.querySelector(way)?.click();
  if (event.key.toLowerCase() !== 'e') return;
  const decide = document.querySelector('[data-decide]');
  if (!decide) return;
  event.preventDefault();
  decide.focus();
  decide.scrollIntoView({ block: 'nearest' });
});
