package cloister.kernel.view;

import cloister.codec.Json;
import cloister.event.History;
import cloister.kernel.Kernel;
import cloister.kernel.cred.Capability;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import java.util.ArrayList;
import java.util.List;

/** The kernel as a page shows it. Every list is bounded, and tells how many more there are. */
public final class KernelView {
  /** Processes that are told of. */
  static final int MOST_PROCESSES = 200;

  private KernelView() {}

  /**
   * @param history what the kernel has told, the future of this step among it
   * @param step at which the machine stands
   * @param running whether the processor is at work; at rest nobody has its turn
   */
  public static Json json(Kernel kernel, History history, int step, boolean running) {
    List<Process> all = List.copyOf(kernel.tasks().processes());
    List<Process> shown = all.subList(0, Math.min(MOST_PROCESSES, all.size()));
    Task turn = running ? kernel.currentTask().filter(Task::isAlive).orElse(null) : null;
    ProcessRows processes = new ProcessRows(kernel, turn);
    List<Json> rows = new ArrayList<>();
    for (Process process : shown) {
      rows.add(processes.row(process));
    }
    Fences fences = new Fences(kernel, shown);
    Limits limits = new Limits(kernel, shown);
    OpenFiles files = new OpenFiles(shown);
    return Json.object()
        .put("running", turn == null ? 0 : turn.process().pid())
        .put("processes", rows)
        .put("moreProcesses", all.size() - shown.size())
        .put("descriptions", files.descriptions())
        .put("moreDescriptions", files.more())
        .put("pipes", files.pipes())
        .put("namespaces", fences.rows())
        .put("moreNamespaces", fences.more())
        .put("networks", Networks.rows(kernel))
        .put("capabilities", names())
        .put("overlays", Overlays.rows(kernel))
        .put("groups", limits.rows())
        .put("moreGroups", limits.more())
        .put("containers", Containers.of(kernel).stream().map(NamedGroup::json).toList())
        .put("calls", new CallRows(kernel, history, step).json())
        .build();
  }

  /** Of the capabilities, by their numbers. */
  private static List<Json> names() {
    List<Json> names = new ArrayList<>();
    for (int capability = 0; capability < Capability.COUNT; capability++) {
      names.add(Json.of(Capability.name(capability)));
    }
    return names;
  }
}
