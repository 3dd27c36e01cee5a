package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import cloister.kernel.object.Waiter;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import cloister.kernel.vfs.Poll;
import java.util.ArrayList;
import java.util.List;

/** Open files that somebody is interested in, and those of them that have news (epoll(7)). */
public final class Epoll extends FileOperations {
  /** An event as programs on i386 have it. */
  public static final int EVENT_BYTES = 12;

  private final ObjectIds ids;
  private final List<EpollItem> items = new ArrayList<>();

  /** In the order in which the news came. */
  private final List<EpollItem> news = new ArrayList<>();

  private final WaitQueue changed = new WaitQueue();

  /** The open file that it is. */
  private FileDescription description;

  /** Who has made it, and who pays for what it watches. */
  private int user;

  public Epoll(int id, ObjectIds ids) {
    super(id);
    this.ids = ids;
  }

  public Epoll openAs(FileDescription file, int owner) {
    description = file;
    user = owner;
    return this;
  }

  FileDescription description() {
    return description;
  }

  private WatchCounts counts() {
    return ((AnonymousInode) description.inode()).watches();
  }

  /** The item of a file under a descriptor; null without one. */
  public EpollItem find(FileDescription file, int descriptor) {
    for (EpollItem item : items) {
      if (item.isOf(file, descriptor)) {
        return item;
      }
    }
    return null;
  }

  public List<EpollItem> items() {
    return items;
  }

  /**
   * EPOLL_CTL_ADD.
   *
   * @throws KernelError ELOOP where they would watch each other in a circle, or too deep; EINVAL
   *     where news would come by too many ways
   */
  public void add(FileDescription file, int descriptor, int events, long data) throws KernelError {
    EpollPaths paths = new EpollPaths();
    if (file.operations() instanceof Epoll other) {
      if (!paths.mayWatch(this, other)) {
        throw Errno.ELOOP.error();
      }
    } else if (!description.watches().isEmpty()) {
      paths.watch(file);
    }
    if (find(file, descriptor) != null) {
      throw Errno.EEXIST.error();
    }
    counts().add(user);
    EpollItem item = new EpollItem(ids.next()).of(this, file, descriptor);
    items.add(item);
    if (!paths.areFew()) {
      remove(item);
      throw Errno.EINVAL.error();
    }
    item.ask(events, data);
    lookAt(item);
  }

  /** EPOLL_CTL_MOD. */
  public void modify(EpollItem item, int events, long data) {
    item.ask(events, data);
    lookAt(item);
  }

  private void lookAt(EpollItem item) {
    if (item.poll() != 0) {
      hasNews(item);
    }
  }

  void hasNews(EpollItem item) {
    if (!news.contains(item)) {
      news.add(item);
    }
    changed.wakeAll(Poll.IN);
  }

  boolean isAwaited() {
    return !changed.isEmpty();
  }

  public void remove(EpollItem item) {
    items.remove(item);
    news.remove(item);
    item.forget();
    counts().remove(user);
  }

  /**
   * Tells the news that still hold, those that came first before others.
   *
   * @return how many events it has written
   */
  public int tell(UserMemory memory, int address, int most) throws KernelError {
    List<EpollItem> told = List.copyOf(news);
    news.clear();
    int count = 0;
    int at = 0;
    KernelError fault = null;
    while (at < told.size() && count < most && fault == null) {
      EpollItem item = told.get(at);
      int events = item.poll();
      if (events != 0) {
        try {
          memory.write32(address + EVENT_BYTES * count, events);
          memory.write64(address + EVENT_BYTES * count + 4, item.data());
        } catch (KernelError outside) {
          fault = outside;
          continue;
        }
        count++;
        item.told();
      }
      at++;
    }
    List<EpollItem> again = new ArrayList<>(told.subList(at, told.size()));
    news.removeAll(again);
    news.addAll(0, again);
    if (fault != null && count == 0) {
      throw fault;
    }
    if (!news.isEmpty()) {
      changed.wakeAll(0);
    }
    return count;
  }

  /** It has been told, and may hold the next time, too. */
  void again(EpollItem item) {
    news.add(item);
  }

  @Override
  public boolean isPollable() {
    return true;
  }

  @Override
  public int ready(FileDescription file) {
    for (EpollItem item : List.copyOf(news)) {
      if (item.poll() != 0) {
        return Poll.IN;
      }
      news.remove(item);
    }
    return 0;
  }

  @Override
  public void await(Waiter waiter) {
    changed.add(waiter);
  }

  @Override
  public void closed(FileDescription file) {
    List.copyOf(items).forEach(this::remove);
  }

  @Override
  public Kind kind() {
    return Kind.EPOLL;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(description);
    out.number(user);
    out.pointers(items);
    out.pointers(news);
    changed.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    description = in.pointer();
    user = in.number();
    items.addAll(in.pointers());
    news.addAll(in.pointers());
    changed.load(in);
  }
}
