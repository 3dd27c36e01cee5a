package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies and heads that are sent to take the server's memory, or to be something else. */
class HostileBodiesTest {
  private static final int LARGE = 1_000_000;

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Browser.Answer send(byte[] body, String... headers) {
    return server
        .browser()
        .send("POST", "/api/runs", HttpRequest.BodyPublishers.ofByteArray(body), headers);
  }

  /** A body of which only the beginning comes. */
  private static Socket held() throws Exception {
    Socket socket = new Socket("127.0.0.1", server.server().port());
    OutputStream out = socket.getOutputStream();
    out.write(
        ("POST /api/runs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: %d\r\n\r\n{".formatted(LARGE))
            .getBytes());
    out.flush();
    return socket;
  }

  @Test
  void anAddressHoldsOnlySoMuchOfTheMemory() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sockets.add(held());
    }
    Thread.sleep(1000);
    byte[] large = " ".repeat(LARGE).getBytes();
    Browser.Answer refused = send(large, "Content-Type", "application/json");
    assertEquals(429, refused.status());
    assertEquals("error.body.atOnce", refused.messageId());
    Browser.Answer small = send("{}".getBytes(), "Content-Type", "application/json");
    assertEquals(400, small.status(), "small ones are still taken");
    for (Socket socket : sockets) {
      socket.close();
    }
    Thread.sleep(1000);
    assertEquals("error.body.empty", send(large, "Content-Type", "application/json").messageId());
  }

  @Test
  void whoStillWritesHearsThatItIsTooMuch() throws Exception {
    byte[] piece = " ".repeat(64 << 10).getBytes();
    int pieces = 40;
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /api/links HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(pieces * piece.length)
              .getBytes());
      for (int i = 0; i < pieces; i++) {
        out.write(piece);
        out.flush();
        Thread.sleep(5);
      }
      byte[] status = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 413", new String(status, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void aBodyOfManyThingsIsRefusedBeforeTheyAreMade() {
    String many = "{\"lesson\":\"x\",\"log\":[1" + ",1".repeat(200_000) + "]}";
    Browser.Answer answer = server.browser().post("/api/progress", many);
    assertEquals(400, answer.status());
    assertEquals("error.body.limits", answer.messageId());
    String fewer = "{\"lesson\":\"x\",\"log\":[1" + ",1".repeat(50_000) + "]}";
    assertEquals(400, server.browser().post("/api/progress", fewer).status());
  }

  @Test
  void aBodyIsUtf8AndNotPacked() {
    byte[] wide = "{}".getBytes(StandardCharsets.UTF_16);
    assertEquals("error.body.type", send(wide, "Content-Type", "application/json").messageId());
    Browser.Answer packed =
        send("{}".getBytes(), "Content-Type", "application/json", "Content-Encoding", "gzip");
    assertEquals(415, packed.status());
    assertEquals(415, send("{}".getBytes(), "Content-Type", ";").status());
  }

  @Test
  void aHeaderOfSeparatorsAloneIsNoFaultOfTheServer() {
    assertEquals(200, server.browser().get("/", "Accept-Encoding", ";").status());
    assertEquals(200, server.browser().get("/", "Accept-Encoding", ";,;q=0").status());
  }

  @Test
  void aRequestIsWhatItsFirstLineSays() {
    Browser.Answer answer = server.browser().get("/api/health", "X-HTTP-Method-Override", "DELETE");
    assertEquals(200, answer.status());
    Browser.Answer foreign =
        server
            .browser()
            .post(
                "/api/progress/code",
                "{}",
                "X-HTTP-Method-Override",
                "GET",
                "Origin",
                "https://evil.example");
    assertEquals(403, foreign.status());
    assertTrue(foreign.messageId().equals("error.origin"), foreign.text());
  }
}
