package cloister.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.lessons.LessonLog;
import cloister.lessons.SystemFiles;
import cloister.site.RunningServer;
import cloister.world.port.SimulatorPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One machine on three hosts: what the simulator answers as WebAssembly and as JavaScript in a
 * browser's worker is what it answers on the JVM, digests and views and mistakes alike.
 */
class ParityIT {
  private static RunningServer server;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void webAssemblyAnswersAsTheJvmDoes() throws Exception {
    try (WorkerPort port = WorkerPort.wasm(server)) {
      assertEquals("wasm", port.engine());
      compare(port, false);
    }
  }

  @Test
  void javaScriptAnswersAsTheJvmDoes() throws Exception {
    try (WorkerPort port = WorkerPort.javaScript(server)) {
      assertEquals("javascript", port.engine());
      compare(port, false);
    }
  }

  /** From its first program in C on, a worker has the simulator with the compiler. */
  @Test
  void webAssemblyCompilesAndRunsCAsTheJvmDoes() throws Exception {
    try (WorkerPort port = WorkerPort.wasm(server)) {
      compare(port, true);
      compare(port, deepSources());
      assertEquals("wasm", port.engine());
    }
  }

  @Test
  void javaScriptCompilesAndRunsCAsTheJvmDoes() throws Exception {
    try (WorkerPort port = WorkerPort.javaScript(server)) {
      compare(port, true);
      compare(port, deepSources());
      assertEquals("javascript", port.engine());
    }
  }

  /**
   * Sources nested as deep as the compiler takes them, and a little deeper: a browser's stack is
   * smaller than the JVM's, and nothing in the module could catch its end.
   */
  private static Golden deepSources() throws IOException {
    List<String> requests = new ArrayList<>();
    requests.add(
        Golden.all().stream().filter(Golden::inC).findFirst().orElseThrow().requests().getFirst());
    for (String source : DeepSources.all()) {
      Json request =
          Json.object().put("do", "assemble").put("file", "program.c").put("text", source).build();
      requests.add(request.write());
    }
    return new Golden("deep sources", requests, Optional.empty(), true);
  }

  private static void compare(WorkerPort port, boolean inC) {
    List<Golden> some = Golden.all().stream().filter(golden -> golden.inC() == inC).toList();
    assertFalse(some.isEmpty());
    for (Golden golden : some) {
      compare(port, golden);
    }
  }

  private static void compare(WorkerPort port, Golden golden) {
    List<String> expected = onJvm(golden.requests());
    assertEquals(
        Json.of(true), object(expected.getFirst()).get("ok"), "open: " + expected.getFirst());
    List<String> actual = port.converse(golden.requests());
    assertEquals(expected.size(), actual.size(), golden.title() + ": " + actual.getLast());
    for (int i = 0; i < expected.size(); i++) {
      String request = golden.requests().get(i);
      String place = golden.title() + ", request " + i + ": " + start(request);
      assertEquals(sorted(expected.get(i)), sorted(actual.get(i)), place);
    }
    golden.log().ifPresent(log -> assertProved(log, golden.title(), actual));
  }

  /** The lesson comes to in the browser what its proof came to, when the course was compiled. */
  private static void assertProved(LessonLog log, String title, List<String> answers) {
    for (String answer : answers) {
      assertEquals(Json.of(true), object(answer).get("ok"), title + ": " + start(answer));
    }
    Json.Obj view = (Json.Obj) object(answers.get(answers.size() - 2)).get("view");
    List<String> passed = new ArrayList<>();
    for (Json item : ((Json.Arr) view.get("tasks")).items()) {
      Json.Obj task = (Json.Obj) item;
      if (task.get("state").equals(Json.of("passed"))) {
        passed.add(((Json.Str) task.get("id")).value());
      }
    }
    assertEquals(log.passed(), passed, title);
    assertEquals(Json.of(log.digest()), object(answers.getLast()).get("digest"), title);
  }

  private static Json.Obj object(String answer) {
    return (Json.Obj) Golden.parse(answer);
  }

  private static List<String> onJvm(List<String> requests) {
    SimulatorPort port = new SimulatorPort(SystemFiles.tools(new OpcodeTable()));
    List<String> answers = new ArrayList<>();
    for (String request : requests) {
      answers.add(port.request(request));
    }
    return answers;
  }

  private static String sorted(String answer) {
    return Golden.parse(answer).writeSorted();
  }

  private static String start(String text) {
    return text.substring(0, Math.min(80, text.length()));
  }
}
