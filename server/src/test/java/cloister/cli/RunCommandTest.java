package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.server.lesson.Lessons;
import cloister.world.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private String scenario(String source) {
    return "{\"format\":1,\"model\":\"rings\",\"budget\":100000,\"files\":[{\"name\":\"a.asm\","
        + "\"text\":\"org 0x7c00\\nbits 16\\n"
        + source
        + "\"}]}";
  }

  private String file(String json) throws IOException {
    return Files.writeString(folder.resolve("scenario.json"), json).toString();
  }

  private static JsonNode lastLine(CommandLineRun run) {
    return JSON.readTree(run.out().lines().reduce((first, second) -> second).orElseThrow());
  }

  @Test
  void aScenarioRunsUntilItHalts() throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            "run", file(scenario("mov al, 'A'\\nout 0xe9, al\\ncli\\nhlt\\n")), "--json");
    assertEquals(0, run.status(), run.err());
    JsonNode result = lastLine(run);
    assertEquals(4, result.get("instructions").asInt());
    assertTrue(result.get("halted").asBoolean());
    assertEquals("A", result.get("console").asString());
    assertEquals(64, result.get("digest").asString().length());
    assertTrue(result.has("wallMillis") && result.has("mips") && result.has("exits"));
  }

  @Test
  void guestsRunInTheWayThatIsAskedFor() throws IOException {
    Scenario scenario =
        Lessons.fromClassPath().lesson("virtualization/unvirtualizable").orElseThrow().scenario();
    String guests = file(scenario.withBudgetAtMost(20_000).toJson().write());
    CommandLineRun usual = CommandLineRun.of("run", guests, "--json");
    CommandLineRun named =
        CommandLineRun.of("run", guests, "--technique", "trap-and-emulate", "--json");
    assertEquals(0, named.status(), named.err());
    assertEquals(lastLine(usual).get("digest"), lastLine(named).get("digest"));
    CommandLineRun unknown = CommandLineRun.of("run", guests, "--technique", "magic");
    assertEquals(2, unknown.status());
    assertTrue(unknown.err().contains("trap-and-emulate"), unknown.err());
    String bare = file(scenario("cli\\nhlt\\n"));
    assertEquals(0, CommandLineRun.of("run", bare, "--technique", "none").status());
  }

  @Test
  void aLogIsReplayed() throws IOException {
    String json =
        "{\"scenario\":"
            + scenario("again: inc ax\\njmp again\\n")
            + ",\"log\":[{\"do\":\"run\",\"steps\":9},{\"do\":\"seek\",\"step\":4}]}";
    CommandLineRun run = CommandLineRun.of("run", file(json), "--json");
    assertEquals(4, lastLine(run).get("steps").asInt());
  }

  @Test
  void aLessonRunsByItsId() {
    CommandLineRun run = CommandLineRun.of("run", "rings/wall-and-gate", "--json");
    assertEquals(0, run.status(), run.err());
    assertTrue(lastLine(run).get("tasks").get("ordinary").get("passed").asBoolean());
  }

  @Test
  void withoutJsonItIsSaidInWords() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", file(scenario("cli\\nhlt\\n")));
    assertTrue(run.out().contains("halted after 2 steps"), run.out());
  }

  @Test
  void whatTheGuestWroteStandsOnALineOfItsOwn() throws IOException {
    CommandLineRun run =
        CommandLineRun.of("run", file(scenario("mov al, 'A'\\nout 0xe9, al\\ncli\\nhlt\\n")));
    assertEquals("A", run.out().lines().findFirst().orElseThrow());
  }

  @Test
  void theTraceHasOneEventALine() throws IOException {
    Path trace = folder.resolve("trace.jsonl");
    CommandLineRun.of(
        "run", file(scenario("in al, 0x60\\ncli\\nhlt\\n")), "--trace", trace.toString());
    List<String> lines = Files.readAllLines(trace);
    assertTrue(lines.size() >= 2, lines.toString());
    JsonNode first = JSON.readTree(lines.getFirst());
    assertEquals(1, first.get("step").asInt());
    assertEquals("port.in", first.get("event").asString());
    assertEquals(0x60, first.get("port").asInt());
    assertEquals("cpu.halt", JSON.readTree(lines.getLast()).get("event").asString());
  }

  @Test
  void theTraceDoesNotOverwriteTheScenario() throws IOException {
    String file = file(scenario("hlt\\n"));
    String before = Files.readString(Path.of(file));
    CommandLineRun run = CommandLineRun.of("run", file, "--trace", file);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--trace: " + file + " is also"), run.err());
    assertEquals(before, Files.readString(Path.of(file)));
  }

  @Test
  void aGuestThatShutsDownHasFailed() throws IOException {
    String source = "lidt [none]\\nmov eax, 1\\nmov cr0, eax\\nint 3\\nnone: dw 0, 0, 0\\n";
    CommandLineRun run = CommandLineRun.of("run", file(scenario(source)), "--json");
    assertEquals(1, run.status(), run.out());
    assertTrue(lastLine(run).get("shutDown").asBoolean());
  }

  @Test
  void aSourceWithErrorsIsWrongInputAndNamesItsPlace() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", file(scenario("fly away\\n")), "--json");
    assertEquals(2, run.status());
    assertTrue(run.err().startsWith("a.asm:3:1: error: "), run.err());
    assertFalse(run.err().contains("asm."), run.err());
    assertEquals("", run.out());
  }

  @Test
  void aLogThatCannotBeReplayedIsWrongInput() throws IOException {
    String log = ",\"log\":[{\"do\":\"poke\",\"path\":\"nowhere\",\"value\":1}]}";
    CommandLineRun run =
        CommandLineRun.of("run", file("{\"scenario\":" + scenario("hlt\\n") + log));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("log[0].path"), run.err());
  }

  @Test
  void aWrongScenarioIsWrongUsageAndNamesTheField() throws IOException {
    CommandLineRun run = CommandLineRun.of("run", file("{\"format\":1,\"model\":\"vax\"}"));
    assertEquals(2, run.status());
    assertTrue(run.err().contains("model"), run.err());
    CommandLineRun text = CommandLineRun.of("run", file("not json"));
    assertEquals(2, text.status());
    assertTrue(text.err().contains("line 1"), text.err());
  }
}
