package cloister.kernel.syscall;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.OpenFlags;
import cloister.kernel.abi.Signal;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.mm.UserMemory;
import cloister.kernel.net.Incoming;
import cloister.kernel.net.MessageFlags;
import cloister.kernel.net.Outgoing;
import cloister.kernel.net.Socket;
import cloister.kernel.net.SocketType;
import cloister.kernel.signal.SignalInfo;
import cloister.kernel.task.PendingCall;
import cloister.kernel.task.Restart;
import cloister.kernel.vfs.FileDescription;
import cloister.kernel.vfs.FileOperations;
import java.util.List;

/** Sending and receiving: send(2), sendmsg(2), recv(2), recvmsg(2). */
final class MessageCalls {
  private static final int MOST_PIECES = 1024;

  /** Words of a struct msghdr. */
  private static final int NAME = 0;

  private static final int NAME_LENGTH = 4;
  private static final int PIECES = 8;
  private static final int PIECE_COUNT = 12;
  private static final int CONTROL = 16;
  private static final int CONTROL_LENGTH = 20;
  private static final int FLAGS = 24;

  private MessageCalls() {}

  static void addTo(Rows rows) {
    rows.full(369, "sendto", "fbdxad", in(MessageCalls::sendTo))
        .full(370, "sendmsg", "fpx", in(MessageCalls::sendMessage))
        .full(371, "recvfrom", "fBdxpp", in(call -> receiveFrom(call)))
        .full(372, "recvmsg", "fpx", in(MessageCalls::receiveMessage));
  }

  private static SystemCall.Handler in(SocketArguments.Handler handler) {
    return SocketArguments.inRegisters(handler);
  }

  // Sending.

  static long sendTo(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    byte[] to = call.get(4) == 0 ? null : call.address(call.get(4), call.get(5));
    return send(call, file, socket, bytes(call), new Outgoing(to, null, List.of(), call.get(3)));
  }

  static long sendPlain(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    Outgoing with = new Outgoing(null, null, List.of(), call.get(3));
    return send(call, file, socket, bytes(call), with);
  }

  private static UserBuffer bytes(SocketArguments call) throws KernelError {
    if (call.get(2) < 0) {
      throw Errno.EINVAL.error();
    }
    UserMemory.requireUserRange(call.get(1), call.get(2));
    return new UserBuffer(call.memory(), call.get(1), call.get(2));
  }

  static long sendMessage(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    int at = call.get(1);
    int name = call.memory().read32(at + NAME);
    int length = call.memory().read32(at + NAME_LENGTH);
    byte[] to = name == 0 || length == 0 ? null : call.address(name, length);
    int control = call.memory().read32(at + CONTROL);
    int room = control == 0 ? 0 : call.memory().read32(at + CONTROL_LENGTH);
    ControlMessages.Sent sent = new ControlMessages(call.call()).read(control, room);
    boolean tells = socket.family() == SocketType.UNIX;
    List<FileDescription> rights = tells ? sent.rights() : List.of();
    Outgoing with = new Outgoing(to, tells ? sent.sender() : null, rights, call.get(2));
    return send(call, file, socket, pieces(call, at), with);
  }

  private static UserBuffer pieces(SocketArguments call, int message) throws KernelError {
    int at = call.memory().read32(message + PIECES);
    int count = call.memory().read32(message + PIECE_COUNT);
    if (count < 0 || count > MOST_PIECES) {
      throw Errno.EMSGSIZE.error();
    }
    return FileCalls.pieces(call.call(), at, count);
  }

  /** What is sent behind a wait goes on behind what was sent before. */
  private static long send(
      SocketArguments arguments,
      FileDescription file,
      Socket socket,
      UserBuffer bytes,
      Outgoing all)
      throws KernelError {
    Call call = arguments.call();
    PendingCall pending = call.pending();
    bytes.skip(pending.progress);
    Outgoing rest = new Outgoing(all.to(), all.sender(), List.of(), all.flags());
    try {
      while (true) {
        Outgoing with = pending.progress == 0 ? all : rest;
        int count = socket.send(bytes, with, arguments.paths(), call.caller());
        if (count == FileOperations.WOULD_BLOCK) {
          return waitToSend(arguments, file, socket, with);
        }
        call.copied(count);
        pending.progress += count;
        if (bytes.left() == 0 || count == 0) {
          return pending.progress;
        }
      }
    } catch (KernelError refused) {
      boolean silent = (all.flags() & MessageFlags.NO_SIGNAL) != 0;
      if (refused.errno() == Errno.EPIPE && !silent && socket.signalsBrokenPipe()) {
        call.parts().signals().send(call.task(), SignalInfo.fromKernel(Signal.SIGPIPE));
      }
      if (pending.progress == 0) {
        throw refused;
      }
      return pending.progress;
    }
  }

