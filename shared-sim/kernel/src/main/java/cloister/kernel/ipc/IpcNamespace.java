package cloister.kernel.ipc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.mm.AddressSpace;
import cloister.kernel.mm.Slab;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.trace.IpcMade;
import cloister.kernel.trace.IpcRemoved;
import cloister.kernel.vfs.Directory;
import java.util.List;
import java.util.Optional;

/** The objects of System V that some processes find (ipc_namespaces(7)). */
public final class IpcNamespace extends Namespace {
  private static final int CREATE = 01000;
  private static final int EXCLUSIVE = 02000;
  private static final int HUGE_PAGES = 04000;

  private final IpcContext context;
  private final IpcLimits limits = new IpcLimits();
  private final IpcTable<Segment> segments = new IpcTable<>();
  private final IpcTable<SemaphoreSet> sets = new IpcTable<>();
  private final IpcTable<MessageQueue> queues = new IpcTable<>();
  private final Sleepers sleepers = new Sleepers();
  private final Slab slab;
  private long segmentPages;
  private long semaphores;
  private final PosixQueues posix = new PosixQueues();

  /** The root of the file system that shows queues of POSIX; null before somebody asks for it. */
  private Directory queueRoot;

  public IpcNamespace(int id, IpcContext context) {
    super(id);
    this.context = context;
    slab = new Slab(context.frames());
  }

  /** A new one with nothing in it. */
  public IpcNamespace of(int number, UserNamespace owner) {
    begin(number, owner);
    return this;
  }

  public IpcLimits limits() {
    return limits;
  }

  public IpcTable<Segment> segments() {
    return segments;
  }

  public IpcTable<SemaphoreSet> sets() {
    return sets;
  }

  public IpcTable<MessageQueue> queues() {
    return queues;
  }

  public Sleepers sleepers() {
    return sleepers;
  }

  /** Memory of its objects. */
  public Slab slab() {
    return slab;
  }

  /** How many queues of POSIX there are. */
  public PosixQueues posix() {
    return posix;
  }

  /** Null before somebody has asked for it. */
  public Directory queueRoot() {
    return queueRoot;
  }

  public void setQueueRoot(Directory root) {
    queueRoot = root;
  }

  /** Pages of all segments. */
  public long segmentPages() {
    return segmentPages;
  }

  /** Semaphores of all sets. */
  public long semaphores() {
    return semaphores;
  }

  /** EACCES without some rights. */
  public void requireRights(IpcObject object, Credentials who, int rights) throws KernelError {
    if (!object.allows(who, rights, owner())) {
      throw Errno.EACCES.error();
    }
  }

  /** EPERM for who is neither owner nor creator and has no CAP_SYS_ADMIN. */
  public void requireOwner(IpcObject object, Credentials who) throws KernelError {
    if (!object.belongsTo(who) && !who.can(Capability.SYS_ADMIN, owner())) {
      throw Errno.EPERM.error();
    }
  }

  /** The object that a key finds. ENOENT, EEXIST. */
  private static <T extends IpcObject> Optional<T> found(IpcTable<T> table, int key, int flags)
      throws KernelError {
    if (key == IpcObject.PRIVATE) {
      return Optional.empty();
    }
    Optional<T> found = table.withKey(key);
    if (found.isEmpty() && (flags & CREATE) == 0) {
      throw Errno.ENOENT.error();
    }
    if (found.isPresent() && (flags & CREATE) != 0 && (flags & EXCLUSIVE) != 0) {
      throw Errno.EEXIST.error();
    }
    return found;
  }

  /** Finds or makes memory (shmget(2)). */
  public Segment segment(int key, int bytes, int flags, Credentials who) throws KernelError {
    Optional<Segment> found = found(segments, key, flags);
    if (found.isPresent()) {
      if (!found.get().hasRoomFor(bytes)) {
        throw Errno.EINVAL.error();
      }
      requireRights(found.get(), who, flags);
      return found.get();
    }
    if (bytes == 0 || Integer.compareUnsigned(bytes, limits.segmentBytes()) > 0) {
      throw Errno.EINVAL.error();
    }
    int pages = AddressSpace.pageAfter(bytes);
    if (segmentPages + pages > Integer.toUnsignedLong(limits.memoryPages())) {
      throw Errno.ENOSPC.error();
    }
    if (pages > context.frames().total() || (flags & HUGE_PAGES) != 0) {
      throw Errno.ENOMEM.error();
    }
    slab.take(Segment.keptBytes(pages));
    Segment made = new Segment(context.ids().next(), context);
    made.of(this, key, bytes, flags, who);
    add(segments, made, limits.segments(), Segment.keptBytes(pages));
    segmentPages += pages;
    return made;
  }

