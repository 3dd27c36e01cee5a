package cloister.server.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewTest {
  private static final Path COURSE = Path.of("../lessons/course");
  private static final String TITLE = "title: \"Rings: the wall and the gate\"";

  private final List<String> mistakes = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path folder;
  private Preview preview;

  @BeforeEach
  void copyTheCourse() throws Exception {
    try (Stream<Path> files = Files.walk(COURSE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(COURSE.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    preview = Preview.start(folder, 0, mistakes::add);
  }

  @AfterEach
  void stop() {
    preview.close();
    client.close();
  }

  @Test
  void aChangedLessonIsThereAtTheNextRequest() throws Exception {
    assertTrue(get("/lessons/rings/wall-and-gate.json").body().contains("the wall and the gate"));
    edit(TITLE, "title: \"Rings: another name\"");
    assertTrue(get("/lessons/rings/wall-and-gate.json").body().contains("Rings: another name"));
    assertTrue(get("/lessons/index.json").body().contains("Rings: another name"));
    assertEquals(List.of(), mistakes);
  }

  @Test
  void aMistakeIsToldOnceAndAnswered() throws Exception {
    edit(TITLE, "titel: \"Rings\"");
    HttpResponse<String> answer = get("/lessons/rings/wall-and-gate.json");
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("lesson.md:2: title: is missing"), answer.body());
    get("/lessons/index.json");
    assertEquals(List.of(answer.body()), mistakes);
    edit("titel: \"Rings\"", TITLE);
    assertEquals(200, get("/lessons/index.json").statusCode());
  }

  @Test
  void translationsAreThereAndWhatIsNoLessonIsNot() throws Exception {
    assertEquals(200, get("/lessons/rings/wall-and-gate.uk.json").statusCode());
    assertEquals(404, get("/lessons/rings/nowhere.json").statusCode());
    assertEquals(404, get("/lessons/../course.yaml").statusCode());
    assertFalse(get("/lessons/rings/wall-and-gate.json").body().contains("solution.scn"));
  }

  /** A foreign page whose name leads to this machine sends its own name. */
  @Test
  void onlyTheNamesOfThisMachineAreAnswered() throws Exception {
    for (String host : List.of("localhost", "localhost:8080", "127.0.0.1:1", "LocalHost")) {
      assertEquals("HTTP/1.1 200 OK", statusLine("/lessons/index.json", host));
    }
    for (String host :
        List.of(
            "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io")) {
      assertEquals("HTTP/1.1 403 Forbidden", statusLine("/lessons/index.json", host));
      assertEquals("HTTP/1.1 403 Forbidden", statusLine("/", host));
    }
  }

  private String statusLine(String path, String host) throws IOException {
    int port = URI.create(preview.url()).getPort();
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.lines().findFirst().orElseThrow();
    }
  }

  private void edit(String before, String after) throws IOException {
    Path lesson = folder.resolve("rings/wall-and-gate/lesson.md");
    String text = Files.readString(lesson);
    assertTrue(text.contains(before), "the lesson's title is written otherwise");
    Files.writeString(lesson, text.replace(before, after));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI address = URI.create(preview.url() + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
