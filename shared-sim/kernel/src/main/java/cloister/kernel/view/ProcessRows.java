package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.Kernel;
import cloister.kernel.abi.Signal;
import cloister.kernel.cred.Capabilities;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Area;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCounts;
import cloister.kernel.seccomp.Seccomp;
import cloister.kernel.syscall.SystemCall;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.Process;
import cloister.kernel.task.Registers.Word;
import cloister.kernel.task.Task;
import cloister.kernel.task.TaskState;
import cloister.kernel.tty.Tty;
import cloister.kernel.vfs.DescriptorTable;
import java.util.ArrayList;
import java.util.List;

/** A row for a process: who it is, what it does or waits for, its descriptors and its memory. */
final class ProcessRows {
  /** Descriptors, and areas, of one process that are told of. */
  static final int MOST_PARTS = 64;

  private static final int MOST_TEXT = 200;

  private final Kernel kernel;
  private final Task turn;

  /**
   * @param turn whose turn it is; null for nobody's
   */
  ProcessRows(Kernel kernel, Task turn) {
    this.kernel = kernel;
    this.turn = turn;
  }

  Json row(Process process) {
    Task leader = process.leader();
    Json.Members row =
        Json.object()
            .put("pid", process.pid())
            .put("parent", process.parent() == null ? 0 : process.parent().pid())
            .put("group", process.group())
            .put("session", process.session())
            .put("name", leader.name())
            .put("command", commandLine(leader))
            .put("program", leader.executableName())
            .put("state", state(process))
            .putUnsigned("user", leader.credentials().euid())
            .put("terminal", process.terminal() instanceof Tty tty ? tty.name() : "")
            .put("threads", process.tasks().size())
            .put("instructions", Long64.json(process.times().user + sinceItsTurn(process)))
            .put("kernelInstructions", Long64.json(process.times().system))
            .put("pages", leader.space() == null ? 0 : leader.space().residentPages());
    if (process.isZombie()) {
      putEnd(row, process.exitStatus());
    } else if (leader.state() == TaskState.WAITING && leader.call().isWaiting()) {
      row.put("waits", waits(leader));
    }
    row.put("cgroup", cut(leader.group().path()));
    Fences.putOwn(row, kernel, process);
    row.put("capabilities", capabilities(leader.credentials().capabilities()));
    row.put("filters", leader.seccomp().filters());
    row.put("strict", leader.seccomp().mode() == Seccomp.STRICT);
    putFiles(row, leader.files());
    putAreas(row, leader.space());
    return row.build();
  }

  private static String commandLine(Task task) {
    return cut(task.commandLine().replace('\0', ' ').strip());
  }

  static String cut(String text) {
    return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
  }

  private String state(Process process) {
    if (process.isZombie()) {
      return "zombie";
    }
    if (turn != null && turn.process() == process) {
      return "running";
    }
    return switch (process.leader().state()) {
      case RUNNABLE -> "ready";
      case WAITING -> "waiting";
      case STOPPED, TRACED -> "stopped";
      case FROZEN -> "frozen";
      case THROTTLED -> "throttled";
      case DEAD -> "zombie";
    };
  }

  private long sinceItsTurn(Process process) {
    return turn != null && turn.process() == process ? kernel.sinceTurn() : 0;
  }

  private static void putEnd(Json.Members row, int status) {
    if ((status & 0x7f) == 0) {
      row.put("status", status >> 8);
    } else {
      row.put("signal", Signal.name(status & 0x7f));
    }
  }

  /** The call that it waits in, with the file or the time that this is about. */
  private Json waits(Task task) {
    SystemCall call = kernel.calls().row(task.registers().get(Word.ORIGINAL_EAX));
    Json.Members waits = Json.object().put("call", call.name());
    int first = task.registers().argument(0);
    DescriptorTable files = task.files();
    if (call.arguments().startsWith("f") && files != null && files.isOpen(first)) {
      waits.put("descriptor", first).put("file", OpenFiles.at(files, first).name());
    }
    if (task.call().deadline != PendingCall.NEVER) {
      waits.put("until", Long64.json(task.call().deadline));
    }
    return waits.build();
  }

  /** The five sets as numbers in hexadecimal, a bit for each, and what changes them. */
  private static Json capabilities(Capabilities own) {
    return Json.object()
        .put("effective", Long.toHexString(own.effective()))
        .put("permitted", Long.toHexString(own.permitted()))
        .put("inheritable", Long.toHexString(own.inheritable()))
        .put("bounding", Long.toHexString(own.bounding()))
        .put("ambient", Long.toHexString(own.ambient()))
        .put("secureBits", own.secureBits())
        .put("noNewPrivileges", own.noNewPrivileges())
        .build();
  }

  private static void putFiles(Json.Members row, DescriptorTable files) {
    List<Json> open = new ArrayList<>();
    int more = 0;
    for (int number = 0; files != null && number < files.room(); number++) {
      if (files.isOpen(number) && open.size() < MOST_PARTS) {
        open.add(
            Json.object()
                .put("number", number)
                .put("description", OpenFiles.at(files, number).id())
                .put("closes", files.closesOnExecute(number))
                .build());
      } else if (files.isOpen(number)) {
        more++;
      }
    }
    row.put("files", open).put("moreFiles", more);
  }

  private static void putAreas(Json.Members row, AddressSpace space) {
    List<Area> all = space == null ? List.of() : space.areas();
    List<Json> areas = new ArrayList<>();
    for (Area area : all.subList(0, Math.min(MOST_PARTS, all.size()))) {
      areas.add(
          Json.object()
              .putUnsigned("from", area.first() << Frames.BITS)
              .putUnsigned("to", area.end() << Frames.BITS)
              .put("rights", rights(area.flags()))
              .put("name", area.name())
              .put("pages", area.end() - area.first())
              .put("resident", PageCounts.of(space, area).resident())
              .build());
    }
    row.put("areas", areas).put("moreAreas", all.size() - areas.size());
  }

  /** As {@code /proc/PID/maps} shows them (proc(5)). */
  private static String rights(int flags) {
    return ((flags & Area.READ) != 0 ? "r" : "-")
        + ((flags & Area.WRITE) != 0 ? "w" : "-")
        + ((flags & Area.EXECUTE) != 0 ? "x" : "-")
        + ((flags & Area.SHARED) != 0 ? "s" : "p");
  }
}
