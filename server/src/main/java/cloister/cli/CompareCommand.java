package cloister.cli;

import cloister.codec.Json;
import cloister.cpu.decode.OpcodeTable;
import cloister.input.InvalidInput;
import cloister.input.Texts;
import cloister.message.Catalogue;
import cloister.server.lesson.Lessons;
import cloister.server.run.HypervisorFiles;
import cloister.server.text.Sentences;
import cloister.world.Scenario;
import cloister.world.SourceFile;
import cloister.world.compare.Acts;
import cloister.world.compare.Comparison;
import cloister.world.compare.Outcome;
import cloister.world.compare.Sources;
import cloister.world.compare.Table;
import cloister.world.compare.Way;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: one kernel on a machine of its own and under each technique. */
@Command(
    name = "compare",
    description = {
      "Runs one kernel on a machine of its own, by trap and emulate, by binary translation,"
          + " paravirtualized and under VT-x, and prints what was counted.",
      "Without a kernel it is a small one of ours. A kernel that asks for the symbol PARAVIRTUAL"
          + " has a build that calls the hypervisor, where it is 1."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "2:wrong usage, a kernel that does not assemble"})
final class CompareCommand implements Callable<Integer> {
  private static final int MEMORY = 0x40000;
  private static final int MAX_TEXT = 8 << 20;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KERNEL",
      description =
          "an assembly file, a JSON file with a scenario that has guests, or the id of a lesson"
              + " that has, such as virtualization/unvirtualizable")
  private String kernel;

  @Option(
      names = "--guest",
      paramLabel = "a|b",
      defaultValue = "a",
      description = "which guest of a scenario (default: ${DEFAULT-VALUE})")
  private String guest;

  @Option(names = "--csv", description = "prints comma-separated values")
  private boolean csv;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  private final Catalogue catalogue = Sentences.english();

  @Override
  public Integer call() throws CommandFailure {
    List<Outcome> outcomes = new ArrayList<>();
    try {
      Comparison comparison = new Comparison(new OpcodeTable(), sources());
      for (Way way : Way.values()) {
        comparison.in(way).ifPresent(outcomes::add);
      }
    } catch (InvalidInput e) {
      throw CommandFailure.ofInput(e.field() + ": " + catalogue.format(e.reason()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          Json.object()
              .put("ways", Json.array(outcomes.stream().map(Outcome::toJson).toList()))
              .build()
              .write());
    } else if (csv) {
      out.print(Table.csv(outcomes));
      out.flush();
    } else {
      print(out, outcomes);
    }
    return ExitCode.OK;
  }

  private Sources sources() throws CommandFailure, InvalidInput {
    SourceFile host = HypervisorFiles.host();
    SourceFile hostForVtX = HypervisorFiles.hostForVtX();
    if (kernel == null) {
      return new Sources(MEMORY, HypervisorFiles.kernel(), host, hostForVtX);
    }
    Path file = Path.of(kernel);
    if (Files.exists(file) && kernel.endsWith(".asm")) {
      SourceFile text = new SourceFile(file.getFileName().toString(), TextFile.read(file), false);
      return new Sources(MEMORY, text, host, hostForVtX);
    }
    Scenario scenario = scenario(file);
    Optional<SourceFile> own =
        scenario.files().stream()
            .filter(each -> each.name().equals("guest-" + guest + ".asm"))
            .findFirst();
    if (!scenario.model().equals(Scenario.GUESTS) || own.isEmpty()) {
      throw wrong(kernel + " has no guest-" + guest + ".asm");
    }
    return new Sources(scenario.memory(), own.get(), host, hostForVtX);
  }

  private Scenario scenario(Path file) throws CommandFailure, InvalidInput {
    if (Files.exists(file)) {
      Json content = Texts.json(TextFile.read(file), MAX_TEXT);
      boolean wrapped =
          content instanceof Json.Obj members && members.members().containsKey("scenario");
      return Scenario.of(wrapped ? ((Json.Obj) content).get("scenario") : content, "");
    }
    return Lessons.fromClassPath()
        .lesson(kernel)
        .orElseThrow(() -> wrong("there is no file and no lesson " + kernel))
        .scenario();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static void print(PrintWriter out, List<Outcome> outcomes) {
    Table.rows(outcomes).forEach(row -> out.println(Table.line(row)));
    for (Outcome outcome : outcomes) {
      outcome
          .parting()
          .ifPresent(
              at ->
                  out.println(
                      "%s: %s lies after %d instructions of the guest"
                          .formatted(outcome.way().id(), at.mnemonic(), at.instruction())));
      outcome
          .acts()
          .filter(Acts::differs)
          .ifPresent(
              acts ->
                  out.println(
                      "%s: behind %d acts that are the same, %s, and bare %s"
                          .formatted(outcome.way().id(), acts.compared(), acts.got(), acts.due())));
      outcome
          .divergence()
          .ifPresent(
              at ->
                  out.println(
                      "%s: after %d instructions, %s leaves %s 0x%X, and bare 0x%X"
                          .formatted(
                              outcome.way().id(),
                              at.instruction(),
                              at.code(),
                              at.word(),
                              at.got(),
                              at.due())));
    }
  }
}
