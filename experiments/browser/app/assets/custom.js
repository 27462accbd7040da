// Before the page is drawn: its language, that it can be zoomed, the light or dark theme, how files
// are saved, and a name for the bar that Solara shows while the server is busy.
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
        turnTheme() {
            const theme = page.dataset.theme === 'dark' ? 'light' : 'dark';
            page.dataset.theme = theme;
            window.localStorage.setItem('partnerships-theme', theme);
            return theme === 'dark';
        },
        // By what the server knows this tab again in a class: gone when the tab is closed.
        classKey(key) {
            try {
                if (key !== undefined) window.sessionStorage.setItem('partnerships-class', key);
                return window.sessionStorage.getItem('partnerships-class') || '';
            } catch (refused) { return ''; }
        },
        save(name, blob) {
            const link = document.createElement('a');
            link.href = URL.createObjectURL(blob); link.download = name;
            document.body.appendChild(link); link.click(); link.remove();
            setTimeout(() => URL.revokeObjectURL(link.href), 10000);
        },
        saveSent(file) {
            if (!file || !file.base64) return;
            const bytes = Uint8Array.from(atob(file.base64), letter => letter.charCodeAt(0));
            this.save(file.name, new Blob([bytes], { type: file.mime }));
        },
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
