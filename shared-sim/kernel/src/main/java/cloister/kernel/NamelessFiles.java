package cloister.kernel;

import cloister.event.EventSink;
import cloister.kernel.anon.AnonymousInode;
import cloister.kernel.anon.InotifyUse;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.net.Network;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.proc.ProcContext;
import cloister.kernel.task.Namespaces;
import cloister.kernel.task.TaskTable;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.FileSystemTypes;
import cloister.kernel.vfs.Mounts;

/** The file systems of files that have no place among others: pipes and sockets. */
final class NamelessFiles {
  /** The part of memory that what an epoll(7) watches may take for a user, and what one takes. */
  private static final int MEMORY_PER_WATCHES = 25;

  private static final int WATCH_BYTES = 90;

  private final ObjectIds ids;
  private final Frames frames;
  private final KernelTime time;
  private final Network network;
  private final InotifyUse inotify = new InotifyUse();
  private FileSystem pipes;
  private AnonymousInode anonymous;

  NamelessFiles(ObjectIds ids, Frames frames, KernelTime time, EventSink events) {
    this.ids = ids;
    this.frames = frames;
    this.time = time;
    network = new Network(ids, frames, time, events);
  }

  /** A new machine. */
  void begin() {
    pipes = new FileSystem(ids.next(), ids, time).named("pipefs", 13, 0x50495045);
    pipes.bounded(new PageQuota(ids.next()).of(0, frames.total() / 2));
    FileSystem others = new FileSystem(ids.next(), ids, time).named("anon_inodefs", 14, 0x09041934);
    int watches = (int) ((long) frames.total() * Frames.SIZE / MEMORY_PER_WATCHES / WATCH_BYTES);
    anonymous = new AnonymousInode(ids.next(), inotify).begin(others, watches);
    network.begin();
  }

  /** The file that those show which are no file, such as epoll(7). */
  AnonymousInode anonymous() {
    return anonymous;
  }

  FileSystem pipes() {
    return pipes;
  }

  Network network() {
    return network;
  }

  /** What {@code /proc} tells of. */
  ProcContext tellOf(
      TaskTable tasks,
      Mounts mounts,
      Namespaces spaces,
      FileSystemTypes types,
      String version,
      String processor) {
    return new ProcContext(
        ids, tasks, frames, mounts, time, spaces, network, inotify, types, version, processor);
  }

  void save(ObjectWriter out) {
    out.pointer(pipes);
    out.pointer(anonymous);
    network.save(out);
  }

  void load(ObjectReader in) {
    pipes = in.pointer();
    anonymous = in.pointer();
    network.load(in);
  }
}
