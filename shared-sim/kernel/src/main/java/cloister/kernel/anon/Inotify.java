package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.MemoryAccount;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.Slab;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileEvent;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.Poll;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeMap;

/** Watches of files, and what they have told that nobody has read yet (inotify(7)). */
public final class Inotify extends FileOperations {
  private static final int HEADER = 16;

  /** What the kernel keeps of a watch, and of an event beside its name. */
  private static final int WATCH_BYTES = 128;

  private static final int EVENT_BYTES = 48;

  private static final int BYTES_REQUEST = 0x541B;
  private static final int MASK_ADD = 0x2000_0000;
  private static final int MASK_CREATE = 0x1000_0000;

  /** What is told, without a name for the file itself. */
  private record Event(int watch, int event, int cookie, String name) {
    /** The name with zeros behind it, in pieces of 16 bytes. */
    int nameBytes() {
      return name.isEmpty() ? 0 : (name.length() + HEADER) / HEADER * HEADER;
    }

    int bytes() {
      return HEADER + nameBytes();
    }

    /** Whether nothing would be new about it behind another one. */
    boolean says(Event before) {
      return event == before.event && watch == before.watch && name.equals(before.name);
    }
  }

  private final ObjectIds ids;
  private final InotifyUse use;
  private final Slab slab;
  private final TreeMap<Integer, InotifyWatch> watches = new TreeMap<>();
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final WaitQueue changed = new WaitQueue();
  private int user;
  private int last;
  private MemoryAccount account;
  private boolean overflows;

  public Inotify(int id, ObjectIds ids, Frames frames, InotifyUse use) {
    super(id);
    this.ids = ids;
    this.use = use;
    slab = new Slab(frames);
  }

  /**
   * A new one. EMFILE where a user has enough.
   *
   * @param group in which what is kept counts
   */
  public Inotify begin(int owner, MemoryAccount group) throws KernelError {
    if (!use.addInstance(owner)) {
      throw Errno.EMFILE.error();
    }
    user = owner;
    account = group;
    return this;
  }

  /**
   * Watches a file, or changes what is told of it. EEXIST, ENOSPC, ENOMEM.
   *
   * @return the number of the watch
   */
  public int add(Inode file, int mask) throws KernelError {
    for (InotifyWatch watch : watches.values()) {
      if (watch.isOf(file)) {
        if ((mask & MASK_CREATE) != 0) {
          throw Errno.EEXIST.error();
        }
        watch.choose(mask, (mask & MASK_ADD) != 0);
        return watch.number();
      }
    }
    if (!use.addWatch(user)) {
      throw Errno.ENOSPC.error();
    }
    if (!slab.tryTake(WATCH_BYTES, account)) {
      use.removeWatch(user);
      throw Errno.ENOMEM.error();
    }
    do {
      last = last == Integer.MAX_VALUE ? 1 : last + 1;
    } while (watches.containsKey(last));
    watches.put(last, new InotifyWatch(ids.next()).begin(this, last, file, mask));
    return last;
  }

  /** Watches something no more. EINVAL for what is not watched. */
  public void remove(int number) throws KernelError {
    InotifyWatch watch = watches.get(number);
    if (watch == null) {
      throw Errno.EINVAL.error();
    }
    remove(watch);
  }

  /** Whoever reads is told that nothing more will come. */
  void remove(InotifyWatch watch) {
    tell(watch.number(), FileEvent.IGNORED, 0, "");
    forget(watch);
  }

  private void forget(InotifyWatch watch) {
    watches.remove(watch.number());
    watch.leave();
    use.removeWatch(user);
    slab.give(WATCH_BYTES);
  }

  /** Puts an event into the queue, unless the last one says the same. */
  void tell(int watch, int event, int cookie, String name) {
    Event fresh = new Event(watch, event, cookie, name);
    boolean ignored = event == FileEvent.IGNORED;
    if (events.size() >= use.mostEvents()) {
      overflow();
    } else if (ignored || events.isEmpty() || !fresh.says(events.getLast())) {
      if (slab.tryTake(EVENT_BYTES + name.length(), account)) {
        put(fresh);
      } else {
        overflow();
      }
    }
  }

  private void overflow() {
    if (!overflows) {
      overflows = true;
      put(new Event(-1, FileEvent.OVERFLOW, 0, ""));
    }
  }

  private void put(Event event) {
    events.add(event);
    changed.wakeAll(Poll.IN);
  }

  @Override
  public int read(FileDescription file, UserBuffer to, Caller caller) throws KernelError {
    int done = 0;
    while (!events.isEmpty()) {
      Event next = events.getFirst();
      if (to.left() < next.bytes()) {
        if (done == 0) {
          throw Errno.EINVAL.error();
        }
        return done;
      }
      events.removeFirst();
      if (next.event == FileEvent.OVERFLOW) {
        overflows = false;
      } else {
        slab.give(EVENT_BYTES + next.name.length());
      }
      to.put(bytes(next), 0, next.bytes());
      done += next.bytes();
    }
    return done == 0 ? WOULD_BLOCK : done;
  }

  private static byte[] bytes(Event event) {
    byte[] bytes = new byte[event.bytes()];
    int[] words = {event.watch, event.event, event.cookie, event.nameBytes()};
    for (int i = 0; i < HEADER; i++) {
      bytes[i] = (byte) (words[i / 4] >>> i % 4 * 8);
    }
    for (int i = 0; i < event.name.length(); i++) {
      bytes[HEADER + i] = (byte) event.name.charAt(i);
    }
    return bytes;
  }

  @Override
  public int control(FileDescription file, int request, int argument, Caller caller)
      throws KernelError {
    if (request != BYTES_REQUEST) {
      throw Errno.ENOTTY.error();
    }
    int bytes = 0;
    for (Event event : events) {
      bytes += event.bytes();
    }
    caller.memory().write32(argument, bytes);
    return 0;
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    return events.isEmpty() ? 0 : Poll.IN;
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public void closed(FileDescription file) {
    List.copyOf(watches.values()).forEach(this::forget);
    events.clear();
    slab.give(slab.used());
    use.removeInstance(user);
  }

  @Override
  public Kind kind() {
    return Kind.INOTIFY;
  }

  @Override
  public void save(ObjectWriter out) {
    out.numbers(new int[] {user, last});
    out.pointer(account);
    out.flag(overflows);
    slab.save(out);
    changed.save(out);
    out.pointers(List.copyOf(watches.values()));
    out.number(watches.size());
    watches.keySet().forEach(out::number);
    out.number(events.size());
    for (Event event : events) {
      out.numbers(new int[] {event.watch, event.event, event.cookie});
      out.text(event.name);
    }
  }

  @Override
  public void load(ObjectReader in) {
    int[] words = in.numbers();
    user = words[0];
    last = words[1];
    account = in.pointer();
    overflows = in.flag();
    slab.load(in);
    changed.load(in);
    List<InotifyWatch> all = in.pointers();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      watches.put(in.number(), all.get(i));
    }
    int waiting = in.number();
    for (int i = 0; i < waiting; i++) {
      int[] event = in.numbers();
      events.add(new Event(event[0], event[1], event[2], in.text()));
    }
  }
}
