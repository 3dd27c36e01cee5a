package cloister.world.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cloister.cc.driver.Sysroot;
import cloister.codec.Json;
import cloister.codec.JsonParser;
import cloister.cpu.decode.OpcodeTable;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.Tools;
import cloister.world.c.CLanguage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said where a walk by lines ends elsewhere than at a line. */
class LinesThroughThePortTest {
  private static final String LONG =
      """
      int t;
      void f(void) {
        int i;
        for (i = 0; i < 200000; i++) t += i;
      }
      int main(void) {
        int a = 1;
        f();
        return a;
      }
      """;

  private final SimulatorPort port;

  LinesThroughThePortTest() throws Exception {
    OpcodeTable opcodes = new OpcodeTable();
    Sysroot sysroot = Sysroot.of(resource("/cloister/libc/sysroot.a"));
    port = new SimulatorPort(Tools.of(opcodes, new CLanguage(opcodes, sysroot)));
    String kernel = new String(resource("/cloister/world/c/kernel.asm"), StandardCharsets.UTF_8);
    List<SourceFile> files =
        List.of(
            new SourceFile("kernel.asm", kernel, false), new SourceFile("program.c", LONG, true));
    Scenario scenario = new Scenario(Scenario.PROCESS, 2 << 20, 7, files, 10_000_000);
    ask(
        "{\"do\":\"open\",\"catalogue\":"
            + SimulatorPortTest.catalogue()
            + ",\"scenario\":"
            + scenario.toJson().write()
            + "}");
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = LinesThroughThePortTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void aWalkThatIsNotDoneSaysSo() throws Exception {
    line("into");
    assertEquals("", line("over"));
    assertEquals(
        "\"Stopped after 1000000 steps, before this was done. Step out or run to go on.\"",
        line("over"));
    assertEquals("", line("out"));
  }

  @Test
  void anInstructionThatIsNotDoneSaysSo() throws Exception {
    line("into");
    line("over");
    assertEquals(
        "\"Stopped after 1000000 steps, before this was done. Step out or run to go on.\"",
        stopped("{\"do\":\"over\"}"));
  }

  @Test
  void noLineBeforeIsAnotherThingThanOneThatIsTooFarBack() throws Exception {
    line("into");
    assertEquals("\"There is no earlier line.\"", line("back"));
    line("over");
    line("over");
    line("out");
    assertEquals("\"No earlier line begins within the last 1000000 steps.\"", line("back"));
  }

  private String line(String move) throws Exception {
    return stopped("{\"do\":\"line\",\"move\":\"" + move + "\"}");
  }

  private String stopped(String request) throws Exception {
    Json stopped = ((Json.Obj) ask(request).get("view")).get("stopped");
    return stopped instanceof Json.Obj why ? why.get("text").write() : "";
  }

  private Json.Obj ask(String request) throws Exception {
    Json.Obj answer = (Json.Obj) JsonParser.parse(port.request(request));
    assertEquals(Json.of(true), answer.get("ok"), answer.write());
    return answer;
  }
}
