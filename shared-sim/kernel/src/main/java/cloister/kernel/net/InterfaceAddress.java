package cloister.kernel.net;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * An address of an interface, and how many bits of it are its network's.
 *
 * @param broadcast 0 without one
 * @param scope as rtnetlink(7) counts: 0 global, 253 link, 254 host
 */
public record InterfaceAddress(int address, int prefix, int broadcast, int scope) {
  public static final int HOST = 254;
  public static final int LINK = 253;
  public static final int GLOBAL = 0;

  public String text() {
    return Ipv4.text(address) + "/" + prefix;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {address, prefix, broadcast, scope});
  }

  static InterfaceAddress load(ObjectReader in) {
    int[] words = in.numbers();
    return new InterfaceAddress(words[0], words[1], words[2], words[3]);
  }
}
