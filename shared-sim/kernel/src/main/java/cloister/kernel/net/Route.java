package cloister.kernel.net;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Where packets for a network go (rtnetlink(7)).
 *
 * @param gateway to whom on the way; 0 for none
 * @param source the address that they come from; 0 where the interface's first is
 * @param protocol who has made it: 2 the kernel, 3 somebody
 */
public record Route(
    int network,
    int prefix,
    int gateway,
    Interface device,
    int source,
    int scope,
    int protocol,
    int metric) {
  public static final int BY_KERNEL = 2;
  public static final int BY_HAND = 3;

  boolean leadsTo(int address) {
    return Ipv4.isIn(address, network, prefix);
  }

  /** Whether both are for the same packets. */
  boolean isLike(Route other) {
    return network == other.network && prefix == other.prefix && metric == other.metric;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {network, prefix, gateway, source, scope, protocol, metric});
    out.pointer(device);
  }

  static Route load(ObjectReader in) {
    int[] words = in.numbers();
    return new Route(
        words[0], words[1], words[2], in.pointer(), words[3], words[4], words[5], words[6]);
  }
}
