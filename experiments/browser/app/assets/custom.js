// Before the page is drawn: its language, that it can be zoomed, the light or dark theme, and a
// name for the bar that Solara shows while the server is busy.
(function () {
    const page = document.documentElement;
    page.lang = 'en-GB';
    const viewport = document.querySelector('meta[name=viewport]');
    if (viewport) viewport.content = 'width=device-width, initial-scale=1';
    const kept = window.localStorage.getItem('partnerships-theme');
    const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
    page.dataset.theme = kept === 'dark' || kept === 'light' ? kept : dark ? 'dark' : 'light';
    // What a part of the page that is drawn anew remembers of its filters.
    const filters = {};
    window.partnerships = {
        remember(part, name, fields) {
            const store = filters[name] = filters[name] || {};
            fields.forEach(field => {
                if (field in store) part[field] = store[field];
                part.$watch(field, value => { store[field] = value; }, { deep: true });
            });
        },
    };
    new MutationObserver(function (_, watch) {
        const bar = document.querySelector('.v-progress-linear');
        if (!bar) return;
        bar.setAttribute('aria-label', 'The model is working');
        watch.disconnect();
    }).observe(page, { childList: true, subtree: true });
})();
