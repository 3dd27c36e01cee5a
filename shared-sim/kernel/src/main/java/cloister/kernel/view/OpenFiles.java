package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.abi.KernelError;
import cloister.kernel.fs.Pipe;
import cloister.kernel.object.Kind;
import cloister.kernel.syscall.CallText;
import cloister.kernel.task.Process;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The open file descriptions of some processes, with who has them, and the pipes among them. */
final class OpenFiles {
  private static final int MOST_DESCRIPTIONS = 500;
  private static final int MOST_HOLDERS = 64;

  /** A descriptor that leads to a description. */
  private record Holder(int pid, int number) {}

  private record Open(FileDescription file, List<Holder> holders) {}

  private final TreeMap<Integer, Open> byId = new TreeMap<>();

  OpenFiles(List<Process> processes) {
    for (Process process : processes) {
      DescriptorTable files = process.leader().files();
      for (int number = 0; files != null && number < files.room(); number++) {
        if (files.isOpen(number)) {
          FileDescription file = at(files, number);
          byId.computeIfAbsent(file.id(), _ -> new Open(file, new ArrayList<>()))
              .holders()
              .add(new Holder(process.pid(), number));
        }
      }
    }
  }

  /** The description of a descriptor that is open. */
  static FileDescription at(DescriptorTable files, int number) {
    try {
      return files.get(number);
    } catch (KernelError closed) {
      throw new IllegalStateException("descriptor " + number + " is not open", closed);
    }
  }

  int more() {
    return Math.max(0, byId.size() - MOST_DESCRIPTIONS);
  }

  List<Json> descriptions() {
    List<Json> rows = new ArrayList<>();
    for (Open open : byId.values()) {
      if (rows.size() < MOST_DESCRIPTIONS) {
        rows.add(row(open));
      }
    }
    return rows;
  }

  private static Json row(Open open) {
    FileDescription file = open.file();
    List<Json> holders = new ArrayList<>();
    for (Holder holder : open.holders()) {
      if (holders.size() < MOST_HOLDERS) {
        holders.add(Json.object().put("pid", holder.pid()).put("number", holder.number()).build());
      }
    }
    Json.Members row =
        Json.object()
            .put("id", file.id())
            .put("name", file.name())
            .put("kind", kind(file.operations().kind()))
            .put("flags", CallText.flags(file.flags()))
            .put("holders", holders)
            .put("moreHolders", open.holders().size() - holders.size());
    if (file.operations().isSeekable()) {
      row.put("position", Long64.json(file.position()));
    }
    if (file.operations() instanceof Pipe pipe) {
      row.put("pipe", pipe.number());
    }
    return row.build();
  }

  private static String kind(Kind kind) {
    return switch (kind) {
      case TTY -> "terminal";
      case PIPE -> "pipe";
      case DEVICE, SPECIAL_FILE -> "device";
      case TMPFS_DIRECTORY, PROC_DIRECTORY -> "directory";
      case PROC_FILE -> "proc";
      case STREAM -> "stream";
      case UNIX_SOCKET, DATAGRAM_SOCKET, TCP_SOCKET, NETLINK_SOCKET -> "socket";
      default -> "file";
    };
  }

  /** Each with those who could write to it and those who could read from it. */
  List<Json> pipes() {
    TreeMap<Integer, Pipe> pipes = new TreeMap<>();
    for (Open open : byId.values()) {
      if (open.file().operations() instanceof Pipe pipe) {
        pipes.put(pipe.id(), pipe);
      }
    }
    List<Json> rows = new ArrayList<>();
    for (Pipe pipe : pipes.values()) {
      rows.add(
          Json.object()
              .put("number", pipe.number())
              .put("bytes", pipe.bytes())
              .put("writers", holders(pipe, true))
              .put("readers", holders(pipe, false))
              .build());
    }
    return rows;
  }

  private List<Json> holders(Pipe pipe, boolean write) {
    TreeMap<Integer, Json> pids = new TreeMap<>();
    for (Open open : byId.values()) {
      FileDescription file = open.file();
      if (file.operations() == pipe && (write ? file.writes() : file.reads())) {
        open.holders().forEach(holder -> pids.put(holder.pid(), Json.of(holder.pid())));
      }
    }
    return List.copyOf(pids.values());
  }
}
