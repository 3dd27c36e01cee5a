package cloister.kernel.sysfs;

import cloister.kernel.net.Interface;
import cloister.kernel.net.NetworkNamespace;
import java.util.List;
import java.util.Optional;

/** What there is in {@code /sys}: one processor, no disks, and the interfaces of a network. */
final class SysTree {
  static final String INTERFACES = "devices/virtual/net";

  private static final String CLASS = "class/net";
  private static final List<String> DEVICE =
      List.of(
          "addr_len",
          "address",
          "broadcast",
          "carrier",
          "flags",
          "ifalias",
          "ifindex",
          "iflink",
          "mtu",
          "operstate",
          "statistics",
          "subsystem",
          "tx_queue_len",
          "type",
          "uevent");
  private static final List<String> COUNTERS =
      List.of(
          "collisions",
          "multicast",
          "rx_bytes",
          "rx_compressed",
          "rx_crc_errors",
          "rx_dropped",
          "rx_errors",
          "rx_fifo_errors",
          "rx_frame_errors",
          "rx_length_errors",
          "rx_missed_errors",
          "rx_nohandler",
          "rx_over_errors",
          "rx_packets",
          "tx_aborted_errors",
          "tx_bytes",
          "tx_carrier_errors",
          "tx_compressed",
          "tx_dropped",
          "tx_errors",
          "tx_fifo_errors",
          "tx_heartbeat_errors",
          "tx_packets",
          "tx_window_errors");

  private final NetworkNamespace network;

  SysTree(NetworkNamespace network) {
    this.network = network;
  }

  /** The names in a directory, from the root without a slash; nothing for what is none. */
  List<String> names(String path) {
    return switch (path) {
      case "" -> List.of("block", "class", "devices", "firmware", "fs", "kernel");
      case "class" -> List.of("net");
      case CLASS, INTERFACES -> interfaces();
      case "devices" -> List.of("system", "virtual");
      case "devices/system" -> List.of("cpu");
      case "devices/system/cpu" ->
          List.of("cpu0", "kernel_max", "offline", "online", "possible", "present");
      case "devices/system/cpu/cpu0" -> List.of("topology");
      case "devices/system/cpu/cpu0/topology" -> List.of("core_id", "physical_package_id");
      case "devices/virtual" -> List.of("net");
      case "fs" -> List.of("cgroup");
      case "kernel" -> List.of("fscaps");
      default -> ofInterface(path);
    };
  }

  private List<String> interfaces() {
    return network.interfaces().list().stream().map(Interface::name).toList();
  }

  private List<String> ofInterface(String path) {
    if (device(path).isEmpty()) {
      return List.of();
    }
    String rest = rest(path);
    return rest.isEmpty() ? DEVICE : rest.equals("statistics") ? COUNTERS : List.of();
  }

  /** The interface whose directory a path leads into. */
  private Optional<Interface> device(String path) {
    return path.startsWith(INTERFACES + "/")
        ? network.interfaces().find(first(path))
        : Optional.empty();
  }

  private static String first(String path) {
    int from = INTERFACES.length() + 1;
    int end = path.indexOf('/', from);
    return path.substring(from, end < 0 ? path.length() : end);
  }

  /** What stands behind the interface's name. */
  private static String rest(String path) {
    int end = path.indexOf('/', INTERFACES.length() + 1);
    return end < 0 ? "" : path.substring(end + 1);
  }

  /** Whether something is a directory, which may be empty. */
  boolean isDirectory(String path) {
    boolean empty = path.equals("block") || path.equals("firmware") || path.equals("fs/cgroup");
    return empty || !names(path).isEmpty() || path.equals(CLASS) || path.equals(INTERFACES);
  }

  /** Where a link leads. */
  Optional<String> link(String path) {
    if (path.startsWith(CLASS + "/")) {
      String name = path.substring(CLASS.length() + 1);
      return Optional.of("../../devices/virtual/net/" + name);
    }
    boolean subsystem = device(path).isPresent() && rest(path).equals("subsystem");
    return subsystem ? Optional.of("../../../../class/net") : Optional.empty();
  }

  /** Whether a file is there in place of which nothing can be said (EINVAL). */
  Optional<String> text(String path) {
    Optional<Interface> device = device(path);
    if (device.isPresent()) {
      String rest = rest(path);
      return rest.startsWith("statistics/")
          ? Optional.of(counter(device.get(), rest.substring(rest.indexOf('/') + 1)) + "\n")
          : ofDevice(device.get(), rest);
    }
    return switch (path) {
      case "devices/system/cpu/offline" -> Optional.of("\n");
      case "kernel/fscaps" -> Optional.of("1\n");
      default -> Optional.of("0\n");
    };
  }

  private static long counter(Interface device, String name) {
    long[] counters = device.counters();
    return switch (name) {
      case "tx_bytes" -> counters[0];
      case "tx_packets" -> counters[1];
      case "rx_bytes" -> counters[2];
      case "rx_packets" -> counters[3];
      default -> 0;
    };
  }

  private static Optional<String> ofDevice(Interface device, String name) {
    boolean loops = device.isLoopback();
    String value =
        switch (name) {
          case "addr_len" -> "6";
          case "address" -> hexadecimal(device.hardwareAddress());
          case "broadcast" -> loops ? "00:00:00:00:00:00" : "ff:ff:ff:ff:ff:ff";
          case "flags" -> "0x" + Integer.toHexString(device.flags() & 0xffff & ~Interface.RUNNING);
          case "ifindex" -> Integer.toString(device.index());
          case "iflink" -> Integer.toString(link(device));
          case "mtu" -> Integer.toString(device.mtu());
          case "operstate" -> state(device.state());
          case "tx_queue_len" -> "1000";
          case "type" -> loops ? "772" : "1";
          case "uevent" -> {
            String kind = device.type() == Interface.Type.BRIDGE ? "DEVTYPE=bridge\n" : "";
            yield kind + "INTERFACE=" + device.name() + "\nIFINDEX=" + device.index();
          }
          case "carrier" -> device.hasCarrier() ? "1" : "0";
          default -> "";
        };
    boolean unknown = name.equals("carrier") && !device.isUp();
    return unknown ? Optional.empty() : Optional.of(value + "\n");
  }

  private static int link(Interface device) {
    return device.peer() == null ? device.index() : device.peer().index();
  }

  private static String state(int state) {
    return switch (state) {
      case 2 -> "down";
      case 3 -> "lowerlayerdown";
      case 6 -> "up";
      default -> "unknown";
    };
  }

  private static String hexadecimal(byte[] address) {
    StringBuilder text = new StringBuilder();
    for (byte one : address) {
      text.append(text.isEmpty() ? "" : ":");
      text.append(Character.forDigit(one >> 4 & 15, 16)).append(Character.forDigit(one & 15, 16));
    }
    return text.toString();
  }
}
