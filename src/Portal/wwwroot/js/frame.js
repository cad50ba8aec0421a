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
  target?.closest('[popover] a, [popover] [data-closes]')?.closest('[popover]')?.hidePopover();
});

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
