package cloister.analysis;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.List;

/** A result as {@code analysis.schema.json} describes it. */
public final class AnalysisJson {
  private AnalysisJson() {}

  public static Json.Obj of(Result result) {
    List<Json> instructions = new ArrayList<>();
    for (Finding finding : result.findings()) {
      instructions.add(of(finding));
    }
    return Json.object()
        .put("era", result.era().id())
        .put("segments", result.arrangement().id())
        .put("rows", result.rows())
        .put("runs", result.runs())
        .put("instructions", instructions)
        .put("robinIrvine", beside(result))
        .put("refused", refused(result))
        .build();
  }

  private static Json of(Finding finding) {
    Json.Members members =
        Json.object()
            .put("name", finding.name())
            .put("verdict", finding.verdict().id())
            .put("privileged", finding.privileged())
            .put("controlSensitive", finding.controlSensitive())
            .put("behaviourSensitive", finding.behaviourSensitive())
            .put("userSensitive", finding.userSensitive())
            .put("ring0", finding.ring0().id())
            .put("ring1", finding.ring1().id())
            .put("ring3", finding.ring3().id())
            .put("robinIrvine", RobinIrvine.has(finding))
            .put("rows", finding.rows())
            .put("forms", finding.forms())
            .put("example", finding.example());
    if (finding.exception().isPresent()) {
      members.put("exception", finding.exception().get());
    }
    if (finding.witness().isPresent()) {
      members.put("witness", of(finding.witness().get()));
    }
    return members.build();
  }

  private static Json of(Witness witness) {
    return Json.object()
        .put("text", witness.text())
        .put("bytes", witness.bytes())
        .put("ring", witness.ring())
        .put("state", Json.strings(witness.state()))
        .put("what", witness.lie().what())
        .put("got", witness.lie().got())
        .put("due", witness.lie().due())
        .build();
  }

  private static Json beside(Result result) {
    List<String> names = new ArrayList<>();
    for (RobinIrvine.Entry entry : RobinIrvine.list()) {
      names.add(entry.name());
    }
    List<Json> differences = new ArrayList<>();
    for (RobinIrvine.Difference each : RobinIrvine.differences(result)) {
      differences.add(
          Json.object()
              .put("name", each.name())
              .put("missing", each.missing())
              .put("because", each.because())
              .build());
    }
    return Json.object()
        .put("list", Json.strings(names))
        .put("confirmed", Json.strings(RobinIrvine.confirmed(result)))
        .put("differences", differences)
        .build();
  }

  private static List<Json> refused(Result result) {
    List<Json> rows = new ArrayList<>();
    for (Refused row : result.refused()) {
      rows.add(
          Json.object()
              .put("name", row.name())
              .put("opcode", row.opcode())
              .put("reason", row.reason())
              .build());
    }
    return rows;
  }
}
