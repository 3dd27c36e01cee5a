package cloister.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cloister.codec.Json;
import cloister.world.port.SimulatorPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Logs that people may still have: what they led to when they were made, they lead to now. A file
 * is added when the simulator's version changes and is never edited.
 *
 * <p>Registers, console and step count must stay for ever. The digest covers all state of the
 * processor, so it holds within the version that made it.
 */
class FrozenLogsTest {
  private static final Path FOLDER = Path.of("src/test/resources/frozen");

  @TestFactory
  List<DynamicTest> leadWhereTheyLed() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
      }
    }
    assertFalse(tests.isEmpty());
    return tests;
  }

  private static void replay(Path file) throws IOException {
    Json.Obj frozen = (Json.Obj) Golden.parse(Files.readString(file));
    SimulatorPort port = new SimulatorPort();
    Json.Obj view = (Json.Obj) ask(port, open(frozen)).get("view");
    Json.Obj expected = (Json.Obj) frozen.get("expected");
    for (String name : List.of("step", "instructions", "console", "eflags", "cpl", "status")) {
      assertEquals(expected.get(name), view.get(name), name);
    }
    assertEquals(expected.get("registers"), registers(view), "registers");
    Json.Obj answer = ask(port, Json.object().put("do", "share").build());
    Json.Obj sandbox = (Json.Obj) answer.get("sandbox");
    if (sandbox.get("simulator").equals(frozen.get("simulator"))) {
      assertEquals(expected.get("digest"), sandbox.get("digest"), "digest");
    }
  }

  private static Json open(Json.Obj frozen) {
    return Json.object()
        .put("do", "open")
        .put("catalogue", Json.object().build())
        .put("scenario", frozen.get("scenario"))
        .put("log", frozen.get("log"))
        .build();
  }

  private static Json registers(Json.Obj view) {
    Json.Members values = Json.object();
    for (Json register : ((Json.Arr) view.get("registers")).items()) {
      Json.Obj row = (Json.Obj) register;
      values.put(((Json.Str) row.get("name")).value(), row.get("value"));
    }
    return values.build();
  }

  private static Json.Obj ask(SimulatorPort port, Json request) {
    Json.Obj answer = (Json.Obj) Golden.parse(port.request(request.write()));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return answer;
  }
}
