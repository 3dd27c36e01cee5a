package cloister.world.compare;

import cloister.codec.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Outcomes as rows of texts: a head, and a row for each way. */
public final class Table {
  private static final List<String> FIXED =
      List.of(
          "way",
          "end",
          "like bare",
          "instructions",
          "others",
          "crossings",
          "exits",
          "memory",
          "boot cycles",
          "avoided",
          "compared",
          "acts compared",
          "differs at",
          "differs in");

  /** Of the first three columns, which are words. */
  private static final List<Integer> WIDTHS = List.of(18, 12, 9);

  private static final int LEAST_WIDTH = 12;

  private Table() {}

  public static List<List<String>> rows(List<Outcome> outcomes) {
    List<String> reasons = reasons(outcomes);
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(FIXED);
    head.addAll(reasons);
    rows.add(head);
    for (Outcome outcome : outcomes) {
      List<String> row = new ArrayList<>();
      row.add(outcome.way().id());
      row.add(outcome.end());
      row.add(outcome.likeness().id());
      row.add(Long.toString(outcome.instructions()));
      row.add(Long.toString(outcome.others()));
      row.add(Integer.toString(outcome.crossings()));
      row.add(Integer.toString(outcome.exitCount()));
      row.add(Integer.toString(outcome.held().bytes()));
      row.add(outcome.boot().map(boot -> Long.toString(boot.cycles(outcome.way()))).orElse(""));
      row.add(Integer.toString(outcome.avoided()));
      row.add(Long.toString(outcome.compared()));
      row.add(outcome.acts().map(each -> Integer.toString(each.compared())).orElse(""));
      row.add(outcome.divergence().map(each -> Long.toString(each.instruction())).orElse(""));
      row.add(outcome.divergence().map(Divergence::word).orElse(""));
      for (String reason : reasons) {
        row.add(Integer.toString(outcome.exits(reason)));
      }
      rows.add(row);
    }
    return rows;
  }

  /** RFC 4180, with line feeds alone. */
  public static String csv(List<Outcome> outcomes) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows(outcomes)) {
      text.append(String.join(",", row)).append('\n');
    }
    return text.toString();
  }

  /** A row in columns; numbers are at the right of theirs. */
  public static String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String text = row.get(i);
      boolean word = i < WIDTHS.size();
      int width = word ? WIDTHS.get(i) : LEAST_WIDTH;
      String space = " ".repeat(Math.max(0, width - text.length()));
      line.append(word ? text + space : space + text).append(' ');
    }
    return line.toString().stripTrailing();
  }

  private static List<String> reasons(List<Outcome> outcomes) {
    Set<String> reasons = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      ((Json.Obj) outcome.exits())
          .members()
          .keySet()
          .forEach(
              reason -> {
                if (outcome.exits(reason) > 0) {
                  reasons.add(reason);
                }
              });
    }
    return List.copyOf(reasons);
  }
}
