package cloister.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
  private static final String SIGN_IN = "{\"name\":\"x\",\"password\":\"y\"}";

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/health", "/api/nothing", "/nothing.js", "/"})
  void everyAnswerForbidsWhatIsNotNeeded(String path) {
    Browser.Answer answer = server.browser().get(path);
    assertEquals(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src"
            + " 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; object-src"
            + " 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
        answer.header("Content-Security-Policy"));
    assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    assertEquals("no-referrer", answer.header("Referrer-Policy"));
    assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy"));
    assertTrue(answer.header("Permissions-Policy").contains("camera=()"));
    assertEquals("", answer.header("Server"));
    assertEquals("", answer.header("Strict-Transport-Security"));
  }

  @Test
  void anUnknownRouteIsAProblem() {
    Browser.Answer answer = server.browser().get("/api/nothing");
    assertEquals(404, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals("error.route", answer.messageId());
    assertEquals(404, server.browser().post("/api/nothing", "{}").status());
    assertEquals(404, server.browser().delete("/api/nothing").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../x", "/%2e%2e/x", "/api/%00", "/a%5cb", "/;/x"})
  void aPathThatTriesToLeaveIsAProblem(String path) {
    Browser.Answer answer = server.browser().get(path);
    assertTrue(answer.status() == 400 || answer.status() == 404, answer.text());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertFalse(answer.text().contains("jetty"), answer.text());
  }

  @Test
  void aPathLongerThanAnyOfOursIsAProblem() {
    for (String path :
        new String[] {"/a/".repeat(1500), "/a".repeat(1500), "/" + "a".repeat(600)}) {
      Browser.Answer answer = server.browser().get(path);
      assertEquals(404, answer.status());
      assertEquals("error.route", answer.messageId());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"OPTIONS", "TRACE", "FLY"})
  void aMethodThatNobodyServesIsAProblem(String method) {
    Browser.Answer answer =
        server.browser().send(method, "/api/progress", HttpRequest.BodyPublishers.noBody());
    assertEquals(405, answer.status());
    assertEquals("application/problem+json", answer.header("Content-Type"));
    assertEquals("GET, HEAD, POST", answer.header("Allow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%zz HTTP/1.1", "GET / HTTP/1.1\r\nA: aaaa", "FLY"})
  void aRequestThatNoHandlerSeesIsAnsweredAsSafely(String start) throws Exception {
    String request = start.replace("aaaa", "a".repeat(20_000)) + "\r\nHost: localhost\r\n\r\n";
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes());
      String answer = new String(socket.getInputStream().readNBytes(350)).toLowerCase();
      assertTrue(answer.startsWith("http/1.1 4"), answer);
      assertTrue(answer.contains("x-content-type-options: nosniff"), answer);
      assertTrue(answer.contains("content-security-policy: default-src 'none'"), answer);
      assertTrue(answer.contains("cache-control: no-store"), answer);
    }
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    Browser.Answer answer = server.browser().delete("/api/progress");
    assertEquals(405, answer.status());
    assertEquals("GET, HEAD, POST", answer.header("Allow"));
    assertEquals(405, server.browser().post("/course", "{}").status());
    assertEquals(
        405,
        server
            .browser()
            .send("PATCH", "/api/links/x", HttpRequest.BodyPublishers.noBody())
            .status());
  }

  @Test
  void headAnswersAsGetWithoutTheBody() {
    Browser.Answer answer =
        server.browser().send("HEAD", "/api/health", HttpRequest.BodyPublishers.noBody());
    assertEquals(200, answer.status());
    assertEquals("application/json", answer.header("Content-Type"));
    assertTrue(answer.text().isEmpty());
  }

  @Test
  void onlyJsonIsTaken() {
    Browser.Answer answer =
        server
            .browser()
            .send(
                "POST",
                "/api/sign-in",
                HttpRequest.BodyPublishers.ofString(SIGN_IN),
                "Content-Type",
                "text/plain");
    assertEquals(415, answer.status());
    assertEquals("error.body.type", answer.messageId());
    Browser.Answer form =
        server
            .browser()
            .send(
                "POST",
                "/api/sign-out",
                HttpRequest.BodyPublishers.ofString("a=b"),
                "Content-Type",
                "application/x-www-form-urlencoded");
    assertEquals(415, form.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=bogus",
        "application/json; charset=%",
        "application/json;charset=utf-16",
        "application/json; charset=\"\""
      })
  void aCharacterSetThatJsonHasNotIsRefused(String type) {
    for (String path : new String[] {"/api/sign-in", "/api/progress", "/api/sign-out"}) {
      Browser.Answer answer =
          server
              .browser()
              .send(
                  "POST", path, HttpRequest.BodyPublishers.ofString(SIGN_IN), "Content-Type", type);
      assertEquals(415, answer.status(), answer.text());
      assertEquals("error.body.type", answer.messageId());
    }
    assertEquals(
        401,
        server
            .browser()
            .send(
                "POST",
                "/api/sign-in",
                HttpRequest.BodyPublishers.ofString(SIGN_IN),
                "Content-Type",
                "application/json; charset=UTF-8")
            .status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\":}", "{} {}", "{\"name\":1,\"name\":2}"})
  void malformedJsonNamesThePlace(String body) {
    Browser.Answer answer = server.browser().post("/api/sign-in", body);
    assertEquals(400, answer.status(), answer.text());
    assertEquals("error.body.json", answer.messageId());
    assertTrue(answer.json().get("detail").asString().contains("line 1"), answer.text());
  }

  @Test
  void aBodyBeyondTheLimitsOfJsonIsToldWhy() {
    for (String body :
        new String[] {
          "[".repeat(65) + "]".repeat(65), "1".repeat(101), "{\"" + "n".repeat(201) + "\":1}"
        }) {
      Browser.Answer answer = server.browser().post("/api/sign-in", body);
      assertEquals(400, answer.status());
      assertEquals("error.body.limits", answer.messageId(), answer.text());
    }
    assertTrue(
        server
            .browser()
            .post("/api/sign-in", "[".repeat(65))
            .json()
            .get("detail")
            .asString()
            .contains("deeper than 64"));
  }

  @Test
  void halfACharacterIsNamedWhereverItIs() {
    Browser.Answer answer =
        server.browser().post("/api/sign-in", "{\"a\":[1,{\"b\":\"\\ud800\"}]}");
    assertEquals(400, answer.status());
    assertEquals("a[1].b", answer.field(), answer.text());
  }

  @Test
  void aBodyThatBreaksOffIsNoFaultOfTheServer() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      socket
          .getOutputStream()
          .write(
              ("POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 100\r\n\r\n{\"name\":")
                  .getBytes());
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes());
      assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
    }
  }

  @Test
  void aBodyThatComesTooSlowlyIsRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n{")
              .getBytes());
      out.flush();
      byte[] start = socket.getInputStream().readNBytes(12);
      assertEquals("HTTP/1.1 408", new String(start));
    }
  }

  @Test
  void anEmptyBodyAndABodyThatIsNoObjectAreRefused() {
    assertEquals("error.body.empty", server.browser().post("/api/sign-in", "").messageId());
    assertEquals(400, server.browser().post("/api/sign-in", "[]").status());
    assertEquals(400, server.browser().post("/api/sign-in", "null").status());
    assertEquals(
        400, server.browser().post("/api/sign-in", "[".repeat(100_0) + "]".repeat(100_0)).status());
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWithAndWithoutItsLength() {
    byte[] large = ("{\"name\":\"" + "x".repeat(9000) + "\"}").getBytes();
    Browser.Answer known = server.browser().post("/api/sign-in", new String(large));
    assertEquals(413, known.status());
    assertEquals("error.body.size", known.messageId());
    Browser.Answer chunked =
        server
            .browser()
            .send(
                "POST",
                "/api/sign-in",
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                "Content-Type",
                "application/json");
    assertEquals(413, chunked.status());
  }

  @Test
  void anotherSiteCannotChangeAnything() {
    Browser browser = server.browser();
    Browser.Answer answer =
        browser.post("/api/progress/code", "{}", "Origin", "https://evil.example");
    assertEquals(403, answer.status());
    assertEquals("error.origin", answer.messageId());
    assertEquals(403, browser.post("/api/progress/code", "{}", "Origin", "null").status());
    assertEquals(
        403, browser.post("/api/progress/code", "{}", "Sec-Fetch-Site", "cross-site").status());
    assertEquals(403, browser.delete("/api/links/x", "Origin", "https://evil.example").status());
    String own = "http://127.0.0.1:" + server.server().port();
    assertEquals(200, browser.post("/api/progress/code", "{}", "Origin", own).status());
    assertEquals(200, browser.get("/api/progress", "Origin", "https://evil.example").status());
  }

  @Test
  void withAPublicAddressNoOtherIsOwn() throws Exception {
    try (TestServer secure = new TestServer.Setup().publicUrl("https://learn.example").start()) {
      Browser browser = secure.browser();
      String direct = "http://127.0.0.1:" + secure.server().port();
      assertEquals(403, browser.post("/api/progress/code", "{}", "Origin", direct).status());
      assertEquals(
          200,
          browser.post("/api/progress/code", "{}", "Origin", "https://learn.example").status());
    }
  }

  @Test
  void behindTlsCookiesAreForThisHostAndTlsOnly() throws Exception {
    try (TestServer secure = new TestServer.Setup().publicUrl("https://learn.example").start()) {
      Browser.Answer answer =
          secure.browser().post("/api/progress/code", "{}", "Origin", "https://learn.example");
      String cookie = answer.headers("Set-Cookie").getFirst();
      assertTrue(cookie.startsWith("__Host-cloister-device="), cookie);
      assertTrue(cookie.contains("; Secure") && cookie.contains("; Path=/"), cookie);
      assertFalse(answer.header("Strict-Transport-Security").isEmpty());
    }
  }

  @Test
  void tooManyRequestsAreToldWhenToComeBack() throws Exception {
    try (TestServer strict = new TestServer.Setup().rateFactor(0.1).trustProxy().start()) {
      Browser browser = strict.browser();
      for (int i = 0; i < 3; i++) {
        browser.post("/api/progress/code", "{}", "X-Forwarded-For", "10.0.0.1");
      }
      Browser.Answer answer =
          browser.post("/api/progress/code", "{}", "X-Forwarded-For", "10.9.9.9, 10.0.0.1");
      assertEquals(429, answer.status());
      assertEquals("error.rate", answer.messageId());
      assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0);
      assertEquals(
          200,
          browser
              .post("/api/progress/code", "{}", "X-Forwarded-For", "10.0.0.1, 10.0.0.2")
              .status());
    }
  }

  @Test
  void withoutAProxyTheForwardedAddressIsNotBelieved() throws Exception {
    try (TestServer strict = new TestServer.Setup().rateFactor(0.1).start()) {
      int last = 0;
      for (int i = 0; i < 4; i++) {
        last =
            strict
                .browser()
                .post("/api/progress/code", "{}", "X-Forwarded-For", "10.0.0." + i)
                .status();
      }
      assertEquals(429, last);
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  void aRestartKeepsEverything(DatabaseKind kind) throws Exception {
    TestServer.Setup setup = new TestServer.Setup().database(kind.fresh());
    TestServer first = setup.start();
    Browser before = first.browser();
    before.post(
        "/api/progress",
        "{\"lesson\":\"rings/wall-and-gate\",\"log\":[{\"do\":\"run\",\"steps\":46}]}");
    String stored = before.get("/api/progress").text();
    assertTrue(stored.contains("passedAt"), stored);
    first.stop();
    try (TestServer second = setup.start()) {
      assertEquals(stored, second.browser().withCookiesOf(before).get("/api/progress").text());
    }
  }

  @Test
  void stoppingLetsRequestsFinishAndEndsTheWorkers() throws Exception {
    TestServer stopping = new TestServer.Setup().start();
    String loop =
        "{\"scenario\":{\"format\":1,\"model\":\"rings\",\"files\":[{\"name\":\"a.asm\",\"text\":"
            + "\"org 0x7c00\\nbits 16\\nagain: inc eax\\njmp again\\n\"}]}}";
    Browser browser = stopping.browser();
    var answer =
        java.util.concurrent.CompletableFuture.supplyAsync(() -> browser.post("/api/runs", loop));
    while (stopping.server().workers().isEmpty()) {
      Thread.sleep(10);
    }
    Thread.sleep(100);
    var workers = stopping.server().workers();
    stopping.stop();
    assertEquals(200, answer.get().status(), answer.get().text());
    for (long pid : workers) {
      ProcessHandle.of(pid).ifPresent(worker -> worker.onExit().join());
      assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
    stopping.close();
  }

  @Test
  void aTakenPortIsNamed(@TempDir Path folder) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
      StartException problem =
          assertThrows(
              StartException.class, () -> Server.start(withPort(folder, taken.getLocalPort())));
      assertTrue(
          problem.getMessage().contains("port " + taken.getLocalPort()), problem.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"no-such-host.invalid, no such address", "192.0.2.1, not an address of this machine"})
  void anAddressThatIsNotHereIsNamed(String host, String words, @TempDir Path folder) {
    Settings here = withPort(folder, 0);
    Settings elsewhere =
        new Settings(
            host,
            0,
            folder,
            here.database(),
            here.publicUrl(),
            false,
            here.visits(),
            here.budgets(),
            here.clock());
    StartException problem = assertThrows(StartException.class, () -> Server.start(elsewhere));
    assertTrue(problem.getMessage().contains(words), problem.getMessage());
    assertFalse(problem.isOfInput());
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefused(@TempDir Path folder) throws Exception {
    try (Server first = Server.start(withPort(folder, 0))) {
      StartException problem =
          assertThrows(StartException.class, () -> Server.start(withPort(folder, 0)));
      assertTrue(problem.getMessage().contains("another server"), problem.getMessage());
      assertTrue(problem.getMessage().contains(folder.toString()), problem.getMessage());
      assertTrue(first.port() > 0);
    }
    Server.start(withPort(folder, 0)).close();
  }

  @Test
  void aDataFolderThatCannotBeMadeIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    StartException problem =
        assertThrows(StartException.class, () -> Server.start(withPort(file.resolve("data"), 0)));
    assertTrue(problem.getMessage().contains("cannot write to the data folder"));
    assertTrue(problem.isOfInput());
    assertTrue(problem.getMessage().contains(file.toString()));
  }

  @Test
  void aDatabaseThatIsAwayIsNamed(@TempDir Path folder) {
    Settings there = withPort(folder, 0);
    Settings away =
        new Settings(
            there.host(),
            0,
            folder,
            Optional.of(
                new Settings.DatabaseAddress(
                    "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1",
                    Optional.of("x"),
                    Optional.of("y"))),
            there.publicUrl(),
            false,
            there.visits(),
            there.budgets(),
            there.clock());
    StartException problem = assertThrows(StartException.class, () -> Server.start(away));
    assertTrue(problem.getMessage().startsWith("cannot open the database: "));
  }

  private static Settings withPort(Path folder, int port) {
    Settings usual = new TestServer.Setup().settings();
    return new Settings(
        usual.host(),
        port,
        folder,
        usual.database(),
        usual.publicUrl(),
        usual.tls(),
        usual.visits(),
        usual.budgets(),
        usual.clock());
  }
}
