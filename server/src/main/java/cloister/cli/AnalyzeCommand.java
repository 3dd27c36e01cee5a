package cloister.cli;

import cloister.analysis.Analysis;
import cloister.analysis.AnalysisJson;
import cloister.analysis.Arrangement;
import cloister.analysis.Effect;
import cloister.analysis.Era;
import cloister.analysis.Finding;
import cloister.analysis.Lie;
import cloister.analysis.Refused;
import cloister.analysis.Result;
import cloister.analysis.RobinIrvine;
import cloister.analysis.Verdict;
import cloister.analysis.Witness;
import cloister.cpu.decode.OpcodeTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code analyze}: which instructions a hypervisor cannot see. */
@Command(
    name = "analyze",
    description = {
      "Runs every instruction in rings 0, 1 and 3, alone on the machine and under a hypervisor, and"
          + " prints which are sensitive and not privileged: they run in ring 1 without a trap, and"
          + " do something else than in ring 0 (Popek and Goldberg 1974).",
      "The list is set beside the one of Robin and Irvine (2000)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:success", "2:wrong usage"})
final class AnalyzeCommand implements Callable<Integer> {
  private static final String ROW = "%-15s %-8s %-8s %-8s %-11s %-4s %s";

  @Spec private CommandSpec spec;

  @Option(
      names = "--era",
      paramLabel = "classic|umip",
      defaultValue = "classic",
      description =
          "the processor: of the year 2000, or with user-mode instruction prevention on (default:"
              + " ${DEFAULT-VALUE})")
  private String era;

  @Option(
      names = "--segments",
      paramLabel = "original|shadowed",
      defaultValue = "original",
      description =
          "the kernel's segments in ring 1: out of its reach with DPL 0, or copies with DPL 1"
              + " (default: ${DEFAULT-VALUE})")
  private String segments;

  @Option(names = "--all", description = "prints all instructions, not only those that lie")
  private boolean all;

  @Option(names = "--json", description = "prints one JSON object as the last line")
  private boolean json;

  @Override
  public Integer call() {
    Result result = Analysis.of(new OpcodeTable(), chosenEra(), chosenArrangement());
    if (json) {
      spec.commandLine().getOut().println(AnalysisJson.of(result).write());
    } else {
      print(result);
    }
    return ExitCode.OK;
  }

  private Era chosenEra() {
    for (Era each : Era.values()) {
      if (each.id().equals(era)) {
        return each;
      }
    }
    throw new ParameterException(spec.commandLine(), "--era is classic or umip");
  }

  private Arrangement chosenArrangement() {
    for (Arrangement each : Arrangement.values()) {
      if (each.id().equals(segments)) {
        return each;
      }
    }
    throw new ParameterException(spec.commandLine(), "--segments is original or shadowed");
  }

  private void print(Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(ROW.formatted("instruction", "ring 0", "ring 1", "ring 3", "class", "R&I", "got"));
    for (Finding finding : all ? result.findings() : result.of(Verdict.LIES)) {
      out.println(row(finding).stripTrailing());
    }
    out.println();
    out.println(
        "%d rows of the opcode table, %d runs: %d instructions lie, %d are privileged, %d are caught"
            .formatted(
                result.rows(),
                result.runs(),
                result.of(Verdict.LIES).size(),
                result.of(Verdict.PRIVILEGED).size(),
                result.of(Verdict.CAUGHT).size()));
    out.println(
        "(refused wherever the ring would show), %d are innocuous, %d are for no ring:"
            .formatted(result.of(Verdict.INNOCUOUS).size(), result.of(Verdict.REFUSED).size()));
    for (Refused row : result.refused()) {
      out.println("  %-8s %s".formatted(row.name(), row.reason()));
    }
    out.println();
    printList(out, result);
  }

  private static String row(Finding finding) {
    return ROW.formatted(
        finding.name(),
        finding.ring0().id(),
        finding.ring1().id(),
        finding.ring3().id(),
        finding.verdict().id(),
        RobinIrvine.has(finding) ? "yes" : "no",
        finding.witness().map(AnalyzeCommand::told).orElse(exception(finding)));
  }

  private static String told(Witness witness) {
    Lie lie = witness.lie();
    return "%s: %s is %s, due %s".formatted(witness.text(), lie.what(), lie.got(), lie.due());
  }

  private static String exception(Finding finding) {
    boolean worksSomewhere = finding.ring3() != Effect.WORKS;
    return worksSomewhere ? finding.exception().orElse("") : "";
  }

  /** Their list has 18 names, and texts that quote it mostly say 17. */
  private static void printList(PrintWriter out, Result result) {
    List<String> confirmed = RobinIrvine.confirmed(result);
    out.println(
        "Robin and Irvine (2000) list %d instructions, though most texts say 17; %d of them lie here:"
            .formatted(RobinIrvine.list().size(), confirmed.size()));
    out.println("  " + String.join(", ", confirmed));
    for (RobinIrvine.Difference each : RobinIrvine.differences(result)) {
      String side = each.missing() ? "on the list, not here" : "here, not on the list";
      out.println("  %-8s %s: %s".formatted(each.name(), side, each.because()));
    }
  }
}
