package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of the rings at every step of the lesson's solution, as the browser sets its words. */
class PlanIT {
  /**
   * The three timelines of the solution: before the gate is opened, after it, the learner's own.
   */
  private static final String LOOK =
      """
      const [pane, sizes, done] = arguments;
      const simulator = pane.simulator;
      const host = document.createElement('div');
      Object.assign(host.style, { position: 'fixed', left: 0, top: 0, zIndex: 9, display: 'grid' });
      const picture = document.createElement('ring-picture');
      host.append(picture);
      document.body.append(host);
      const found = new Set();
      let drawings = 0;

      const drawn = async (view, [width, height]) => {
        host.style.width = width + 'px';
        host.style.height = picture.style.height = height + 'px';
        picture.rings = view.rings;
        picture.step = view.step;
        const wanted = `0 0 ${width} ${height}`;
        for (let i = 0; i < 10; i++) {
          await picture.updateComplete;
          const svg = picture.shadowRoot.querySelector('svg');
          if (svg && svg.getAttribute('viewBox') === wanted) return svg;
          await new Promise(requestAnimationFrame);
        }
        throw new Error('no drawing of ' + wanted);
      };
      const look = (svg, step, [width, height]) => {
        drawings++;
        const edge = svg.getBoundingClientRect();
        const words = [...svg.querySelectorAll('text')].map((text) => {
          const box = text.getBoundingClientRect();
          return { text: text.textContent.trim(), left: box.left + 1, right: box.right - 1,
            top: box.top + 3, bottom: box.bottom - 3 };
        });
        words.forEach((a, i) => {
          if (a.left < edge.left || a.right > edge.right || a.top < edge.top || a.bottom > edge.bottom)
            found.add(`${step} at ${width}: ${a.text} is cut`);
          for (const b of words.slice(i + 1))
            if (Math.min(a.right, b.right) > Math.max(a.left, b.left)
              && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top))
              found.add(`${step} at ${width}: ${a.text} over ${b.text}`);
        });
      };
      const timeline = async () => {
        const { view: { lastStep } } = await simulator.request({ do: 'view' });
        for (let step = 0; step <= lastStep; step++) {
          const { view } = await simulator.request({ do: 'seek', step });
          for (const size of sizes) look(await drawn(view, size), step, size);
        }
      };
      const program = 'bits 32\\norg 0x20000\\n int 0x0D\\n';
      (async () => {
        await simulator.request({ do: 'run', stops: [], budget: 120 });
        await timeline();
        await simulator.request({ do: 'seek', step: 119 });
        await simulator.request({ do: 'poke', path: 'idt.30.dpl', value: 3 });
        await simulator.request({ do: 'run', stops: [], budget: 1000 });
        await timeline();
        await simulator.request({ do: 'load', file: 'wall.asm', text: program });
        await simulator.request({ do: 'run', stops: [], budget: 1000 });
        await timeline();
        return { drawings, found: [...found] };
      })().then(done, (failure) => done({ drawings, found: [String(failure)] }));
      """;

  @TempDir private Path data;

  @Test
  @SuppressWarnings("unchecked")
  void noWordCoversAnother() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open("--force-prefers-reduced-motion")) {
      LabPage.open(browser, server.at("/lesson/rings/wall-and-gate"));
      browser.awaitQuiet();
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(8));
      List<List<Integer>> sizes =
          List.of(List.of(360, 340), List.of(390, 372), List.of(447, 372), List.of(700, 600));
      Map<String, Object> seen =
          (Map<String, Object>)
              browser.driver().executeAsyncScript(LOOK, browser.awaitElement("code-panel"), sizes);
      assertEquals(List.of(), seen.get("found"));
      assertTrue((Long) seen.get("drawings") > 1000, seen.get("drawings").toString());
    }
  }
}
