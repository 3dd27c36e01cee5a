package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawings of the rings in both skins, as the browser sets their words. */
@Tag("full")
class PlanIT {
  private static final List<List<Integer>> PLANS =
      List.of(List.of(360, 340), List.of(390, 372), List.of(447, 372), List.of(700, 600));

  /** At windows 390, 1280 and 1920 wide, and between them. */
  private static final List<List<Integer>> MONASTERIES =
      List.of(
          List.of(390, 372),
          List.of(390, 340),
          List.of(700, 336),
          List.of(819, 336),
          List.of(1229, 510));

  private static final List<String> LESSONS =
      List.of(
          "machine",
          "without-a-wall",
          "gate",
          "everything-asks",
          "timer",
          "pages",
          "bad-pointer",
          "error-codes",
          "printf-to-port",
          "inner-rings",
          "conforming",
          "stack",
          "virtual-8086");

  @TempDir private Path data;

  @Test
  void noWordCoversAnotherOrAThingAndNoWayGoesThroughAWall() throws Exception {
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open("--force-prefers-reduced-motion")) {
      Map<String, Object> plans =
          look(browser, server.at("/lesson/rings/wall-and-gate"), Map.of("plan", PLANS), true);
      assertEquals(List.of(), plans.get("found"));
      assertTrue((Long) plans.get("drawings") > 1000, plans.get("drawings").toString());
      Map<String, List<List<Integer>>> two = Map.of("monastery", MONASTERIES.subList(2, 4));
      Map<String, Object> monasteries =
          look(browser, server.at("/lesson/rings/wall-and-gate"), two, true);
      assertEquals(List.of(), monasteries.get("found"));
      assertTrue((Long) monasteries.get("drawings") > 500, monasteries.get("drawings").toString());
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void soItIsInEveryLesson() throws Exception {
    List<String> found = new ArrayList<>();
    try (RunningServer server = RunningServer.start(data);
        Browser browser = Browser.open("--force-prefers-reduced-motion")) {
      for (String lesson : LESSONS) {
        Map<String, Object> seen =
            look(
                browser,
                server.at("/lesson/rings/" + lesson),
                Map.of("plan", PLANS, "monastery", MONASTERIES),
                false);
        ((List<String>) seen.get("found")).forEach(what -> found.add(lesson + ", " + what));
        assertTrue((Long) seen.get("drawings") >= 9, lesson + ": " + seen.get("drawings"));
      }
    }
    assertEquals(List.of(), found);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> look(
      Browser browser, URI lesson, Map<String, List<List<Integer>>> sizes, boolean every)
      throws Exception {
    LabPage.open(browser, lesson);
    browser.awaitQuiet();
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(8));
    return (Map<String, Object>)
        browser
            .driver()
            .executeAsyncScript(script(), browser.awaitElement("code-panel"), sizes, every);
  }

  private static String script() throws IOException {
    try (InputStream look = PlanIT.class.getResourceAsStream("/picture/look.js")) {
      return new String(look.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
