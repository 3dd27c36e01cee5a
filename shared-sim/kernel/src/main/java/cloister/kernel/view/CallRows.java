package cloister.kernel.view;

import cloister.codec.Json;
import cloister.event.History;
import cloister.kernel.Kernel;
import cloister.kernel.abi.Signal;
import cloister.kernel.task.Task;
import cloister.kernel.trace.CallFiltered;
import cloister.kernel.trace.CapabilityAsked;
import cloister.kernel.trace.ProcessEnded;
import cloister.kernel.trace.ProgramStarted;
import cloister.kernel.trace.SignalDelivered;
import cloister.kernel.trace.SystemCallEntered;
import cloister.kernel.trace.SystemCallLeft;
import cloister.kernel.trace.TaskForked;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * System calls in the order in which they were made, as strace(1) shows them, with signals and ends
 * between them: those around a step. Events are numbered from 1.
 */
final class CallRows {
  /** Rows up to the step, and behind it. */
  static final int MOST_BEFORE = 300;

  static final int MOST_BEHIND = 60;

  /** Capabilities that a row tells of. */
  private static final int MOST_ASKED = 8;

  private static final int NONE = -1;

  /** A row's events by their indices in the history; no second one while a call goes on. */
  private static final class Row {
    private final int first;
    private final int pid;
    private final String name;
    private final List<Integer> asked = new ArrayList<>();
    private int last = NONE;

    /** What a filter has said of it. */
    private int filtered = NONE;

    Row(int first, int pid, String name) {
      this.first = first;
      this.pid = pid;
      this.name = name;
    }
  }

  private final Kernel kernel;
  private final History history;

  /** How many events have happened by now. */
  private final int happened;

  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<Integer, Row> open = new TreeMap<>();

  /** What processes were called by what the history says; it may not say it. */
  private final TreeMap<Integer, String> names = new TreeMap<>();

  private final TreeMap<Integer, Integer> parents = new TreeMap<>();
  private final TreeSet<Integer> renamed = new TreeSet<>();

  CallRows(Kernel kernel, History history, int step) {
    this.kernel = kernel;
    this.history = history;
    happened = history.countUntil(step);
    for (int i = 0; i < history.size(); i++) {
      read(i);
    }
  }

  private void read(int index) {
    switch (history.event(index)) {
      case SystemCallEntered call -> open.put(call.pid(), add(index, call.pid()));
      case SystemCallLeft call -> {
        Row row = open.remove(call.pid());
        if (row != null) {
          row.last = index;
        }
      }
      case CapabilityAsked asked -> {
        Row row = open.get(asked.pid());
        if (row != null && row.asked.size() < MOST_ASKED) {
          row.asked.add(index);
        }
      }
      case CallFiltered filtered -> {
        Row row = open.get(filtered.pid());
        if (row != null) {
          row.filtered = index;
        }
      }
      case SignalDelivered signal -> add(index, signal.pid());
      case ProcessEnded end -> {
        Row row = open.remove(end.pid());
        if (row != null) {
          row.last = index;
        }
        add(index, end.pid());
      }
      case TaskForked fork -> {
        parents.put(fork.child(), fork.pid());
        if (names.containsKey(fork.pid())) {
          names.put(fork.child(), name(fork.pid()));
        }
      }
      case ProgramStarted started -> {
        String path = started.path();
        names.put(started.pid(), path.substring(path.lastIndexOf('/') + 1));
        renamed.add(started.pid());
      }
      default -> {}
    }
  }

  private Row add(int index, int pid) {
    Row row = new Row(index, pid, name(pid));
    rows.add(row);
    return row;
  }

  /** Empty where nothing was told. */
  private String name(int pid) {
    String told = names.get(pid);
    return told == null ? "" : told;
  }