  /** Finds or makes semaphores (semget(2)). */
  public SemaphoreSet set(int key, int count, int flags, Credentials who) throws KernelError {
    if (count < 0 || count > limits.setSemaphores()) {
      throw Errno.EINVAL.error();
    }
    Optional<SemaphoreSet> found = found(sets, key, flags);
    if (found.isPresent()) {
      if (count > found.get().count()) {
        throw Errno.EINVAL.error();
      }
      requireRights(found.get(), who, flags);
      return found.get();
    }
    if (count == 0) {
      throw Errno.EINVAL.error();
    }
    if (semaphores + count > limits.semaphores()) {
      throw Errno.ENOSPC.error();
    }
    slab.take(SemaphoreSet.keptBytes(count));
    SemaphoreSet made = new SemaphoreSet(context.ids().next(), context);
    made.of(this, key, count, flags, who);
    add(sets, made, limits.sets(), SemaphoreSet.keptBytes(count));
    semaphores += count;
    return made;
  }

  /** Finds or makes a queue (msgget(2)). */
  public MessageQueue queue(int key, int flags, Credentials who) throws KernelError {
    Optional<MessageQueue> found = found(queues, key, flags);
    if (found.isPresent()) {
      requireRights(found.get(), who, flags);
      return found.get();
    }
    slab.take(MessageQueue.KEPT_BYTES);
    MessageQueue made = new MessageQueue(context.ids().next(), context);
    made.of(this, key, limits.queueBytes(), flags, who);
    add(queues, made, limits.queues(), MessageQueue.KEPT_BYTES);
    return made;
  }

  /** Gives back what was taken for it where there is no room. ENOSPC. */
  private <T extends IpcObject> void add(IpcTable<T> table, T made, int most, long kept)
      throws KernelError {
    try {
      table.add(made, most);
    } catch (KernelError full) {
      slab.give(kept);
      throw full;
    }
    if (context.events().listening()) {
      int process = context.running().getAsInt();
      context
          .events()
          .accept(new IpcMade(process, made.type(), made.number(), made.key(), number()));
    }
  }

  private void tellRemoved(IpcObject object) {
    if (context.events().listening()) {
      int process = context.running().getAsInt();
      context.events().accept(new IpcRemoved(process, object.type(), object.number(), number()));
    }
  }

  /** IPC_RMID: of memory, as soon as nobody has it any more. */
  public void remove(Segment segment) {
    segment.remove();
  }

  void forget(Segment segment) {
    tellRemoved(segment);
    segments.remove(segment);
    segmentPages -= segment.pages();
    slab.give(Segment.keptBytes(segment.pages()));
  }

  public void remove(SemaphoreSet set) {
    tellRemoved(set);
    set.end();
    sets.remove(set);
    semaphores -= set.count();
    slab.give(SemaphoreSet.keptBytes(set.count()));
  }

  public void remove(MessageQueue queue) {
    tellRemoved(queue);
    queue.end();
    queues.remove(queue);
    slab.give(MessageQueue.KEPT_BYTES);
  }

  /** All goes with it, but memory that somebody still has. */
  @Override
  protected void gone() {
    List.copyOf(segments.all()).forEach(this::remove);
    List.copyOf(sets.all()).forEach(this::remove);
    List.copyOf(queues.all()).forEach(this::remove);
    for (Segment left : List.copyOf(segments.all())) {
      forget(left);
      left.outlive();
    }
    if (queueRoot != null) {
      queueRoot.fileSystem().letGo();
    }
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.IPC;
  }

  @Override
  public Kind kind() {
    return Kind.IPC_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    limits.save(out);
    segments.save(out);
    sets.save(out);
    queues.save(out);
    sleepers.save(out);
    slab.save(out);
    out.number(segmentPages);
    out.number(semaphores);
    posix.save(out);
    out.pointer(queueRoot);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    limits.load(in);
    segments.load(in);
    sets.load(in);
    queues.load(in);
    sleepers.load(in);
    slab.load(in);
    segmentPages = in.longNumber();
    semaphores = in.longNumber();
    posix.load(in);
    queueRoot = in.pointer();
  }
}
