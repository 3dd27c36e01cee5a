package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines without a lesson. */
@Tag("full")
class PlaygroundIT {
  /** The addresses of all links of all cards, in the order of the page. */
  private static final String ADDRESSES =
      """
      const page = document.querySelector('playground-page').shadowRoot;
      const cards = page.querySelector('play-machines').shadowRoot;
      return [...cards.querySelectorAll('.links a')].map((link) => link.href);
      """;

  @TempDir private Path data;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyMachineStarts() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/playground"));
      browser.awaitElement("play-machines", ".links a");
      List<?> addresses = (List<?>) browser.driver().executeScript(ADDRESSES);
      List<String> labs =
          addresses.stream().map(String::valueOf).filter(a -> a.contains("/lab/")).toList();
      assertTrue(labs.size() >= 9, labs.toString());
      for (String address : labs) {
        browser.go(server.at("/playground"));
        LabPage lab = LabPage.open(browser, URI.create(address));
        assertFalse(lab.has("lab-page", ".problem"), address);
        assertEquals(List.of(), browser.complaints(), address);
      }
    }
  }

  @Test
  void aMachineOfNoLessonSaysSo() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/lab/#machine=no/such"));
      String problem = browser.awaitElement("lab-page", ".problem").getText();
      assertTrue(problem.contains("no/such"), problem);
    }
  }
}
