package cloister.kernel.signal;

import cloister.kernel.abi.Signal;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.object.WaitQueue;
import java.util.Arrays;

/** What is done for each signal; Linux's sighand_struct. */
public final class SignalHandlers extends KernelObject {
  private final SignalAction[] actions = new SignalAction[Signal.COUNT];

  /** Who reads signals as from a file (signalfd(2)). */
  private final WaitQueue arrived = new WaitQueue();

  public SignalHandlers(int id) {
    super(id);
    Arrays.fill(actions, SignalAction.DEFAULT);
  }

  public SignalHandlers copy(int id) {
    SignalHandlers copy = new SignalHandlers(id);
    System.arraycopy(actions, 0, copy.actions, 0, actions.length);
    return copy;
  }

  public WaitQueue arrived() {
    return arrived;
  }

  public SignalAction of(int signal) {
    return actions[signal - 1];
  }

  public void set(int signal, SignalAction action) {
    actions[signal - 1] = action;
  }

  /** Whether a signal does nothing, if it is not blocked. */
  public boolean ignores(int signal) {
    SignalAction action = of(signal);
    return action.isIgnored()
        || action.isDefault() && Signal.defaultAction(signal) == Signal.Action.IGNORE;
  }

  /** Whether one of a set of signals ends a process at once, without a core (complete_signal). */
  public boolean haveFatal(long set) {
    for (int signal = 1; set != 0 && signal <= Signal.COUNT; signal++) {
      boolean ends = Signal.defaultAction(signal) == Signal.Action.TERMINATE;
      if ((set & Signal.bit(signal)) != 0 && ends && of(signal).isDefault()) {
        return true;
      }
    }
    return false;
  }

  /** A program is started: its handlers are not those of the one before. */
  public void execute() {
    for (int i = 0; i < actions.length; i++) {
      actions[i] = actions[i].isIgnored() ? SignalAction.IGNORED : SignalAction.DEFAULT;
    }
  }

  @Override
  public Kind kind() {
    return Kind.SIGNAL_HANDLERS;
  }

  @Override
  public void save(ObjectWriter out) {
    for (SignalAction action : actions) {
      out.number(action.handler());
      out.number(action.flags());
      out.number(action.restorer());
      out.number(action.mask());
    }
    arrived.save(out);
  }

  @Override
  public void load(ObjectReader in) {
    for (int i = 0; i < actions.length; i++) {
      int handler = in.number();
      int flags = in.number();
      int restorer = in.number();
      actions[i] = new SignalAction(handler, flags, restorer, in.longNumber());
    }
    arrived.load(in);
  }
}
