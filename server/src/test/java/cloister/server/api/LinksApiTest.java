package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.Browser;
import cloister.server.DatabaseKind;
import cloister.server.TestServer;
import cloister.server.store.Links;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LinksApiTest {
  private static final String BODY = "{\"sandbox\":" + Samples.sandbox() + "}";

  private static TestServer server;

  @Parameter DatabaseKind kind;

  @BeforeParameterizedClassInvocation
  static void start(DatabaseKind kind) throws Exception {
    server = new TestServer.Setup().database(kind.fresh()).trustProxy().start();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  private static JsonNode make(String client) {
    Browser.Answer answer = server.browser().post("/api/links", BODY, "X-Forwarded-For", client);
    assertEquals(201, answer.status(), answer.text());
    return answer.json();
  }

  @Test
  void aSandboxComesBackAsItWasAndIsCounted() {
    JsonNode made = make("10.0.0.1");
    assertEquals("/s/" + made.get("id").asString(), made.get("path").asString());
    String path = "/api/links/" + made.get("id").asString();
    JsonNode first = server.browser().get(path).json();
    assertEquals(Samples.json(Samples.sandbox()), first.get("sandbox"));
    assertEquals(1, first.get("opened").asInt());
    assertEquals(2, server.browser().get(path).json().get("opened").asInt());
    assertEquals(made.get("expires"), first.get("expires"));
  }

  @Test
  void whatASandboxSaysOfItselfIsChecked() {
    Browser browser = server.browser();
    Browser.Answer lesson =
        browser.post("/api/links", BODY.replace(Samples.LESSON, "rings/invented"));
    assertEquals(422, lesson.status(), lesson.text());
    assertEquals("sandbox.lesson", lesson.field());
    Browser.Answer digest = browser.post("/api/links", BODY.replace("0".repeat(64), "<b>"));
    assertEquals(422, digest.status(), digest.text());
    assertEquals("sandbox.digest", digest.field());
    Browser.Answer half = browser.post("/api/links", BODY.replace("0.1.0", "\\ud800"));
    assertEquals(400, half.status(), half.text());
    assertEquals("sandbox.simulator", half.field());
  }

  @Test
  void onlyTheTokenDeletes() {
    JsonNode made = make("10.0.0.2");
    String path = "/api/links/" + made.get("id").asString();
    assertEquals(403, server.browser().delete(path).status());
    Browser.Answer wrong = server.browser().delete(path, "Delete-Token", "wrong");
    assertEquals(403, wrong.status());
    assertEquals("Delete-Token", wrong.field());
    String token = made.get("deleteToken").asString();
    assertEquals(204, server.browser().delete(path, "Delete-Token", token).status());
    assertEquals(404, server.browser().get(path).status());
    assertEquals(404, server.browser().delete(path, "Delete-Token", token).status());
  }

  @Test
  void anExpiredLinkSaysSo() {
    JsonNode made = make("10.0.0.3");
    server.clock().skip(Links.LIFE);
    Browser.Answer answer = server.browser().get("/api/links/" + made.get("id").asString());
    assertEquals(410, answer.status());
    assertEquals("error.link.expired", answer.messageId());
  }

  @Test
  void expiredLinksAreForgottenInTheEndAndDoNotCount() {
    JsonNode made = make("10.0.0.4");
    server.clock().skip(Links.LIFE.plus(Duration.ofDays(31)));
    make("10.0.0.4");
    assertEquals(404, server.browser().get("/api/links/" + made.get("id").asString()).status());
  }

  @Test
  void oneClientHasAQuotaAndAnotherItsOwn() {
    for (int i = 0; i < Links.QUOTA; i++) {
      make("10.0.0.5");
    }
    Browser.Answer answer =
        server.browser().post("/api/links", BODY, "X-Forwarded-For", "10.0.0.5");
    assertEquals(429, answer.status());
    assertEquals("error.link.quota", answer.messageId());
    make("10.0.0.6");
  }

  @Test
  void anUnknownLinkIsNotFound() {
    assertEquals(404, server.browser().get("/api/links/nothing").status());
  }

  @Test
  void wrongSandboxesAreNamed() {
    Browser browser = server.browser();
    assertEquals("sandbox", browser.post("/api/links", "{}").field());
    assertEquals("sandbox", browser.post("/api/links", "{\"sandbox\":[]}").field());
    assertEquals(
        "sandbox.format", browser.post("/api/links", "{\"sandbox\":{\"format\":9}}").field());
    String badLog = BODY.replace("\"run\"", "\"fly\"");
    assertEquals("sandbox.log[0].do", browser.post("/api/links", badLog).field());
  }

  @Test
  void aLargeSandboxIsTooLarge() {
    String large = BODY.replace("0.1.0", "x".repeat(300_000));
    Browser.Answer answer = server.browser().post("/api/links", large);
    assertEquals(413, answer.status());
    assertTrue(answer.json().get("detail").asString().contains("262144"), answer.text());
  }
}