  private static long waitToSend(
      SocketArguments arguments, FileDescription file, Socket socket, Outgoing with)
      throws KernelError {
    Call call = arguments.call();
    int done = call.pending().progress;
    SocketCalls.limit(call, socket.options().sendLimit());
    boolean stays = file.is(OpenFlags.NONBLOCK) || (with.flags() & MessageFlags.DO_NOT_WAIT) != 0;
    if (stays || call.isTimeUp()) {
      if (done == 0) {
        throw Errno.EAGAIN.error();
      }
      return done;
    }
    socket.awaitRoom(call.task(), with, arguments.paths());
    return call.await(done == 0 ? Restart.SYSTEM_CALL : done);
  }

  // Receiving.

  static long receiveFrom(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    Incoming with = new Incoming(call.get(3));
    long count = receiveAlone(call, file, socket, with);
    if (count >= 0 && count != Call.BLOCKED && call.get(4) != 0) {
      byte[] from = with.from() == null ? new byte[0] : with.from();
      call.answer(from, call.get(4), call.get(5));
    }
    return count;
  }

  static long receivePlain(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    return receiveAlone(call, file, socket, new Incoming(call.get(3)));
  }

  /** Bytes without the files that came along, which nobody will have. */
  private static long receiveAlone(
      SocketArguments call, FileDescription file, Socket socket, Incoming with) throws KernelError {
    try {
      return receive(call, file, socket, bytes(call), with, call.get(3));
    } finally {
      call.call().parts().network().release(with.rights());
    }
  }

  static long receiveMessage(SocketArguments call) throws KernelError {
    FileDescription file = call.file();
    Socket socket = SocketArguments.socket(file);
    int at = call.get(1);
    UserMemory memory = call.memory();
    int control = memory.read32(at + CONTROL);
    int room = control == 0 ? 0 : memory.read32(at + CONTROL_LENGTH);
    int name = memory.read32(at + NAME);
    Incoming with = new Incoming(call.get(2));
    boolean close = (call.get(2) & MessageFlags.CLOSE_ON_EXEC) != 0;
    long count;
    ControlMessages.Written written;
    try {
      count = receive(call, file, socket, pieces(call, at), with, call.get(2));
      if (count < 0 || count == Call.BLOCKED) {
        return count;
      }
      written = new ControlMessages(call.call()).write(control, room, with, close);
    } finally {
      call.call().parts().network().release(with.rights());
    }
    if (name != 0) {
      byte[] from = with.from() == null ? new byte[0] : with.from();
      call.answer(from, name, at + NAME_LENGTH);
    }
    memory.write32(at + CONTROL_LENGTH, written.bytes());
    memory.write32(at + FLAGS, with.outFlags() | written.flags() | closes(close));
    return count;
  }

  private static int closes(boolean close) {
    return close ? MessageFlags.CLOSE_ON_EXEC : 0;
  }

  /** With MSG_WAITALL it goes on until there is no more room. */
  private static long receive(
      SocketArguments arguments,
      FileDescription file,
      Socket socket,
      UserBuffer to,
      Incoming with,
      int flags)
      throws KernelError {
    Call call = arguments.call();
    PendingCall pending = call.pending();
    to.skip(pending.progress);
    boolean stays = file.is(OpenFlags.NONBLOCK) || (flags & MessageFlags.DO_NOT_WAIT) != 0;
    int mode = MessageFlags.WAIT_FOR_ALL | MessageFlags.PEEK;
    boolean all = (flags & mode) == MessageFlags.WAIT_FOR_ALL && socket.type() == SocketType.STREAM;
    while (true) {
      int count;
      try {
        count = socket.receive(to, with);
      } catch (KernelError refused) {
        if (pending.progress > 0) {
          return pending.progress;
        }
        throw refused;
      }
      if (count == FileOperations.WOULD_BLOCK) {
        return waitToReceive(call, socket, stays);
      }
      call.copied(count);
      pending.progress += count;
      if (!all || count == 0 || to.left() == 0 || !with.rights().isEmpty()) {
        return pending.progress;
      }
    }
  }

  private static long waitToReceive(Call call, Socket socket, boolean stays) throws KernelError {
    int done = call.pending().progress;
    SocketCalls.limit(call, socket.options().receiveLimit());
    if (stays || call.isTimeUp()) {
      if (done == 0) {
        throw Errno.EAGAIN.error();
      }
      return done;
    }
    socket.await(call.task());
    return call.await(done == 0 ? Restart.SYSTEM_CALL : done);
  }
}
