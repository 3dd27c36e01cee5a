package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.Settings;
import cloister.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResetPasswordCommandTest {
  private static CommandLineRun reset(Settings settings, String... more) {
    List<String> line = new ArrayList<>(List.of("admin", "reset-password"));
    Optional<Settings.DatabaseAddress> database = settings.database();
    if (database.isPresent()) {
      line.addAll(List.of("--database-url", database.get().url()));
      line.addAll(List.of("--database-user", database.get().user().orElseThrow()));
    } else {
      line.addAll(List.of("--data", settings.data().toString()));
    }
    line.addAll(List.of(more));
    return CommandLineRun.of(line.toArray(String[]::new));
  }

  private static CommandLineRun typed(Settings settings, String line) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(line.getBytes()));
      return reset(settings, "ada", "--stdin");
    } finally {
      System.setIn(before);
    }
  }

  private static int signIn(Browser browser, String password) {
    return browser
        .post("/api/sign-in", "{\"name\":\"ada\",\"password\":\"" + password + "\"}")
        .status();
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void besideTheServerAnAccountGetsAnotherPasswordAndLosesItsSessions(DatabaseKind kind)
      throws Exception {
    TestServer.Setup setup = new TestServer.Setup().database(kind.fresh());
    try (TestServer server = setup.start()) {
      Browser ada = server.instructor("ada");
      CommandLineRun run = reset(setup.settings(), "Ada");
      assertEquals(0, run.status(), run.err());
      assertTrue(ada.get("/api/me").text().contains("\"instructor\":null"));
      assertEquals(401, signIn(ada, "correct horse"));
      assertEquals(200, signIn(ada, run.out().strip()));

      CommandLineRun tooShort = typed(setup.settings(), "short\n");
      assertEquals(2, tooShort.status(), tooShort.err());
      assertEquals("", typed(setup.settings(), "battery staple\n").out());
      assertEquals(200, signIn(ada, "battery staple"));

      CommandLineRun nobody = reset(setup.settings(), "nobody");
      assertEquals(2, nobody.status());
      assertTrue(nobody.err().contains("no account of this name"), nobody.err());
    }
  }
}
