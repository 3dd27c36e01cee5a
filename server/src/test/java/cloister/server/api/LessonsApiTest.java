package cloister.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.Browser;
import cloister.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LessonsApiTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theIndexNamesTheLessons() {
    Browser.Answer answer = server.browser().get("/api/lessons");
    assertEquals(200, answer.status());
    assertEquals("rings/machine", answer.json().get("lessons").get(0).get("id").asString());
    assertEquals(Samples.LESSON, answer.json().get("retired").get(0).get("id").asString());
  }

  @Test
  void aLessonHasItsStart() {
    Browser.Answer answer = server.browser().get("/api/lessons/" + Samples.LESSON);
    assertEquals(Samples.LESSON, answer.json().get("id").asString());
    assertEquals("rings", answer.json().get("scenario").get("model").asString());
  }

  @Test
  void theSlashOfAnIdMayBeEncoded() {
    String encoded = Samples.LESSON.replace("/", "%2F");
    assertEquals(
        server.browser().get("/api/lessons/" + Samples.LESSON).text(),
        server.browser().get("/api/lessons/" + encoded).text());
  }

  @Test
  void anUnknownLessonIsAProblem() {
    Browser.Answer answer = server.browser().get("/api/lessons/rings/no-such");
    assertEquals(404, answer.status());
    assertEquals("error.lesson", answer.messageId());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals(404, server.browser().get("/api/lessons/none").status());
  }

  @Test
  void aBundleIsAskedForOnlyOnce() {
    String path = "/api/lessons/" + Samples.LESSON;
    Browser.Answer first = server.browser().get(path, "Accept-Encoding", "gzip");
    assertEquals("gzip", first.header("Content-Encoding"));
    Browser.Answer second =
        server
            .browser()
            .get(path, "Accept-Encoding", "gzip", "If-None-Match", first.header("ETag"));
    assertEquals(304, second.status());
    assertTrue(second.text().isEmpty());
  }

  @Test
  void noSolutionIsServed() {
    String bundle = server.browser().get("/api/lessons/" + Samples.LESSON).text();
    assertTrue(!bundle.contains("solution"), "the bundle speaks of a solution");
  }
}
