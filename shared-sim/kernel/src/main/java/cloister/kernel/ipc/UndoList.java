package cloister.kernel.ipc;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The sets in which something is undone when a task ends (SEM_UNDO), the newest first. Tasks may
 * have one together (CLONE_SYSVSEM); it counts when the last of them ends.
 */
public final class UndoList extends KernelObject {
  private final List<SemaphoreSet> sets = new ArrayList<>();
  private int users = 1;

  public UndoList(int id) {
    super(id);
  }

  /** One task more has it. */
  public UndoList share() {
    users++;
    return this;
  }

  void add(SemaphoreSet set) {
    sets.addFirst(set);
  }

  void remove(SemaphoreSet set) {
    sets.remove(set);
  }

  /** A task ends or has it no more. */
  public void leave() {
    if (--users == 0) {
      for (SemaphoreSet set : List.copyOf(sets)) {
        set.undo(this);
      }
      sets.clear();
    }
  }

  @Override
  public Kind kind() {
    return Kind.UNDO_LIST;
  }

  @Override
  public void save(ObjectWriter out) {
    out.number(users);
    out.pointers(sets);
  }

  @Override
  public void load(ObjectReader in) {
    users = in.number();
    sets.addAll(in.<SemaphoreSet>pointers());
  }
}
