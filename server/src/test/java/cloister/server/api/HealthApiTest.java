package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.TestServer;
import cloister.world.Simulator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthApiTest {
  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void saysThatItWorksAndWhatItIs(DatabaseKind kind) throws Exception {
    try (TestServer server = TestServer.start(kind)) {
      Browser browser = server.browser();
      assertEquals("{\"status\":\"ok\"}", browser.get("/api/health").text());
      assertEquals("Cloister", browser.get("/api/version").json().get("name").asString());
      assertEquals(
          Simulator.VERSION, browser.get("/api/version").json().get("simulator").asString());
    }
  }
}
