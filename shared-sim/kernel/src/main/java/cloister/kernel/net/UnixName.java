package cloister.kernel.net;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.fs.SpecialFile;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Path;

/** The name of a socket of this machine: none, a path, or an abstract one of its namespace. */
final class UnixName {
  private byte[] bytes = UnixAddress.none();

  /** Where it is in the tree of files; null without a path. */
  private Path place;

  boolean isSet() {
    return bytes.length > 2;
  }

  byte[] bytes() {
    return bytes;
  }

  /** That of a listening socket, which the ends that it accepts have, too. */
  void share(UnixName listener) {
    bytes = listener.bytes;
  }

  /** An abstract name among those of all types: each type has names of its own. */
  private static String key(int type, String text) {
    return (char) type + text;
  }

  void bind(UnixSocket socket, byte[] address, SocketPaths paths) throws KernelError {
    if (UnixAddress.isNone(address)) {
      bindAnywhere(socket);
      return;
    }
    UnixAddress.require(address);
    if (isSet()) {
      throw Errno.EINVAL.error();
    }
    String text = UnixAddress.text(address);
    if (UnixAddress.isPath(address)) {
      place = paths.make(text).use();
      ((SpecialFile) place.inode().real()).setEndpoint(socket);
    } else {
      String key = key(socket.type(), text);
      if (socket.namespace().named(key).isPresent()) {
        throw Errno.EADDRINUSE.error();
      }
      socket.namespace().setName(key, socket);
    }
    bytes = UnixAddress.kept(address);
  }

  /** Takes an abstract name of five digits that nobody has, unless there is a name. */
  void bindAnywhere(UnixSocket socket) {
    NetworkNamespace namespace = socket.namespace();
    while (!isSet()) {
      String digits = Integer.toHexString(0x100000 | namespace.nextName());
      String text = "\0" + digits.substring(1);
      String key = key(socket.type(), text);
      if (namespace.named(key).isEmpty()) {
        bytes = UnixAddress.of(text);
        namespace.setName(key, socket);
      }
    }
  }

  /** The socket is gone; a path stays, and leads to nobody. */
  void release(UnixSocket socket) {
    if (place != null) {
      ((SpecialFile) place.inode().real()).setEndpoint(null);
      place.unuse();
      place = null;
    } else if (isSet()) {
      String key = key(socket.type(), UnixAddress.text(bytes));
      if (socket.namespace().named(key).orElse(null) == socket) {
        socket.namespace().removeName(key);
      }
    }
  }

  /**
   * The socket of an address; of that type, unless it is a path. ECONNREFUSED where there is none;
   * ENOENT without the path.
   */
  static UnixSocket find(NetworkNamespace in, int type, byte[] address, SocketPaths paths)
      throws KernelError {
    UnixAddress.require(address);
    String text = UnixAddress.text(address);
    return UnixAddress.isPath(address)
        ? at(paths.find(text))
        : in.named(key(type, text)).orElseThrow(Errno.ECONNREFUSED::error);
  }

  private static UnixSocket at(Path path) throws KernelError {
    boolean isSocket = path.inode().isType(Mode.SOCKET);
    if (isSocket
        && path.inode().real() instanceof SpecialFile file
        && file.endpoint() instanceof UnixSocket socket) {
      return socket;
    }
    throw Errno.ECONNREFUSED.error();
  }

  void save(ObjectWriter out) {
    out.bytes(bytes);
    out.flag(place != null);
    if (place != null) {
      place.save(out);
    }
  }

  void load(ObjectReader in) {
    bytes = in.bytes();
    place = in.flag() ? Path.load(in) : null;
  }
}
