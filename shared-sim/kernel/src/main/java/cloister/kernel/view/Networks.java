package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.Kernel;
import cloister.kernel.net.Interface;
import cloister.kernel.net.InterfaceAddress;
import cloister.kernel.net.InternetSocket;
import cloister.kernel.net.Ipv4;
import cloister.kernel.net.NetworkNamespace;
import cloister.kernel.net.Route;
import cloister.kernel.net.Socket;
import cloister.kernel.net.UnixSocket;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.task.Process;
import java.util.ArrayList;
import java.util.List;

/** The namespaces of networks: interfaces, ways, and sockets that have names. */
final class Networks {
  private static final int MOST = 32;
  private static final int MOST_ROWS = 64;

  private Networks() {}

  static List<Json> rows(Kernel kernel) {
    List<Json> rows = new ArrayList<>();
    for (NetworkNamespace one : all(kernel)) {
      if (rows.size() < MOST) {
        rows.add(json(one));
      }
    }
    return rows;
  }

  private static List<NetworkNamespace> all(Kernel kernel) {
    for (Process process : kernel.tasks().processes()) {
      var namespaces = process.leader().namespaces();
      if (namespaces != null) {
        return ((NetworkNamespace) namespaces.get(NamespaceKind.NETWORK)).all();
      }
    }
    return List.of();
  }

  private static Json json(NetworkNamespace network) {
    List<Json> interfaces = new ArrayList<>();
    for (Interface device : network.interfaces().list()) {
      if (interfaces.size() < MOST_ROWS) {
        interfaces.add(json(device, network));
      }
    }
    List<Json> routes = new ArrayList<>();
    for (Route route : network.interfaces().routes()) {
      if (routes.size() < MOST_ROWS) {
        routes.add(json(route));
      }
    }
    List<Json> sockets = new ArrayList<>();
    for (Socket socket : network.sockets()) {
      if (sockets.size() < MOST_ROWS && isShown(socket)) {
        sockets.add(json(socket));
      }
    }
    return Json.object()
        .putUnsigned("number", network.number())
        .put("initial", network.number() == NamespaceKind.NETWORK.initialNumber())
        .put("forwards", network.interfaces().forwards())
        .put("interfaces", interfaces)
        .put("routes", routes)
        .put("sockets", sockets)
        .build();
  }

  private static Json json(Interface device, NetworkNamespace network) {
    List<Json> addresses = new ArrayList<>();
    for (InterfaceAddress address : device.addresses()) {
      addresses.add(Json.of(address.text()));
    }
    Json.Members row =
        Json.object()
            .put("index", device.index())
            .put("name", device.name())
            .put("up", device.isUp())
            .put("addresses", addresses);
    Interface peer = device.peer();
    if (peer != null) {
      row.put("peer", peer.name());
      if (peer.namespace() != network) {
        row.putUnsigned("peerNetwork", peer.namespace().number());
      }
    }
    if (device.master() != null) {
      row.put("master", device.master().name());
    }
    return row.build();
  }

  private static Json json(Route route) {
    String to = route.prefix() == 0 ? "default" : Ipv4.text(route.network()) + "/" + route.prefix();
    Json.Members row = Json.object().put("to", to).put("device", route.device().name());
    if (route.gateway() != 0) {
      row.put("gateway", Ipv4.text(route.gateway()));
    }
    return row.build();
  }

  /** Those that others can name. */
  private static boolean isShown(Socket socket) {
    return socket instanceof InternetSocket one
        ? one.localPort() != 0
        : socket instanceof UnixSocket && !socket.nameText().isEmpty();
  }

  private static Json json(Socket socket) {
    Json.Members row =
        Json.object()
            .put("kind", kind(socket))
            .put("name", ProcessRows.cut(socket.nameText()))
            .put("listens", socket.isListening());
    if (socket instanceof InternetSocket one && one.remotePort() != 0) {
      row.put("peer", Ipv4.text(one.remote()) + ":" + one.remotePort());
    }
    return row.build();
  }

  private static String kind(Socket socket) {
    if (!(socket instanceof InternetSocket one)) {
      return "unix";
    }
    return switch (one.protocol()) {
      case InternetSocket.TCP -> "tcp";
      case InternetSocket.UDP -> "udp";
      default -> "icmp";
    };
  }
}
