namespace Tiltyard.Reports.Page;

/// <summary>The page's only script: it finds, filters and sorts episodes and switches series. Without it everything is shown.</summary>
internal static class PageScript
{
    public static string Text { get; } = Written.ReplaceLineEndings("\n");

    private const string Written =
        """

        'use strict';
        (() => {
          const by = id => document.getElementById(id);
          for (const tools of document.querySelectorAll('[data-scripted]')) tools.hidden = false;

          const series = by('series');
          if (series) series.addEventListener('change', () => {
            for (const figure of document.querySelectorAll('figure[data-series]'))
              figure.hidden = series.value !== '' && figure.dataset.series !== series.value;
          });

          const list = by('episode-list');
          const text = by('by-text'), flag = by('by-flag'), cell = by('by-cell'), order = by('by-order'), found = by('found');
          if (list && text) {
            const episodes = [...list.children];
            const words = new Map();
            const textOf = episode => {
              if (!words.has(episode)) words.set(episode, episode.textContent.toLowerCase());
              return words.get(episode);
            };
            const filter = () => {
              const wanted = text.value.trim().toLowerCase();
              let shown = 0;
              for (const episode of episodes) {
                const fits = (!flag.value || episode.dataset.flags.split(' ').includes(flag.value))
                  && (!cell || !cell.value || episode.dataset.cell === cell.value)
                  && (!wanted || textOf(episode).includes(wanted));
                episode.hidden = !fits;
                if (fits) shown++;
              }
              found.textContent = shown + ' of ' + episodes.length + ' shown';
            };
            const number = (value, absent) => value === '' ? absent : Number(value);
            const sort = () => {
              const sorted = [...episodes];
              if (order.value === 'plan') sorted.sort((a, b) => a.dataset.plan - b.dataset.plan);
              if (order.value === 'figure') sorted.sort((a, b) => number(a.dataset.figure, Infinity) - number(b.dataset.figure, Infinity) || a.dataset.plan - b.dataset.plan);
              list.append(...sorted);
            };
            for (const control of [text, flag, cell]) if (control) control.addEventListener('input', filter);
            order.addEventListener('input', sort);
            filter();
          }

          const open = () => {
            const target = location.hash.length > 1 && by(decodeURIComponent(location.hash.slice(1)));
            if (target && target.tagName === 'DETAILS') target.open = true;
          };
          addEventListener('hashchange', open);
          open();
        })();

        """;
}
