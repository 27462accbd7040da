// Before the page is drawn: its language, that it can be zoomed, and the light or dark theme.
(function () {
    const page = document.documentElement;
    page.lang = 'en-GB';
    const viewport = document.querySelector('meta[name=viewport]');
    if (viewport) viewport.content = 'width=device-width, initial-scale=1';
    const kept = window.localStorage.getItem('partnerships-theme');
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    page.dataset.theme = kept === 'dark' || kept === 'light' ? kept : dark ? 'dark' : 'light';
})();
