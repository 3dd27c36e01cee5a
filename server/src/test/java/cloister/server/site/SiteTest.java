package cloister.server.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static Javalin javalin;

  @BeforeAll
  static void start() {
    Site site = new Site("/testsite");
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
                  config.routes.get(
                      "/*",
                      context -> {
                        if (!site.answer(context)) {
                          site.answerMissing(context);
                        }
                      });
                })
            .start("127.0.0.1", 0);
  }

  @AfterAll
  static void stop() {
    javalin.stop();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + javalin.port() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "/, landing",
    "/course, course",
    "/course/, course",
    "/lab, lab",
    "/lesson/rings/wall-and-gate, lab",
    "/s/ABCDEFGHJK, lab"
  })
  void addressesLeadToTheirPages(String path, String page) throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(200, response.statusCode());
    assertTrue(response.body().contains("<title>" + page + "</title>"), response.body());
    assertEquals("text/html;charset=utf-8", header(response, "Content-Type"));
    assertEquals("no-cache", header(response, "Cache-Control"));
  }

  @Test
  void whatIsNowhereGetsThePageThatSaysSo() throws Exception {
    HttpResponse<String> response = get("/nowhere");
    assertEquals(404, response.statusCode());
    assertTrue(response.body().contains("<title>nothing</title>"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/x/testsite/index.html",
        "/assets/..%2findex.html",
        "/.hidden.html",
        "/assets//main-AbCd1234.js",
        "/assets",
        "/index.html.gz",
        "/assets/main-AbCd1234.js.br"
      })
  void nothingElseOfTheClassPathIsServed(String path) throws Exception {
    assertEquals(404, get(path).statusCode(), path);
  }

  @Test
  void aFileWithItsHashInTheNameMayBeKeptForEver() throws Exception {
    HttpResponse<String> response = get("/assets/main-AbCd1234.js");
    assertEquals("public, max-age=31536000, immutable", header(response, "Cache-Control"));
    assertEquals("text/javascript;charset=utf-8", header(response, "Content-Type"));
    assertEquals("console.log('plain');\n", response.body());
  }

  @Test
  void theBuildsCompressedFormIsPreferred() throws Exception {
    HttpResponse<String> brotli = get("/assets/main-AbCd1234.js", "Accept-Encoding", "gzip, br");
    assertEquals("br", header(brotli, "Content-Encoding"));
    assertEquals("stands for brotli\n", brotli.body());
    HttpResponse<String> none =
        get("/assets/main-AbCd1234.js", "Accept-Encoding", "br;q=0, identity");
    assertEquals("", header(none, "Content-Encoding"));
    assertEquals("Accept-Encoding", header(none, "Vary"));
  }

  @Test
  void whatTheClientHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = get("/");
    String tag = header(first, "ETag");
    assertEquals(304, get("/", "If-None-Match", tag).statusCode());
    assertEquals(304, get("/", "If-None-Match", "\"older\", " + tag).statusCode());
    assertEquals(200, get("/", "If-None-Match", "\"older\"").statusCode());
    assertFalse(header(first, "ETag").isEmpty());
  }

  @Test
  void wasmHasTheTypeThatBrowsersStream() throws Exception {
    assertEquals("application/wasm", header(get("/simulator.wasm"), "Content-Type"));
  }
}
