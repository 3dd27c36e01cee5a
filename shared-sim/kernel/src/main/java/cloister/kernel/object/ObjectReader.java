package cloister.kernel.object;

import cloister.state.StateReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads back what an {@link ObjectWriter} saved. */
public final class ObjectReader {
  private final StateReader content;
  private final TreeMap<Integer, KernelObject> objects = new TreeMap<>();
  private final List<KernelObject> order = new ArrayList<>();

  /** Makes an empty object of a kind. */
  public interface Factory {
    KernelObject make(Kind kind, int id);
  }

  /** Makes all objects; the roots are read next, and then {@link #finish} fills the objects. */
  public ObjectReader(StateReader in, Factory factory) {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int id = in.readInt();
      KernelObject object = factory.make(Kind.values()[in.readInt()], id);
      objects.put(id, object);
      order.add(object);
    }
    content = new StateReader(in.readBytes());
  }

  /** An object of the type that stands where the pointer goes, or null. */
  @SuppressWarnings("unchecked")
  public <T extends KernelObject> T pointer() {
    int id = content.readInt();
    return id == 0 ? null : (T) objects.get(id);
  }

  public <T extends KernelObject> List<T> pointers() {
    int count = content.readInt();
    List<T> targets = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      targets.add(pointer());
    }
    return targets;
  }

  public int number() {
    return content.readInt();
  }

  public long longNumber() {
    return content.readLong();
  }

  public boolean flag() {
    return content.readBoolean();
  }

  public int[] numbers() {
    int[] values = new int[content.readInt()];
    content.readInts(values);
    return values;
  }

  public byte[] bytes() {
    return content.readBytes();
  }

  public String text() {
    byte[] bytes = content.readBytes();
    StringBuilder text = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      text.append((char) (value & 0xff));
    }
    return text.toString();
  }

  public void finish() {
    order.forEach(object -> object.load(this));
  }
}
