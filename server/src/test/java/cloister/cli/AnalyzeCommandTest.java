package cloister.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cloister.cpu.decode.OpcodeTable;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AnalyzeCommandTest {
  private static final Path SCHEMA =
      Path.of("../shared-sim/hypervisor/src/main/schema/analysis.schema.json");

  @Test
  void theTableHasWhatLies() {
    CommandLineRun run = CommandLineRun.of("analyze");
    assertEquals(0, run.status(), run.err());
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.getFirst().startsWith("instruction     ring 0"), run.out());
    assertTrue(
        lines.contains(
            "popfd           works    lies     works    lies        yes  popf: IF is unchanged,"
                + " due 1"),
        run.out());
    assertTrue(run.out().contains("list 18 instructions, though most texts say 17; 13 of them"));
    assertTrue(run.out().contains("  iretd    here, not on the list: "), run.out());
    assertTrue(lines.stream().noneMatch(line -> line.startsWith("add ")), run.out());
  }

  @Test
  void allInstructionsAreThereWhenAskedFor() {
    CommandLineRun run = CommandLineRun.of("analyze", "--all", "--era", "umip");
    List<String> lines = run.out().lines().toList();
    assertTrue(lines.contains("add             works    works    works    innocuous   no"));
    assertTrue(
        lines.contains("sgdt            works    refused  refused  privileged  yes  #GP(0000)"),
        run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic original", "umip original", "classic shadowed"})
  void theJsonFollowsItsSchema(String setting) throws IOException {
    String[] words = setting.split(" ");
    CommandLineRun run =
        CommandLineRun.of("analyze", "--json", "--era", words[0], "--segments", words[1]);
    assertEquals(0, run.status(), run.err());
    assertEquals(1, run.out().lines().count());
    assertEquals(List.of(), schema().validate(run.out(), InputFormat.JSON));
    JsonNode result = new JsonMapper().readTree(run.out());
    assertEquals(words[0], result.get("era").asString());
    assertEquals(words[1], result.get("segments").asString());
    assertEquals(new OpcodeTable().rows().size(), result.get("rows").asInt());
    assertEquals(18, result.get("robinIrvine").get("list").size());
  }

  @Test
  void theSchemaRefusesAnotherVerdict() throws IOException {
    String json = CommandLineRun.of("analyze", "--json").out();
    assertTrue(
        schema().validate(json.replace("innocuous", "harmless"), InputFormat.JSON).size() > 0);
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(SCHEMA));
  }
}
