package cloister.kernel.net;

import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.PageUse;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.UserBuffer;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.FileDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was sent at once and waits in a socket: bytes in simulated memory, and what goes along. */
final class Message {
  private int[] frames = new int[1];
  private int used;

  /** Where the bytes begin in the first frame, and how many there are. */
  private int offset;

  private int length;
  private Sender sender = Sender.UNKNOWN;

  /** The name of the socket that it comes from, as bytes; none for one without a name. */
  private byte[] from = {};

  /** Open files that go along. */
  private List<FileDescription> rights = List.of();

  Message of(Sender who, byte[] name, List<FileDescription> files) {
    sender = who;
    from = name;
    rights = files;
    return this;
  }

  /** What was left of its time to live. */
  private int life;

  Message withLife(int left) {
    life = left;
    return this;
  }

  int life() {
    return life;
  }

  int length() {
    return length;
  }

  Sender sender() {
    return sender;
  }

  byte[] from() {
    return from;
  }

  List<FileDescription> rights() {
    return rights;
  }

  /** Its files are somebody else's from now on. */
  List<FileDescription> takeRights() {
    List<FileDescription> taken = rights;
    rights = List.of();
    return taken;
  }

  /** Whether what another sends may be put behind it as if both had been sent at once. */
  boolean continues(Sender who, List<FileDescription> files) {
    return rights.isEmpty() && files.isEmpty() && sender.equals(who);
  }

  /** How many bytes fit without another frame. */
  int room() {
    return used * Frames.SIZE - offset - length;
  }

  /** Adds bytes from a program: all of them, or none where some cannot be read or kept. */
  void add(Frames memory, UserBuffer source, int count) throws KernelError {
    int before = length;
    byte[] chunk = new byte[Math.min(count, Frames.SIZE)];
    try {
      for (int left = count; left > 0; ) {
        int most = Math.min(left, room() > 0 ? room() : Frames.SIZE);
        source.get(chunk, 0, most);
        add(memory, chunk, most);
        left -= most;
      }
    } catch (KernelError refused) {
      cut(memory, before);
      throw refused;
    }
  }

  /** Only the first bytes stay. */
  private void cut(Frames memory, int most) {
    length = most;
    while (used > 0 && (used - 1) * Frames.SIZE >= offset + length) {
      memory.release(frames[--used]);
    }
  }

  /** Adds bytes that fit into the last frame, or into one more. */
  private void add(Frames memory, byte[] bytes, int count) throws KernelError {
    if (room() == 0) {
      if (used == frames.length) {
        frames = Arrays.copyOf(frames, 2 * used);
      }
      frames[used] = memory.allocate(PageUse.SOCKET);
      used++;
    }
    int end = offset + length;
    memory.write(frames[used - 1], end - (used - 1) * Frames.SIZE, bytes, 0, count);
    length += count;
  }

  /** Adds bytes of the kernel's own. */
  void add(Frames memory, byte[] bytes) throws KernelError {
    for (int done = 0; done < bytes.length; ) {
      int most = Math.min(bytes.length - done, room() > 0 ? room() : Frames.SIZE);
      add(memory, Arrays.copyOfRange(bytes, done, done + most), most);
      done += most;
    }
  }

  /** Copies bytes to a program, from a position on; they stay. */
  void copy(Frames memory, int position, UserBuffer to, int count) throws KernelError {
    byte[] chunk = new byte[Math.min(count, Frames.SIZE)];
    for (int done = 0; done < count; ) {
      int at = offset + position + done;
      int inFrame = at % Frames.SIZE;
      int most = Math.min(count - done, Frames.SIZE - inFrame);
      memory.read(frames[at / Frames.SIZE], inFrame, chunk, 0, most);
      to.put(chunk, 0, most);
      done += most;
    }
  }

  /** All its bytes. */
  byte[] bytes(Frames memory) {
    byte[] all = new byte[length];
    for (int done = 0; done < length; ) {
      int at = offset + done;
      int inFrame = at % Frames.SIZE;
      int most = Math.min(length - done, Frames.SIZE - inFrame);
      memory.read(frames[at / Frames.SIZE], inFrame, all, done, most);
      done += most;
    }
    return all;
  }

  /** The first bytes are done with. */
  void drop(Frames memory, int count) {
    offset += count;
    length -= count;
    while (offset >= Frames.SIZE && used > 0) {
      memory.release(frames[0]);
      System.arraycopy(frames, 1, frames, 0, --used);
      offset -= Frames.SIZE;
    }
    if (length == 0) {
      release(memory);
    }
  }

  /** Its memory is free again. */
  void release(Frames memory) {
    while (used > 0) {
      memory.release(frames[--used]);
    }
    offset = 0;
    length = 0;
  }

  void save(ObjectWriter out) {
    out.numbers(Arrays.copyOf(frames, used));
    out.number(offset);
    out.number(length);
    out.number(life);
    sender.save(out);
    out.bytes(from);
    out.pointers(rights);
  }

  static Message load(ObjectReader in) {
    Message message = new Message();
    int[] saved = in.numbers();
    message.used = saved.length;
    message.frames = saved.length == 0 ? new int[1] : saved;
    message.offset = in.number();
    message.length = in.number();
    message.life = in.number();
    message.sender = Sender.load(in);
    message.from = in.bytes();
    message.rights = new ArrayList<>(in.pointers());
    return message;
  }
}
