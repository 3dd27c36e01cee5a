package cloister.server.http;

import io.javalin.http.Context;
import java.util.Optional;

/** Whom limits and quotas count: one IPv4 address, or one IPv6 network of 64 bits. */
public final class ClientAddress {
  private final boolean trustProxy;

  /**
   * @param trustProxy whether a proxy in front appends the client's address to X-Forwarded-For;
   *     without one, anybody could write anything there
   */
  public ClientAddress(boolean trustProxy) {
    this.trustProxy = trustProxy;
  }

  public String of(Context context) {
    String direct = context.req().getRemoteAddr();
    return network(trustProxy ? forwarded(context).orElse(direct) : direct);
  }

  /** The last entry is the one that our own proxy wrote. */
  private static Optional<String> forwarded(Context context) {
    return Optional.ofNullable(context.header("X-Forwarded-For"))
        .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
        .filter(address -> !address.isEmpty() && address.length() <= 45);
  }

  static String network(String address) {
    String plain = address.replace("[", "").replace("]", "");
    if (plain.indexOf(':') < 0 || plain.indexOf('.') >= 0) {
      return plain;
    }
    String[] halves = plain.split("::", 2);
    String[] head = halves[0].isEmpty() ? new String[0] : halves[0].split(":");
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      network.append(i < head.length ? head[i] : "0").append(':');
    }
    return network.append("/64").toString();
  }
}
