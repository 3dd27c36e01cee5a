package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import cloister.world.Command;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.World;
import cloister.world.share.Sandbox;
import cloister.world.share.ShareCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonRecordCommandTest {
  @TempDir private Path folder;

  private String record(String text, String... more) throws IOException {
    Path output = folder.resolve("wrong.scn");
    Path file = Files.writeString(folder.resolve("given"), text);
    String[] arguments = {"lesson", "record", file.toString(), "-o", output.toString()};
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    CommandLineRun run = CommandLineRun.of(all);
    assertEquals(0, run.status(), run.err());
    return Files.readString(output);
  }

  @Test
  void aLogBecomesAScript() throws IOException {
    String log =
        "[{\"do\":\"run\",\"steps\":46},{\"do\":\"answer\",\"task\":\"a\",\"value\":\"x y\"}]";
    assertEquals("run 46\nanswer a \"x y\"\n", record(log));
    assertEquals("# fails: a\nrun 46\nanswer a \"x y\"\n", record(log, "--fails", "a"));
    assertEquals("run 46\nanswer a \"x y\"\n", record("{\"tasks\":{},\"log\":" + log + "}"));
  }

  @Test
  void aSharedLinkBecomesAScript() throws Exception {
    SourceFile file = new SourceFile("a.asm", "org 0x7c00\nnop\nnop\nhlt\n", true);
    World world =
        new World(
            new OpcodeTable(),
            new Scenario(Scenario.RINGS, Scenario.DEFAULT_MEMORY, 0, List.of(file), 100));
    world.apply(new Command.Run(2));
    String fragment = ShareCodec.encode(Sandbox.of(world, Optional.empty())).orElseThrow();
    assertEquals("run 2\n", record("https://learn.example/lab#s=" + fragment + "\n"));
  }

  @Test
  void whatFailsIsOneTask() throws IOException {
    Path file = Files.writeString(folder.resolve("given"), "[]");
    CommandLineRun run =
        CommandLineRun.of(
            "lesson", "record", file.toString(), "-o", folder + "/a.scn", "--fails", "a\nrun 7");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("--fails"), run.err());
  }

  @Test
  void whatTheLabGaveIsNotOverwritten() throws IOException {
    String file = Files.writeString(folder.resolve("given"), "[]").toString();
    CommandLineRun run = CommandLineRun.of("lesson", "record", file, "-o", file);
    assertEquals(2, run.status());
    assertTrue(run.err().contains("-o: " + file + " is also"), run.err());
    assertEquals("[]", Files.readString(Path.of(file)));
  }

  @Test
  void whatIsNoLogIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("given"), "[{\"do\":\"fly\"}]");
    CommandLineRun run =
        CommandLineRun.of("lesson", "record", file.toString(), "-o", folder + "/a.scn");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("log[0].do"), run.err());
  }
}
