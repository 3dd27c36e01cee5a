package cloister.kernel.ipc;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Objects of a kind by their places, and how they get their identifiers: places go round, and
 * whenever they begin again identifiers grow by 32768, so that an old one finds nothing new (Linux,
 * ipc/util.c).
 */
public final class IpcTable<T extends IpcObject> {
  /** Places, and the identifiers' distance (IPCMNI). */
  public static final int PLACES = 32768;

  private static final int FEWEST_PLACES = 64;
  private static final int MOST_ROUNDS = Integer.MAX_VALUE / PLACES;

  private final TreeMap<Integer, T> objects = new TreeMap<>();
  private List<T> loaded = List.of();
  private int round;
  private int last = -1;
  private int next;

  public Collection<T> all() {
    settle();
    return objects.values();
  }

  /** How many there are. */
  public int count() {
    settle();
    return objects.size();
  }

  /** The highest place that is taken; 0 without any, as programs are told. */
  public int highest() {
    settle();
    return objects.isEmpty() ? 0 : objects.lastKey();
  }

  public Optional<T> withKey(int key) {
    return all().stream().filter(one -> one.key() == key).findFirst();
  }

  /** The one at an identifier's place, whatever its round. EINVAL without one. */
  public T atPlace(int number) throws KernelError {
    settle();
    T found = number < 0 ? null : objects.get(number % PLACES);
    if (found == null) {
      throw Errno.EINVAL.error();
    }
    return found;
  }

  /** The one of an identifier. EINVAL without one. */
  public T get(int number) throws KernelError {
    T found = atPlace(number);
    if (found.number() != number) {
      throw Errno.EINVAL.error();
    }
    return found;
  }

  /** Gives it an identifier. ENOSPC where there are as many as there may be. */
  void add(T object, int most) throws KernelError {
    settle();
    if (objects.size() >= Math.min(most, PLACES)) {
      throw Errno.ENOSPC.error();
    }
    int end = Math.min(Math.max(objects.size() * 3 / 2, FEWEST_PLACES), PLACES);
    int place = freeFrom(next, end);
    if (place < 0) {
      place = freeFrom(0, end);
    }
    if (place < 0) {
      throw Errno.ENOSPC.error();
    }
    next = place + 1;
    if (place <= last) {
      round = round + 1 >= MOST_ROUNDS ? 0 : round + 1;
    }
    last = place;
    object.numbered(round * PLACES + place);
    objects.put(place, object);
  }

  private int freeFrom(int first, int end) {
    for (int place = first; place < end; place++) {
      if (!objects.containsKey(place)) {
        return place;
      }
    }
    return -1;
  }

  void remove(T object) {
    settle();
    objects.remove(object.number() % PLACES);
  }

  /** How often places have been gone through before an identifier was given. */
  public static int round(int number) {
    return number / PLACES;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {round, last, next});
    out.pointers(new ArrayList<>(all()));
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    round = words[0];
    last = words[1];
    next = words[2];
    loaded = in.pointers();
  }

  /** Places are known only when all objects are loaded. */
  private void settle() {
    if (!loaded.isEmpty()) {
      loaded.forEach(one -> objects.put(one.number() % PLACES, one));
      loaded = List.of();
    }
  }
}
