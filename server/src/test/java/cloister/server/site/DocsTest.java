package cloister.server.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.Encoding;
import cloister.cpu.decode.OpcodeTable;
import cloister.cpu.vmx.VmcsField;
import cloister.event.Rule;
import cloister.kernel.syscall.Support;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.syscall.SystemCalls;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The pages that tools/docs makes: every row of the tables is there, and no link leads nowhere. */
class DocsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path USERLAND = ROOT.resolve("shared-sim/userland/src/main/userland");

  /** On the class path of the tests. */
  private static final Path SITE = Path.of("target/test-classes/docs-site");

  @BeforeAll
  static void build() throws Exception {
    Process build =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                ROOT.resolve("tools/docs/BuildDocs.java").toString(),
                ROOT.toString(),
                SITE.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(build.getInputStream().readAllBytes());
    assertEquals(0, build.waitFor(), said);
  }

  @Test
  void everyInstructionIsListed() throws IOException {
    String page = page("reference/instructions");
    for (Encoding row : new OpcodeTable().rows()) {
      String at32 = row.names().dependsOnSize() ? " / " + row.names().at32() : "";
      assertListed(page, row.names().at16() + at32);
    }
    assertEquals(new OpcodeTable().rows().size(), count(page, "<tr><td>"));
  }

  @Test
  void everySystemCallIsListedWithWhatIsMissing() throws IOException {
    String page = page("reference/system-calls");
    for (SystemCall call : new SystemCalls().rows()) {
      assertListed(page, call.name());
      if (call.support() == Support.PARTIAL) {
        assertTrue(page.contains(call.note()), call.note());
      }
    }
    long missing =
        new SystemCalls().rows().stream().filter(row -> row.support() == Support.MISSING).count();
    assertEquals(missing, count(page, "<td>ENOSYS</td>"));
  }

  @Test
  void everyRuleAndFieldIsListed() throws IOException {
    for (Rule rule : Rule.values()) {
      assertListed(page("reference/rules"), rule.name());
    }
    assertEquals(VmcsField.values().length, count(page("reference/vmcs-fields"), "<tr><td>"));
  }

  @Test
  void everyProgramIsListed() throws IOException {
    TreeSet<String> programs = found("\\{\"([^\"]+)\", \\w+_main}", "tools/main.c");
    assertTrue(programs.size() > 100, "found " + programs);
    for (String program : programs) {
      assertListed(page("reference/linux-programs"), program);
    }
  }

  @Test
  void everyCommandAndFlagOfDockerIsListed() throws IOException {
    String page = page("reference/docker-commands");
    for (String command : found("\\{\"([a-z ]+)\", \\w+_command", "docker/main.c")) {
      assertTrue(page.contains(">docker " + command + "<"), command);
    }
    for (String flag : found("\\{\"!?([a-z-]+)\", (?:0|'.'), '.'", "docker/flags.c")) {
      assertTrue(page.contains("--" + flag + "<"), flag);
    }
    for (String command : List.of("login", "push", "swarm")) {
      assertListed(page, command);
    }
    String compose = page("reference/compose-commands");
    for (String command : found("\\{\"compose ([a-z]+)\"", "docker/compose.c")) {
      assertTrue(compose.contains(">docker compose " + command + "<"), command);
    }
    for (String key : found("\\{\"([a-z_]+)\", \"[^\"]+\", \\w", "docker/schema.c")) {
      assertTrue(page("reference/compose-files").contains(key + "</code>"), key);
    }
  }

  @Test
  void aFlagThatIsKnownAndRefusedIsNotListedAsTaken() throws IOException {
    String page = page("reference/docker-commands");
    assertFalse(page.contains("--!"), "a mark of the table is on the page");
    assertTrue(page.contains("<code>--gpus</code>"), "--gpus is refused");
    assertFalse(page.contains("<tr><td><code>--gpus</code>"), "--gpus is refused");
  }

  @Test
  void theServerHasThePagesAtTheirAddresses() throws Exception {
    Site site = new Site("/docs-site");
    Javalin server =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.routes.get("/*", site::answer);
                })
            .start("127.0.0.1", 0);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String page : pages()) {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/docs/" + page);
        HttpResponse<String> answer =
            client.send(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), page);
        assertEquals(page(page), answer.body());
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void noLinkOfTheSitesPagesLeadsNowhere() throws IOException {
    TreeSet<String> dead = new TreeSet<>();
    for (String page : pages()) {
      Matcher link = Pattern.compile("<a href=\"([^\"]*)\"").matcher(page(page));
      while (link.find()) {
        String address = link.group(1);
        if (!address.contains("://") && !address.startsWith("mailto:") && isDead(page, address)) {
          dead.add(page + " -> " + address);
        }
      }
    }
    assertEquals(new TreeSet<>(), dead);
  }

  /** Outside of the documents there are the pages of the site, which have folders of their own. */
  private static boolean isDead(String from, String address) throws IOException {
    int mark = address.indexOf('#');
    String path = mark < 0 ? address : address.substring(0, mark);
    if (!path.isEmpty() && !path.startsWith("/docs/")) {
      String folder = path.substring(Math.min(1, path.length())).replaceAll("/$", "");
      Path pages = ROOT.resolve("web-client/src/main/site").resolve(folder);
      return !path.startsWith("/") || !Files.exists(pages.resolve("index.html"));
    }
    String to = path.isEmpty() ? from : path.substring("/docs/".length());
    if (!pages().contains(to)) {
      return true;
    }
    return mark >= 0 && !page(to).contains(" id=\"" + address.substring(mark + 1) + "\"");
  }

  private static TreeSet<String> pages() throws IOException {
    Path docs = SITE.resolve("docs");
    try (Stream<Path> files = Files.walk(docs)) {
      TreeSet<String> all = new TreeSet<>();
      files
          .filter(file -> file.endsWith("index.html"))
          .forEach(file -> all.add(docs.relativize(file.getParent()).toString()));
      return all;
    }
  }

  private static String page(String address) throws IOException {
    return Files.readString(SITE.resolve("docs").resolve(address).resolve("index.html"));
  }

  private static void assertListed(String page, String word) {
    assertTrue(page.contains("<code>" + word + "</code>"), word);
  }

  private static int count(String page, String part) {
    return page.split(Pattern.quote(part), -1).length - 1;
  }

  private static TreeSet<String> found(String pattern, String file) throws IOException {
    TreeSet<String> all = new TreeSet<>();
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(USERLAND.resolve(file)));
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }
}
