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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One machine on three hosts: what the simulator answers as WebAssembly and as JavaScript in a
 * browser's worker is what it answers on the JVM, digests and views and mistakes alike.
 */
class ParityIT {
  /** How long wrong logs are played as JavaScript; all of them with a day's worth. */
  private static final int SECONDS =
      Integer.parseInt(System.getenv().getOrDefault("CLOISTER_PARITY_SECONDS", "20"));

  private static RunningServer server;
  private static List<Golden> all;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    all = Golden.all();
    server = RunningServer.start(data);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** The first solution of each kind of machine, and of one with a program in C. */
  @Test
  void oneLogOfEachKindGoesAsOnTheJvm() throws Exception {
    Map<String, Golden> kinds = new TreeMap<>();
    for (Golden golden : all) {
      if (golden.log().isPresent() && golden.log().get().isSolution()) {
        kinds.putIfAbsent(golden.kind(), golden);
      }
    }
    assertEquals(
        Set.of("guests", "linux", "pc", "rings", "rings, C", "timer", "vt-x"), kinds.keySet());
    for (boolean inC : List.of(false, true)) {
      try (Forms forms = Forms.open(server)) {
        for (Golden golden : kinds.values()) {
          if (golden.inC() == inC) {
            compare(forms, golden, true);
          }
        }
      }
    }
  }

  @Tag("full")
  @Test
  void theLightSimulatorAnswersAsTheJvmDoes() throws Exception {
    try (Forms forms = Forms.open(server)) {
      assertEquals("wasm", forms.wasm().engine());
      assertEquals("javascript", forms.javaScript().engine());
      compare(forms, false);
    }
  }

  /** From its first program in C on, a worker has the simulator with the compiler. */
  @Tag("full")
  @Test
  void theLargerSimulatorAnswersAsTheJvmDoes() throws Exception {
    try (Forms forms = Forms.open(server)) {
      compare(forms, true);
      compare(forms, deepSources(), true);
      assertEquals("wasm", forms.wasm().engine());
      assertEquals("javascript", forms.javaScript().engine());
    }
  }

  /** The two forms of the simulator, each in a browser of its own. */
  private record Forms(WorkerPort wasm, WorkerPort javaScript, ExecutorService threads)
      implements AutoCloseable {
    static Forms open(RunningServer server) throws IOException {
      WorkerPort wasm = WorkerPort.wasm(server);
      try {
        return new Forms(
            wasm, WorkerPort.javaScript(server), Executors.newVirtualThreadPerTaskExecutor());
      } catch (IOException | RuntimeException e) {
        wasm.close();
        throw e;
      }
    }

    Future<List<String>> start(WorkerPort port, Golden golden) {
      return threads.submit(() -> port.converse(golden.requests()));
    }

    @Override
    public void close() {
      threads.close();
      wasm.close();
      javaScript.close();
    }
  }

  /**
   * Sources nested as deep as the compiler takes them, and a little deeper: a browser's stack is
   * smaller than the JVM's, and nothing in the module could catch its end.
   */
  private static Golden deepSources() {
    List<String> requests = new ArrayList<>();
    requests.add(all.stream().filter(Golden::inC).findFirst().orElseThrow().requests().getFirst());
    for (String source : DeepSources.all()) {
      Json request =
          Json.object().put("do", "assemble").put("file", "program.c").put("text", source).build();
      requests.add(request.write());
    }
    return new Golden("deep sources", requests, Optional.empty(), true);
  }

  /**
   * Everything that has to pass, in both forms. Wrong logs only as long as the time for them lasts:
   * as JavaScript, which is slower, and four times as long as WebAssembly.
   */
  private static void compare(Forms forms, boolean inC) throws Exception {
    List<Golden> some = all.stream().filter(golden -> golden.inC() == inC).toList();
    assertFalse(some.isEmpty());
    long begin = System.nanoTime();
    int once = 0;
    int passedOver = 0;
    for (Golden golden : some) {
      long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
      if (golden.isWrongLog() && seconds > 4 * SECONDS) {
        passedOver++;
        continue;
      }
      boolean everywhere = !golden.isWrongLog() || seconds <= SECONDS;
      once += everywhere ? 0 : 1;
      compare(forms, golden, everywhere);
    }
    System.out.printf(
        "Of %d, for want of time: %d not as JavaScript, %d not at all%n",
        some.size(), once, passedOver);
  }

  private static void compare(Forms forms, Golden golden, boolean everywhere) throws Exception {
    Future<List<String>> wasm = forms.start(forms.wasm(), golden);
    Optional<Future<List<String>>> javaScript =
        everywhere ? Optional.of(forms.start(forms.javaScript(), golden)) : Optional.empty();
    List<String> expected = onJvm(golden.requests());
    assertEquals(
        Json.of(true), object(expected.getFirst()).get("ok"), "open: " + expected.getFirst());
    compare(golden, expected, wasm.get(), "wasm");
    if (javaScript.isPresent()) {
      compare(golden, expected, javaScript.get().get(), "javascript");
    }
  }

  private static void compare(
      Golden golden, List<String> expected, List<String> actual, String engine) {
    String title = golden.title() + ", as " + engine;
    assertEquals(expected.size(), actual.size(), title + ": " + actual.getLast());
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).equals(actual.get(i))) {
        String place = title + ", request " + i + ": " + start(golden.requests().get(i));
        assertEquals(sorted(expected.get(i)), sorted(actual.get(i)), place);
      }
    }
    golden.log().ifPresent(log -> assertProved(log, title, actual));
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
