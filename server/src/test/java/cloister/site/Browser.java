package cloister.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.http.ClientConfig;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A Chromium with a profile of its own, as a person who comes for the first time has it. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = program("CHROMIUM", "/usr/bin/chromium");
  private static final Path DRIVER = program("CHROMEDRIVER", "/usr/bin/chromedriver");

  /** Axe takes its time with tables of many rows, more so beside another browser. */
  private static final int AXE_SECONDS = 150;

  private static final Path SCREENSHOTS = Path.of("target/screenshots").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int MOST_SHOWN = 500;

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--lang=en",
          "--window-size=1280,900");

  private final ChromeDriver driver;
  private final Path profile;

  private Browser(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  public static Browser open(String... moreFlags) throws IOException {
    boolean installed = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!installed && System.getenv("CI") == null) {
      Assumptions.abort("no Chromium at " + CHROMIUM + " with its driver at " + DRIVER);
    }
    Path profile = Files.createTempDirectory("cloister-profile");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.addArguments(FLAGS);
    options.addArguments(moreFlags);
    options.addArguments("--user-data-dir=" + profile);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    // A conversation of the parity suite is one command: it may take as long as its script may.
    ClientConfig client = ClientConfig.defaultConfig().readTimeout(Duration.ofMinutes(10));
    return new Browser(new ChromeDriver(service, options, client), profile);
  }

  /** The variable's value, or where Debian puts the program. */
  private static Path program(String variable, String usual) {
    String chosen = System.getenv(variable);
    return Path.of(chosen == null ? usual : chosen);
  }

  public ChromeDriver driver() {
    return driver;
  }

  public void go(URI address) {
    driver.get(address.toString());
  }

  /** Waits until the condition gives something that is neither null nor false. */
  <T> T await(String what, ExpectedCondition<T> condition) {
    try {
      return new WebDriverWait(driver, PATIENCE, BETWEEN_LOOKS)
          .withMessage(what)
          .ignoring(StaleElementReferenceException.class)
          .until(condition);
    } catch (TimeoutException e) {
      screenshot("timeout");
      throw new TimeoutException(what + ": not at " + whereItStands(), e);
    }
  }

  /** What is of use to who was not there: address, text and complaints. */
  private String whereItStands() {
    String text = text().strip().replaceAll("\\s+", " ");
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + " …" : text;
    return driver.getCurrentUrl() + ", which says “" + shown + "”, console " + complaints();
  }

  /** Waits until the page has loaded, its fonts too, and asked for nothing more for a while. */
  void awaitQuiet() {
    driver.manage().timeouts().scriptTimeout(PATIENCE);
    driver.executeAsyncScript(
        """
        const done = arguments[arguments.length - 1];
        let last = performance.now();
        new PerformanceObserver(() => (last = performance.now())).observe({ type: 'resource' });
        const look = () => {
          const quiet = performance.now() - last > 400 && document.readyState === 'complete';
          if (quiet) document.fonts.ready.then(() => done());
          else setTimeout(look, 100);
        };
        look();
        """);
  }

  /**
   * The first element that matches, looked for in the open shadow trees too; every selector but the
   * first is looked for inside the match before it. Null when there is none.
   */
  WebElement find(String... selectors) {
    return (WebElement)
        driver.executeScript(
            """
            const search = (root, selector) => {
              const direct = root.querySelector(selector);
              if (direct) return direct;
              for (const element of root.querySelectorAll('*')) {
                const found = element.shadowRoot && search(element.shadowRoot, selector);
                if (found) return found;
              }
              return null;
            };
            let at = document;
            for (const selector of arguments[0]) {
              at = at && ((at.shadowRoot && search(at.shadowRoot, selector)) || search(at, selector));
            }
            return at;
            """,
            List.of(selectors));
  }

  WebElement awaitElement(String... selectors) {
    return await(String.join(" > ", selectors) + " appears", d -> find(selectors));
  }

  /** The text of the whole page as a person reads it, shadow trees included. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  void darkTheme(boolean dark) {
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
  }

  void viewport(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the console has complained about since the last call. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        complaints.add(entry.getMessage());
      }
    }
    return complaints;
  }

  /** What axe finds wrong with the page by the rules of WCAG 2.2 AA. */
  List<String> barriers() {
    Results results =
        new AxeBuilder()
            .setTimeout(AXE_SECONDS)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
            .analyze(driver);
    if (results.isErrored()) {
      throw new IllegalStateException("axe failed: " + results.getErrorMessage());
    }
    List<String> barriers = new ArrayList<>();
    for (Rule rule : results.getViolations()) {
      for (CheckedNode node : rule.getNodes()) {
        barriers.add(rule.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary());
      }
    }
    return barriers;
  }

  /** In both themes, wide and on a phone: a picture, no barrier, nothing beyond the window. */
  void assertAccessible(String name) {
    for (boolean dark : List.of(false, true)) {
      for (int width : List.of(1280, 390)) {
        darkTheme(dark);
        viewport(width, 900);
        awaitQuiet();
        String here = name + "-" + width + (dark ? "-dark" : "-light");
        screenshot(here);
        assertEquals(List.of(), barriers(), here);
        assertFalse(scrollsSideways(), here);
      }
    }
    darkTheme(false);
    viewport(1280, 900);
  }

  /** Whether the page is wider than its window. */
  boolean scrollsSideways() {
    return (Boolean)
        driver.executeScript(
            "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
  }

  /** Addresses of everything that the page loaded, itself included. */
  @SuppressWarnings("unchecked")
  List<String> requests() {
    return (List<String>)
        driver.executeScript(
            "return performance.getEntries().filter(e => e.name.startsWith('http')).map(e =>"
                + " e.name)");
  }

  /**
   * Bytes that came over the wire for the page: its fonts, or the rest without the simulator and
   * without the editor, which the page asks for when it has been idle.
   */
  long transferredBytes(boolean fonts) {
    return (Long)
        driver.executeScript(
            """
            return performance.getEntries()
              .filter((entry) => 'encodedBodySize' in entry)
              .filter((entry) => entry.name.endsWith('.woff2') === arguments[0])
              .filter((entry) => !entry.name.endsWith('/simulator/wasm/simulator.wasm'))
              .filter((entry) => !entry.name.includes('/assets/editor-'))
              .reduce((sum, entry) => sum + entry.encodedBodySize, 0);
            """,
            fonts);
  }

  /** The element that has the focus, looked for in shadow trees. */
  WebElement focused() {
    return (WebElement)
        driver.executeScript(
            """
            let at = document.activeElement;
            while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
            return at;
            """);
  }

  static boolean contains(SearchContext context, String selector) {
    return !context.findElements(By.cssSelector(selector)).isEmpty();
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Chromium may still be writing while it ends; the system's temporary folder forgets it.
      System.getLogger("cloister.site").log(System.Logger.Level.DEBUG, "profile left", e);
    }
  }
}
