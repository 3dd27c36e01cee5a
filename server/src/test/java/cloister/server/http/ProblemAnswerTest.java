package cloister.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.text.Sentences;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ProblemAnswerTest {
  @Test
  void aFaultOfTheMachineIsAProblemToo() throws Exception {
    ProblemAnswer problems = new ProblemAnswer(Sentences.english(), JsonText.mapper());
    Javalin javalin =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.router.javaLangErrorHandler(problems::answer);
              config.routes.get("/deep", context -> deep(0));
            });
    try {
      javalin.start("127.0.0.1", 0);
      URI address = URI.create("http://127.0.0.1:" + javalin.port() + "/deep");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(500, answer.statusCode());
      assertEquals(
          ProblemAnswer.CONTENT_TYPE, answer.headers().firstValue("Content-Type").orElse(""));
      assertTrue(answer.body().contains("error.server"), answer.body());
    } finally {
      javalin.stop();
    }
  }

  private static int deep(int level) {
    return deep(level + 1) + 1;
  }
}
