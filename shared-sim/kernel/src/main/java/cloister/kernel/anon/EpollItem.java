package cloister.kernel.anon;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileWatch;
import cloister.kernel.vfs.Poll;

/** An open file that an epoll(7) is interested in, under one of its descriptors. */
public final class EpollItem extends FileWatch {
  public static final int EXCLUSIVE = 1 << 28;
  public static final int WAKE_UP = 1 << 29;
  public static final int ONE_SHOT = 1 << 30;
  public static final int EDGE_TRIGGERED = 1 << 31;

  private static final int HOW = EXCLUSIVE | WAKE_UP | ONE_SHOT | EDGE_TRIGGERED;

  private Epoll owner;
  private FileDescription file;
  private int descriptor;
  private int events;
  private long data;

  public EpollItem(int id) {
    super(id);
  }

  EpollItem of(Epoll epoll, FileDescription watched, int under) {
    owner = epoll;
    file = watched;
    descriptor = under;
    file.watch(this);
    return this;
  }

  boolean isOf(FileDescription watched, int under) {
    return file == watched && descriptor == under;
  }

  Epoll owner() {
    return owner;
  }

  public FileDescription file() {
    return file;
  }

  public int descriptor() {
    return descriptor;
  }

  public int events() {
    return events;
  }

  public long data() {
    return data;
  }

  void ask(int asked, long given) {
    events = asked | Poll.ALWAYS;
    data = given;
  }

  /** What holds now of what was asked for; it hears of what comes. */
  int poll() {
    file.operations().watch(this);
    return Poll.whole(file.operations().ready(file)) & events & ~HOW;
  }

  /** Its news were told: once is enough, or they may hold still. */
  void told() {
    if ((events & ONE_SHOT) != 0) {
      events &= HOW;
    } else if ((events & EDGE_TRIGGERED) == 0) {
      owner.again(this);
    }
  }

  @Override
  protected boolean hear(int happened) {
    int asked = events & ~HOW;
    int here = Poll.whole(happened);
    if (happened != ANYTHING) {
      here &= file.reads() ? ~0 : ~(Poll.IN | Poll.READ_NORMAL);
      here &= file.writes() ? ~0 : ~(Poll.OUT | Poll.WRITE_NORMAL);
    }
    if ((here & asked) == 0) {
      return false;
    }
    boolean awaited = owner.isAwaited();
    owner.hasNews(this);
    return awaited;
  }

  @Override
  protected boolean staysInQueues() {
    return true;
  }

  @Override
  protected boolean isExclusive() {
    return (events & EXCLUSIVE) != 0;
  }

  @Override
  protected void goOn() {
    hear(ANYTHING);
  }

  @Override
  protected void fileClosed() {
    owner.remove(this);
  }

  /** Nobody is interested any more. */
  void forget() {
    leaveQueues();
    file.unwatch(this);
  }

  @Override
  public Kind kind() {
    return Kind.EPOLL_ITEM;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(owner);
    out.pointer(file);
    out.number(descriptor);
    out.number(events);
    out.number(data);
  }

  @Override
  public void load(ObjectReader in) {
    owner = in.pointer();
    file = in.pointer();
    descriptor = in.number();
    events = in.number();
    data = in.longNumber();
    file.watch(this);
  }
}
