package cloister.kernel.net;

import cloister.event.EventSink;
import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageQuota;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.time.KernelTime;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileSystem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What all sockets share, in whatever namespace they are. */
public final class Network {
  private static final int DEVICE = 8;
  private static final int MAGIC = 0x534F434B;

  /** How many open files may be on their way in messages, of all users together. */
  private static final int MOST_IN_FLIGHT = 4096;

  private final ObjectIds ids;
  private final Frames frames;
  private final KernelTime time;
  private final EventSink events;
  private final Ways ways = new Ways(this);

  /** Who waits for a way that was not there. */
  private WaitQueue blocked = new WaitQueue();

  private FileSystem files;
  private int inFlight;

  /** Open files that nobody will receive, while they are closed one after the other. */
  private final Deque<FileDescription> leaving = new ArrayDeque<>();

  public Network(ObjectIds ids, Frames frames, KernelTime time, EventSink events) {
    this.ids = ids;
    this.frames = frames;
    this.time = time;
    this.events = events;
  }

  /** A new machine. */
  public void begin() {
    files = new FileSystem(ids.next(), ids, time).named("sockfs", DEVICE, MAGIC);
    files.bounded(new PageQuota(ids.next()).of(0, frames.total() / 2));
  }

  EventSink events() {
    return events;
  }

  Ways ways() {
    return ways;
  }

  WaitQueue blocked() {
    return blocked;
  }

  /** An interface, an address, a route, or who sends packets on has changed. */
  public void rewired() {
    blocked.wakeAll();
  }

  public ObjectIds ids() {
    return ids;
  }

  Frames frames() {
    return frames;
  }

  KernelTime time() {
    return time;
  }

  FileSystem files() {
    return files;
  }

  /** ENFILE where there are too many sockets. */
  public void requireRoom() throws KernelError {
    PageQuota quota = files.quota();
    if (quota.inodes() >= quota.inodeLimit()) {
      throw Errno.ENFILE.error();
    }
  }

  /** Open files go on their way in a message. ETOOMANYREFS where there are too many. */
  public void send(List<FileDescription> rights) throws KernelError {
    if (inFlight + rights.size() > MOST_IN_FLIGHT) {
      throw Errno.ETOOMANYREFS.error();
    }
    inFlight += rights.size();
    rights.forEach(FileDescription::share);
  }

  /** They have arrived, or never will. A socket may go with the last of them, and its messages. */
  public void release(List<FileDescription> rights) {
    if (rights.isEmpty()) {
      return;
    }
    inFlight -= rights.size();
    boolean first = leaving.isEmpty();
    leaving.addAll(rights);
    while (first && !leaving.isEmpty()) {
      leaving.peekFirst().release();
      leaving.removeFirst();
    }
  }

  public void save(ObjectWriter out) {
    out.pointer(files);
    out.number(inFlight);
    blocked.save(out);
  }

  public void load(ObjectReader in) {
    files = in.pointer();
    inFlight = in.number();
    blocked = new WaitQueue();
    blocked.load(in);
  }
}
