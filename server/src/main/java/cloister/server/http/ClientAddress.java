package cloister.server.http;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
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
    return network(whole(context));
  }

  /** The address itself, which tells the computers of an IPv6 network apart. */
  String whole(Context context) {
    String direct = context.req().getRemoteAddr();
    return trustProxy ? forwarded(lines(context)).orElse(direct) : direct;
  }

  private static List<String> lines(Context context) {
    return Collections.list(context.req().getHeaders("X-Forwarded-For"));
  }

  /**
   * The last entry of the last line is the one that our own proxy wrote; nothing when it is no
   * address.
   */
  static Optional<String> forwarded(List<String> lines) {
    String all = String.join(",", lines);
    String entry = withoutPort(all.substring(all.lastIndexOf(',') + 1).strip());
    try {
      return Optional.of(InetAddress.ofLiteral(entry).getHostAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** {@code 192.0.2.7:4711} and {@code [2001:db8::1]:4711} are written by some proxies. */
  private static String withoutPort(String entry) {
    int bracket = entry.indexOf(']');
    if (entry.startsWith("[") && bracket > 0) {
      return entry.substring(1, bracket);
    }
    int colon = entry.indexOf(':');
    return colon >= 0 && colon == entry.lastIndexOf(':') ? entry.substring(0, colon) : entry;
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
