package cloister.kernel.proc;

import cloister.kernel.task.PidNamespace;
import cloister.kernel.task.Process;
import cloister.kernel.task.Task;
import cloister.kernel.vfs.DescriptorTable;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.LockWaits;
import cloister.kernel.vfs.RecordLock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** {@code /proc/locks}: what is locked of files that somebody has open, the newest first. */
final class ProcLocks {
  private record Row(Inode file, RecordLock lock, boolean whole) {
    List<LockWaits.Wait> waits() {
      return (whole ? file.wholeLocks() : file.recordLocks()).waits().all();
    }
  }

  private final ProcContext context;
  private final PidNamespace numbers;

  /** For who sees processes by the numbers of a namespace. */
  ProcLocks(ProcContext context, PidNamespace numbers) {
    this.context = context;
    this.numbers = numbers;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int number = 0;
    List<Row> rows = rows();
    List<List<RecordLock>> waiting = waiting(rows);
    for (Row row : rows) {
      number++;
      if (number(row, row.lock) != 0) {
        text.append(number).append(": ").append(line(row, row.lock));
        for (RecordLock behind : waiting.get(number - 1)) {
          text.append(number).append(": -> ").append(line(row, behind));
        }
      }
    }
    return text.toString();
  }

  /** What an open file and the table that has it hold, for {@code /proc/PID/fdinfo}. */
  String of(FileDescription file, DescriptorTable files) {
    StringBuilder text = new StringBuilder();
    Inode inode = file.inode();
    int number = 0;
    for (boolean whole : new boolean[] {true, false}) {
      for (RecordLock lock : (whole ? inode.wholeLocks() : inode.recordLocks()).all()) {
        if (lock.owner() == file || lock.owner() == files) {
          text.append("lock:\t").append(++number).append(": ");
          text.append(line(new Row(inode, lock, whole), lock));
        }
      }
    }
    return text.toString();
  }

  private List<Row> rows() {
    TreeMap<Integer, Inode> inodes = new TreeMap<>();
    for (Process process : context.tasks().processes()) {
      process.tasks().forEach(task -> add(task, inodes));
    }
    List<Row> rows = new ArrayList<>();
    for (Inode inode : inodes.values()) {
      if (inode.isLocked()) {
        inode.wholeLocks().all().forEach(lock -> rows.add(new Row(inode, lock, true)));
        inode.recordLocks().all().forEach(lock -> rows.add(new Row(inode, lock, false)));
      }
    }
    rows.sort(Comparator.comparingInt((Row row) -> row.lock.order()).reversed());
    return rows;
  }

  private static void add(Task task, TreeMap<Integer, Inode> inodes) {
    DescriptorTable open = task.files();
    for (int i = 0; open != null && i < open.room(); i++) {
      if (open.isOpen(i)) {
        inodes.put(open.opened(i).inode().id(), open.opened(i).inode());
      }
    }
  }

  /** Who waits for the lock of each row: for the oldest one that is in the way. */
  private static List<List<RecordLock>> waiting(List<Row> rows) {
    List<List<RecordLock>> waiting = new ArrayList<>();
    TreeMap<Integer, List<Integer>> files = new TreeMap<>();
    for (int i = rows.size() - 1; i >= 0; i--) {
      Row row = rows.get(i);
      waiting.add(new ArrayList<>());
      int file = 2 * row.file.id() + (row.whole ? 1 : 0);
      files.computeIfAbsent(file, ignored -> new ArrayList<>()).add(i);
    }
    for (List<Integer> oldestFirst : files.values()) {
      for (LockWaits.Wait wait : rows.get(oldestFirst.getFirst()).waits()) {
        for (int at : oldestFirst) {
          if (wait.asked().conflicts(rows.get(at).lock)) {
            waiting.get(at).add(wait.asked());
            break;
          }
        }
      }
    }
    return waiting;
  }

  /** An open file's is nobody's. */
  private int number(Row row, RecordLock lock) {
    return lock.isOpenFiles() && !row.whole ? -1 : numbers.fromKernel(lock.pid());
  }

  private String line(Row row, RecordLock lock) {
    String type = row.whole ? "FLOCK " : lock.isOpenFiles() ? "OFDLCK" : "POSIX ";
    String kind = lock.kind() == RecordLock.WRITE ? "WRITE " : "READ ";
    int device = row.file.fileSystem().device();
    String place = hex(device >>> 8) + ":" + hex(device & 0xff);
    String end = lock.end() == RecordLock.END ? "EOF" : Long.toString(lock.end());
    String range = row.whole ? "0 EOF" : lock.start() + " " + end;
    return type
        + " ADVISORY  "
        + kind
        + number(row, lock)
        + " "
        + place
        + ":"
        + row.file.number()
        + " "
        + range
        + "\n";
  }

  private static String hex(int value) {
    return (value < 16 ? "0" : "") + Integer.toHexString(value);
  }
}
