package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
class CompareIT {
  @TempDir private static Path data;
  private static RunningServer server;

  @BeforeAll
  static void startServer() throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void oneKernelInFiveWays() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/compare"));
      browser.await(
          "all ways", driver -> browser.text().contains("instructions of the guest from"));
      String trapped = browser.awaitElement("compare-page", ".trap-and-emulate").getText();
      assertTrue(trapped.contains("popf lies at guest instruction"), trapped);
      assertTrue(trapped.contains("not as bare"), trapped);
      assertTrue(trapped.contains("popf at 00007DB5 leaves"), trapped);
      assertTrue(trapped.contains("first program after"), trapped);
      assertTrue(trapped.contains("bytes of shadow tables"), trapped);
      String vtx = browser.awaitElement("compare-page", ".vmx").getText();
      assertTrue(vtx.contains("bytes of EPT"), vtx);
      assertTrue(vtx.contains("same memory, console and instructions as bare"), vtx);
      for (int width : List.of(1280, 390)) {
        browser.viewport(width, 900);
        browser.darkTheme(width == 390);
        browser.screenshot("compare-" + width);
        assertEquals(List.of(), browser.barriers(), "axe");
        assertFalse(browser.scrollsSideways());
      }
      browser.viewport(1280, 900);
      browser.awaitElement("compare-page", ".end .seg button:nth-child(2)").click();
      String table = browser.awaitElement("compare-page", "table").getText();
      assertTrue(table.contains("Binary translation"), table);
      assertTrue(table.contains("first difference"), table);
      String csv = browser.awaitElement("compare-page", "a.btn").getAttribute("href");
      assertTrue(csv.contains("vmx"), csv);
      assertEquals(List.of(), browser.barriers(), "axe");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  /** From a figure down to the instruction behind it. */
  @Test
  void theFirstDifferenceIsStoodBeforeInTheLab() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/compare"));
      browser.awaitElement("compare-page", ".trap-and-emulate .lies a").click();
      browser.await(
          "the instruction that lies",
          driver ->
              driver.getCurrentUrl().contains("/lab/#compare=") && browser.text().contains("popf"));
      assertTrue(browser.find("guests-picture") != null, "the picture of the guests");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }

  @Test
  void aKernelOfOnesOwnWithAMistakeIsRefused() throws Exception {
    try (Browser browser = Browser.open()) {
      browser.go(server.at("/compare"));
      browser.await(
          "all ways", driver -> browser.text().contains("instructions of the guest from"));
      browser.awaitElement("compare-page", ".options .seg button:nth-child(3)").click();
      browser.awaitElement("compare-page", "textarea").sendKeys("\nnonsense eax\n");
      browser.awaitElement("compare-page", ".own .btn").click();
      browser.await("the line", driver -> browser.text().contains("cannot be compared"));
      assertEquals(List.of(), browser.barriers(), "axe");
      assertEquals(List.of(), browser.complaints(), "console");
    }
  }
}
