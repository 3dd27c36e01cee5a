package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.server.api.Samples;
import org.junit.jupiter.api.Test;

class GoneLessonTest {
  @Test
  void aLinkToALessonThatTheCourseNoLongerHasSaysSo() throws Exception {
    try (TestServer server = TestServer.start()) {
      Browser browser = server.browser();
      String link =
          browser
              .post("/api/links", "{\"sandbox\":" + Samples.sandbox() + "}")
              .json()
              .get("path")
              .asString()
              .substring(3);
      server
          .server()
          .database()
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "UPDATE link SET sandbox = replace(sandbox, 'rings/', '../../rings/')"));
      Browser.Answer answer = browser.get("/api/links/" + link);
      assertEquals(410, answer.status(), answer.text());
      assertEquals("sandbox.lesson", answer.field());
      assertEquals("error.lesson", answer.messageId());
    }
  }
}
