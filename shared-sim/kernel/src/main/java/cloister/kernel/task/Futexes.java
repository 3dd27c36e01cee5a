package cloister.kernel.task;

import cloister.kernel.mm.AddressSpace;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** Tasks that wait for a word of their memory to change (futex(2)), the longest first. */
public final class Futexes {
  private record Sleeper(Task task, AddressSpace space, int address) {}

  private final List<Sleeper> sleepers = new ArrayList<>();

  public void add(Task task, int address) {
    sleepers.add(new Sleeper(task, task.space(), address));
  }

  /** Whether a task still waits: it does until it is woken or gives up. */
  public boolean isWaiting(Task task) {
    return sleepers.stream().anyMatch(sleeper -> sleeper.task == task);
  }

  public void remove(Task task) {
    sleepers.removeIf(sleeper -> sleeper.task == task);
  }

  /** Wakes as many as are to be woken, and says how many. */
  public int wake(AddressSpace space, int address, int most) {
    List<Sleeper> woken = new ArrayList<>();
    for (Sleeper sleeper : sleepers) {
      if (woken.size() < most && sleeper.space == space && sleeper.address == address) {
        woken.add(sleeper);
      }
    }
    sleepers.removeAll(woken);
    woken.forEach(sleeper -> sleeper.task.wake());
    return woken.size();
  }

  public void save(ObjectWriter out) {
    out.number(sleepers.size());
    for (Sleeper sleeper : sleepers) {
      out.pointer(sleeper.task);
      out.pointer(sleeper.space);
      out.number(sleeper.address);
    }
  }

  public void load(ObjectReader in) {
    sleepers.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      Task task = in.pointer();
      AddressSpace space = in.pointer();
      sleepers.add(new Sleeper(task, space, in.number()));
    }
  }
}
