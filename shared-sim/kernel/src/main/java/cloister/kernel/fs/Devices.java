package cloister.kernel.fs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileOperations;
import java.util.Map;
import java.util.TreeMap;

/** Which character device stands behind which number. */
public final class Devices {
  /** The terminal of whoever asks (tty(4)). */
  private static final int OWN_TERMINAL = number(5, 0);

  private final TreeMap<Integer, FileOperations> byNumber = new TreeMap<>();

  /** A device number as stat(2) has it, for a minor below 256. */
  public static int number(int major, int minor) {
    return major << 8 | minor;
  }

  public void add(int device, FileOperations operations) {
    byNumber.put(device, operations);
  }

  /** ENXIO where no driver answers. */
  public FileOperations open(int device, int flags, Caller caller) throws KernelError {
    FileOperations found =
        device == OWN_TERMINAL ? caller.controllingTerminal() : byNumber.get(device);
    if (found == null) {
      throw Errno.ENXIO.error();
    }
    if (found instanceof OpenedDevice opened) {
      opened.opened(flags, caller);
    }
    return found;
  }

  /** A device that has to know when it is opened. */
  public interface OpenedDevice {
    void opened(int flags, Caller caller);
  }

  public void save(ObjectWriter out) {
    out.number(byNumber.size());
    for (Map.Entry<Integer, FileOperations> entry : byNumber.entrySet()) {
      out.number(entry.getKey());
      out.pointer(entry.getValue());
    }
  }

  public void load(ObjectReader in) {
    byNumber.clear();
    int count = in.number();
    for (int i = 0; i < count; i++) {
      int number = in.number();
      byNumber.put(number, in.pointer());
    }
  }
}
