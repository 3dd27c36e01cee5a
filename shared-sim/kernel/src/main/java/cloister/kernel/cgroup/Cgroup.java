package cloister.kernel.cgroup;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A group of tasks (cgroup-v2). It has an account for each controller that its parent gives it;
 * without one its tasks count in the nearest group above that has.
 */
public final class Cgroup extends KernelObject {
  /** No bound. */
  public static final int MAX = Integer.MAX_VALUE;

  private final TreeMap<String, Cgroup> children = new TreeMap<>();
  private Cgroup parent;
  private String name = "";
  private boolean removed;

  /** Bits of the controllers that its children have. */
  private int given;

  private boolean threaded;
  private boolean freezes;
  private int mostLevels = MAX;
  private int mostDescendants = MAX;

  /** Tasks of its own that live. */
  private int members;

  /** Ticks that its tasks and those below ran, in programs and in the kernel. */
  private long userTicks;

  private long systemTicks;
  private long niceTicks;

  /** Null where the parent does not give it. */
  private MemoryAccount memory;

  private PidsAccount pids;
  private CpuAccount cpu;

  public Cgroup(int id) {
    super(id);
  }

  /** The first one, which has all controllers and is bounded by none. */
  public Cgroup root(ObjectIds ids) {
    memory = new MemoryAccount(ids.next()).of(this, null);
    pids = new PidsAccount(ids.next()).of(this, null);
    cpu = new CpuAccount(ids.next()).of(this, null);
    return this;
  }

  /** A new one below another, which does not know it yet. */
  public Cgroup below(Cgroup above, ObjectIds ids) {
    parent = above;
    for (Controller one : Controller.values()) {
      if (above.gives(one)) {
        begin(one, ids);
      }
    }
    return this;
  }

  /** Its parent has it from now on. */
  public void attach(String called) {
    name = called;
    parent.children.put(called, this);
  }

  public void detach() {
    removed = true;
    parent.children.remove(name);
  }

  /** Null for the first one. */
  public Cgroup parent() {
    return parent;
  }

  public boolean isRoot() {
    return parent == null;
  }

  public String name() {
    return name;
  }

  public boolean isRemoved() {
    return removed;
  }

  /** By name. */
  public Collection<Cgroup> children() {
    return children.values();
  }

  public Cgroup child(String called) {
    return children.get(called);
  }

  /** The first child whose name comes behind one; null where there is none. */
  public Cgroup childBehind(String called) {
    var next = children.higherEntry(called);
    return next == null ? null : next.getValue();
  }

  public boolean isWithin(Cgroup other) {
    Cgroup at = this;
    while (at != null && at != other) {
      at = at.parent;
    }
    return at == other;
  }

  public int level() {
    int level = 0;
    for (Cgroup at = parent; at != null; at = at.parent) {
      level++;
    }
    return level;
  }

  /** How many there are below it. */
  public int descendants() {
    int count = 0;
    for (Cgroup child : children.values()) {
      count += 1 + child.descendants();
    }
    return count;
  }

  /** Its name from the first one on. */
  public String path() {
    return pathFrom(root());
  }

