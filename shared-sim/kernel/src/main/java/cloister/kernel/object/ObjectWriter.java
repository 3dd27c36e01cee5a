package cloister.kernel.object;

import cloister.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Saves all objects that can be reached from some roots, each once, in the order in which they are
 * found: first what kinds they are, then what they hold.
 */
public final class ObjectWriter {
  private final StateWriter content = new StateWriter();
  private final TreeSet<Integer> seen = new TreeSet<>();
  private final List<KernelObject> found = new ArrayList<>();

  /** A pointer to an object, or to none (null), which is then saved, too. */
  public void pointer(KernelObject target) {
    content.writeInt(target == null ? 0 : target.id());
    if (target != null && seen.add(target.id())) {
      found.add(target);
    }
  }

  public void pointers(List<? extends KernelObject> targets) {
    content.writeInt(targets.size());
    targets.forEach(this::pointer);
  }

  public void number(int value) {
    content.writeInt(value);
  }

  public void number(long value) {
    content.writeLong(value);
  }

  public void flag(boolean value) {
    content.writeBoolean(value);
  }

  public void numbers(int[] values) {
    content.writeInt(values.length);
    content.writeInts(values);
  }

  public void bytes(byte[] values) {
    content.writeBytes(values);
  }

  /** Text of one byte a character. */
  public void text(String value) {
    byte[] bytes = new byte[value.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) value.charAt(i);
    }
    content.writeBytes(bytes);
  }

  /** After the roots: everything that was found behind them. */
  public void finish(StateWriter out) {
    for (int i = 0; i < found.size(); i++) {
      found.get(i).save(this);
    }
    out.writeInt(found.size());
    for (KernelObject object : found) {
      out.writeInt(object.id());
      out.writeInt(object.kind().ordinal());
    }
    out.writeBytes(content.toBytes());
  }
}
