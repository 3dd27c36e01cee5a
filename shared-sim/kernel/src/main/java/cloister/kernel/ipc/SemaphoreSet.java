package cloister.kernel.ipc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cred.Credentials;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.Waiter;
import cloister.kernel.trace.SemaphoresChanged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Semaphores that are changed together (semget(2), semop(2)). */
public final class SemaphoreSet extends IpcObject {
  private static final int BYTES = 64;

  /** What is added to each semaphore when the tasks of a list have ended. */
  private record Undo(UndoList list, int[] adjust) {}

  private final IpcContext context;
  private final List<Undo> undos = new ArrayList<>();
  private IpcNamespace in;
  private int[] values = {};

  /** The kernel's numbers of the processes that changed each last; 0 for none. */
  private int[] processes = {};

  private long operated;

  public SemaphoreSet(int id, IpcContext context) {
    super(id);
    this.context = context;
  }

  SemaphoreSet of(IpcNamespace namespace, int key, int count, int rights, Credentials who) {
    begin(key, rights, who, context.now());
    in = namespace;
    values = new int[count];
    processes = new int[count];
    return this;
  }

  @Override
  public String type() {
    return "sem";
  }

  public int count() {
    return values.length;
  }

  public int value(int index) {
    return values[index];
  }

  void put(int index, int value) {
    values[index] = value;
  }

  /** The kernel's number of the process that was at one last; 0 for none. */
  public int process(int index) {
    return processes[index];
  }

  void touch(int index, int process) {
    processes[index] = process;
  }

  /** When operations were done last, in seconds since 1970; 0 for never. */
  public long operated() {
    return operated;
  }

  /** How many tasks wait for a semaphore to become 0, or to be more. */
  public int waiting(int index, boolean forZero) {
    int count = 0;
    for (SemaphoreSleeper sleeper : in.sleepers().at(this)) {
      count += sleeper.operations().blockedAt(index, forZero) ? 1 : 0;
    }
    return count;
  }

  // Operations.

  /** Makes room for what is undone. ENOMEM. */
  public void prepare(UndoList list) throws KernelError {
    if (find(list) == null) {
      in.slab().take(undoBytes());
      undos.add(new Undo(list, new int[values.length]));
      list.add(this);
    }
  }

  private long undoBytes() {
    return BYTES + (long) Integer.BYTES * values.length;
  }

  private Undo find(UndoList list) {
    for (Undo undo : undos) {
      if (undo.list == list) {
        return undo;
      }
    }
    return null;
  }

  int[] adjustments(UndoList list) {
    return find(list).adjust;
  }

  /**
   * Does operations, or lets a task wait for them. EAGAIN, ERANGE.
   *
   * @return whether they are done
   */
  public boolean operate(SemaphoreOperations operations, Waiter who) throws KernelError {
    Errno refused = error(operations.tryOn(this));
    if (refused == Errno.EINTR) {
      in.sleepers().add(new SemaphoreSleeper(who, this, operations));
      return false;
    }
    if (refused != null) {
      throw refused.error();
    }
    tell(context.running().getAsInt(), operations.text());
    operated = context.now();
    if (operations.alter()) {
      update();
    }
    return true;
  }

  /** Null for those that are done, EINTR for those that have to wait. */
  private static Errno error(SemaphoreOperations.Result result) {
    return switch (result) {
      case DONE -> null;
      case BLOCKED -> Errno.EINTR;
      case NOT_NOW -> Errno.EAGAIN;
      case TOO_MUCH -> Errno.ERANGE;
    };
  }

  private void tell(int process, String what) {
    if (context.events().listening()) {
      context.events().accept(new SemaphoresChanged(process, number(), in.number(), what));
    }
  }

  /** Something has changed: does what others wait for, those first who wait for a 0. */
  private void update() {
    boolean again = true;
    while (again) {
      for (SemaphoreSleeper sleeper : in.sleepers().at(this)) {
        if (!sleeper.operations().alter()) {
          goesOn(sleeper);
        }
      }
      again = false;
      for (SemaphoreSleeper sleeper : in.sleepers().at(this)) {
        if (!again && sleeper.operations().alter()) {
          again = goesOn(sleeper);
        }
      }
    }
  }

  /** Whether its operations could be done. */
  private boolean goesOn(SemaphoreSleeper sleeper) {
    Errno refused = error(sleeper.operations().tryOn(this));
    if (refused == Errno.EINTR) {
      return false;
    }
    if (refused == null) {
      operated = context.now();
      tell(context.running().getAsInt(), sleeper.operations().text());
    }
    sleeper.answer(refused);
    return refused == null;
  }

  /** Sets one (SETVAL): nothing of it is undone later. */
  public void set(int index, int value) {
    undos.forEach(undo -> undo.adjust[index] = 0);
    values[index] = value;
    processes[index] = context.running().getAsInt();
    change(context.now());
    tell(processes[index], index + ":=" + value);
    update();
  }

  /** Sets all (SETALL). */
  public void setAll(int[] fresh) {
    undos.forEach(undo -> Arrays.fill(undo.adjust, 0));
    values = fresh.clone();
    Arrays.fill(processes, context.running().getAsInt());
    change(context.now());
    tell(context.running().getAsInt(), ":=");
    update();
  }

  /** The tasks of a list have ended. */
  void undo(UndoList list) {
    Undo undo = find(list);
    undos.remove(undo);
    in.slab().give(undoBytes());
    for (int i = 0; i < values.length; i++) {
      if (undo.adjust[i] != 0) {
        values[i] = Math.clamp(values[i] + undo.adjust[i], 0, IpcLimits.SEMAPHORE_VALUE);
        processes[i] = context.running().getAsInt();
        String more = undo.adjust[i] > 0 ? ":+" : ":";
        tell(processes[i], i + more + undo.adjust[i]);
      }
    }
    update();
  }

  /** It is removed: nobody waits for it any more. EIDRM. */
  void end() {
    for (SemaphoreSleeper sleeper : in.sleepers().at(this)) {
      sleeper.answer(Errno.EIDRM);
    }
    for (Undo undo : undos) {
      undo.list.remove(this);
      in.slab().give(undoBytes());
    }
    undos.clear();
  }

  /** What the kernel keeps of it, in bytes. */
  static long keptBytes(int count) {
    return 2 * BYTES + (long) BYTES * count;
  }

  @Override
  public Kind kind() {
    return Kind.SEMAPHORE_SET;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(in);
    out.numbers(values);
    out.numbers(processes);
    out.number(operated);
    out.number(undos.size());
    for (Undo undo : undos) {
      out.pointer(undo.list);
      out.numbers(undo.adjust);
    }
  }

  @Override
  public void load(ObjectReader reader) {
    super.load(reader);
    in = reader.pointer();
    values = reader.numbers();
    processes = reader.numbers();
    operated = reader.longNumber();
    int count = reader.number();
    for (int i = 0; i < count; i++) {
      UndoList list = reader.pointer();
      undos.add(new Undo(list, reader.numbers()));
    }
  }
}
