package cloister.machine;

import cloister.event.Event;
import cloister.event.Witness;
import java.util.List;

/** A run that is done once more, on a board of its own. */
public interface Rerun {
  Machine machine();

  /** Goes to the state after a step that the run has reached. */
  void to(int step);

  /**
   * Does one step more; what was changed by hand after it is left out.
   *
   * @return what the machine reported
   */
  List<Event> step(Witness witness);
}
