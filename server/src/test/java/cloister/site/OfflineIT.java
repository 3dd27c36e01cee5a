package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site after a visit, when there is no server any more. */
class OfflineIT {
  private static final String LESSON = "/lesson/rings/wall-and-gate";

  @TempDir private Path data;

  @Test
  void whatWasVisitedOnceWorksWithoutTheServer() throws Exception {
    try (Browser browser = Browser.open()) {
      RunningServer server = RunningServer.start(data);
      try {
        browser.go(server.at("/"));
        awaitKept(browser);
        assertEquals(List.of(), browser.complaints());
      } finally {
        server.close();
      }
      LabPage lab = LabPage.open(browser, server.at(LESSON));
      lab.run();
      assertEquals(41, lab.step());
      lab.press("s");
      browser.awaitElement("share-dialog", "#copy");
      browser.screenshot("offline-lesson");

      browser.go(server.at("/course"));
      assertFalse(browser.awaitElement("course-map", "li").getText().isBlank());
      browser.go(server.at("/class"));
      browser.await("classes say why not", d -> browser.text().contains("cannot be reached"));
      browser.go(server.at("/no/such/page"));
      browser.await("the missing page", d -> browser.text().contains("nothing at this address"));
    }
  }

  @Tag("full")
  @Test
  void answersOfTheApiAreNeverKept() throws Exception {
    try (Browser browser = Browser.open();
        RunningServer server = RunningServer.start(data)) {
      browser.go(server.at("/course"));
      awaitKept(browser);
      browser.go(server.at("/course"));
      browser.awaitQuiet();
      List<String> kept = kept(browser);
      assertTrue(kept.contains("/lab/") && kept.contains("/messages/en.json"), kept.toString());
      assertEquals(List.of(), kept.stream().filter(path -> path.startsWith("/api")).toList());
      assertTrue(kept.contains("/simulator/wasm/simulator.wasm"), kept.toString());
      assertTrue(kept.contains("/simulator/c/wasm/c.wasm"), kept.toString());
      assertEquals(
          List.of(),
          kept.stream().filter(path -> path.matches("/simulator/.*js/.*")).toList(),
          "the form that this browser does not take");
    }
  }

  private static void awaitKept(Browser browser) {
    browser.await(
        "the site is kept",
        driver ->
            browser
                .driver()
                .executeScript("return navigator.serviceWorker.controller !== null")
                .equals(true));
  }

  @SuppressWarnings("unchecked")
  private static List<String> kept(Browser browser) {
    return (List<String>)
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                const paths = async (name) =>
                  (await (await caches.open(name)).keys()).map((request) => new URL(request.url).pathname);
                caches.keys().then((names) => Promise.all(names.map(paths))).then((all) => done(all.flat()));
                """);
  }
}
