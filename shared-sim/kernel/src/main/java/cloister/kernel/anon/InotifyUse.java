package cloister.kernel.anon;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Map;
import java.util.TreeMap;

/** How much of inotify(7) users have and may have ({@code /proc/sys/fs/inotify}), and cookies. */
public final class InotifyUse {
  private int mostEvents = 16384;
  private int mostInstances = 128;
  private int mostWatches = 8192;
  private int lastCookie;
  private final Map<Integer, Integer> instances = new TreeMap<>();
  private final Map<Integer, Integer> watches = new TreeMap<>();

  /** Of a queue. */
  public int mostEvents() {
    return mostEvents;
  }

  public void setMostEvents(int most) {
    mostEvents = most;
  }

  /** Of a user. */
  public int mostInstances() {
    return mostInstances;
  }

  public void setMostInstances(int most) {
    mostInstances = most;
  }

  /** Of a user. */
  public int mostWatches() {
    return mostWatches;
  }

  public void setMostWatches(int most) {
    mostWatches = most;
  }

  /** A number for both ends of a move. */
  public int nextCookie() {
    return ++lastCookie;
  }

  /** Whether there was room for one more. */
  boolean addInstance(int user) {
    return add(instances, user, mostInstances);
  }

  void removeInstance(int user) {
    instances.merge(user, -1, InotifyUse::sum);
  }

  /** Whether there was room for one more. */
  boolean addWatch(int user) {
    return add(watches, user, mostWatches);
  }

  void removeWatch(int user) {
    watches.merge(user, -1, InotifyUse::sum);
  }

  private static boolean add(Map<Integer, Integer> counts, int user, int most) {
    boolean room = counts.getOrDefault(user, 0) < most;
    if (room) {
      counts.merge(user, 1, InotifyUse::sum);
    }
    return room;
  }

  /** Null, which removes the user, where nothing is left. */
  private static Integer sum(int before, int more) {
    int after = before + more;
    return after == 0 ? null : Integer.valueOf(after);
  }

  public void save(ObjectWriter out) {
    out.numbers(new int[] {mostEvents, mostInstances, mostWatches, lastCookie});
    save(out, instances);
    save(out, watches);
  }

  private static void save(ObjectWriter out, Map<Integer, Integer> counts) {
    out.number(counts.size());
    counts.forEach((user, count) -> out.numbers(new int[] {user, count}));
  }

  public void load(ObjectReader in) {
    int[] words = in.numbers();
    mostEvents = words[0];
    mostInstances = words[1];
    mostWatches = words[2];
    lastCookie = words[3];
    load(in, instances);
    load(in, watches);
  }

  private static void load(ObjectReader in, Map<Integer, Integer> counts) {
    counts.clear();
    int users = in.number();
    for (int i = 0; i < users; i++) {
      int[] one = in.numbers();
      counts.put(one[0], one[1]);
    }
  }
}
