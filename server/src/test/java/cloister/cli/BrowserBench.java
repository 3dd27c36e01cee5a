package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.site.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Our PC as WebAssembly and as JavaScript, and v86 with and without its JIT, with the same ROMs in
 * the same Chromium. No part of the build's tests: {@code mvn -Pbench} runs it.
 */
class BrowserBench {
  private static final List<String> ENGINES =
      List.of(
          System.getProperty("bench.engines", "wasm,javascript,v86,v86 without JIT").split(","));

  private static final int WARM_MILLIS = 2500;
  private static final int WINDOW_MILLIS = 700;
  private static final int WINDOWS = Integer.getInteger("bench.windows", 5);
  private static final List<String> ONLY = List.of(System.getProperty("bench.only", "").split(","));
  private static final Path REPORT = Path.of("target/bench.json");

  private final OpcodeTable opcodes = new OpcodeTable();

  @Test
  void everyEngineRunsEveryWorkload() throws Exception {
    Json.Members report = Json.object();
    try (BenchSite site = new BenchSite();
        Browser browser = Browser.open(System.getProperty("bench.flag", "--no-pings"))) {
      browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
      System.out.println("%-8s %s".formatted("", String.join(" ", ENGINES)));
      for (Workload workload : Workload.ALL) {
        if (ONLY.contains(workload.name()) || ONLY.equals(List.of(""))) {
          Map<String, Double> mips = measure(workload, site, browser);
          System.out.println(row(workload, mips));
          report.put(workload.name(), json(mips));
        }
      }
    }
    Files.writeString(REPORT, report.build().write() + "\n");
  }

  private Map<String, Double> measure(Workload workload, BenchSite site, Browser browser)
      throws Exception {
    site.addRom(workload.name(), workload.rom(opcodes));
    workload.disk(opcodes).ifPresent(disk -> site.addRom(workload.name() + "-disk", disk));
    long instructions = new TimedPc(workload, opcodes, false).round();
    Map<String, Double> mips = new LinkedHashMap<>();
    for (String engine : ENGINES) {
      // With our BIOS v86 took more than a minute from one result to the next.
      if (workload.name().equals("boot") && engine.startsWith("v86")) {
        continue;
      }
      browser.go(site.at("/bench/index.html"));
      start(workload, engine, instructions, browser);
      window(browser, WARM_MILLIS);
      double best = 0;
      for (int i = 0; i < WINDOWS; i++) {
        best = Math.max(best, window(browser, WINDOW_MILLIS) * instructions / 1000);
      }
      call(browser, "return window.bench.stop()", Map.of());
      assertTrue(best > 0, engine);
      mips.put(engine, best);
    }
    return mips;
  }

  private static void start(Workload workload, String engine, long instructions, Browser browser)
      throws IOException {
    Map<String, Object> setting = new LinkedHashMap<>();
    setting.put("engine", engine);
    setting.put("worker", BenchSite.worker());
    setting.put("bios", "/rom/" + workload.name());
    setting.put("disk", workload.bootsFromDisk() ? "/rom/" + workload.name() + "-disk" : "");
    setting.put("memory", Workload.MEBIBYTES);
    setting.put("expected", "%08x".formatted(workload.expected()));
    setting.put("instructions", instructions);
    call(browser, "return window.bench.start(argument)", setting);
  }

  /** Rounds in a millisecond of processor time. */
  private static double window(Browser browser, int millis) {
    BusiestThread thread = new BusiestThread();
    Map<?, ?> done = (Map<?, ?>) call(browser, "return window.bench.measure(argument)", millis);
    double share = thread.share();
    return number(done.get("rounds")) / (number(done.get("millis")) * share);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** Waits for the page's module, and for what the script promises. */
  private static Object call(Browser browser, String script, Object argument) {
    Object answer =
        browser
            .driver()
            .executeAsyncScript(
                """
                const [argument, done] = arguments;
                const ready = async () => {
                  while (!window.bench) await new Promise((next) => setTimeout(next, 20));
                };
                ready()
                  .then(() => (async () => { SCRIPT })())
                  .then((value) => done({ value: value ?? null }), (problem) => done({ problem: String(problem) }));
                """
                    .replace("SCRIPT", script),
                argument);
    Map<?, ?> outcome = (Map<?, ?>) answer;
    if (outcome.get("problem") != null) {
      throw new AssertionError(outcome.get("problem"));
    }
    return outcome.get("value");
  }

  private static String row(Workload workload, Map<String, Double> mips) {
    StringBuilder row = new StringBuilder("%-8s".formatted(workload.name()));
    mips.values().forEach(value -> row.append(" %10.1f".formatted(value)));
    return row.toString();
  }

  private static Json json(Map<String, Double> mips) {
    Json.Members row = Json.object();
    mips.forEach((engine, value) -> row.put(engine, new Json.Num(Math.round(value * 10) / 10.0)));
    return row.build();
  }
}
