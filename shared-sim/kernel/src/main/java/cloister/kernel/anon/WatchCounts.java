package cloister.kernel.anon;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Map;
import java.util.TreeMap;

/** How many open files the epolls of each user watch (fs.epoll.max_user_watches). */
final class WatchCounts {
  private final Map<Integer, Integer> counts = new TreeMap<>();
  private int most;

  void bound(int watches) {
    most = watches;
  }

  /** One more; ENOSPC where a user has enough. */
  void add(int user) throws KernelError {
    int count = counts.getOrDefault(user, 0);
    if (count >= most) {
      throw Errno.ENOSPC.error();
    }
    counts.put(user, count + 1);
  }

  void remove(int user) {
    int count = counts.get(user) - 1;
    if (count == 0) {
      counts.remove(user);
    } else {
      counts.put(user, count);
    }
  }

  void save(ObjectWriter out) {
    out.number(most);
    out.number(counts.size());
    for (Map.Entry<Integer, Integer> one : counts.entrySet()) {
      out.number(one.getKey());
      out.number(one.getValue());
    }
  }

  void load(ObjectReader in) {
    most = in.number();
    int users = in.number();
    for (int i = 0; i < users; i++) {
      counts.put(in.number(), in.number());
    }
  }
}
