namespace Tiltyard.Lab.Pages;

/// <summary>The page's only script: it shows the second that is asked for, plays, and filters specimens and the audit trail. It writes text, never markup.</summary>
internal static class ShiftPageScript
{
    public static string Text { get; } = Written.ReplaceLineEndings("\n");

    private const string Written =
        """

        'use strict';
        (() => {
          const by = id => document.getElementById(id);
          const all = (query, root = document) => [...root.querySelectorAll(query)];
          const data = JSON.parse(by('shift').textContent);
          for (const tool of all('[data-scripted]')) tool.hidden = false;

          const at = (flat, now, absent, wide = 2) => {
            let low = 0, high = flat.length / wide;
            while (low < high) {
              const middle = (low + high) >> 1;
              if (flat[middle * wide] <= now) low = middle + 1; else high = middle;
            }
            return low === 0 ? absent : wide === 2 ? flat[low * 2 - 1] : flat.slice((low - 1) * wide + 1, low * wide);
          };
          const put = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };
          const clock = now => Math.floor(now / 60) + ':' + String(now % 60).padStart(2, '0');

          let counter = { now: -1, next: 0, places: new Map() };
          const countTo = now => {
            if (now < counter.now) counter = { now: -1, next: 0, places: new Map() };
            const moves = data.moves;
            while (counter.next < moves.length && moves[counter.next] <= now) {
              const from = moves[counter.next + 1], to = moves[counter.next + 2];
              if (from >= 0) counter.places.set(from, counter.places.get(from) - 1);
              if (to >= 0) counter.places.set(to, (counter.places.get(to) || 0) + 1);
              counter.next += 3;
            }
            counter.now = now;
            return counter.places;
          };

          const words = (device, now) => {
            const load = at(device.load, now, '');
            return data.looks[at(device.at, now, 0)][0] + (load ? ', ' + load : '');
          };

          const plans = all('svg.floor').map(plan => ({
            columns: Number(plan.dataset.columns), slot: Number(plan.dataset.slot),
            rooms: new Map(all('[data-zone]', plan).map(room => {
              const [left, top] = room.getAttribute('transform').match(/[-\d.]+/g).map(Number);
              return [Number(room.dataset.zone), { left, bottom: top + Number(room.dataset.h) }];
            })),
            people: all('[data-seat]', plan), devices: all('[data-device]', plan), doors: all('[data-door]', plan), tubes: all('[data-place]', plan),
          }));

          const drawPlan = (plan, now, places) => {
            const taken = new Map();
            for (const person of plan.people) {
              const zone = at(data.staff[person.dataset.seat], now, -1);
              const room = plan.rooms.get(zone);
              person.style.visibility = room ? 'visible' : 'hidden';
              if (!room) continue;
              const slot = taken.get(zone) || 0;
              taken.set(zone, slot + 1);
              const x = room.left + 14 + slot % plan.columns * plan.slot, y = room.bottom - 11 - Math.floor(slot / plan.columns) * 17;
              person.style.transform = 'translate(' + x + 'px,' + y + 'px)';
            }
            for (const device of plan.devices) {
              const look = data.looks[at(data.devices[device.dataset.device].at, now, 0)], queue = at(data.devices[device.dataset.device].queue, now, 0);
              device.setAttribute('class', 'device ' + look[2]);
              put(device.querySelector('.sign'), look[1]);
              put(device.querySelector('.state'), words(data.devices[device.dataset.device], now));
              put(device.querySelector('.waits'), queue > 0 ? 'queue ' + queue : '');
            }
            for (const door of plan.doors) {
              const open = at(data.doors[door.dataset.door], now, 0) === 1;
              door.classList.toggle('open', open);
              put(door.querySelector('.word'), open ? 'open' : '');
            }
            for (const tubes of plan.tubes) {
              const count = places.get(Number(tubes.dataset.place)) || 0, dots = tubes.querySelector('.dots');
              put(tubes.querySelector('text'), count > 0 ? count + ' ' + (count === 1 ? tubes.dataset.one : tubes.dataset.many) : '');
              if (dots) dots.setAttribute('x2', Number(dots.getAttribute('x1')) + Math.min(count, Number(tubes.dataset.most)) * 7);
            }
          };

          const drawWords = now => {
            for (const row of all('[data-device-row]')) {
              const device = data.devices[row.dataset.deviceRow];
              put(row.querySelector('.now'), words(device, now));
              put(row.querySelector('.queue'), String(at(device.queue, now, 0)));
            }
            for (const row of all('[data-seat-row]')) {
              const zone = at(data.staff[row.dataset.seatRow], now, -1);
              put(row.querySelector('.now'), zone >= 0 ? data.zones[zone] : 'nowhere known');
            }
          };

          const board = by('board');
          const drawBoard = now => {
            const [released, onTime, harms, blocked, breaches, unheard, records] = at(data.tallies, now, [0, 0, 0, 0, 0, 0, 0], 8);
            const part = (name, value, rings) => {
              const span = document.createElement('span'), number = document.createElement('b');
              number.textContent = value;
              if (rings) number.className = 'ring';
              span.append(number, ' ' + name);
              return span;
            };
            const parts = [
              part('released of ' + data.total, released), part('on time', onTime), part('harms', harms, harms > 0), part('blocked', blocked), part('rules broken', breaches, breaches > 0),
              part('critical unheard', unheard, unheard > 0), part('records on the chain', records),
            ];
            if (at(data.frozen, now, 0) === 1) parts.push(part('audit log', 'frozen', true));
            board.replaceChildren(...parts.flatMap((one, place) => place ? [' · ', one] : [one]));
          };

          const audit = by('audit-rows'), rows = all('tbody tr', audit), times = rows.map(row => Number(row.dataset.t));
          let reached = rows.length - 1;
          const drawAudit = now => {
            let last = reached;
            while (last >= 0 && times[last] > now) rows[last--].classList.add('later');
            while (last + 1 < rows.length && times[last + 1] <= now) rows[++last].classList.remove('later');
            if (rows[reached]) rows[reached].classList.remove('current');
            reached = last;
            let seen = reached;
            while (seen >= 0 && rows[seen].hidden) seen--;
            if (rows[reached]) rows[reached].classList.add('current');
            if (seen >= 0 && by('audit-follow').checked) audit.scrollTop = rows[seen].offsetTop - audit.clientHeight * 0.6;
          };

          const slider = by('time'), end = data.end, lines = all('.moment line');
          let now = end;
          const show = (wanted, fromSlider) => {
            now = Math.max(0, Math.min(end, Math.round(wanted)));
            if (!fromSlider) slider.value = now;
            slider.setAttribute('aria-valuetext', clock(now));
            put(by('clock'), clock(now));
            const places = countTo(now);
            for (const plan of plans) drawPlan(plan, now, places);
            for (const line of lines) { line.setAttribute('x1', now * 100 / end + '%'); line.setAttribute('x2', now * 100 / end + '%'); }
            drawWords(now);
            drawBoard(now);
            drawAudit(now);
          };

          const play = by('play'), speed = by('speed'), calm = matchMedia('(prefers-reduced-motion: reduce)');
          let playing = false, before = 0, waiting = 0;
          const tick = time => {
            if (!playing) return;
            waiting += Math.max(0, time - before) * Number(speed.value) / 1000;
            before = time;
            const least = calm.matches ? Number(speed.value) : 1;
            if (waiting >= least) { show(now + Math.floor(waiting)); waiting -= Math.floor(waiting); }
            if (now >= end) { stop(); return; }
            requestAnimationFrame(tick);
          };
          const label = () => { play.setAttribute('aria-pressed', String(playing)); play.replaceChildren(playing ? '❚❚ Pause' : '▶ Play'); };
          const stop = () => { playing = false; label(); };
          const start = () => {
            if (now >= end) show(0);
            playing = true; waiting = 0; before = performance.now(); label();
            requestAnimationFrame(tick);
          };
          play.addEventListener('click', () => playing ? stop() : start());
          slider.addEventListener('input', () => { stop(); show(Number(slider.value), true); });
          addEventListener('keydown', event => {
            if (event.altKey || event.ctrlKey || event.metaKey || /^(INPUT|SELECT|BUTTON|TEXTAREA|SUMMARY|A)$/.test(event.target.tagName)) return;
            const step = { ArrowLeft: -10, ArrowRight: 10, Home: -end, End: end }[event.key];
            if (event.key === ' ') { event.preventDefault(); playing ? stop() : start(); }
            else if (step) { event.preventDefault(); stop(); show(now + step); }
          });
          for (const lanes of all('.lanes')) lanes.addEventListener('click', event => {
            const box = lanes.querySelector('.moment').getBoundingClientRect();
            if (event.clientX >= box.left) { stop(); show((event.clientX - box.left) / box.width * end); }
          });
          for (const jump of all('[data-seek]')) jump.addEventListener('click', () => { stop(); show(Number(jump.dataset.seek)); });

          const filter = (items, text, flag, found, words, flags, then) => {
            const apply = () => {
              const wanted = by(text).value.trim().toLowerCase(), only = by(flag).value;
              let shown = 0;
              for (const item of items) {
                item.hidden = !((!only || flags(item).includes(only)) && (!wanted || words(item).includes(wanted)));
                if (!item.hidden) shown++;
              }
              by(found).textContent = shown + ' of ' + items.length + ' shown';
              if (then) then();
            };
            by(text).addEventListener('input', apply);
            by(flag).addEventListener('input', apply);
            apply();
          };
          filter(all('#specimen-lanes .lane[data-flags]'), 'specimen-text', 'specimen-flag', 'specimen-found', lane => lane.dataset.words, lane => lane.dataset.flags.split(' '));
          filter(rows, 'audit-text', 'audit-flag', 'audit-found', row => row.textContent.toLowerCase(), row => row.className.split(' '), () => drawAudit(now));

          const named = () => { const found = /^#t=(\d{1,7})$/.exec(location.hash); return found ? Number(found[1]) : null; };
          show(named() ?? end);
          addEventListener('hashchange', () => { const wanted = named(); if (wanted !== null) { stop(); show(wanted); } });
          for (const event of ['pointerdown', 'keydown']) addEventListener(event, () => { for (const plan of all('svg.floor')) plan.classList.add('lively'); }, { once: true, capture: true });
        })();

        """;
}
