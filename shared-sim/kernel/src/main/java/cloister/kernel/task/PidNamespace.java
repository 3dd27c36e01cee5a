package cloister.kernel.task;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of processes, beside those of the namespaces above (pid_namespaces(7)). A task has one
 * number for each level; the one in the first namespace is that by which the kernel knows it.
 */
public final class PidNamespace extends Namespace {
  private final TaskTable table;
  private int level;

  /** Null for the first one. */
  private PidNamespace parent;

  /** The kernel's number of its process 1; 0 before there was one. */
  private int init;

  /** Its process 1 has ended: there will be no more. */
  private boolean closed;

  private int last;
  private final TreeMap<Integer, Integer> kernelNumbers = new TreeMap<>();
  private final TreeMap<Integer, Integer> ownNumbers = new TreeMap<>();

  public PidNamespace(int id, TaskTable table) {
    super(id);
    this.table = table;
  }

  public PidNamespace initial(UserNamespace owner) {
    begin(NamespaceKind.PID.initialNumber(), owner);
    init = 1;
    return this;
  }

  public PidNamespace below(PidNamespace above, int number, UserNamespace owner) {
    begin(number, owner);
    parent = above;
    parent.use();
    level = above.level + 1;
    table.inner().add(this);
    return this;
  }

  public int level() {
    return level;
  }

  /** Null for the first one. */
  public PidNamespace parent() {
    return parent;
  }

  public boolean isInitial() {
    return level == 0;
  }

  /** Whether it is this one or lies below it. */
  public boolean isWithin(PidNamespace other) {
    PidNamespace at = this;
    while (at.level > other.level) {
      at = at.parent;
    }
    return at == other;
  }

  /** The kernel's number of its process 1. */
  public int init() {
    return init;
  }

  void close() {
    closed = true;
  }

  /** ENOMEM where there is no process 1 any more. */
  void requireOpen() throws KernelError {
    for (PidNamespace at = this; at != null; at = at.parent) {
      if (at.closed) {
        throw Errno.ENOMEM.error();
      }
    }
  }

  /** The last number that was given. */
  public int last() {
    return isInitial() ? table.last() : last;
  }

  /** The next one is the first free behind it. */
  public void setLast(int number) {
    if (isInitial()) {
      table.setLast(number);
    } else {
      last = number;
    }
  }

  /** Gives a task a number here and in all namespaces above but the first. */
  void number(int kernelNumber) throws KernelError {
    for (PidNamespace at = this; !at.isInitial(); at = at.parent) {
      at.give(kernelNumber);
    }
  }

  private void give(int kernelNumber) throws KernelError {
    for (int tried = 0; tried < TaskTable.MOST; tried++) {
      last = last + 1 >= TaskTable.MOST ? TaskTable.RESERVED : last + 1;
      Integer holder = kernelNumbers.get(last);
      if (holder == null || !table.isUsed(holder)) {
        if (holder != null) {
          forget(holder);
        }
        kernelNumbers.put(last, kernelNumber);
        ownNumbers.put(kernelNumber, last);
        init = init == 0 ? kernelNumber : init;
        return;
      }
    }
    throw Errno.EAGAIN.error();
  }

  /** A number of the kernel's is given anew. */
  void forget(int kernelNumber) {
    Integer own = ownNumbers.remove(kernelNumber);
    if (own != null) {
      kernelNumbers.remove(own);
    }
  }

  /** The kernel's number; -1 where there is none. */
  public int toKernel(int number) {
    return isInitial() ? number : kernelNumbers.getOrDefault(number, -1);
  }

  /** The number here; 0 for what is not here. */
  public int fromKernel(int number) {
    return isInitial() ? number : ownNumbers.getOrDefault(number, 0);
  }

  @Override
  protected void gone() {
    table.inner().remove(this);
    if (parent != null) {
      parent.unuse();
    }
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.PID;
  }

  @Override
  public Kind kind() {
    return Kind.PID_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.numbers(new int[] {level, init, last, kernelNumbers.size()});
    out.flag(closed);
    out.pointer(parent);
    for (Map.Entry<Integer, Integer> entry : kernelNumbers.entrySet()) {
      out.number(entry.getKey());
      out.number(entry.getValue());
    }
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    int[] words = in.numbers();
    level = words[0];
    init = words[1];
    last = words[2];
    closed = in.flag();
    parent = in.pointer();
    for (int i = 0; i < words[3]; i++) {
      int own = in.number();
      int kernelNumber = in.number();
      kernelNumbers.put(own, kernelNumber);
      ownNumbers.put(kernelNumber, own);
    }
  }
}