  public Cgroup root() {
    Cgroup at = this;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  /** Its name as it is seen from another one, which may lie elsewhere. */
  public String pathFrom(Cgroup other) {
    StringBuilder text = new StringBuilder();
    Cgroup common = other;
    while (!isWithin(common)) {
      text.append("/..");
      common = common.parent;
    }
    StringBuilder down = new StringBuilder();
    for (Cgroup at = this; at != common; at = at.parent) {
      down.insert(0, "/" + at.name);
    }
    text.append(down);
    return text.isEmpty() ? "/" : text.toString();
  }

  // Tasks.

  public void enter() {
    members++;
  }

  public void leave() {
    members--;
  }

  public boolean hasMembers() {
    return members > 0;
  }

  public boolean isPopulated() {
    return members > 0 || children.values().stream().anyMatch(Cgroup::isPopulated);
  }

  public boolean freezes() {
    return freezes;
  }

  public void setFreezes(boolean value) {
    freezes = value;
  }

  /** Whether it or one above it freezes. */
  public boolean isFrozen() {
    Cgroup at = this;
    while (at != null && !at.freezes) {
      at = at.parent;
    }
    return at != null;
  }

  public int mostLevels() {
    return mostLevels;
  }

  public void setMostLevels(int most) {
    mostLevels = most;
  }

  public int mostDescendants() {
    return mostDescendants;
  }

  public void setMostDescendants(int most) {
    mostDescendants = most;
  }

  // Threads.

  public boolean isThreaded() {
    return threaded;
  }

  public void becomeThreaded() {
    threaded = true;
    memory = null;
  }

  /** The group that the process of its threads belongs to. */
  public Cgroup domain() {
    Cgroup at = this;
    while (at.threaded) {
      at = at.parent;
    }
    return at;
  }

  /** Threads below it belong to processes in it. */
  public boolean isThreadRoot() {
    if (threaded) {
      return false;
    }
    boolean mixes = members > 0 && (given & Controller.threadedBits()) != 0;
    return mixes || children.values().stream().anyMatch(Cgroup::isThreaded);
  }

  public boolean canBeThreadRoot() {
    return isRoot() || !threaded && (given & ~Controller.threadedBits()) == 0;
  }

  /** Whether processes may be in it. */
  public boolean isValidDomain() {
    if (threaded) {
      return false;
    }
    for (Cgroup at = parent; at != null && !at.isRoot(); at = at.parent) {
      if (at.isThreadRoot() || at.threaded) {
        return false;
      }
    }
    return true;
  }

  // Controllers.

  /** Whether there is an account of its own. */
  public boolean has(Controller one) {
    return switch (one) {
      case CPU -> cpu != null;
      case MEMORY -> memory != null;
      case PIDS -> pids != null;
    };
  }

  public boolean gives(Controller one) {
    return (given & one.bit()) != 0;
  }

  public boolean givesAny() {
    return given != 0;
  }

  public void give(Controller one, ObjectIds ids) {
    given |= one.bit();
    for (Cgroup child : children.values()) {
      if (one.isThreaded() || !child.threaded) {
        child.begin(one, ids);
      }
    }
  }

  public void take(Controller one) {
    given &= ~one.bit();
    for (Cgroup child : children.values()) {
      switch (one) {
        case CPU -> child.cpu = null;
        case MEMORY -> child.memory = null;
        case PIDS -> child.pids = null;
      }
    }
  }

  private void begin(Controller one, ObjectIds ids) {
    switch (one) {
      case CPU -> cpu = new CpuAccount(ids.next()).of(this, parent.cpu());
      case MEMORY -> memory = new MemoryAccount(ids.next()).of(this, parent.memory());
      case PIDS -> pids = new PidsAccount(ids.next()).of(this, parent.pids());
    }
  }

  /** Those who are in it when its pids account is new. */
  public void count(int tasks) {
    pids.beginWith(tasks);
  }

  /** Where its pages count. */
  public MemoryAccount memory() {
    return memory != null ? memory : parent.memory();
  }

  /** Where its tasks count. */
  public PidsAccount pids() {
    return pids != null ? pids : parent.pids();
  }

  /** Where its tasks get their share. */
  public CpuAccount cpu() {
    return cpu != null ? cpu : parent.cpu();
  }

  /** Nobody in it or below can run, until it is said anew. */
  public void forgetRunnable() {
    if (cpu != null) {
      cpu.forgetRunnable();
    }
    children.values().forEach(Cgroup::forgetRunnable);
  }

  /** Its tasks have run. */
  public void ran(long user, long system, boolean nice) {
    for (Cgroup at = this; at != null; at = at.parent) {
      at.userTicks += user;
      at.systemTicks += system;
      at.niceTicks += nice ? user : 0;
    }
  }

  public long userTicks() {
    return userTicks;
  }

  public long systemTicks() {
    return systemTicks;
  }

  public long niceTicks() {
    return niceTicks;
  }

  @Override
  public Kind kind() {
    return Kind.CGROUP;
  }

  @Override
  public void save(ObjectWriter out) {
    out.pointer(parent);
    out.text(name);
    out.pointers(List.copyOf(children.values()));
    out.flag(removed);
    out.flag(threaded);
    out.flag(freezes);
    out.numbers(new int[] {given, mostLevels, mostDescendants, members});
    out.number(userTicks);
    out.number(systemTicks);
    out.number(niceTicks);
    out.pointer(memory);
    out.pointer(pids);
    out.pointer(cpu);
    names(out);
  }

  private void names(ObjectWriter out) {
    children.keySet().forEach(out::text);
  }

  @Override
  public void load(ObjectReader in) {
    parent = in.pointer();
    name = in.text();
    List<Cgroup> all = in.pointers();
    removed = in.flag();
    threaded = in.flag();
    freezes = in.flag();
    int[] words = in.numbers();
    given = words[0];
    mostLevels = words[1];
    mostDescendants = words[2];
    members = words[3];
    userTicks = in.longNumber();
    systemTicks = in.longNumber();
    niceTicks = in.longNumber();
    memory = in.pointer();
    pids = in.pointer();
    cpu = in.pointer();
    all.forEach(child -> children.put(in.text(), child));
  }
}
