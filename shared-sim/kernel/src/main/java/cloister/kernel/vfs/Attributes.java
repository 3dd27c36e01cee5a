package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.mm.Frames;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Extended attributes of a file: names with values, a page of them at most (xattr(7)). */
public final class Attributes {
  private static final int MOST_BYTES = Frames.SIZE;

  private final TreeMap<String, byte[]> values = new TreeMap<>();

  public Optional<byte[]> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** ENOSPC where there is no room for it. */
  void set(String name, byte[] value) throws KernelError {
    int bytes = name.length() + value.length;
    for (Map.Entry<String, byte[]> each : values.entrySet()) {
      boolean stays = !each.getKey().equals(name);
      bytes += stays ? each.getKey().length() + each.getValue().length : 0;
    }
    if (bytes > MOST_BYTES) {
      throw Errno.ENOSPC.error();
    }
    values.put(name, value);
  }

  /** Whether there was one. */
  boolean remove(String name) {
    return values.remove(name) != null;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** In alphabetical order. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  void save(ObjectWriter out) {
    out.number(values.size());
    for (Map.Entry<String, byte[]> each : values.entrySet()) {
      out.text(each.getKey());
      out.bytes(each.getValue());
    }
  }

  void load(ObjectReader in) {
    values.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      String name = in.text();
      values.put(name, in.bytes());
    }
  }
}
