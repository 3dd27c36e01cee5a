package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.Kernel;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.NamespaceRow;
import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The namespaces with their members, and what is a process's own because of them. */
final class Fences {
  /** Namespaces of one kind that are told of. */
  static final int MOST_OF_A_KIND = 32;

  private final List<Json> rows = new ArrayList<>();
  private int more;

  /**
   * @param shown the processes that are told of; others are nobody's members
   */
  Fences(Kernel kernel, List<Process> shown) {
    Set<Integer> known = new TreeSet<>();
    shown.forEach(process -> known.add(process.pid()));
    Map<NamespaceKind, Integer> told = new EnumMap<>(NamespaceKind.class);
    for (NamespaceRow row : kernel.namespaces()) {
      if (told.merge(row.kind(), 1, Integer::sum) <= MOST_OF_A_KIND) {
        rows.add(json(row, known));
      } else {
        more++;
      }
    }
  }

  List<Json> rows() {
    return rows;
  }

  int more() {
    return more;
  }

  private static Json json(NamespaceRow row, Set<Integer> known) {
    List<Json> members = new ArrayList<>();
    for (int pid : row.members()) {
      if (known.contains(pid)) {
        members.add(Json.of(pid));
      }
    }
    return Json.object()
        .put("kind", row.kind().label())
        .putUnsigned("number", row.number())
        .putUnsigned("owner", row.owner())
        .put("initial", row.initial())
        .put("members", members)
        .build();
  }

  /** Its numbers from the host's to its own where it has more than one, host name and root. */
  static void putOwn(Json.Members row, Kernel kernel, Process process) {
    List<Json> numbers = new ArrayList<>();
    for (PidNamespace at = process.pids(); at != null; at = at.parent()) {
      numbers.addFirst(Json.of(at.fromKernel(process.pid())));
    }
    if (numbers.size() > 1) {
      row.put("numbers", numbers);
    }
    Task task = process.leader();
    if (task.namespaces() != null) {
      row.put("host", task.namespaces().uts().host());
    }
    if (task.place() != null) {
      String root = kernel.mounts().name(task.place().root(), null);
      if (!root.equals("/")) {
        row.put("root", ProcessRows.cut(root));
      }
    }
  }
}
