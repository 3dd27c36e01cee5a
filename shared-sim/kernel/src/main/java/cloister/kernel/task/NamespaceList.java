package cloister.kernel.task;

import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which namespaces there are, and which processes are in them. */
public final class NamespaceList {
  private final TaskTable table;

  public NamespaceList(TaskTable table) {
    this.table = table;
  }

  /** By kind, then by number; processes that have ended are in none. */
  public List<NamespaceRow> rows() {
    List<NamespaceRow> rows = new ArrayList<>();
    for (NamespaceKind kind : NamespaceKind.values()) {
      Map<Long, Namespace> found = new TreeMap<>();
      Map<Long, List<Integer>> members = new TreeMap<>();
      for (Process process : table.processes()) {
        Task task = process.leader();
        if (task.namespaces() != null) {
          Namespace one = of(task, kind);
          long number = Integer.toUnsignedLong(one.number());
          found.put(number, one);
          members.computeIfAbsent(number, _ -> new ArrayList<>()).add(process.pid());
        }
      }
      found.forEach((number, one) -> rows.add(row(one, members.get(number))));
    }
    return rows;
  }

  /** How many of a kind processes are in, beside the first one. */
  int count(NamespaceKind kind) {
    Map<Long, Namespace> found = new TreeMap<>();
    for (Process process : table.processes()) {
      Task task = process.leader();
      if (task.namespaces() != null) {
        Namespace one = of(task, kind);
        found.put(Integer.toUnsignedLong(one.number()), one);
      }
    }
    found.remove(Integer.toUnsignedLong(kind.initialNumber()));
    return found.size();
  }

  /** The one of a kind that a task is in; of process numbers, its own and not its children's. */
  public static Namespace of(Task task, NamespaceKind kind) {
    return switch (kind) {
      case USER -> task.credentials().namespace();
      case PID -> task.process().pids();
      case TIME -> task.times();
      default -> task.namespaces().get(kind);
    };
  }

  private static NamespaceRow row(Namespace one, List<Integer> members) {
    NamespaceKind kind = one.namespaceKind();
    int parent = 0;
    if (kind == NamespaceKind.USER) {
      parent = number(one.owner());
    } else if (one instanceof PidNamespace numbers) {
      parent = number(numbers.parent());
    }
    boolean initial = one.number() == kind.initialNumber();
    return new NamespaceRow(
        kind, one.number(), one.label(), number(one.owner()), parent, initial, members);
  }

  private static int number(Namespace namespace) {
    return namespace == null ? 0 : namespace.number();
  }
}