  Json json() {
    int here = 0;
    while (here < rows.size() && rows.get(here).first < happened) {
      here++;
    }
    int from = Math.max(0, here - MOST_BEFORE);
    int to = Math.min(rows.size(), here + MOST_BEHIND);
    List<Json> shown = new ArrayList<>();
    for (Row row : rows.subList(from, to)) {
      shown.add(row(row));
    }
    return Json.object()
        .put("rows", shown)
        .put("here", here - 1 - from)
        .put("earlier", from)
        .put("later", rows.size() - to)
        .build();
  }

  private Json row(Row row) {
    Json.Members out =
        Json.object()
            .put("event", row.first + 1)
            .put("step", history.step(row.first))
            .put("pid", row.pid)
            .put("name", row.name.isEmpty() ? nameNow(row.pid) : row.name)
            .put("later", row.first >= happened);
    switch (history.event(row.first)) {
      case SystemCallEntered call -> putCall(out, call, row);
      case SignalDelivered signal -> {
        String name = Signal.name(signal.signal());
        out.put("kind", "signal").put("text", "--- " + name + " ---");
      }
      case ProcessEnded end -> out.put("kind", "exit").put("text", ended(end.status()));
      default -> throw new IllegalStateException(history.event(row.first).name());
    }
    return out.build();
  }

  /** Of a program that was there before the first event, or of a child of its. */
  private String nameNow(int pid) {
    if (!renamed.contains(pid) && kernel.tasks().task(pid).isPresent()) {
      return kernel.tasks().task(pid).map(Task::name).orElseThrow();
    }
    return parents.containsKey(pid) ? nameNow(parents.get(pid)) : "";
  }

  private void putCall(Json.Members out, SystemCallEntered call, Row row) {
    out.put("kind", "call").put("number", call.call()).put("call", call.callName());
    putAsked(out, row);
    putFiltered(out, row);
    if (row.last == NONE || row.last >= happened && row.first < happened) {
      out.put("text", call.callName() + "(" + call.arguments());
      return;
    }
    if (!(history.event(row.last) instanceof SystemCallLeft left)) {
      out.put("text", call.callName() + "(" + call.arguments() + ")").put("answer", "?");
      return;
    }
    out.put("text", left.callName() + "(" + left.arguments() + ")")
        .put("answer", left.answer())
        .put("leftStep", history.step(row.last))
        .put("leftEvent", row.last + 1)
        .put("result", left.result());
    if (left.isRefused()) {
      out.put("error", left.error());
    }
  }

  /** Whose word it was that the call was not simply made. */
  private void putFiltered(Json.Members out, Row row) {
    boolean known = row.filtered < happened || row.first >= happened;
    if (row.filtered != NONE
        && known
        && history.event(row.filtered) instanceof CallFiltered filtered) {
      Json.Members what =
          Json.object()
              .put("action", filtered.action())
              .put("filter", filtered.filter())
              .put("error", filtered.error());
      if (filtered.signal() != 0) {
        what.put("signal", Signal.name(filtered.signal()));
      }
      out.put("filtered", what.build());
    }
  }

  /** Which capabilities the kernel has asked for, each once. */
  private void putAsked(Json.Members out, Row row) {
    List<CapabilityAsked> told = new ArrayList<>();
    List<Json> asked = new ArrayList<>();
    for (int index : row.asked) {
      boolean known = index < happened || row.first >= happened;
      if (known && history.event(index) instanceof CapabilityAsked one && !told.contains(one)) {
        told.add(one);
        asked.add(
            Json.object()
                .put("capability", one.capabilityName())
                .put("verdict", one.verdict())
                .putUnsigned("namespace", one.namespace())
                .build());
      }
    }
    if (!asked.isEmpty()) {
      out.put("asked", asked);
    }
  }

  private static String ended(int status) {
    return (status & 0x7f) == 0
        ? "+++ exited with " + (status >> 8) + " +++"
        : "+++ killed by " + Signal.name(status & 0x7f) + " +++";
  }
}
