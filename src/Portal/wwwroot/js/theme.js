// Runs before the first paint: light, dark or as the system says, remembered in a cookie so that the server knows it too.
(() => {
  const read = name => document.cookie.split('; ').find(pair => pair.startsWith(name + '='))?.slice(name.length + 1);
  const write = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`; };
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = () => read('theme') ?? 'system';
  let watcher = null;

  const paint = () => {
    const dark = choice() === 'dark' || (choice() === 'system' && system.matches);
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    write('theme-dark', dark ? '1' : '0');
    watcher?.invokeMethodAsync('Painted', dark);
  };

  window.portalTheme = {
    watch(reference) { watcher = reference; paint(); return choice(); },
    unwatch() { watcher = null; },
    choose(value) { write('theme', value); paint(); },
  };
  system.addEventListener('change', paint);
  paint();
})();
